-- Which articles share wording: derived from texts and credits, and made again from them. What is of one origin stands
-- in article.origin, the id of its first publication. Schema 2 had none of these tables.

CREATE TABLE traced (               -- which articles were searched for copies; `number` stands for one below
    number  INTEGER PRIMARY KEY,
    article TEXT NOT NULL UNIQUE REFERENCES article (id) ON DELETE CASCADE,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE fingerprint (          -- ingest/shingles.py; as signed numbers of 64 bits
    hash   INTEGER NOT NULL,
    number INTEGER NOT NULL REFERENCES traced (number) ON DELETE CASCADE,
    PRIMARY KEY (hash, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX fingerprint_number ON fingerprint (number);

CREATE TABLE related (              -- ingest/origins.py, Related; removed articles stay in it, and do not count
    part    TEXT NOT NULL REFERENCES traced (article) ON DELETE CASCADE,
    whole   TEXT NOT NULL REFERENCES traced (article) ON DELETE CASCADE,
    size    INTEGER NOT NULL,
    kinship TEXT NOT NULL CHECK (kinship IN ('copy', 'excerpt', 'kin')),
    PRIMARY KEY (part, whole)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_whole ON related (whole);

CREATE INDEX article_origin ON article (origin);
