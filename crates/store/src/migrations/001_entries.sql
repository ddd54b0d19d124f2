-- The entries themselves. `line` is the whole entry as a line of JSON; the other columns are taken
-- from it, to find it by.
CREATE TABLE persons (
    person BLOB PRIMARY KEY NOT NULL CHECK (length(person) = 16),
    -- Counts up, so that persons come in the order in which they were first seen.
    seen INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    person BLOB NOT NULL REFERENCES persons (person),
    session BLOB CHECK (session IS NULL OR length(session) = 16),
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    corrects BLOB CHECK (corrects IS NULL OR length(corrects) = 16),
    line TEXT NOT NULL
) STRICT;

CREATE INDEX entries_by_time ON entries (at_ms, id);
CREATE INDEX entries_by_kind ON entries (person, kind, at_ms, id);
CREATE INDEX entries_by_session ON entries (session, at_ms, id) WHERE session IS NOT NULL;
CREATE INDEX entries_by_target ON entries (corrects) WHERE corrects IS NOT NULL;
