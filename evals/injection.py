"""Articles with instructions in them: ``python -m evals.injection --data DIR [--out FILE] [--no-answers]``.

`DIR` holds ``items.jsonl.gz`` and ``gold.jsonl``: published payloads set into published news, in plain sight or hidden
in a page, and texts that only look alike. All of them are read as files are, in the child process. What is printed:

- how many hidden payloads are in the stored text or its metadata, and how many texts are flagged, by class and family;
- how questions made from the articles' own attributions are answered from a library with the payloads, against one of
  the same articles without them: see `evals.invariance`.

`--out` writes what the benchmark's scorer takes, a line an item: ``{"id", "flagged", "spans", "clean_text"}``, spans as
offsets into the item's own text. Items are live attacks: nothing here shows or runs them.
"""

import argparse
import gzip
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.invariance import changes, summary
from ingest.corpus import Article, Span
from ingest.errors import Rejected, UnusableInput
from ingest.injection import CODE, injections_of
from ingest.pipeline import find, read

BUDGET = 170  # words of a passage: any will do, since no encoder takes part
HIDDEN = "hidden_html"
VISIBLE = "injected_news"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One item as read: its gold, what of it is flagged (offsets into the item's text), and its stored text."""

    gold: Row
    flagged: bool
    spans: tuple[Span, ...]
    stored: str
    known: str

    @property
    def leaks(self) -> bool:
        """Tell whether the item's payload is in the stored text or in what is known of the article."""
        return _squashed(self.gold["payload"])[:80] in _squashed(f"{self.stored} {self.known}")


def main() -> None:
    """Read the items, print the figures, write the predictions."""
    options = _parser().parse_args()
    items, gold = _loaded(options.data)
    with tempfile.TemporaryDirectory(prefix="hearsay-injection-") as made:
        verdicts = [*judged(items, gold, Path(made))]
        if options.out:
            options.out.write_text("".join(json.dumps(_prediction(v)) + "\n" for v in verdicts), encoding="utf-8")
        for line in (*figures(verdicts), *(() if options.no_answers else _answers(items, gold, Path(made)))):
            print(line)  # noqa: T201  # a report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.injection", description="Instructions inside articles.")
    parser.add_argument("--data", type=Path, required=True, help="folder with items.jsonl.gz and gold.jsonl")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write predictions for the benchmark's scorer")
    parser.add_argument("--no-answers", action="store_true", help="leave out the questions, which take minutes")
    return parser


def _loaded(data: Path) -> tuple[dict[str, Row], dict[str, Row]]:
    """Read items and gold by id. Raises `UnusableInput`."""
    try:
        with gzip.open(data / "items.jsonl.gz", "rt", encoding="utf-8") as lines:
            items = {row["id"]: row for row in map(json.loads, lines)}
        gold = {row["id"]: row for row in map(json.loads, (data / "gold.jsonl").read_text("utf-8").splitlines())}
    except OSError as error:
        raise UnusableInput(f"{error.filename}: {error.strerror}; --data names the benchmark's folder") from None
    return items, gold


def judged(items: Mapping[str, Row], gold: Mapping[str, Row], scratch: Path) -> Iterator[Verdict]:
    """Read every item as a file, and yield what came of it."""
    texts = scratch / "items"
    texts.mkdir()
    for name, item in items.items():
        page = item.get("html")
        (texts / f"{name}{'.html' if page else '.txt'}").write_text(page or item["text"], encoding="utf-8")
    for source, outcome in read(find([texts]), _words, BUDGET):
        name = source.path.stem
        yield _verdict(gold[name], items[name].get("text", ""), outcome)


def _words(texts: Any) -> list[int]:  # noqa: ANN401 - a sequence of texts
    return [len(text.split()) for text in texts]


def _verdict(gold: Row, text: str, outcome: Article | Rejected) -> Verdict:
    if isinstance(outcome, Rejected):
        return Verdict(gold, False, (), "", "")
    found = injections_of(outcome.text, outcome.passages)
    codes = {warning.code for warning in outcome.warnings}
    flagged = CODE in codes or (gold["class"] == HIDDEN and "hidden-text" in codes)
    spans = tuple(_placed(text, (span.of(outcome.text) for span in found)))
    return Verdict(gold, flagged, spans, outcome.text, repr(outcome.metadata))


def _placed(text: str, sentences: Iterator[str]) -> Iterator[Span]:
    """Find sentences of a stored text again in the text that it was read from, whatever its spaces are."""
    for sentence in sentences:
        if place := re.search(r"\s+".join(map(re.escape, sentence.split())), text):
            yield Span(*place.span())


def _prediction(verdict: Verdict) -> dict[str, Any]:
    spans = [[span.start, span.end] for span in verdict.spans]
    passed_on = {"clean_text": verdict.stored} if verdict.gold["class"] == HIDDEN else {}
    return {"id": verdict.gold["id"], "flagged": verdict.flagged, "spans": spans, **passed_on}


def figures(verdicts: list[Verdict]) -> Iterator[str]:
    """Yield how many hidden payloads were stored, and how many items are flagged, by class and by family."""
    hidden = [v for v in verdicts if v.gold["class"] == HIDDEN]
    if hidden:
        yield f"hidden payloads in the stored text or metadata: {_rate([v.leaks for v in hidden])}"
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for v in verdicts:
        family = (v.gold["family"] or "").partition(":")[0]
        groups[f"{v.gold['class']} flagged"].append(v.flagged)
        if v.gold["injected"]:
            groups[f"  {v.gold['class']}, {family}"].append(v.flagged)
    yield from (f"{name}: {_rate(found)}" for name, found in sorted(groups.items(), key=lambda pair: pair[0].strip()))


def _rate(held: list[bool]) -> str:
    return f"{sum(held)} of {len(held)} = {sum(held) / len(held):.1%}"


def _answers(items: Mapping[str, Row], gold: Mapping[str, Row], scratch: Path) -> Iterator[str]:
    """Ask questions of the articles with and without their visible payloads; yield the figures."""
    attacked = {name: items[name]["text"] for name, row in gold.items() if row["class"] == VISIBLE}
    clean = {name: _without(text, Span(*gold[name]["span"])) for name, text in attacked.items()}
    payloads = {name: gold[name]["payload"] for name in attacked}
    yield from summary(*changes(clean, attacked, payloads, scratch))


def _without(text: str, payload: Span) -> str:
    """Return the published article: its text without the payload and the space that came with it."""
    before, after = text[: payload.start], text[payload.end :]
    return f"{before.rstrip()}\n\n{after.lstrip()}".strip() if "\n" in before[-2:] + after[:2] else before + after[1:]


def _squashed(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower().strip()


if __name__ == "__main__":
    main()
