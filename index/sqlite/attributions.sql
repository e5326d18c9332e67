-- Who says what, of each article's current version. Offsets as in schema.sql. Schema 1 had none of these tables.

CREATE TABLE tagged (               -- which articles were searched for attributions, and by which tagger
    article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    tagger  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,       -- its place in the article's list
    start   INTEGER NOT NULL,       -- of its first piece
    end     INTEGER NOT NULL,       -- of its last
    source  BLOB NOT NULL,          -- int32 pairs, as are cue and content
    cue     BLOB NOT NULL,
    content BLOB NOT NULL,
    force   TEXT NOT NULL,
    speaker TEXT,                   -- as the article names them; null where that is not known, or is the writer
    kind    TEXT,
    within  INTEGER,                -- number of the attribution whose content reports this one
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX attribution_speaker ON attribution (speaker, kind);
CREATE INDEX attribution_within ON attribution (article, within) WHERE within NOTNULL;

CREATE TABLE speaker (              -- derived: the names that the library knows by others. One without a row stands
    spelling TEXT NOT NULL,         -- for itself, so that what a killed process leaves can be read
    kind     TEXT NOT NULL,
    name     TEXT NOT NULL,
    known_as TEXT NOT NULL,         -- kind of `name`
    PRIMARY KEY (spelling, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_name ON speaker (name);
