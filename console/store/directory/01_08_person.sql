-- Whose the directory is. Of one that is here already nobody knows: it is shut until the centre has answered once.
ALTER TABLE sync ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE sync ADD COLUMN of_another INTEGER NOT NULL DEFAULT 0;
