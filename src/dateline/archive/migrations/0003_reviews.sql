-- What people say of the machine's readings. Lines are only ever added; `value` and `machine` are JSON.
CREATE TABLE reviews (
    number INTEGER PRIMARY KEY,
    review TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    field TEXT,
    value TEXT,
    other TEXT,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT,
    span TEXT,
    other_span TEXT,
    machine TEXT
);

CREATE TRIGGER reviews_never_change BEFORE UPDATE ON reviews
BEGIN SELECT RAISE(ABORT, 'reviews are only ever added'); END;

CREATE TRIGGER reviews_are_kept BEFORE DELETE ON reviews
BEGIN SELECT RAISE(ABORT, 'reviews are only ever added'); END;
