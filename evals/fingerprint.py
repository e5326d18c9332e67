"""What a run depends on, so that a difference between two runs can be told from a difference of what was run."""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import app
import index
import ingest
from app.compose.model import ModelComposer
from evals.case import Case
from evals.case_file import digest
from index.store import Store

HERE = Path(__file__).parent
METRICS = HERE / "metrics"

_CODE = frozenset({".py", ".toml", ".sql"})
_OF_RUNS = frozenset(METRICS / name for name in ("latency.py", "stability.py", "usage.py"))  # no part of a comparison


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Digests (SHA-256, hexadecimal, first 16 digits) and names of what took part in a run.

    `library` is of articles and findings, not of what is derived from them: passages, vectors and attributions follow
    from `encoder`, `tagger` and `code`. `measures` is of the metrics, and no part of `code`: a metric that changed is
    no answer that did; None of runs made before it was told. `model` and `prompt` are None where no language model took
    part.
    """

    cases: str
    library: str
    encoder: str
    tagger: str
    code: str
    model: str | None = None
    prompt: str | None = None
    measures: str | None = None


def fingerprint_of(cases: Iterable[Case], store: Store, model: ModelComposer | None = None) -> Fingerprint:
    """Take the fingerprint of asking `cases` of a library, worded by `model` where one is set."""
    return Fingerprint(
        cases=digest(cases)[:16],
        library=_library(store),
        encoder=store.encoder,
        tagger=_files(Path(str(ingest.__path__[0])) / "attribution", frozenset({".safetensors", ".py", ".toml"})),
        code=_code(),
        model=f"{model.name} at {model.host}" if model else None,
        prompt=_files(Path(str(app.__path__[0])) / "compose", frozenset({".toml"})) if model else None,
        measures=_measures(),
    )


def _library(store: Store) -> str:
    articles = sorted(f"{a.id} {a.digest} {a.file} {a.metadata!r} {a.origin}" for a in store.articles())
    findings = sorted(f"{f.id} {f.particulars!r} {f.retired}" for f in store.findings.all(retired=True))
    return _digest("\n".join((*articles, *findings)).encode())


@cache
def _code() -> str:
    packages = (Path(str(package.__path__[0])) for package in (ingest, index, app))
    return _digest(" ".join(_files(package, _CODE) for package in packages).encode())


def measures() -> tuple[Path, ...]:
    """Return the files of the metrics, of what shows them the library, and of all in this package that these import."""
    left = {*METRICS.glob("*.py"), HERE / "held.py"} - _OF_RUNS
    found: set[Path] = set()
    while left:
        found |= left
        left = {used for file in left for used in _imported(file)} - found
    rules = (file.with_suffix(".toml") for file in found)
    return tuple(sorted((*found, *(file for file in rules if file.is_file()))))


def _imported(file: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("evals."):
            used = HERE.joinpath(*node.module.split(".")[1:]).with_suffix(".py")
            if used.is_file():
                yield used


@cache
def _measures() -> str:
    return _digest(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in measures()))


@cache
def _files(folder: Path, kinds: frozenset[str]) -> str:
    found = sorted(path for path in folder.rglob("*") if path.suffix in kinds)
    return _digest(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in found))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
