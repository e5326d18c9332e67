from itertools import accumulate, count

from app.compose.quotes import Budget, draft, select
from index.retrieve import RetrievedSentence
from index.voices import Voice
from index.words import stems
from ingest.corpus import Attribution, PassageId, Span
from tests.app.builders import catalogued, evidence
from tests.attributions import attribution, person

FAR_APART = count(1)


def sentence(words, at=None, similarity=0.5, article="a" * 16, speaker=None):
    """A sentence that stands at `at`, or far from all others."""
    start = next(FAR_APART) * 10_000 if at is None else at
    own = frozenset(stems(words))
    span = Span(start, start + len(words))
    voice = Voice((Attribution((), (), (span,), speaker=person(speaker)),) if speaker else ())
    return RetrievedSentence(catalogued(article), PassageId("p"), span, words, own, similarity, 0.5, 1.0, voice)


def paragraph(*texts):
    """Sentences that follow on each other."""
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    return [sentence(text, at) for text, at in zip(texts, starts, strict=False)]


def test_the_best_sentences_are_taken_until_the_citations_are_spent():
    sentences = [sentence(f"Gate number {n} was found open by crew {n}.") for n in range(5)]
    assert select(sentences, Budget(citations=3)) == tuple(sentences[:3])


def test_a_sentence_beside_a_chosen_one_costs_no_citation():
    here = paragraph("The spillway gate was shut.", "Engineers had warned of cracks.")
    far = sentence("A minister resigned on Monday night.")
    assert select([here[0], far, here[1]], Budget(citations=2)) == (here[0], far, here[1])


def test_a_sentence_beside_a_chosen_one_of_another_speaker_costs_a_citation():
    said = sentence("The spillway gate was shut.", 0, speaker="Osric Fenn")
    written = sentence("Engineers had warned of cracks.", said.span.end + 1)
    assert select([said, written], Budget(citations=1)) == (said,)


def test_a_sentence_that_joins_two_quotes_frees_a_citation():
    three = paragraph("Rain fell on hills.", "Old stone walls shook.", "Brown water rose high.")
    far = sentence("A minister resigned on Monday night.")
    chosen = select([three[0], three[2], three[1], far], Budget(citations=2))
    assert chosen == (three[0], three[2], three[1], far)


def test_what_was_said_already_is_passed_over():
    said = sentence("The ministry closed the spillway gate in March.")
    again = sentence("In March the ministry closed the spillway gate.")
    other = sentence("An engineer had warned of cracks.")
    assert select([said, again, other], Budget(citations=8)) == (said, other)


def test_words_are_limited_and_a_shorter_sentence_may_still_fit():
    long = sentence("word " * 30)
    short = sentence("An engineer had warned of cracks.")
    assert select([long, short], Budget(citations=8, words=10)) == (short,)


def test_what_is_far_beside_the_best_sentence_is_left_out():
    best = sentence("Engineers had warned of cracks.", similarity=0.6)
    far = sentence("The choir sang two old songs.", similarity=-0.1)
    assert select([best, far], Budget(citations=8)) == (best,)


def test_a_heading_or_an_exclamation_is_not_worth_a_citation():
    heading = sentence("Clashes and provocations", similarity=0.3)
    exclamation = sentence("Well, easily.", similarity=0.3)
    item = sentence("Ministry accused of closing spillway gates before storm")
    assert select([heading, exclamation, item], Budget(citations=8)) == (item,)


def test_a_title_stands_above_each_quote_and_is_not_quoted_for_itself():
    title = sentence("Dam gives way")
    assert select([title], Budget(citations=8)) == ()


def test_a_short_sentence_that_is_to_the_point_is_quoted():
    short = sentence("They count bodies.", similarity=0.6)
    assert select([short], Budget(citations=8)) == (short,)


def test_one_article_does_not_take_all_where_another_is_nearly_as_near():
    told = [sentence(f"Gate number {n} was found open by crew {n}.") for n in range(4)]
    other = sentence("Engineers had warned of cracks.", article="b" * 16)
    assert select([*told, other], Budget(citations=8, words=40)) == (*told[:3], other)
    assert select(told, Budget(citations=8, words=40)) == tuple(told)


def test_a_quote_grows_no_longer_than_a_reader_takes_in_at_once():
    parts = paragraph(*(" ".join(f"word{n}x{i}" for i in range(70)) + "." for n in range(3)))
    assert select(parts, Budget(citations=8)) == tuple(parts[:2])


def test_a_shared_budget_leaves_each_party_a_citation():
    assert Budget(citations=8, words=300).shared_by(3) == Budget(citations=2, words=100)
    assert Budget(citations=1, words=300).shared_by(2).citations == 1


TEXT = "One here. Two here. Three here. Four here."
SPANS = [(0, 9), (10, 19), (20, 31), (32, 42)]


def test_quotes_of_one_article_stand_together_the_best_article_first():
    harbour = evidence(TEXT, SPANS[3], SPANS[0], article=catalogued("a" * 16), first=1)
    star = evidence(TEXT, SPANS[1], article=catalogued("b" * 16), first=3)
    drafted = draft([harbour[0], star[0], harbour[1]])
    assert [statement.evidence for statement in drafted.statements] == [(1,), (2,), (3,)]


def test_adjacent_sentences_are_one_statement_in_reading_order():
    items = evidence(TEXT, SPANS[2], SPANS[1])
    assert [statement.evidence for statement in draft(items).statements] == [(2, 1)]


def test_adjacent_sentences_of_two_speakers_are_two_statements():
    said = attribution(TEXT, "", "", "Two here. Three here.", speaker="Osric Fenn")
    items = evidence(TEXT, *SPANS, said=[said])
    assert [statement.evidence for statement in draft(items).statements] == [(1,), (2, 3), (4,)]
