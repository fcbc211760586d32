-- The words of camera_words with how many cameras have each, so that a mistyped one can be guessed; it stores nothing itself.
CREATE VIRTUAL TABLE camera_vocabulary USING fts5vocab (camera_words, 'row');
