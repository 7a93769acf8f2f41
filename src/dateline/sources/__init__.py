"""Where reports come from: `load.load` reads files, pages, feeds, folders and addresses."""
