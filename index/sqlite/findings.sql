-- The record of findings. Rows are added and never changed. Times as in schema.sql. Schema 3 had none of these tables.

CREATE TABLE finding (              -- every state in which a finding has been; the last of an id holds
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,
    act        TEXT NOT NULL,
    made_by    TEXT NOT NULL,       -- this state
    made_at    TEXT NOT NULL,
    statement  TEXT NOT NULL,
    verdict    TEXT NOT NULL,
    finder     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    url        TEXT NOT NULL,
    how        TEXT,
    found      TEXT,
    quote      TEXT,
    entered_by TEXT NOT NULL,       -- these words
    entered_at TEXT NOT NULL,
    retired    INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_id ON finding (id, number);
CREATE INDEX finding_claim ON finding (url, statement);
CREATE TRIGGER finding_stays BEFORE UPDATE ON finding BEGIN SELECT raise(ABORT, 'findings are never changed'); END;
CREATE TRIGGER finding_is_kept BEFORE DELETE ON finding BEGIN SELECT raise(ABORT, 'findings are never deleted'); END;

CREATE TABLE confirmation (         -- that words of an article say what a finding states, or its opposite
    number    INTEGER PRIMARY KEY AUTOINCREMENT,  -- people use it, so it never comes to mean another
    finding   TEXT NOT NULL,
    statement TEXT NOT NULL,        -- of the finding, when it was confirmed
    article   TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,  -- what is deleted for good leaves no words
    digest    TEXT NOT NULL,        -- of the article's text, when it was confirmed
    start     INTEGER NOT NULL,
    end       INTEGER NOT NULL,
    quote     TEXT NOT NULL,
    stance    TEXT NOT NULL,
    made_by   TEXT NOT NULL,
    made_at   TEXT NOT NULL
) STRICT;
CREATE INDEX confirmation_finding ON confirmation (finding);
CREATE INDEX confirmation_article ON confirmation (article);

CREATE TABLE withdrawal (
    number       INTEGER PRIMARY KEY,
    confirmation INTEGER NOT NULL UNIQUE REFERENCES confirmation (number) ON DELETE CASCADE,
    made_by      TEXT NOT NULL,
    made_at      TEXT NOT NULL
) STRICT;

CREATE TABLE finding_vector (       -- derived: of statements, by encoder
    statement TEXT NOT NULL,
    encoder   TEXT NOT NULL,
    vector    BLOB NOT NULL,        -- float16 (d,)
    PRIMARY KEY (statement, encoder)
) STRICT, WITHOUT ROWID;
