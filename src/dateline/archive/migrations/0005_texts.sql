-- The texts themselves, each compressed by zlib: where a few are to be shown, this is much faster
-- than the parts. Those that were added before have none here.
ALTER TABLE documents ADD COLUMN text BLOB;
CREATE INDEX paragraphs_by_document ON paragraphs (document);
