-- The record of a library. Offsets are code points of version.text, half-open. Times are ISO 8601, UTC.

CREATE TABLE library (              -- encoder, dimension, generation
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE article (              -- what is believed now: the current version, with the user's corrections applied
    id              TEXT PRIMARY KEY,
    version         INTEGER NOT NULL,
    file            TEXT NOT NULL,
    origin          TEXT NOT NULL,
    added           TEXT NOT NULL,
    removed_at      TEXT,
    title           TEXT,
    outlet          TEXT,
    author          TEXT,
    published       TEXT,
    metadata        TEXT NOT NULL,  -- JSON; what full text and scopes need is repeated above
    FOREIGN KEY (id, version) REFERENCES version (article, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE version (              -- what was read, never changed by hand; old versions are kept
    article  TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    number   INTEGER NOT NULL,
    digest   TEXT NOT NULL,
    text     TEXT NOT NULL,
    words    INTEGER NOT NULL,
    metadata TEXT NOT NULL,         -- JSON, as read from the file
    warnings TEXT NOT NULL,         -- JSON
    added    TEXT NOT NULL,
    PRIMARY KEY (article, number)
) STRICT;
CREATE INDEX version_digest ON version (digest);

CREATE TABLE passage (              -- of the current version only
    number           INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    article          TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start            INTEGER NOT NULL,
    end              INTEGER NOT NULL,
    sentences        BLOB NOT NULL, -- int32 pairs
    vector           BLOB NOT NULL, -- float16 (d,)
    sentence_vectors BLOB NOT NULL  -- float16 (s, d)
) STRICT;
CREATE INDEX passage_article ON passage (article, start);

CREATE TABLE sighting (             -- where an article was seen; a copy elsewhere is another sighting
    path        TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    article     TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_article ON sighting (article);

CREATE TABLE correction (           -- every change by hand; the latest of a field holds
    number  INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    field   TEXT NOT NULL,
    value   TEXT,
    was     TEXT,
    who     TEXT NOT NULL,
    made    TEXT NOT NULL
) STRICT;
CREATE INDEX correction_article ON correction (article);

CREATE TABLE reencoded (            -- vectors of another encoder, while a library moves to it
    passage          TEXT PRIMARY KEY,
    encoder          TEXT NOT NULL,
    vector           BLOB NOT NULL,
    sentence_vectors BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Full text is derived: it holds the passages of live articles. Its words are read through this view, stored once.
CREATE VIEW words AS
    SELECT p.number AS number, substr(v.text, p.start + 1, p.end - p.start) AS body,
           coalesce(a.title, '') AS title,
           coalesce(a.outlet, '') || ' ' || coalesce(a.author, '') AS source,
           p.article AS article
    FROM passage p JOIN article a ON a.id = p.article JOIN version v ON v.article = a.id AND v.number = a.version
    WHERE a.removed_at IS NULL;

CREATE VIRTUAL TABLE full_text USING fts5 (
    body, title, source, content = 'words', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
