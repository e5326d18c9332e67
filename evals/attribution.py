"""Who says what, measured: ``python -m evals.attribution [--data DIR [--out DIR]] [--full-precision]``.

Tags the demonstration articles, compares with ``evals/attributions/demo.jsonl`` and holds the figures to
``evals/floors.json``; `evals.agreement` says what each figure is. With ``--data`` it also tags PolNeAR's dev articles
and sentences, prints articles a second, and writes predictions for the public scorers to ``--out``. Floors are those of
the tagger as it runs, in int8; ``--full-precision`` measures what that costs, and is held to none. Exit codes: 0 done,
1 below a floor, 2 the input is unusable.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from evals import floors, gold
from evals.agreement import Agreement, compare
from evals.polnear import predict
from ingest.attribution import Tagger
from ingest.attribution.reading import attributions_of
from ingest.attribution.tagger import FULL_PRECISION, MiniLMTagger, load
from ingest.corpus import Article, Attribution
from ingest.errors import HearsayError


def main(arguments: list[str] | None = None) -> int:
    """Measure; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        tagger: Tagger = MiniLMTagger(FULL_PRECISION) if options.full_precision else load()
        measured = measure(tagger, gold.articles())
        _show(measured)
        if options.data:
            sys.stdout.write(f"{predict(tagger, options.data, options.out):.1f} articles a second\n")
    except HearsayError as failure:
        _tell(failure)
        return 2
    if options.full_precision:
        return 0
    held = floors.load("attribution")
    below = floors.below_floor(measured.summary(), held.lowest)
    missed = floors.shortfalls(below, held, floors.digest(gold.ATTRIBUTIONS))
    for line in missed:
        _tell(line)
    return 1 if missed else 0


def measure(tagger: Tagger, articles: Mapping[str, Article]) -> Agreement:
    """Compare what is found with `tagger` in the demonstration articles with the gold. Raises `UnusableInput`."""
    right = gold.load({name: article.text for name, article in articles.items()})
    each = (compare(articles[name].text, right[name], _found(tagger, articles[name])) for name in right)
    return sum(each, Agreement())


def _found(tagger: Tagger, article: Article) -> tuple[Attribution, ...]:
    parts = [passage.span for passage in article.passages]
    return attributions_of(tagger, article.text, parts, article.metadata.title, article.metadata.author)


def _show(measured: Agreement) -> None:
    for name, counts in (("content", measured.content), ("linked", measured.linked), ("denials", measured.denials)):
        sys.stdout.write(f"{name:<12}P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f1:.3f}\n")
    for name, share in (("quotations", measured.quotations), ("speakers", measured.speakers)):
        sys.stdout.write(f"{name:<12}{share.right} of {share.of} ({share.rate:.1%})\n")
    sys.stdout.write(f"offsets outside the text: {measured.outside}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.attribution", description="Measure attributions.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder with attribution/ and attribution_sentences/")
    parser.add_argument("--out", type=Path, metavar="DIR", default=Path("runs"), help="for predictions; default: runs")
    parser.add_argument("--full-precision", action="store_true", help="with weights that are not quantised")
    return parser


def _tell(message: object) -> None:
    Console(stderr=True, soft_wrap=True).print(f"evals.attribution: {message}", markup=False, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
