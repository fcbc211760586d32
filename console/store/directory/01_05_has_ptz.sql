-- Cameras that can be moved.

ALTER TABLE camera ADD COLUMN has_ptz INTEGER NOT NULL DEFAULT 0;  -- 1 when the centre knows where commands that move it go

-- An older console has left out what the centre said of it, so everything is asked for once more.
UPDATE sync SET cursor = '', etag = '';
