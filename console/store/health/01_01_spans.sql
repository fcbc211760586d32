-- What each feed sent and showed, in stretches of five minutes.

CREATE TABLE span_feed (
    id INTEGER PRIMARY KEY,        -- small, so that a row of feed_span is
    camera_id TEXT NOT NULL,
    quality TEXT NOT NULL,         -- console.domain.camera.FeedQuality
    UNIQUE (camera_id, quality)
);

CREATE TABLE feed_span (
    feed_id INTEGER NOT NULL REFERENCES span_feed (id),
    begin_unix_s INTEGER NOT NULL, -- the other columns are the fields of console.domain.feed_span.FeedSpan
    looked_s INTEGER NOT NULL,     -- seconds that a console looked
    live_s INTEGER NOT NULL,       -- of those, with a fresh picture
    received INTEGER NOT NULL,     -- pictures
    shown INTEGER NOT NULL,
    dropped INTEGER NOT NULL,
    payload_bytes INTEGER NOT NULL,
    key_pictures INTEGER NOT NULL,
    silences INTEGER NOT NULL,
    connections INTEGER NOT NULL,
    jitter_ms REAL NOT NULL,       -- the worst second, as for the next two
    key_interval_s REAL NOT NULL,
    age_ms REAL NOT NULL,
    PRIMARY KEY (feed_id, begin_unix_s)
) WITHOUT ROWID;
CREATE INDEX feed_span_begin ON feed_span (begin_unix_s);
