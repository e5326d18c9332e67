import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answer import Abstention, Answer, Guess, Reason, Statement, Status
from app.chat import article_html, html, library_html
from app.chat.attribution_html import Spoken
from app.chat.chips import Chip
from app.chat.conversation import State, Turn
from app.chat.library_html import Row
from app.draft import Draft, DraftStatement
from app.guard import guard
from app.proposition import Form, Proposition, Standing
from index.scope import Scope
from ingest.corpus import FirstPublication, Force, Span
from tests.app.builders import catalogued, evidence
from tests.attributions import attribution
from tests.findings import on_record

TEXT = "The dam broke at dawn. Nobody was warned."
FOREIGN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=40)
NASTY = st.one_of(
    FOREIGN,
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '" onmouseover="alert(1)',
            "</p></li></ul><img src=x onerror=alert(1)>",
            "{0}{turn}{{x}}${x}%s",
            "[a](javascript:alert(1))",
            "&lt;b&gt;",
        ]
    ),
)


class Seen(HTMLParser):
    """What a browser makes of some HTML: its elements, attributes, and words."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.elements, self.words = [], []
        self.feed(str(markup))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)


def answered(question="who knew?", guesses=(), **article):
    items = evidence(TEXT, (0, 22), (23, 41), article=catalogued(**article))
    draft = Draft(tuple(DraftStatement((item.number,)) for item in items))
    answer = Answer(question, Scope(), guard(draft, items, Scope(), 8).statements, guesses)
    turn = Turn(3, question)
    turn.take(answer)
    return turn


def unspoken(text):
    return Spoken.of(text, (), "n")


def skeleton(markup):
    return Seen(markup).elements


def test_a_statement_shows_who_then_the_words_then_its_standing():
    text = Seen(html.turn_html(answered())).text
    places = [
        text.index(part)
        for part in ("The Daily Harbour", "Ann Verrel, 9 Mar 2024", "writes", "“The dam broke", "asserted")
    ]
    assert places == sorted(places)


def test_after_another_of_the_same_article_the_credit_is_not_repeated():
    shown = Seen(html.statement_html(answered().statements[1], answered().statements[0], 3)).text
    assert "also writes" in shown
    assert "(Ann Verrel" not in shown.split("“")[0]


def test_a_quoted_speaker_stands_first_and_by_whom_they_are_quoted_after():
    said = attribution(TEXT, "", "", "Nobody was warned.", speaker="Osric Fenn")
    items = evidence(TEXT, (23, 41), article=catalogued(), said=[said])
    (statement,) = guard(Draft((DraftStatement((1,)),)), items, Scope(), 8).statements
    shown = html.statement_html(statement, None, 3)
    assert '<b class="who">Osric Fenn</b>' in shown
    assert "Osric Fenn, quoted by The Daily Harbour (Ann Verrel, 9 Mar 2024), said: “Nobody" in Seen(shown).text


def test_the_closing_line_says_that_nothing_is_established():
    assert "no finding on record" in Seen(html.turn_html(answered())).text


def visible(markup):
    return re.sub(r'<span class="unseen">.*?</span>', "", str(markup))


def test_where_all_is_asserted_the_word_stands_once_and_each_mark_still_says_it():
    shown = html.turn_html(answered()).split('<pre class="copy"')[0]
    assert visible(shown).count("sserted</") == 0
    assert shown.count("asserted by this source</span>") == 2
    assert Seen(visible(shown)).text.count("Asserted in") == 1


@pytest.mark.parametrize(("force", "word"), [(Force.DENIES, "denied"), (Force.ASKS, "asked")])
def test_what_is_denied_or_asked_is_not_called_asserted(force, word):
    turn = answered()
    turn.statements = tuple(replace(statement, force=force) for statement in turn.statements)
    turn.outcome = Answer("q", Scope(), turn.statements)
    shown = html.turn_html(turn).split('<pre class="copy"')[0]
    assert f"</svg>{word}</span>" in shown
    assert "</svg>asserted</span>" not in shown


def test_where_standings_differ_each_has_its_word():
    turn = answered()
    turn.statements = (turn.statements[0], Statement((), (), Status.LIBRARY, note="It holds 4 articles."))
    turn.outcome = Answer("q", Scope(), turn.statements)
    shown = Seen(visible(html.turn_html(turn))).text
    assert "asserted" in shown
    assert "about the library" in shown


def test_a_quote_over_two_paragraphs_shows_where_the_first_ends_and_keeps_its_words():
    items = evidence("The dam\nbroke.\n\nNobody was warned.", (0, 34), article=catalogued())
    (statement,) = guard(Draft((DraftStatement((1,)),)), items, Scope(), 8).statements
    shown = html.statement_html(statement, None, 1)
    assert '“The dam broke.<span class="break"> </span>Nobody was warned.”' in shown


def test_what_a_question_takes_for_granted_stands_before_what_is_on_record_and_that_before_sources():
    turn = Turn(3, "why did the dam break?")
    granted = Proposition("the dam broke", Form.STATEMENT, Standing.ESTABLISHED)
    turn.take(Answer(turn.question, Scope(), answered().statements, findings=(on_record(),), premise=granted))
    text = Seen(html.turn_html(turn)).text
    places = [text.index(part) for part in ("takes for granted", "Engineers had warned", "“The dam broke at dawn")]
    assert places == sorted(places)


def test_a_mark_stays_on_the_line_of_its_number():
    shown = str(html.statement_html(answered().statements[0], None, 3))
    kept = shown.split('<span class="kept">')[1]
    assert kept.index('class="cite"') < kept.index('class="standing asserted"')


def test_what_stands_around_a_quote_in_its_card_is_cut_at_whole_words():
    text = (
        "Unfathomable delays had been reported all winter. The dam broke. Nobody understood why the gauges had failed."
    )
    start = text.index("The dam")
    items = evidence(text, (start, start + 14), article=catalogued())
    (statement,) = guard(Draft((DraftStatement((1,)),)), items, Scope(), 8).statements
    card = Seen(str(html.statement_html(statement, None, 1)).split('class="line words">')[1]).text
    before, after = card.split("The dam broke.")
    assert before == "…had been reported all winter. "
    assert after.startswith(" Nobody understood why the…")


def test_a_statement_about_the_library_shows_its_note_and_no_quote():
    statement = Statement((), (), Status.LIBRARY, note="This library holds 4 articles.")
    assert "This library holds 4 articles." in Seen(html.statement_html(statement, None, 1)).text


def test_each_status_has_a_mark_of_its_own_and_its_word():
    shown = {status: str(html.status_mark(status)) for status in Status}
    assert len({mark.split("<svg")[1].split("</svg>")[0] for mark in shown.values()}) == len(Status)
    assert all(status.value in Seen(mark).text for status, mark in shown.items() if status is not Status.LIBRARY)


@given(NASTY, NASTY, NASTY, NASTY, NASTY)
def test_no_words_of_others_become_markup_in_an_answer(question, outlet, author, title, guess):
    plain = html.turn_html(answered(guesses=(Guess("a", "b"),), title="t"))
    nasty = answered(question, (Guess(guess, guess),), outlet=outlet, author=author, title=title, file=title)
    nasty.chips = ()
    assert skeleton(html.turn_html(nasty)) == skeleton(plain)


@given(NASTY)
def test_no_words_of_others_become_markup_in_chips_and_messages(words):
    def shown(some):
        turn = Turn(1, some, chips=(Chip(some, some),))
        turn.end(State.FAILED, some)
        return html.turn_html(turn) + html.first_visit([some])

    assert skeleton(shown(words)) == skeleton(shown("plain"))


@given(NASTY, NASTY)
def test_no_words_of_others_become_markup_in_an_abstention(sought, title):
    def shown(sought, title):
        return html.abstention_html(
            Abstention("q", Scope(), Reason.NO_SUCH_SOURCE, sought, (catalogued(title=title, outlet=title),)), 1
        )

    assert skeleton(shown(sought, title)) == skeleton(shown("x", "y"))


@given(NASTY, NASTY, st.integers(0, 30), st.integers(1, 30))
def test_the_article_panel_holds_exactly_the_text_with_the_cited_words_marked(before, after, start, length):
    text = f"{before} {TEXT} {after}".replace("\n\n", " ").replace("\r", " ").replace("\x00", " ").strip() + "."
    span = Span(start, min(len(text), start + length)) if start < len(text) else Span(0, 1)
    shown = Seen(article_html.text_html(unspoken(text), [Span(0, len(text))], [span], [span]))
    assert shown.text == text
    marked = [tag for tag, _ in shown.elements if tag not in ("div", "p")]
    assert marked == ["mark"]


def test_words_that_are_not_the_article_are_set_back():
    text = "Menu\n\nThe dam broke.\n\nSubscribe"
    shown = str(article_html.text_html(unspoken(text), [Span(6, 20)]))
    assert shown.count('<p class="aside">') == 2
    assert "<p>The dam broke.</p>" in shown


def test_a_mark_over_two_paragraphs_marks_each_part():
    text = "One two.\n\nThree four."
    shown = str(article_html.text_html(unspoken(text), [Span(0, len(text))], [Span(4, 15)]))
    assert "<mark >two.</mark>" in shown
    assert "<mark >Three</mark>" in shown


def test_facts_say_where_each_came_from_and_what_is_not_known():
    first = FirstPublication("New Harbour Review", date(2024, 1, 2))
    shown = Seen(article_html.facts(catalogued(first=first))).text
    assert "New Harbour Review, 2 Jan 2024" in shown
    assert "Not known" in shown
    assert "wire" in shown


@given(NASTY)
def test_no_words_of_others_become_markup_in_the_library(words):
    def shown(some):
        article = catalogued(outlet=some, author=some, title=some, file=some)
        return (
            library_html.shelf([article], 10, [article], library_html.NOTHING, None)
            + library_html.finder([article])
            + library_html.record(
                article,
                unspoken(TEXT),
                [],
                library_html.Correction(library_html.failure(some), {"outlet": some, "published": some}, some),
            )
            + library_html.report([Row(some, "rejected", some)], some)
            + library_html.working(0, 1, some)
        )

    assert skeleton(shown(words)) == skeleton(shown("plain"))


def test_a_repeated_statement_tells_how_many_copies_and_its_card_where():
    (item,) = evidence(TEXT, (0, 22), article=catalogued())
    again = catalogued("b" * 16, "<i>Gull</i>", None, date(2024, 3, 10))
    items = [replace(item, also_in=(again,))]
    (statement,) = guard(Draft((DraftStatement((1,)),)), items, Scope(), 8).statements
    shown = html.statement_html(statement, None, 3)
    assert "repeated 2 copies, 1 origin" in Seen(shown).text
    card = shown.split('class="card"')[1]
    assert "also in &lt;i&gt;Gull&lt;/i&gt; (10 Mar 2024)" in card


def test_the_list_tells_which_articles_are_copies():
    first, other = catalogued(), catalogued("b" * 16, title="Pier closes")
    copy = replace(catalogued("c" * 16, title="Dam gives way, again"), origin=first.origin)
    shown = Seen(library_html.shelf([first, other, copy], 10, [first, other, copy], library_html.NOTHING, None)).text
    assert shown.count("2 copies, 1 origin") == 2
    assert Seen(library_html.shelf([first], 10, [first, other], library_html.NOTHING, None)).text.count("copies") == 0
