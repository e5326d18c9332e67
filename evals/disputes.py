"""Contradiction of texts: ``python -m evals.disputes --data DIR [--set NAME] [--out DIR] [--fit]``.

`DIR` holds the folders `support`, `stance` and `conflict` of the converted sets: evidence for claims (Climate-FEVER,
Diggelmann et al. 2020; AVeriTeC, Schlichtkrull et al. 2023), articles under headlines (FNC-1, Hanselowski et al. 2018)
and passages that answer one question (RAMDocs, Wang et al. 2025). What is measured is `app.dispute.contradicts`, the
default rules on two texts alone, and where there is a question `app.differing.answer_differently`. Nobody speaks in
these sets, so whatever rests on who speaks or on what stands beside what is left out, and with it most of what tells
disputes in answers.
"""

import argparse
import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.differing import Account, answer_differently
from app.dispute import Wording, contradicts
from app.figure_asked import Asked
from evals.contradiction_head import features, held_out, precision_at
from index.embedder import Embedder, ToEncode, load
from index.store import Vectors
from ingest.corpus import Span
from ingest.segment import sentences

RELATED: Final = 0.4  # cosine of a headline and the sentence nearest to it, for an article that is about it at all
_PARAGRAPH: Final = re.compile(r"[^\n]+")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their vector, (dimension,)."""

    wording: Wording
    vector: Vectors

    def nearest(self, texts: Sequence["Text"]) -> "Text":
        """Return which of `texts`, one at least, is most like it."""
        return max(texts, key=lambda text: float(text.vector @ self.vector))


@dataclass(frozen=True, slots=True)
class Pair:
    """A text beside a claim of item `item`; `of` names the text in it. `is_contrary` is what the set says.

    `asked` is the question that both answer, where there is one.
    """

    item: str
    of: str
    text: Text
    claim: Text
    is_contrary: bool
    asked: str = ""

    @property
    def similarity(self) -> float:
        """Cosine of the two."""
        return float(self.text.vector @ self.claim.vector)

    @property
    def told(self) -> bool:
        """Whether the default rules find a contradiction, or that another figure answers the question."""
        if contradicts(self.text.wording, self.claim.wording, self.similarity):
            return True
        reply, claim = (Account(words, words) for words in (self.text.wording.words, self.claim.wording.words))
        return answer_differently(reply, claim, self.similarity, Asked.by(self.asked))


def texts_of(embedder: Embedder, words: str) -> list[Text]:
    """Return the sentences of `words`, each encoded within its paragraph as those of an article are."""
    paragraphs = [Span(found.start(), found.end()) for found in _PARAGRAPH.finditer(words) if found.group().strip()]
    items = [
        ToEncode(None, part.of(words), sentences(part.of(words), Span(0, part.end - part.start))) for part in paragraphs
    ]
    return [
        Text(Wording.of_words(span.of(item.text)), vector)
        for item, (_, vectors) in zip(items, embedder.encode(items), strict=True)
        for span, vector in zip(item.sentences, vectors, strict=True)
    ]


def text_of(embedder: Embedder, words: str) -> Text:
    """Return `words` as one text."""
    return Text(Wording.of_words(words), embedder.encode([ToEncode(None, words, (Span(0, len(words)),))])[0][1][0])


def of_climate(data: Path, embedder: Embedder) -> Iterator[Pair]:
    """Yield a claim with each of its five sentences; contrary are those that refute it."""
    gold = {row["id"]: row["evidence_labels"] for row in _rows(data / "support" / "climate_fever.gold.jsonl")}
    for item in _rows(data / "support" / "climate_fever.items.jsonl"):
        claim = text_of(embedder, item["claim"])
        for piece in item["evidence"]:
            is_contrary = gold[item["id"]][piece["id"]] == "REFUTES"
            yield Pair(item["id"], piece["id"], text_of(embedder, piece["text"]), claim, is_contrary)


def of_averitec(data: Path, embedder: Embedder) -> Iterator[Pair]:
    """Yield a claim with the answer nearest to it; contrary are those of refuted claims and of conflicting evidence."""
    gold = {row["id"]: row["label"] for row in _rows(data / "support" / "averitec.gold.jsonl")}
    for item in _rows(data / "support" / "averitec.items.jsonl"):
        claim = text_of(embedder, item["claim"])
        answers = [answer for asked in item["evidence"] for answer in asked["answers"]]
        said = [" ".join(filter(None, (each["answer"], each["boolean_explanation"]))) for each in answers]
        for number, words in enumerate(filter(str.strip, said)):
            is_contrary = gold[item["id"]].startswith(("Refuted", "Conflicting"))
            yield Pair(item["id"], str(number), text_of(embedder, words), claim, is_contrary)


def of_fnc(data: Path, embedder: Embedder) -> Iterator[Pair]:
    """Yield a headline with the sentence of the article that is nearest to it; contrary are articles that disagree."""
    gold = {row["id"]: row["label"] for row in _rows(data / "stance" / "fnc.gold.jsonl")}
    bodies = {row["body_id"]: texts_of(embedder, row["text"]) for row in _rows(data / "stance" / "fnc.bodies.jsonl.gz")}
    headlines: dict[str, Text] = {}
    for item in _rows(data / "stance" / "fnc.pairs.jsonl.gz"):
        words = item["headline"]
        claim = headlines[words] = headlines.get(words) or text_of(embedder, words)
        if body := bodies[item["body_id"]]:
            yield Pair(item["id"], item["body_id"], claim.nearest(body), claim, gold[item["id"]] == "disagree")


def of_ramdocs(data: Path, embedder: Embedder) -> Iterator[Pair]:
    """Yield two passages that answer a question, by the sentences nearest to it; contrary are other answers."""
    gold = {row["id"]: row["doc_answers"] for row in _rows(data / "conflict" / "ramdocs.gold.jsonl")}
    for item in _rows(data / "conflict" / "ramdocs.items.jsonl"):
        asked = text_of(embedder, item["question"])
        passages = [asked.nearest(texts_of(embedder, document["text"])) for document in item["documents"]]
        answers = [(n, answer) for n, answer in enumerate(gold[item["id"]]) if answer != "unknown"]
        for (one, said), (other, also) in combinations(answers, 2):
            yield Pair(item["id"], f"{one}-{other}", passages[other], passages[one], said != also, item["question"])


def as_climate(item: str, pairs: Sequence[Pair]) -> Row:
    """Return a claim's labels for the scorer. That a sentence supports it is not told, only that none refutes it."""
    labels = {pair.of: "REFUTES" if pair.told else "NOT_ENOUGH_INFO" for pair in pairs}
    refuted = "REFUTES" in labels.values()
    return {"id": item, "label": "REFUTES" if refuted else "NOT_ENOUGH_INFO", "evidence_labels": labels}


