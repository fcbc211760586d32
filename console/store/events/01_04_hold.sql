-- Why the evidence of a flag is kept from being deleted, shown on the flag.
ALTER TABLE flag_life RENAME TO flag_life_without_hold;
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
INSERT INTO flag_life (event_id, changes, stage, level, clock_utc, waiting_utc, officer_name, officer_number)
    SELECT event_id, changes, stage, level, clock_utc, waiting_utc, officer_name, officer_number
    FROM flag_life_without_hold;
DROP TABLE flag_life_without_hold;
