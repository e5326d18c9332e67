"""Rules of the design that a linter cannot know: who may make a statement, and which vendor lives where."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [file for package in ("ingest", "index", "app", "evals") for file in sorted((ROOT / package).rglob("*.py"))]

# Where each heavy dependency is adapted; nowhere else may know it.
VENDORS = {
    "chromadb": {"index/chroma.py"},
    "onnxruntime": {
        "index/minilm.py",
        "ingest/minilm/session.py",
    },
    "onnx": {"ingest/minilm/graph.py"},
    "sentence_transformers": {"index/sentence_transformer.py"},
    "torch": {
        "index/sentence_transformer.py",
        "ingest/attribution/train/__main__.py",
        "ingest/attribution/train/fit.py",
        "ingest/attribution/train/network.py",
    },
    "llama_index": {"app/openai_like.py"},
    "openai": {"app/openai_like.py"},
    "httpx": {"app/openai_like.py", "app/bounded_http.py", "evals/replay.py"},
    "httpcore": {"app/bounded_http.py"},
    "tiktoken": {"app/openai_like.py"},
    "trafilatura": {"ingest/readers/html.py"},
    "pypdf": {"ingest/readers/pdf.py", "ingest/readers/ink.py"},
    "docx": {"ingest/readers/docx.py"},
    "ir_measures": {"evals/metrics/evidence.py"},
    "vcr": {"evals/replay.py"},
}


def where(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def calls(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}


@cache
def imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = [alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names]
    names += [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) if n.module]
    return {name.split(".")[0] for name in names}


def test_only_the_guard_makes_statements_about_the_world():
    assert {where(f) for f in SOURCES if "Statement" in calls(f)} == {"app/guard.py", "app/compose/holdings.py"}
    assert {where(f) for f in SOURCES if "Citation" in calls(f)} == {"app/guard.py"}


def test_only_the_pipeline_makes_outcomes():
    assert {where(f) for f in SOURCES if {"Answer", "Abstention"} & calls(f)} == {"app/pipeline.py"}


@pytest.mark.parametrize(("vendor", "homes"), VENDORS.items())
def test_each_vendor_stays_in_the_files_that_adapt_it(vendor, homes):
    assert {where(f) for f in SOURCES if vendor in imported(f)} <= homes


def test_gradio_stays_in_the_chat():
    assert all(where(f).startswith("app/chat/") for f in SOURCES if "gradio" in imported(f))


@pytest.mark.parametrize("file", SOURCES, ids=where)
def test_a_file_is_one_thing(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300, f"{where(file)} has grown: split it"
