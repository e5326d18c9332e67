"""What a run depends on is told part by part."""

import ast

from evals.fingerprint import HERE, MEASURES


def imported(file: str) -> set[str]:
    """Return the files of `evals`, outside of its metrics, that a file imports."""
    tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    names = {module.removeprefix("evals.").replace(".", "/") for module in modules if module.startswith("evals.")}
    return {f"{name}.py" for name in names if (HERE / f"{name}.py").is_file() and not name.startswith("metrics")}


def test_the_digest_of_measures_is_of_all_that_metrics_import():
    left = {f"metrics/{file.name}" for file in (HERE / "metrics").glob("*.py")} - {
        "metrics/latency.py",  # these are of whole runs, and no part of a comparison
        "metrics/stability.py",
        "metrics/usage.py",
    }
    found: set[str] = set()
    while left:
        new = set().union(*map(imported, left)) - found
        found |= new
        left = new
    assert found <= set(MEASURES)
