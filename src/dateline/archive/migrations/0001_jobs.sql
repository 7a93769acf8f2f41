-- Runs of builds, and what each of them could not read.
CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    ended TEXT,
    dateline TEXT NOT NULL,
    sources TEXT NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    already_there INTEGER NOT NULL DEFAULT 0,
    set_aside INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE set_aside (
    run INTEGER NOT NULL REFERENCES runs (run),
    label TEXT NOT NULL,
    reason TEXT NOT NULL,
    hint TEXT
);
CREATE INDEX set_aside_by_run ON set_aside (run);
