-- What is said may be of a flag that another console made: supervisors follow all flags of the room.
ALTER TABLE flag_change RENAME TO flag_change_of_this_console;
CREATE TABLE flag_change (
    id TEXT PRIMARY KEY,           -- UUIDv7, made here: also the idempotency key at the centre
    event_id TEXT NOT NULL,        -- a flag of this console or of another one
    action TEXT NOT NULL,          -- console.domain.flag_state.FlagAction
    body TEXT NOT NULL             -- JSON exactly as sent
) WITHOUT ROWID;
INSERT INTO flag_change SELECT id, event_id, action, body FROM flag_change_of_this_console;
DROP TABLE flag_change_of_this_console;
CREATE INDEX flag_change_event ON flag_change (event_id);
