-- Cameras that are there and whose picture is old or stands still, counted apart; none before the centre tells of one.

ALTER TABLE area_count ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
