-- How every feed that was on a wall of this machine fared: one row for each change of its state.
-- Kept equal to the sum of the migrations by a test.

CREATE TABLE feed_change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of happening; the wall clock may jump back
    camera_id TEXT NOT NULL,
    quality TEXT NOT NULL,         -- console.domain.camera.FeedQuality
    state TEXT NOT NULL,           -- console.domain.feed_state.FeedState; 'empty': on no wall any more
    reason TEXT NOT NULL,          -- error code, empty when there is none
    since_utc TEXT NOT NULL        -- ISO 8601: the state holds from then until the feed's next row
);
CREATE INDEX feed_change_camera ON feed_change (camera_id, seq);

-- One row: until when this machine has looked at its feeds. What a killed console left open ends there.
CREATE TABLE looked (
    one INTEGER PRIMARY KEY CHECK (one = 1),  -- so that there is one
    until_utc TEXT NOT NULL        -- ISO 8601
);

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

-- What each of our processes cost, in stretches of five minutes.

CREATE TABLE machine_span (
    part TEXT NOT NULL,            -- console, nursery, worker-3
    begin_unix_s INTEGER NOT NULL, -- the other columns are the fields of console.domain.machine_span.MachineSpan
    looked_s INTEGER NOT NULL,     -- seconds that a console looked
    cpu_ms INTEGER NOT NULL,       -- processor time in them
    pss_bytes INTEGER NOT NULL,    -- the most of it, as for the next ones
    threads INTEGER NOT NULL,
    lag_ms REAL NOT NULL,
    waiting INTEGER NOT NULL,
    PRIMARY KEY (part, begin_unix_s)
) WITHOUT ROWID;
CREATE INDEX machine_span_begin ON machine_span (begin_unix_s);

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
