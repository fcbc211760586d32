-- What the police gateway was sent, what it makes of it, and what its officers say.
-- Kept equal to the sum of the migrations by a test.

CREATE TABLE messages (
    id TEXT PRIMARY KEY,           -- webhook-id: each message counts once
    flag_id TEXT NOT NULL,         -- hex of the flag's UUID
    kind TEXT NOT NULL,            -- console.handoff.cloud_event.EventType
    body TEXT NOT NULL,            -- as it came, what the signature was over
    received_utc TEXT NOT NULL     -- ISO 8601
);
CREATE INDEX messages_by_flag ON messages (flag_id);

CREATE TABLE flags (
    flag_id TEXT PRIMARY KEY,      -- hex of the flag's UUID
    number TEXT NOT NULL,          -- for people
    priority INTEGER NOT NULL,     -- 1 (at once) to 4
    told_utc TEXT NOT NULL,        -- ISO 8601: time of the newest message
    first_utc TEXT NOT NULL,       -- ISO 8601: when the first one came
    document TEXT NOT NULL         -- the newest EIDO
);

CREATE TABLE answers (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of saying
    id TEXT NOT NULL UNIQUE,       -- webhook-id
    flag_id TEXT NOT NULL REFERENCES flags (flag_id),  -- of which flag
    kind TEXT NOT NULL,            -- console.handoff.cloud_event.EventType
    body TEXT NOT NULL,            -- fixed when the officer says it
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'refused')),  -- how far it has come
    tries INTEGER NOT NULL DEFAULT 0,  -- failed ones
    due_utc TEXT NOT NULL,         -- ISO 8601: when it is tried next
    fault TEXT NOT NULL DEFAULT ''  -- of the last try, empty when there was none
);
CREATE INDEX answers_by_flag ON answers (flag_id);
