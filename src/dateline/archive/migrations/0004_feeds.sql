-- Feeds and sitemaps that are watched: the version of each that was taken last, and, where it
-- failed, how often in a row and when it may be asked again (seconds since 1970).
CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,
    error TEXT
);

-- Entries of these lists, each by a hash of its address or id: those that are done with, whether
-- read or set aside, and how often the others were tried.
CREATE TABLE feed_entries (
    entry TEXT PRIMARY KEY,
    tries INTEGER NOT NULL,
    done INTEGER NOT NULL
) WITHOUT ROWID;
