"""Words that several articles print are cited once, from the first of them, as repeated."""

from dataclasses import replace
from datetime import date

import pytest

from app.answer import Answer, Status
from app.copies import Words, also_in, copies_of, originals_first
from app.draft import Draft, DraftStatement
from app.guard import guard
from app.json_form import to_json
from app.render import to_markdown
from app.request import Constraints, Request
from index.retrieve import RetrievedSentence
from index.scope import Scope
from index.words import stems
from ingest.corpus import FirstPublication, PassageId, Span
from tests.app.builders import catalogued, evidence

TEXT = "The dam broke at dawn. Nobody was warned of it by the office. The gates were open."
FIRST, SECOND, THIRD = (0, 22), (23, 61), (62, 82)
GULL = catalogued("b" * 16, "The Gull", "Ola Brand", date(2024, 3, 10), "Dam breaks", file="gull.txt")
POST = catalogued("c" * 16, "Brenn Post", None, date(2024, 3, 11), None, file="post.txt")


def said_again(*others, spans=(FIRST, SECOND, THIRD)):
    """Evidence of which each stretch stands in the articles that are given for it."""
    items = evidence(TEXT, *spans)
    return [replace(item, also_in=tuple(also)) for item, also in zip(items, others, strict=True)]


def statements(items, *chosen):
    return guard(Draft(tuple(DraftStatement(numbers) for numbers in chosen)), items, Scope(), 8).statements


def test_a_quote_is_also_in_what_has_at_least_half_of_its_words():
    items = said_again([POST], [GULL], [GULL])
    assert also_in(items, Span(0, 82)) == (GULL,)
    assert also_in(items, Span(*FIRST)) == (POST,)
    assert also_in(said_again([POST, GULL], [GULL, POST], []), Span(0, 82)) == (GULL, POST)


def test_what_stands_elsewhere_too_is_repeated_and_what_does_not_is_asserted():
    items = said_again([GULL], [], [])
    repeated, asserted = statements(items, (1,), (3,))
    assert (repeated.status, repeated.origins) == (Status.REPEATED, 1)
    assert repeated.citations[0].also_in == (GULL,)
    assert (asserted.status, asserted.citations[0].also_in) == (Status.ASSERTED, ())


def test_a_statement_of_which_one_quote_stands_nowhere_else_is_asserted():
    (statement,) = statements(said_again([GULL], [], [], spans=(FIRST, SECOND, THIRD)), (1, 3))
    assert [len(citation.also_in) for citation in statement.citations] == [1, 0]
    assert statement.status is Status.ASSERTED


def test_repeated_without_another_publication_cannot_be_said():
    (statement,) = statements(said_again([], [], []), (1,))
    with pytest.raises(ValueError, match="other publications"):
        replace(statement, status=Status.REPEATED)


def test_publications_are_counted_once_for_all_statements_that_share_one():
    items = said_again([GULL], [GULL, POST], [])
    assert copies_of(statements(items, (1,), (2,), (3,))) == [((1, 2), 3)]


def test_an_answer_tells_how_many_copies_and_where():
    answer = Answer("what broke?", Scope(), statements(said_again([GULL, POST], [], []), (1,)))
    shown = to_markdown(answer)
    assert "*Repeated: 3 copies, 1 origin; no finding on record.*" in shown
    assert "[1] also in The Gull (Ola Brand, 10 Mar 2024); Brenn Post (11 Mar 2024)" in shown
    (citation,) = to_json(answer)["statements"][0]["citations"]
    assert [other["file"] for other in citation["also_in"]] == ["gull.txt", "post.txt"]
    assert citation["also_in"][0] == {
        "article": GULL.id,
        "file": "gull.txt",
        "title": "Dam breaks",
        "outlet": "The Gull",
        "published": "2024-03-10",
    }


