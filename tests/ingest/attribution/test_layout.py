"""Paragraphs, sentences and quotations of a text."""

from ingest.attribution.layout import Layout
from ingest.corpus import Span

TEXT = 'Mr. Roe left. "It rained," he said. He slept.\n\n"It snowed.\n\n"It froze." The end.'


def at(words: str) -> int:
    return TEXT.index(words)


def test_a_title_ends_no_sentence():
    layout = Layout(TEXT)
    assert layout.sentence(at("Mr.")) == layout.sentence(at("left"))
    assert layout.sentence(at("he said")) == layout.sentence(at("left")) + 1
    assert layout.sentence_start(at("slept")) == at("He slept")


def test_blank_lines_part_paragraphs():
    layout = Layout(TEXT)
    assert [layout.paragraph(at(words)) for words in ("Mr.", "slept", "snowed", "froze")] == [0, 0, 1, 2]


def test_quotations_are_between_marks_and_end_with_the_paragraph():
    layout = Layout(TEXT)
    inside = {
        words: layout.in_quotation(at(words)) for words in ("left", "rained", "he said", "snowed", "froze", "end")
    }
    assert inside == {"left": False, "rained": True, "he said": False, "snowed": True, "froze": True, "end": False}


def test_a_quotation_left_open_goes_on():
    layout = Layout(TEXT)
    assert layout.left_open(Span(at("It snowed"), at("It snowed") + 10))
    assert not layout.left_open(Span(at("It froze"), at("It froze") + 9))


def test_paragraphs_outside_the_article_are_not_counted():
    text = "Roe left.\n\nShare this\n\nHe slept."
    layout = Layout(text, (Span(0, 9), Span(text.index("He"), len(text))))
    assert [layout.paragraph(text.index(words)) for words in ("Roe", "Share", "He")] == [0, 0, 1]
