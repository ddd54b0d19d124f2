-- Sums that follow from the entries (unhunch-core, progress::Totals). They are kept in the
-- transaction that adds entries, and can be made anew from the entries at any time.
CREATE TABLE sessions (
    person BLOB NOT NULL REFERENCES persons (person),
    session BLOB NOT NULL,
    started_ms INTEGER NOT NULL,
    open INTEGER NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (person, session)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_time ON sessions (person, started_ms, session, open);
CREATE INDEX sessions_open ON sessions (person, started_ms, session) WHERE open = 1;

CREATE TABLE day_sums (
    person BLOB NOT NULL REFERENCES persons (person),
    day TEXT NOT NULL,
    sessions INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    played_ms INTEGER NOT NULL,
    PRIMARY KEY (person, day)
) STRICT, WITHOUT ROWID;

-- Empty texts stand for "no area" and "no side".
CREATE TABLE pain_sums (
    person BLOB NOT NULL REFERENCES persons (person),
    day TEXT NOT NULL,
    area TEXT NOT NULL,
    side TEXT NOT NULL,
    moment TEXT NOT NULL,
    readings INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    PRIMARY KEY (person, day, area, side, moment)
) STRICT, WITHOUT ROWID;

CREATE TABLE technique_sums (
    person BLOB NOT NULL REFERENCES persons (person),
    technique TEXT NOT NULL,
    times INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    helped INTEGER NOT NULL,
    no_change INTEGER NOT NULL,
    hurt INTEGER NOT NULL,
    PRIMARY KEY (person, technique)
) STRICT, WITHOUT ROWID;

CREATE TABLE technique_changes (
    person BLOB NOT NULL REFERENCES persons (person),
    technique TEXT NOT NULL,
    shared INTEGER NOT NULL,
    sessions INTEGER NOT NULL,
    micropoints INTEGER NOT NULL,
    PRIMARY KEY (person, technique, shared)
) STRICT, WITHOUT ROWID;

CREATE TABLE technique_days (
    person BLOB NOT NULL REFERENCES persons (person),
    technique TEXT NOT NULL,
    day TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (person, technique, day)
) STRICT, WITHOUT ROWID;
