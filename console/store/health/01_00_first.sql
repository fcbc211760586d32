-- Version 1.0: the changes of the feeds.

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
