-- Evidence may be added to a flag that another console made: supervisors follow all flags of the room.
ALTER TABLE evidence RENAME TO evidence_of_this_console;
DROP INDEX evidence_flag;
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
INSERT INTO evidence SELECT id, flag_id, kind, state, reason, path, body, upload_url, complete_utc FROM evidence_of_this_console;
DROP TABLE evidence_of_this_console;
CREATE INDEX evidence_flag ON evidence (flag_id);
