"""Articles made for tests."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from index.sqlite.record import FILE
from ingest.corpus import (
    Article,
    ArticleWarning,
    Attribution,
    FirstPublication,
    Force,
    Metadata,
    Passage,
    Provenance,
    Span,
    Speaker,
    SpeakerKind,
)

DAM = (
    "The dam at Orle failed on Tuesday night. Engineers had warned of cracks.\n\n"
    "The ministry denied that any warning had reached it."
)
FLOOD = "Water reached the school at Brenn. Nobody was hurt, the mayor said."
BUDGET = "Parliament passed the budget. Opposition members left the hall."


def article(text: str, file: str = "a.txt", warnings: tuple[ArticleWarning, ...] = (), **known: object) -> Article:
    """Cut a passage a paragraph, and a sentence at each full stop."""
    passages = []
    for paragraph in re.finditer(r"[^\n]+", text):
        at = paragraph.start()
        sentences = [Span(at + m.start(), at + m.end()) for m in re.finditer(r"\S[^.!?]*[.!?]?", paragraph.group())]
        passages.append(Passage(Span(paragraph.start(), paragraph.end()), tuple(sentences)))
    return Article(file, text, metadata(**known), tuple(passages), warnings)


def metadata(**known: object) -> Metadata:
    return Metadata(**known, provenance=dict.fromkeys(known, Provenance.TEXT))  # type: ignore[arg-type]


def dam() -> Article:
    return article(
        DAM, "dam.txt", title="Dam fails", outlet="Orle Courier", author="Ada Vint", published=date(2024, 3, 5)
    )


def flood() -> Article:
    return article(FLOOD, "flood.txt", title="Water at Brenn", outlet="Brenn Post", published=date(2024, 3, 6))


def budget() -> Article:
    first = FirstPublication("Capital Wire", date(2023, 1, 2))
    return article(BUDGET, "budget.txt", (ArticleWarning("future-date", "2090 is yet to come"),), first_published=first)


SHEDS = (
    "Ines Sarro said the sheds were safe. It rained.\n\n"
    "Sarro denied a report in the Gull that a docker had seen smoke.\n\n"
    "Nobody else would speak."
)
SARRO, INES = Speaker("Sarro", SpeakerKind.PERSON), Speaker("Ines Sarro", SpeakerKind.PERSON)
DOCKER = Speaker("a docker", SpeakerKind.UNNAMED)


def said(text: str, source: str, cue: str, content: str, speaker: Speaker | None, **more: object) -> Attribution:
    """Attribute `content` to `source`: words of `text` that follow each other."""
    start = text.index(f"{source} {cue}")
    first = Span(start, start + len(source))
    second = Span(first.end + 1, first.end + 1 + len(cue))
    begin = text.index(content, second.end)
    return Attribution(
        (first,),
        (second,),
        (Span(begin, begin + len(content)),),
        speaker=speaker,
        **more,  # type: ignore[arg-type]  # whatever else an attribution has
    )


def sheds() -> Article:
    """Someone quoted twice, by two names; within the second quotation, someone without a name."""
    report = "a report in the Gull that a docker had seen smoke"
    found = (
        said(SHEDS, "Ines Sarro", "said", "the sheds were safe", INES),
        said(SHEDS, "Sarro", "denied", report, SARRO, force=Force.DENIES),
        said(SHEDS, "a docker", "had seen", "smoke", DOCKER, within=1),
    )
    known = article(SHEDS, "sheds.txt", outlet="Orle Courier", published=date(2024, 3, 7))
    return replace(known, attributions=found)


FINDINGS = ("withdrawal", "confirmation", "finding", "finding_vector")
ORIGINS = ("related", "fingerprint", "traced")
ATTRIBUTIONS = ("attribution", "speaker", "tagged")


def made_by_schema_3(folder: Path) -> None:
    """Turn a library into what a Hearsay without a record of findings would have made of its articles."""
    _without(folder, FINDINGS, 3)


def made_by_schema_2(folder: Path) -> None:
    """Turn a library into one in which, besides, nobody has looked for copies."""
    _without(folder, (*FINDINGS, *ORIGINS), 2)
    with closing(sqlite3.connect(folder / FILE)) as file:
        file.executescript("DROP INDEX article_origin; UPDATE article SET origin = id")


def made_by_schema_1(folder: Path) -> None:
    """Turn a library into what the first Hearsay would have made of its articles: nor any table for who says what."""
    made_by_schema_2(folder)
    _without(folder, ATTRIBUTIONS, 1)


def _without(folder: Path, tables: Iterable[str], schema: int) -> None:
    with closing(sqlite3.connect(folder / FILE)) as file:
        dropped = " ".join(f"DROP TABLE {table};" for table in tables)
        file.executescript(f"{dropped} PRAGMA user_version = {schema}")
