-- Who has seen which camera: its picture was live on a tile for two seconds or more, without a break.

CREATE TABLE seen (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    camera_id TEXT NOT NULL,
    person TEXT NOT NULL,          -- user name of who was signed in
    from_utc TEXT NOT NULL,        -- ISO 8601 with milliseconds
    to_utc TEXT NOT NULL,          -- the same; grows while the picture stays
    UNIQUE (camera_id, from_utc, person)
);
CREATE INDEX seen_to ON seen (to_utc);
