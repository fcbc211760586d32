-- The life of a flag after its answer, and what operators say of it.

-- How a flag stands at the centre beyond its answer: the console's clocks and words come from here.
CREATE TABLE flag_life (
    event_id TEXT PRIMARY KEY REFERENCES event (id),
    changes INTEGER NOT NULL,      -- of its history at the centre: an older answer that comes late has fewer
    stage TEXT NOT NULL,           -- console.domain.flag_state.FlagState; empty from a centre that tells none
    level INTEGER NOT NULL,        -- how often it was carried up unanswered
    clock_utc TEXT NOT NULL,       -- ISO 8601: from when its clocks count
    waiting_utc TEXT NOT NULL,     -- ISO 8601: since when an answer is waited for; empty when none is
    officer_name TEXT NOT NULL,    -- of the last step that named one
    officer_number TEXT NOT NULL
) WITHOUT ROWID;

-- What the operator said of a flag, made here; sent through the outbox, never changed.
CREATE TABLE flag_change (
    id TEXT PRIMARY KEY,           -- UUIDv7, made here: also the idempotency key at the centre
    event_id TEXT NOT NULL REFERENCES event (id),
    action TEXT NOT NULL,          -- console.domain.flag_state.FlagAction
    body TEXT NOT NULL             -- JSON exactly as sent
) WITHOUT ROWID;
CREATE INDEX flag_change_event ON flag_change (event_id);