def test_where_only_some_is_repeated_the_close_says_which():
    answer = Answer("what broke?", Scope(), statements(said_again([GULL], [], []), (1,), (3,)))
    assert "*Asserted in one article; [1] in 2 copies, 1 origin; no finding on record.*" in to_markdown(answer)


def test_an_outlet_that_is_markup_is_inert_where_words_are_also_in_it():
    hostile = catalogued("d" * 16, "[Gull](http://evil.example) <b>", None, None, None)
    answer = Answer("what broke?", Scope(), statements(said_again([hostile], [], []), (1,)))
    assert "[1] also in \\[Gull\\](http\\://evil.example) \\<b\\> (undated)" in to_markdown(answer)


def sentence(article, words, score):
    return RetrievedSentence(
        article, PassageId("p"), Span(0, len(words)), words, frozenset(stems(words)), 0.5, 0.5, score
    )


def test_the_first_publication_of_one_origin_has_the_best_place_of_a_sentence_they_share():
    first = replace(catalogued("e" * 16, published=date(2024, 3, 1)), origin="o")
    again = replace(
        catalogued("f" * 16, published=date(2024, 2, 1), first=FirstPublication("The Gull", None)), origin="o"
    )
    ranked = [
        sentence(again, "The dam broke.", 3),
        sentence(GULL, "The dam broke.", 2),
        sentence(first, "The dam  broke.", 1),
        sentence(again, "Nobody was warned.", 0),
    ]
    ordered = originals_first(ranked)
    assert [(s.article.id[0], s.words) for s in ordered] == [
        ("e", "The dam  broke."),
        ("b", "The dam broke."),
        ("f", "The dam broke."),
        ("f", "Nobody was warned."),
    ]


def test_words_that_were_chosen_are_held_whatever_stands_around_them():
    words = Words()
    assert not words.hold(["The old ferry pier closes for a year."])
    words.add(["The board said that the old ferry pier closes for a year."])
    assert words.hold(["The old ferry pier closes for a year."])
    assert not words.hold(["The old ferry pier opens, and the band of the brigade plays there on Sunday."])
    assert not words.hold(["Yes."])


@pytest.fixture
def planted(demo):
    entries = {entry.file: entry for entry in demo.store.articles()}
    return {
        "star-sirens-wire.txt": "hammer-sirens-wire.html",
        "bell-nether-camp.txt": "current-nether-camp.html",
    }, entries


def test_every_copy_among_the_demonstration_articles_is_found_and_no_account_merged(demo, planted):
    copies, entries = planted
    origins = {first: {e.file for e in demo.store.publications(entries[first].id)} for first in copies}
    assert origins == {first: {first, copy} for first, copy in copies.items()}
    assert len({entry.origin for entry in entries.values()}) == len(entries) - len(copies)


@pytest.mark.parametrize(
    ("question", "scope", "cited", "also"),
    [
        ("Who led a crew of fourteen pruners?", Scope(), "bell-nether-camp.txt", "current-nether-camp.html"),
        (
            "Who led a crew of fourteen pruners?",
            Scope(outlets=("Free Current",)),
            "current-nether-camp.html",
            "bell-nether-camp.txt",
        ),
        ("did not one siren sound in Sallow Ford?", Scope(), "star-sirens-wire.txt", "hammer-sirens-wire.html"),
    ],
)
def test_the_first_publication_in_scope_is_cited_and_the_others_named(assistant, question, scope, cited, also):
    answer = assistant.answer(Request(question, constraints=Constraints(outlets=scope.outlets)))
    assert isinstance(answer, Answer)
    repeated = [s for s in answer.statements if s.status is Status.REPEATED]
    assert any(
        c.article.file == cited and [other.file for other in c.also_in] == [also] for s in repeated for c in s.citations
    )
    quotes = [" ".join(c.quote.exact.split()) for s in answer.statements for c in s.citations]
    assert len(set(quotes)) == len(quotes)
    assert all(scope.admits(c.article.id, c.article.metadata) for s in answer.statements for c in s.citations)
