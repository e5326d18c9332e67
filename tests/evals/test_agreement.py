"""The measures of attribution, on predictions made to fail in one way each."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.agreement import Agreement, Counts, Share, compare, is_same
from ingest.corpus import Attribution, Force, Span, Speaker, SpeakerKind

TEXT = (
    'Ada Quill said "the bridge is safe". The council denied that it had closed the bridge. Rain fell, says the guide.'
)
QUILL = Speaker("Ada Quill", SpeakerKind.PERSON)
COUNCIL = Speaker("council", SpeakerKind.BODY)


def words(*exact: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in exact)


SAID = Attribution(words("Ada Quill"), words("said"), words('"the bridge is safe"'), speaker=QUILL)
DENIED = Attribution(
    words("The council"), words("denied"), words("that it had closed the bridge"), Force.DENIES, speaker=COUNCIL
)
RAINED = Attribution((), words("says"), words("Rain fell"))
GOLD = (SAID, DENIED, RAINED)


def comparing(*found: Attribution) -> Agreement:
    return compare(TEXT, GOLD, found)


def test_the_gold_agrees_with_itself_in_everything() -> None:
    assert comparing(*GOLD) == Agreement(
        Counts(3, 3, 3), Counts(3, 3, 3), Counts(1, 1, 1), Share(1, 1), Share(2, 2), outside=0
    )


def test_nothing_found_is_nothing_right() -> None:
    measured = comparing()
    assert (measured.content, measured.linked, measured.denials) == (Counts(0, 0, 3), Counts(0, 0, 3), Counts(0, 0, 1))
    assert (measured.quotations, measured.speakers) == (Share(0, 1), Share(0, 0))


def test_a_wrong_source_is_matched_but_not_linked() -> None:
    measured = comparing(replace(SAID, source=words("The council")))
    assert (measured.content, measured.linked) == (Counts(1, 1, 3), Counts(0, 1, 3))
    assert (measured.quotations, measured.speakers) == (Share(0, 1), Share(0, 0))


def test_a_missing_source_is_right_only_where_there_is_none() -> None:
    assert comparing(replace(SAID, source=())).linked.right == 0
    assert comparing(RAINED).linked.right == 1
    assert comparing(replace(RAINED, source=words("the guide"))).linked.right == 0


@pytest.mark.parametrize(
    ("content", "right"),
    [
        ("bridge is safe", 1),  # three of four words
        ("is safe", 1),  # two of four: just enough
        ("safe", 0),
        ('said "the bridge is safe". The council denied', 1),  # four of eight
        ('said "the bridge is safe". The council denied that', 0),  # four of nine
    ],
)
def test_contents_match_from_half_of_their_words_together(content: str, right: int) -> None:
    assert comparing(replace(SAID, content=words(content))).content.right == right


def test_marks_and_spaces_count_for_nothing() -> None:
    assert comparing(replace(SAID, content=words("the bridge is safe"))).content.right == 1
    assert (
        compare("a - b", [Attribution((), (), (Span(2, 3),))], [Attribution((), (), (Span(2, 3),))]).content.right == 0
    )


def test_one_gold_attribution_is_matched_once() -> None:
    assert comparing(SAID, replace(SAID, content=words("bridge is safe"))).content == Counts(1, 2, 3)


def test_the_better_of_two_is_matched_whichever_comes_first() -> None:
    worse = replace(SAID, source=(), content=words("is safe"))
    assert comparing(worse, SAID).linked.right == comparing(SAID, worse).linked.right == 1


def test_a_denial_taken_for_an_assertion_is_missed() -> None:
    assert comparing(replace(DENIED, force=Force.ASSERTS)).denials == Counts(0, 0, 1)


def test_a_denial_that_nobody_made_is_wrong_matched_or_not() -> None:
    assert comparing(replace(SAID, force=Force.DENIES)).denials == Counts(0, 1, 1)
    assert comparing(replace(DENIED, content=words("fell"))).denials == Counts(0, 1, 1)


def test_a_speaker_counts_where_the_gold_has_one_and_the_pair_is_linked() -> None:
    assert comparing(replace(SAID, speaker=COUNCIL)).speakers == Share(0, 1)
    assert comparing(replace(SAID, speaker=None)).speakers == Share(0, 1)
    assert comparing(replace(RAINED, speaker=QUILL)).speakers == Share(0, 0)
    assert comparing(replace(SAID, source=(), speaker=QUILL)).speakers == Share(0, 0)


def test_a_piece_that_ends_after_the_text_is_counted() -> None:
    assert comparing(replace(SAID, content=(Span(20, len(TEXT) + 1),)), DENIED).outside == 1


def test_what_articles_come_to_adds_up() -> None:
    both = comparing(*GOLD) + comparing(SAID)
    assert (both.linked, both.quotations, both.speakers) == (Counts(4, 4, 6), Share(2, 2), Share(3, 3))
    assert both.summary()["linked_f1"] == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("right", "given", "kind"),
    [
        ("Ada Quill", "ada quill", SpeakerKind.PERSON),
        ("Highland Union", "The Highland Union", SpeakerKind.BODY),
        ("Carters' Union", "Carters’ Union", SpeakerKind.BODY),
        ("government", "the government of Ostrane", SpeakerKind.BODY),
        ("officers", "her own officers", SpeakerKind.UNNAMED),
        ("farmer", "a farmer who keeps sheep", SpeakerKind.UNNAMED),
        ("officer of the guard", "the officer", SpeakerKind.UNNAMED),
    ],
)
def test_a_speaker_is_told_whatever_determiners_case_and_marks(right: str, given: str, kind: SpeakerKind) -> None:
    assert is_same(Speaker(right, kind), Speaker(given, kind))


def test_a_body_without_a_name_of_its_own_may_count_as_unnamed() -> None:
    assert is_same(COUNCIL, Speaker("The council", SpeakerKind.UNNAMED))


@pytest.mark.parametrize(
    ("right", "given"),
    [
        (QUILL, Speaker("Quill", SpeakerKind.PERSON)),
        (QUILL, Speaker("Ada Quill Marsh", SpeakerKind.PERSON)),
        (Speaker("farmer", SpeakerKind.UNNAMED), Speaker("fisherman", SpeakerKind.UNNAMED)),
        (Speaker("farmer", SpeakerKind.UNNAMED), Speaker("Farmer", SpeakerKind.PERSON)),
        (Speaker("farmer", SpeakerKind.UNNAMED), Speaker("the", SpeakerKind.UNNAMED)),
        (Speaker("Ostrane Farmers", SpeakerKind.BODY), Speaker("Ostrane Farmers", SpeakerKind.UNNAMED)),
        (COUNCIL, None),
        (COUNCIL, Speaker("Council", SpeakerKind.PERSON)),
    ],
)
def test_another_speaker_is_told_apart(right: Speaker, given: Speaker | None) -> None:
    assert not is_same(right, given)


spans = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 40)).map(
    lambda at: (Span(at[0], min(len(TEXT), at[0] + at[1])),)
)
attributions = st.lists(st.builds(Attribution, st.just(()) | spans, spans, spans, st.sampled_from(Force)), max_size=6)


@given(attributions, attributions)
def test_what_is_right_is_never_more_than_either_side_and_turns_round(
    one: list[Attribution], other: list[Attribution]
) -> None:
    measured, turned = compare(TEXT, one, other), compare(TEXT, other, one)
    assert measured.linked.right <= measured.content.right <= min(len(one), len(other))
    assert measured.content.f1 == turned.content.f1
    assert measured.outside == 0