def as_averitec(item: str, pairs: Sequence[Pair]) -> Row:
    """Return a claim's label for the scorer."""
    return {"id": item, "label": "Refuted" if any(pair.told for pair in pairs) else "Not Enough Evidence"}


def as_fnc(item: str, pairs: Sequence[Pair]) -> Row:
    """Return an article's label for the scorer; that it agrees is not told from that it discusses."""
    (pair,) = pairs
    related = "disagree" if pair.told else "discuss"
    return {"id": item, "label": related if pair.similarity >= RELATED else "unrelated"}


def as_ramdocs(item: str, pairs: Sequence[Pair]) -> Row:
    """Return for the scorer whether a question's passages conflict; which answers they give is not told."""
    return {"id": item, "answers": [], "conflict": any(pair.told for pair in pairs)}


@dataclass(frozen=True, slots=True)
class Set:
    """How the pairs of a set are read, and what of them is written for its scorer."""

    pairs: Callable[[Path, Embedder], Iterator[Pair]]
    predicted: Callable[[str, Sequence[Pair]], Row]


SETS: Final = {
    "climate_fever": Set(of_climate, as_climate),
    "averitec": Set(of_averitec, as_averitec),
    "fnc": Set(of_fnc, as_fnc),
    "ramdocs": Set(of_ramdocs, as_ramdocs),
}


def main() -> None:
    """Print how well contradictions are told, and write predictions for the sets' own scorers."""
    parser = argparse.ArgumentParser(prog="python -m evals.disputes", description="Contradiction of texts.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the converted sets")
    parser.add_argument("--set", action="append", choices=tuple(SETS), help="only this one; may be repeated")
    parser.add_argument("--out", type=Path, help="write NAME.jsonl there")
    parser.add_argument("--fit", action="store_true", help="compare with a logistic head on the same features")
    options = parser.parse_args()
    embedder = load()
    for name in options.set or SETS:
        pairs = list(SETS[name].pairs(options.data, embedder))
        print(f"{name}: {report(pairs)}")  # noqa: T201  # a report
        if options.fit:
            print(f"{name}: {fitted(pairs)}")  # noqa: T201
        if options.out:
            _write(options.out / f"{name}.jsonl", SETS[name], pairs)


def report(pairs: Sequence[Pair]) -> str:
    """Return precision and recall of "contradicts", and how many pairs are contrary: what telling all would score."""
    told, contrary, right = _counts(pairs)
    return (
        f"{len(pairs)} pairs, {contrary} contrary ({contrary / max(1, len(pairs)):.1%}); {told} told, {right} rightly: "
        f"precision {right / max(1, told):.3f}, recall {right / max(1, contrary):.3f}"
    )


def fitted(pairs: Sequence[Pair]) -> str:
    """Return the precision of a logistic head on pairs it was not fitted on, where its recall is that of the rules."""
    _, contrary, right = _counts(pairs)
    rows = np.array([features(pair.text.wording, pair.claim.wording, pair.similarity) for pair in pairs])
    labels = np.array([pair.is_contrary for pair in pairs])
    scores = held_out(rows, labels, [pair.item for pair in pairs])
    recalls = sorted({right / max(1, contrary), 0.1, 0.2, 0.4} - {0.0})
    return "a head, " + ", ".join(
        f"at recall {recall:.3f} precision {precision_at(recall, scores, labels):.3f}" for recall in recalls
    )


def _counts(pairs: Sequence[Pair]) -> tuple[int, int, int]:
    """Count the pairs that are told, those that are contrary, and those that are both."""
    told = [pair for pair in pairs if pair.told]
    return len(told), sum(pair.is_contrary for pair in pairs), sum(pair.is_contrary for pair in told)


def _write(file: Path, of: Set, pairs: Sequence[Pair]) -> None:
    by_item: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_item.setdefault(pair.item, []).append(pair)
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(of.predicted(item, own)) for item, own in by_item.items())
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


if __name__ == "__main__":
    main()
