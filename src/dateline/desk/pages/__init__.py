"""The pages, one file each; `ROUTES` of each are the addresses it answers."""
