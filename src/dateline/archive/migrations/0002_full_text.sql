-- Paragraphs of all reports. Their words are only in the index, their text is in the parts:
-- start and end are offsets in code points of the report's text.
CREATE TABLE documents (
    document INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL UNIQUE
);

CREATE TABLE paragraphs (
    paragraph INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (document),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);

CREATE VIRTUAL TABLE full_text USING fts5 (
    text,
    content = '',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
