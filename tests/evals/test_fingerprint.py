"""What a run depends on is told part by part."""

from evals.fingerprint import HERE, measures


def test_measures_are_the_metrics_their_patterns_and_what_they_are_made_of_and_no_report():
    names = {file.relative_to(HERE).as_posix() for file in measures()}
    assert {"metrics/quotation.py", "own_lines.toml", "observed.py", "verbatim.py", "held.py"} <= names
    assert not names & {"gate.py", "compare.py", "metrics/latency.py", "fingerprint.py", "run.py"}
    assert not any(name.startswith(("reports/", "commands/")) for name in names)
