-- What the centre sent and could not be read or does not fit, so that it is told as long as it is so.
CREATE TABLE record_fault (
    kind TEXT NOT NULL,            -- 'camera', 'area' or 'line'
    id TEXT NOT NULL,              -- of the record, shortened; for a line without one a mark of its bytes
    field TEXT NOT NULL,           -- what is wrong with it, as the wire calls it
    generation INTEGER NOT NULL,   -- as in camera
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- What a snapshot under way has brought that was not there before it, so that one without end can be taken out again.
CREATE TABLE newcomer (
    kind TEXT NOT NULL,            -- 'camera' or 'area'
    id TEXT NOT NULL,              -- of the record, as its table has it
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- The rows of cameras go by call-up number: the index of words then gives what it finds in the order in which it is shown,
-- and stops at the first page of it. See console/directory/camera_rows.py.
CREATE TABLE moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
INSERT INTO moved SELECT row, (number + 1) * 1048576 + ROW_NUMBER() OVER (PARTITION BY number ORDER BY id) - 1
    FROM camera WHERE number BETWEEN 0 AND 999999999999;
CREATE TABLE moved_words (row INTEGER PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO moved_words SELECT new, text FROM moved JOIN camera_words ON camera_words.rowid = old;
DROP TABLE camera_vocabulary;
DROP TABLE camera_words;
CREATE VIRTUAL TABLE camera_words USING fts5 (text, tokenize = 'unicode61', prefix = '1 2 3');
CREATE VIRTUAL TABLE camera_vocabulary USING fts5vocab (camera_words, 'row');
INSERT INTO camera_words (rowid, text) SELECT row, text FROM moved_words ORDER BY row;
UPDATE camera SET row = (SELECT new FROM moved WHERE old = row) WHERE row IN (SELECT old FROM moved);
DROP TABLE moved_words;
DROP TABLE moved;

-- Cameras with numbers that no wall can call have no row of that kind; the centre is asked for everything once more.
UPDATE sync SET cursor = '', etag = '', installing = 0;
