"""Names that pages give, of outlets, authors and whom they quote: ``python -m evals.names --data DIR``.

`DIR` holds the converted sets' folders. Read as if a page gave them, the outlets of MultiHop-RAG's facts must be kept,
and the authors of these, of PolNeAR's articles and of the pages with a known author, but for what holds no name at all;
and the people and bodies that PolNeAR's annotated sources name.
Headlines (FNC-1) and claims (AVeriTeC, Climate-FEVER) as long as a name may be must not pass for one, as they are or in
capitals; some are names all the same. They were read while the rules of `ingest.naming` were written.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from ingest.attribution.phrase import Kind
from ingest.attribution.phrases import read
from ingest.metadata import Clues, combine, from_facts
from ingest.naming import no_name, no_speaker
from ingest.readers.reading import Facts

LONGEST: Final = 60  # characters of a headline or a claim
OUTLETS: Final = (("multihop_news/facts.jsonl", "source"),)
AUTHORS: Final = (
    ("attribution/train.docs.jsonl.gz", "author"),
    ("attribution/dev.docs.jsonl", "author"),
    ("article_body/gold.jsonl", "author"),
    ("multihop_news/facts.jsonl", "author"),
)
SOURCES: Final = (
    ("attribution/train.docs.jsonl.gz", "attribution/train.gold.jsonl.gz"),
    ("attribution/dev.docs.jsonl", "attribution/dev.gold.jsonl"),
)
NAMED: Final = (Kind.PERSON, Kind.BODY, Kind.NAME)
OTHERS: Final = {
    "headlines": (("stance/fnc.pairs.jsonl.gz", "headline"),),
    "claims": (("support/averitec.items.jsonl", "claim"), ("support/climate_fever.items.jsonl", "claim")),
}


def main() -> None:
    """Print how many names are kept, which are not, and how many headlines and claims are refused."""
    parser = argparse.ArgumentParser(prog="python -m evals.names", description="Names of outlets and authors.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the converted sets")
    data = parser.parse_args().data
    given = {
        "outlets": [Facts(outlet=name) for name in words(data, OUTLETS)],
        "authors": [Facts(author=name) for name in words(data, AUTHORS)],
    }
    for kind, facts in given.items():
        print(f"{kind}: {kept(facts)}")  # noqa: T201  # a report, as below
    named = speakers(data)
    lost = [name for name in named if no_speaker(name)]
    print("\n  ".join((f"speakers: {len(named) - len(lost)} of {len(named)} kept", *lost)))  # noqa: T201
    for kind, where in OTHERS.items():
        texts = words(data, where, LONGEST)
        print(f"{kind}: {refused(texts)} refused; in capitals {refused(map(str.upper, texts))}")  # noqa: T201


def kept(given: Iterable[Facts]) -> str:
    """Say how many names that a page gives are known afterwards, and on a line each which are refused."""
    judged = [combine(None, from_facts(facts), Clues({})) for facts in given]
    names = [name for known, _ in judged if (name := known.outlet or known.author)]
    lost = [warning.detail for _, warnings in judged for warning in warnings]
    return "\n  ".join((f"{len(names)} of {len(names) + len(lost)} kept", *lost))


def speakers(data: Path) -> list[str]:
    """Return the names of people and bodies in PolNeAR's sources, each once, as the program reads a source."""
    found: dict[str, None] = {}
    for docs, gold in SOURCES:
        texts = {row["doc_id"]: row["text"] for row in _rows(data / docs)}
        for row in _rows(data / gold):
            for said in row["attributions"]:
                source = read(" ".join(texts[row["doc_id"]][start:end] for start, end in said["source"]))
                found |= {" ".join(each.name): None for each in source.parts or (source,) if each.kind in NAMED}
    return list(found)


def refused(texts: Iterable[str]) -> str:
    """Say how many of `texts`, each counted once, are no names."""
    shown = list(dict.fromkeys(texts))
    return f"{sum(no_name(text) is not None for text in shown)} of {len(shown)}"


def words(data: Path, where: Iterable[tuple[str, str]], longest: int | None = None) -> list[str]:
    """Return what stands in the fields named, each once and in order; of `longest` characters at most."""
    found = (row.get(key) for file, key in where for row in _rows(data / file))
    held = dict.fromkeys(text.strip() for text in found if text and any(map(str.isalpha, text)))
    return [text for text in held if longest is None or len(text) <= longest]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


if __name__ == "__main__":
    main()
