import pytest

from app.compose.antecedent import NEAR, antecedent_of, in_reading_order, points_back
from ingest.corpus import Force, Span
from tests.app.test_dispute import sentence

CLAIM = sentence("Ada Moor said the mill fouled the river.", "Ada Moor", "said", "Ada Moor")


def denial(words="Jan Pell rejected this.", at=41, cue="rejected"):
    return sentence(words, "Jan Pell", cue, "Jan Pell", force=Force.DENIES, at=at)


@pytest.mark.parametrize("words", ["Jan Pell rejected this.", "Jan Pell rejected the claim.", "Jan Pell rejected it."])
def test_a_denial_without_what_it_denies_points_back(words):
    assert points_back(denial(words))


def test_what_tells_itself_what_it_denies_or_denies_nothing_does_not_point_back():
    assert not points_back(denial("Jan Pell rejected the charge of theft."))
    assert not points_back(sentence("Jan Pell said this.", "Jan Pell", "said", "Jan Pell"))


def test_the_sentence_before_is_what_is_denied_if_it_is_near():
    assert antecedent_of(denial(), [CLAIM.span, Span(41, 64), Span(70, 90)]) == CLAIM.span
    assert antecedent_of(denial(at=NEAR + 1), [CLAIM.span]) is None
    assert antecedent_of(denial(), [Span(41, 64)]) is None
    assert antecedent_of(CLAIM, [Span(0, 2)]) is None


def test_a_denial_comes_right_after_what_it_denies():
    other = sentence("The river is brown.", at=300)
    for order in ([denial(), other, CLAIM], [CLAIM, other, denial()], [other, CLAIM, denial()]):
        arranged = in_reading_order(order)
        assert arranged.index(denial()) == arranged.index(CLAIM) + 1
        assert sorted(each.span for each in arranged) == sorted(each.span for each in order)


def test_what_points_to_nothing_that_was_chosen_stays_where_it_is():
    other = sentence("The river is brown.", at=300)
    assert in_reading_order([other, denial()]) == [other, denial()]
