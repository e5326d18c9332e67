"""Interviews in questions and answers."""

from ingest.attribution.speakers import resolve
from ingest.attribution.turns import turns
from ingest.corpus import Force, Span

INTRODUCTION = "Jane Roe ran the bakery. She shares a surname with the minister, John Doe Roe.\n\n"
INTERVIEW = (
    "Q: Was it sabotage?\n\nA: No. It was rust.\n\nIt was old.\n\nQ: They say otherwise.\n\nA: I know.\n\nBy the Star."
)


def said(text: str, parts: tuple[Span, ...] = ()) -> list[tuple[str, str]]:
    return [(a.source[0].of(text), " … ".join(s.of(text) for s in a.content)) for a in turns(text, parts)]


def test_each_turn_goes_on_to_the_next_label_and_the_last_to_the_end_of_its_paragraph():
    assert said(INTERVIEW) == [
        ("Q", "Was it sabotage?"),
        ("A", "No. It was rust. … It was old."),
        ("Q", "They say otherwise."),
        ("A", "I know."),
    ]


def test_one_label_alone_makes_no_interview():
    assert said("A: one way.\n\nB: another way.") == []


def test_what_is_no_part_of_the_article_is_no_turn():
    text = "Q: Was it?\n\nA: No.\n\nShare\n\nQ: Why?"
    where = text.index("Share")
    assert ("A", "No.") in said(text, (Span(0, where), Span(where + 5, len(text))))


def test_an_answer_is_the_interviewees_and_a_question_asks_whatever_its_mark():
    text = "Jane Roe ran the bakery by the bridge.\n\n" + INTERVIEW
    found = resolve(text, list(turns(text, ())))
    assert [each.speaker.name if each.speaker else None for each in found] == [None, "Jane Roe", None, "Jane Roe"]
    assert [each.force for each in found] == [Force.ASKS, Force.ASSERTS, Force.ASKS, Force.ASSERTS]


def test_the_title_tells_who_answers_where_the_introduction_names_several():
    text = "A year ago Judge Mary Poe reported. Jane Roe spoke to us.\n\n" + INTERVIEW
    answers = resolve(text, list(turns(text, ())), title="Jane Roe: it was rust")
    assert answers[1].speaker is not None
    assert answers[1].speaker.name == "Jane Roe"


def test_an_answerer_who_cannot_be_told_is_nobody():
    text = "John Poe left. Mary Roe stayed.\n\n" + INTERVIEW
    assert resolve(text, list(turns(text, ())))[1].speaker is None


def test_the_writer_does_not_answer():
    text = "John Poe met Mary Roe at the bridge.\n\n" + INTERVIEW
    answer = resolve(text, list(turns(text, ())), author="John Poe")[1]
    assert answer.speaker is not None
    assert answer.speaker.name == "Mary Roe"
