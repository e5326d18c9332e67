"""Nouns to columns and back."""

import hashlib
import json
import struct
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import numpy as np

from index.store import Catalogued, StoredPassage, Vectors
from ingest.corpus import (
    FIELDS,
    ArticleId,
    ArticleWarning,
    FirstPublication,
    Metadata,
    Passage,
    PassageId,
    Provenance,
    Span,
)

_PAIR = struct.Struct("=ii")

CATALOGUE = """
    SELECT a.id, a.version, a.file, a.metadata, v.words, v.digest, a.added, a.origin, v.warnings
    FROM article a JOIN version v ON v.article = a.id AND v.number = a.version
"""


def catalogued(row: tuple[Any, ...]) -> Catalogued:
    """Read a row of `CATALOGUE`."""
    identifier, version, file, metadata, words, digest, added, origin, warnings = row
    return Catalogued(
        id=ArticleId(identifier),
        version=version,
        file=file,
        metadata=metadata_of(metadata),
        words=words,
        digest=digest,
        added=datetime.fromisoformat(added),
        origin=origin,
        warnings=tuple(ArticleWarning(code, detail) for code, detail in json.loads(warnings)),
    )


def stored_passage(row: tuple[Any, ...]) -> StoredPassage:
    """Read (id, article, start, end, sentences, text, sentence vectors)."""
    identifier, article, start, end, sentences, text, vectors = row
    spans = spans_of(sentences)
    matrix = np.frombuffer(vectors, np.float16).astype(np.float32).reshape(len(spans), -1)
    return StoredPassage(PassageId(identifier), ArticleId(article), Passage(Span(start, end), spans), text, matrix)


def metadata_json(metadata: Metadata) -> str:
    """Write metadata as JSON with sorted keys, so that equal metadata are equal strings."""
    first = metadata.first_published
    known: dict[str, object] = {name: _plain(getattr(metadata, name)) for name in FIELDS}
    known["first_published"] = [first.outlet, _plain(first.published)] if first else None
    known["provenance"] = dict(metadata.provenance)
    return json.dumps({k: v for k, v in known.items() if v}, sort_keys=True, ensure_ascii=False)


def metadata_of(text: str) -> Metadata:
    """Read what `metadata_json` wrote."""
    known = json.loads(text)
    first = known.pop("first_published", None)
    provenance = {name: Provenance(value) for name, value in known.pop("provenance", {}).items()}
    published = _date(known.pop("published", None))
    return Metadata(
        **known,
        published=published,
        first_published=FirstPublication(first[0], _date(first[1])) if first else None,
        provenance=provenance,
    )


def corrected(metadata: Metadata, changes: Mapping[str, str | None]) -> Metadata:
    """Lay a user's corrections over what was read; a field set to None is not known."""
    known: dict[str, Any] = {name: getattr(metadata, name) for name in FIELDS}
    provenance = {name: source for name, source in metadata.provenance.items() if name not in changes}
    for name, value in changes.items():
        known[name] = _date(value) if name == "published" else value
        if value is not None:
            provenance[name] = Provenance.USER
    return Metadata(**known, first_published=metadata.first_published, provenance=provenance)


def passage_id(article: ArticleId, version: int, span: Span) -> PassageId:
    """Name a passage by what it is a span of, so that a name never comes to mean other words."""
    return PassageId(hashlib.sha256(f"{article}:{version}:{span.start}:{span.end}".encode()).hexdigest()[:16])


def spans_bytes(spans: tuple[Span, ...]) -> bytes:
    """Pack spans as int32 pairs."""
    return np.array([(s.start, s.end) for s in spans], np.int32).tobytes()


def spans_of(packed: bytes) -> tuple[Span, ...]:
    """Read what `spans_bytes` wrote. Raises `ValueError` where it cannot have been."""
    if len(packed) % _PAIR.size:
        raise ValueError(f"{len(packed)} bytes are no pairs of int32")
    return tuple(Span(start, end) for start, end in _PAIR.iter_unpack(packed))  # of a few pairs, quicker than NumPy


def vector_bytes(vectors: Vectors) -> bytes:
    """Pack vectors in half precision, which costs nothing in quality (see CONTRIBUTING)."""
    return np.asarray(vectors, np.float16).tobytes()


def _plain(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
