-- Bookmarks and flags with the outbox: written before an operator is told "saved", emptied by the centre's answers.
-- Kept equal to the sum of the migrations by a test.

-- What the operator made; never changed afterwards (the triggers below hold that).
CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of making; ids may jump back with the wall clock
    id TEXT NOT NULL UNIQUE,       -- UUIDv7, made here: also the idempotency key at the centre
    kind TEXT NOT NULL,            -- console.domain.event.EventKind
    camera_id TEXT NOT NULL,
    at_utc TEXT NOT NULL,          -- ISO 8601: the moment in the picture or of the key press
    category TEXT NOT NULL,        -- incident category code, empty for bookmarks
    priority INTEGER NOT NULL,     -- 1 (at once) to 4; 0 for bookmarks
    note TEXT NOT NULL,
    body TEXT NOT NULL             -- JSON exactly as sent: a replay must be identical
);
CREATE TRIGGER event_is_immutable BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events never change'); END;

-- What the centre said of it; the centre wins.
CREATE TABLE answer (
    event_id TEXT PRIMARY KEY REFERENCES event (id),
    state TEXT NOT NULL,           -- console.wire.events.FlagWay; 'received' for bookmarks
    number TEXT NOT NULL,          -- for people, empty for bookmarks
    officer_name TEXT NOT NULL,    -- these three are empty until acknowledged
    officer_number TEXT NOT NULL,
    acknowledged_utc TEXT NOT NULL -- ISO 8601
) WITHOUT ROWID;

CREATE TABLE evidence (
    id TEXT PRIMARY KEY,           -- UUIDv7, made here; also the name of the file in the spool
    flag_id TEXT NOT NULL,         -- a flag of this console or of another one
    kind TEXT NOT NULL,            -- console.wire.events.EvidenceKind
    state TEXT NOT NULL,           -- console.events.ledger.EvidenceWay
    reason TEXT NOT NULL,          -- error code when lost, else empty
    path TEXT NOT NULL,            -- of the file in the spool; empty while it is captured and once deleted
    body TEXT NOT NULL,            -- JSON exactly as announced; empty while it is captured
    upload_url TEXT NOT NULL,      -- of the upload under way, to go on after a restart; empty else
    complete_utc TEXT NOT NULL     -- ISO 8601 when the centre had checked it; empty before
);
CREATE INDEX evidence_flag ON evidence (flag_id);

-- The outbox: what the centre does not have yet. A row goes when the centre has taken it, never before.
CREATE TABLE pending_event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of delivery
    kind TEXT NOT NULL,            -- console.events.outbox.JobKind
    subject_id TEXT NOT NULL,      -- event or evidence id: the idempotency key
    event_id TEXT NOT NULL,        -- the flag or bookmark that this belongs to
    depends_on INTEGER,            -- seq of the row that must be gone first (no foreign key: it will be gone)
    priority INTEGER NOT NULL,     -- 1 goes first and is tried most often
    attempts INTEGER NOT NULL,     -- failed tries so far
    last_error TEXT NOT NULL,      -- code of the last failure, empty before
    refused INTEGER NOT NULL,      -- 1: the centre will never take it as it is, a person must act
    UNIQUE (kind, subject_id)
);
CREATE INDEX pending_event_event ON pending_event (event_id);

-- How a flag stands at the centre beyond its answer: the console's clocks and words come from here.
CREATE TABLE flag_life (
    event_id TEXT PRIMARY KEY REFERENCES event (id),
    changes INTEGER NOT NULL,      -- of its history at the centre: an older answer that comes late has fewer
    stage TEXT NOT NULL,           -- console.domain.flag_state.FlagState; empty from a centre that tells none
    level INTEGER NOT NULL,        -- how often it was carried up unanswered
    clock_utc TEXT NOT NULL,       -- ISO 8601: from when its clocks count
    waiting_utc TEXT NOT NULL,     -- ISO 8601: since when an answer is waited for; empty when none is
    officer_name TEXT NOT NULL,    -- of the last step that named one
    officer_number TEXT NOT NULL,
    hold TEXT NOT NULL DEFAULT ''  -- why its evidence is kept from being deleted; empty where it is not on legal hold
) WITHOUT ROWID;

-- What the operator said of a flag, made here; sent through the outbox, never changed.
CREATE TABLE flag_change (
    id TEXT PRIMARY KEY,           -- UUIDv7, made here: also the idempotency key at the centre
    event_id TEXT NOT NULL,        -- a flag of this console or of another one
    action TEXT NOT NULL,          -- console.domain.flag_state.FlagAction
    body TEXT NOT NULL             -- JSON exactly as sent
) WITHOUT ROWID;
CREATE INDEX flag_change_event ON flag_change (event_id);
