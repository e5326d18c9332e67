"""What is known of one article when several files, or several runs, speak of it."""

from collections.abc import Mapping
from dataclasses import replace

from ingest.corpus import FIELDS, Metadata, Provenance


def said_by_tables(known: Metadata) -> Mapping[str, str]:
    """Return what of `known` came from a metadata.csv, as a row of one."""
    return {name: str(getattr(known, name)) for name in FIELDS if known.source_of(name) is Provenance.CSV}


def filled(known: Metadata, other: Metadata) -> Metadata:
    """Return what is known, and from `other` what is not."""
    gaps = {name: getattr(other, name) for name in FIELDS if getattr(known, name) is None and getattr(other, name)}
    provenance = {**known.provenance, **{name: other.source_of(name) for name in gaps}}
    return replace(known, **gaps, provenance=provenance)
