"""Passages: within the budget, in order, and never across what is not the article."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import Span
from ingest.parsed import Stretch
from ingest.passages import pack

SIZES = st.lists(st.integers(min_value=1, max_value=60), min_size=1, max_size=6)
PARAGRAPHS = st.lists(st.tuples(SIZES, st.booleans(), st.booleans()), max_size=12)


def stretches_of(paragraphs):
    """Paragraphs of sentences ten characters long, as (sizes, heading, opens)."""
    found, at = [], 0
    for sizes, heading, opens in paragraphs:
        spans = tuple(Span(at + 10 * i, at + 10 * i + 9) for i in range(len(sizes)))
        found.append(Stretch(Span(at, spans[-1].end), spans, heading, opens))
        at = spans[-1].end + 2
    return found


@given(PARAGRAPHS, st.integers(min_value=1, max_value=120))
def test_every_sentence_lies_in_exactly_one_passage_in_order(paragraphs, budget):
    stretches = stretches_of(paragraphs)
    packed = pack(stretches, [sizes for sizes, _, _ in paragraphs], budget)
    assert [s for p in packed for s in p.sentences] == [s for stretch in stretches for s in stretch.sentences]
    assert all(p.span == Span(p.sentences[0].start, p.sentences[-1].end) for p in packed)


@given(PARAGRAPHS, st.integers(min_value=1, max_value=120))
def test_a_passage_keeps_to_the_budget_unless_it_is_one_sentence_under_its_headings(paragraphs, budget):
    stretches = stretches_of(paragraphs)
    size = {
        s: n
        for st_, (sizes, _, _) in zip(stretches, paragraphs, strict=True)
        for s, n in zip(st_.sentences, sizes, strict=True)
    }
    headings = {s for stretch in stretches if stretch.heading for s in stretch.sentences}
    for passage in pack(stretches, [sizes for sizes, _, _ in paragraphs], budget):
        plain = [s for s in passage.sentences if s not in headings]
        assert sum(size[s] for s in passage.sentences) <= budget or len(plain) <= 1


@given(PARAGRAPHS, st.integers(min_value=1, max_value=120))
def test_no_passage_reaches_across_what_is_not_the_article(paragraphs, budget):
    stretches = stretches_of(paragraphs)
    opening = {stretch.span.start for stretch in stretches if stretch.opens}
    for passage in pack(stretches, [sizes for sizes, _, _ in paragraphs], budget):
        assert not any(sentence.start in opening for sentence in passage.sentences[1:])


def test_a_passage_ends_with_its_paragraph_when_that_leaves_it_half_full():
    stretches = stretches_of([([30, 30], False, True), ([30, 30], False, False)])
    packed = pack(stretches, [[30, 30], [30, 30]], 100)
    assert [len(p.sentences) for p in packed] == [2, 2]


def test_a_heading_goes_with_what_follows_it():
    stretches = stretches_of([([90], False, True), ([5], True, False), ([20], False, False)])
    packed = pack(stretches, [[90], [5], [20]], 100)
    assert [len(p.sentences) for p in packed] == [1, 2]
