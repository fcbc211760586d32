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
