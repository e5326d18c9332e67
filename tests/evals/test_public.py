"""``hearsay eval public``: the public sets, measured by commands that are printed."""

import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import run as hearsay
from evals.public import MEASUREMENTS, Measurement, MeasurementFailed, Scorer, figures

SCORER = """
import argparse, pathlib
parser = argparse.ArgumentParser(); parser.add_argument("--pred"); parser.add_argument("--gold")
given = parser.parse_args(); print(len(pathlib.Path(given.pred).read_text().splitlines()), "lines scored", given.gold)
"""
CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
PRINTING = Measurement(
    "lines", "json.tool", "--json-lines {data}/two.jsonl", (Scorer("s.py", "--pred {out}/lines.jsonl --gold g"),), True
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "scoring").mkdir()
    (tmp_path / "scoring" / "s.py").write_text(SCORER, encoding="utf-8")
    (tmp_path / "two.jsonl").write_text("1\n2\n", encoding="utf-8")
    return tmp_path


def test_predictions_are_kept_and_scored_and_every_command_is_told(data: Path) -> None:
    told = list(figures(PRINTING, data, data / "out"))
    assert told == [
        f"$ python -m json.tool --json-lines {data}/two.jsonl",
        f"$ python {data}/scoring/s.py --pred {data}/out/lines.jsonl --gold g",
        "2 lines scored g",
    ]
    assert (data / "out" / "lines.jsonl").read_text(encoding="utf-8") == "1\n2\n"


def test_figures_that_a_module_prints_are_told(data: Path) -> None:
    assert list(figures(replace(PRINTING, prints=False, scorers=()), data, data / "out"))[1] == "1\n2"


def test_a_measurement_that_fails_says_which_command_did(data: Path) -> None:
    with pytest.raises(MeasurementFailed, match=r"python -m json.tool none.jsonl ended with exit code \d: "):
        list(figures(replace(PRINTING, arguments="none.jsonl"), data, data / "out"))


def test_a_folder_that_is_not_there_and_a_name_that_nothing_has_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hearsay(["eval", "public", "--data", str(tmp_path / "none")]) == 2
    assert "none: no such folder" in capsys.readouterr().err
    assert hearsay(["eval", "public", "--data", str(tmp_path), "--only", "nothing"]) == 2
    assert "nothing is called 'nothing'; --only takes attribution, " in capsys.readouterr().err


@pytest.mark.parametrize("measurement", MEASUREMENTS, ids=lambda measurement: measurement.name)
def test_every_measurement_is_a_module_that_takes_a_folder_of_data(measurement: Measurement) -> None:
    assert importlib.util.find_spec(measurement.module)
    assert "{data}" in measurement.arguments
    for scorer in measurement.scorers:
        assert "{out}" in scorer.arguments


def test_whatever_is_quoted_of_the_public_sets_is_measured() -> None:
    quoted = set(re.findall(r"python -m (evals\.\w+) --data", CONTRIBUTING.read_text(encoding="utf-8")))
    assert quoted == {measurement.module for measurement in MEASUREMENTS}


@pytest.mark.shared
def test_the_sets_scorers_take_the_arguments_that_they_are_given() -> None:
    scoring = Path(__file__).parents[3] / "shared" / "data" / "scoring"
    if not scoring.is_dir():
        pytest.skip("the shared sets are not beside the checkout")
    for measurement in MEASUREMENTS:
        for scorer in measurement.scorers:
            usage = subprocess.run(
                [sys.executable, scoring / scorer.script, "--help"], capture_output=True, text=True, check=True
            ).stdout
            options = [part for part in scorer.arguments.split() if part.startswith("--")]
            assert [option for option in options if option not in usage] == [], json.dumps(scorer.script)
