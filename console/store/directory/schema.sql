-- The directory cache: what the centre said last, so that tree and search work at once and without the centre.
-- Kept equal to the sum of the migrations by a test. Everything here may be deleted and fetched again.

CREATE TABLE sync (
    only INTEGER PRIMARY KEY CHECK (only = 1),  -- one row: there is one directory
    epoch TEXT NOT NULL,           -- the centre's directory life; another one makes every rev meaningless
    cursor TEXT NOT NULL,          -- goes into the next request; empty asks for a snapshot
    etag TEXT NOT NULL,            -- of the last complete sync, for the cheap question "anything new?"
    generation INTEGER NOT NULL,   -- counts snapshots; rows of an older one go when the newer is complete
    installing INTEGER NOT NULL,   -- 1 while a snapshot is under way: its pages go on after a restart
    synced_utc TEXT NOT NULL       -- ISO 8601 of the last complete sync, empty before the first
, owner TEXT NOT NULL DEFAULT '', of_another INTEGER NOT NULL DEFAULT 0);
-- owner: console.directory.ownership, who signed in last; of_another: 1 while there may be rows that were fetched for somebody else

CREATE TABLE area (
    code TEXT PRIMARY KEY,         -- official code with /RWnnn/RTnnn appended; its prefixes are its parents
    parent TEXT,                   -- NULL for a city; kept though it follows from the code, to list children by index
    level TEXT NOT NULL,           -- console.domain.area.AreaLevel
    name TEXT NOT NULL,            -- as people say it
    rev INTEGER NOT NULL,          -- the centre's number of the last change, to apply each change once
    generation INTEGER NOT NULL    -- the snapshot that had it
) WITHOUT ROWID;
CREATE INDEX area_parent ON area (parent, code);

CREATE TABLE camera (
    row INTEGER PRIMARY KEY,       -- joins camera_words, which only knows numbers; goes by call-up number
    id TEXT NOT NULL UNIQUE,
    site_id TEXT NOT NULL,
    number INTEGER NOT NULL,       -- call-up number
    name TEXT NOT NULL,
    area_code TEXT NOT NULL,       -- no foreign key: a camera may come before its area
    latitude REAL,                 -- degrees WGS 84, NULL when unknown
    longitude REAL,                -- degrees WGS 84, NULL when unknown
    approximate INTEGER NOT NULL,  -- 1 when the coordinates are no survey
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    has_main INTEGER NOT NULL,
    has_sub INTEGER NOT NULL,
    rev INTEGER NOT NULL,          -- as in area
    generation INTEGER NOT NULL    -- as in area
, privacy_class TEXT NOT NULL DEFAULT '', has_ptz INTEGER NOT NULL DEFAULT 0, aliases TEXT NOT NULL DEFAULT '');
-- privacy_class: console.domain.camera.PrivacyClass, empty for a public place; has_ptz: 1 when the centre knows how to move it
-- aliases: what people also call its place, joined by semicolons
CREATE INDEX camera_area ON camera (area_code, number);
CREATE INDEX camera_number ON camera (number);
CREATE INDEX camera_place ON camera (latitude, longitude);

-- Status flaps, so it is apart from the documents and has no rev.
CREATE TABLE camera_status (
    camera_id TEXT PRIMARY KEY,    -- no foreign key: status may come before the camera
    state TEXT NOT NULL,           -- console.domain.camera.DirectoryStatus
    since_utc TEXT                 -- ISO 8601, NULL when the centre does not know
) WITHOUT ROWID;

-- Rolled-up counts, kept because a tree of 12,000 areas asks for them at every look.
CREATE TABLE area_count (
    code TEXT PRIMARY KEY,
    cameras INTEGER NOT NULL,      -- everything inside, not only directly
    online INTEGER NOT NULL
, offline INTEGER NOT NULL DEFAULT 0, unknown INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;  -- unknown: known once, and not any more; the rest was never seen

-- The words that a camera is found by, made in console/directory/wording.py; prefixes of 1 to 3 letters are indexed.
-- Apart from them those of its aliases, so that names come before them.
CREATE VIRTUAL TABLE camera_words USING fts5 (text, aliases, tokenize = 'unicode61', prefix = '1 2 3');

-- The words of camera_words with how many cameras have each, so that a mistyped one can be guessed; it stores nothing itself.
CREATE VIRTUAL TABLE camera_vocabulary USING fts5vocab (camera_words, 'row');

-- What the centre sent and could not be read or does not fit, so that it is told as long as it is so.
CREATE TABLE record_fault (
    kind TEXT NOT NULL,            -- 'camera', 'area' or 'line'
    id TEXT NOT NULL,              -- of the record, shortened; for a line without one a mark of its bytes
    field TEXT NOT NULL,           -- what is wrong with it, as the wire calls it
    generation INTEGER NOT NULL,   -- as in camera
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- What a snapshot under way has brought that was not there before it, so that one without end can be taken out again.
CREATE TABLE newcomer (
    kind TEXT NOT NULL,            -- 'camera' or 'area'
    id TEXT NOT NULL,              -- of the record, as its table has it
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- The rights with which the directory was fetched, for when the centre is away. No password, token or address is here.
CREATE TABLE rights (
    only INTEGER PRIMARY KEY CHECK (only = 1),  -- of who signed in last
    centre TEXT NOT NULL,          -- address of the centre that gave them
    person TEXT NOT NULL,          -- console.wire.auth.UserInfo as JSON: name, role, areas
    contact_utc TEXT NOT NULL,     -- ISO 8601 of the last time that the centre answered
    seen_utc TEXT NOT NULL,        -- ISO 8601, the latest time seen since, so that a clock set back prolongs nothing
    valid_s REAL NOT NULL          -- so long after the last contact do they hold
);
