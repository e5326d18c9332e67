"""The public sets: what is measured on them, and how, one after another. ``hearsay eval public`` runs them.

Each measurement is a module of `evals` that reads a folder of converted sets and prints its figures, or writes
predictions that a scorer beside the sets turns into figures. They run as processes of their own, so that each can be
repeated alone by the command that is printed above its figures.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import HearsayError, UnusableInput

SCORERS = "scoring"


class MeasurementFailed(HearsayError):
    """A measurement, or the scorer of one, did not end well."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """A script of the sets' own, and its arguments; ``{data}`` and ``{out}`` stand for the folders."""

    script: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """A module of `evals` with its arguments, and the scorers of what it wrote.

    `prints` tells that its output is predictions for the scorers, kept as ``{out}/NAME.jsonl``, not figures. `minutes`
    is about how long it takes on two cores.
    """

    name: str
    module: str
    arguments: str
    scorers: tuple[Scorer, ...] = ()
    prints: bool = False
    minutes: float = 1


MEASUREMENTS: tuple[Measurement, ...] = (
    Measurement(
        "attribution",
        "evals.attribution",
        "--data {data} --out {out}",
        (
            Scorer(
                "score_attribution.py",
                "--docs {data}/attribution/dev.docs.jsonl --gold {data}/attribution/dev.gold.jsonl"
                " --pred {out}/articles.jsonl",
            ),
            Scorer(
                "score_attribution_sentences.py",
                "--gold {data}/attribution_sentences/dev.gold.jsonl --pred {out}/sentences.jsonl",
            ),
        ),
        minutes=2,
    ),
    Measurement(
        "attribution-unquantised",
        "evals.attribution",
        "--data {data} --out {out}/unquantised --full-precision",
        (
            Scorer(
                "score_attribution_sentences.py",
                "--gold {data}/attribution_sentences/dev.gold.jsonl --pred {out}/unquantised/sentences.jsonl",
            ),
        ),
        minutes=3,
    ),
    Measurement(
        "article-body",
        "evals.article_body",
        "--data {data}/article_body",
        (Scorer("score_article_body.py", "--gold {data}/article_body/gold.jsonl --pred {out}/article-body.jsonl"),),
        prints=True,
    ),
    Measurement(
        "near-duplicates",
        "evals.near_duplicates",
        "--data {data}/near_duplicate",
        (
            Scorer(
                "score_near_duplicate.py", "--gold {data}/near_duplicate/gold.jsonl --pred {out}/near-duplicates.jsonl"
            ),
        ),
        prints=True,
    ),
    Measurement(
        "near-duplicates-polnear",
        "evals.near_duplicates",
        "--data {data}/attribution --docs train.docs.jsonl.gz --groups",
    ),
    Measurement("names", "evals.names", "--data {data}", minutes=0.2),
    Measurement("injection", "evals.injection", "--data {data}/injection", minutes=5),
    Measurement("abstention", "evals.abstention", "--data {data}/abstention", minutes=2),
    Measurement(
        "premises",
        "evals.premises",
        "--data {data}/false_premise --set falseqa --set freshqa --set qaqa"
        " --plain {data}/abstention/squad2.items.jsonl",
        minutes=2,
    ),
    Measurement(
        "disputes",
        "evals.disputes",
        "--data {data} --out {out} --fit",
        tuple(
            Scorer(
                "score_labels.py",
                f"--task {task} --gold {{data}}/{gold}.gold.jsonl --pred {{out}}/{gold.partition('/')[2]}.jsonl",
            )
            for task, gold in (
                ("climate", "support/climate_fever"),
                ("averitec", "support/averitec"),
                ("fnc", "stance/fnc"),
            )
        ),
        minutes=4,
    ),
    Measurement("findings", "evals.findings", "--data {data} --other {data}/multihop_news/questions.jsonl", minutes=3),
    Measurement("encoder", "evals.encoder_fidelity", "--data {data}", minutes=10),
)


def figures(measurement: Measurement, data: Path, out: Path) -> Iterator[str]:
    """Yield each command and then what it printed. Raises `MeasurementFailed`, and `UnusableInput` without the sets."""
    if not data.is_dir():
        raise UnusableInput(f"{data}: no such folder; --data names the folder of the converted public sets")
    out.mkdir(parents=True, exist_ok=True)
    command = ["-m", measurement.module, *_filled(measurement.arguments, data, out)]
    yield f"$ python {' '.join(command)}"
    printed = _run(command)
    if measurement.prints:
        (out / f"{measurement.name}.jsonl").write_text(printed, encoding="utf-8")
    else:
        yield printed.rstrip()
    for scorer in measurement.scorers:
        command = [str(data / SCORERS / scorer.script), *_filled(scorer.arguments, data, out)]
        yield f"$ python {' '.join(command)}"
        yield _run(command).rstrip()


def _filled(arguments: str, data: Path, out: Path) -> list[str]:
    return [part.format(data=data, out=out) for part in arguments.split()]


def _run(command: Sequence[str]) -> str:
    done = subprocess.run([sys.executable, *command], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        told = (done.stderr.strip() or "it said nothing").splitlines()[-1]
        raise MeasurementFailed(f"python {' '.join(command)} ended with exit code {done.returncode}: {told}")
    return done.stdout
