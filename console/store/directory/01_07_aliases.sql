-- What people also call a camera's place, and its words apart from the others, so that names come before them.

ALTER TABLE camera ADD COLUMN aliases TEXT NOT NULL DEFAULT '';  -- joined by semicolons; empty for none

-- Columns can't be added to an index of words. What it had is kept: search works on until the centre has been asked.
CREATE TEMP TABLE kept_words AS SELECT rowid AS row, text FROM camera_words;
DROP TABLE camera_vocabulary;
DROP TABLE camera_words;
CREATE VIRTUAL TABLE camera_words USING fts5 (text, aliases, tokenize = 'unicode61', prefix = '1 2 3');
INSERT INTO camera_words (rowid, text, aliases) SELECT row, text, '' FROM kept_words ORDER BY row;
DROP TABLE kept_words;
CREATE VIRTUAL TABLE camera_vocabulary USING fts5vocab (camera_words, 'row');

-- An older console has left out what the centre said of it, so everything is asked for once more.
UPDATE sync SET cursor = '', etag = '';
