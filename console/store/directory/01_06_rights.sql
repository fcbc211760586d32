-- The rights with which the directory was fetched, for when the centre is away. No password, token or address is here.
CREATE TABLE rights (
    only INTEGER PRIMARY KEY CHECK (only = 1),  -- of who signed in last
    centre TEXT NOT NULL,          -- address of the centre that gave them
    person TEXT NOT NULL,          -- console.wire.auth.UserInfo as JSON: name, role, areas
    contact_utc TEXT NOT NULL,     -- ISO 8601 of the last time that the centre answered
    seen_utc TEXT NOT NULL,        -- ISO 8601, the latest time seen since, so that a clock set back prolongs nothing
    valid_s REAL NOT NULL          -- so long after the last contact do they hold
);
