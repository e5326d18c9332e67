"""Questions put to a source about another's words, to a role, or to somebody who writes and is quoted."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from app.answer import Abstention, Answer, Guess, Quoting, Reason
from app.both import with_quoted_words
from app.render import to_markdown
from app.request import Constraints, Request
from app.understanding import Intent, Interpretation, Mention
from index.retrieve import Retriever
from index.scope import Scope
from index.store import Quotation
from ingest.corpus import Attribution, Span
from tests.app.builders import catalogued


def speakers_of(answer):
    return {link.name for s in answer.statements for link in s.attribution[2:]}


@pytest.mark.parametrize(
    "question",
    [
        "what does the Lonne Valley Star report that Edwin Kessary said?",
        "what does the Lonne Valley Star quote Edwin Kessary as saying?",
        "how does the Lonne Valley Star quote Edwin Kessary on the sirens?",
    ],
)
def test_a_source_asked_for_anothers_words_gives_only_those(assistant, question):
    answer = assistant.answer(Request(question))
    assert answer.scope == Scope(outlets=("Lonne Valley Star",), speakers=("Edwin Kessary",))
    assert speakers_of(answer) == {"Edwin Kessary"}


def test_a_source_that_does_not_quote_somebody_is_said_not_to_and_who_does_is_told(assistant):
    outcome = assistant.answer(Request("what does the Courier report that Osric Fenn said about the sirens?"))
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.SOURCE_SILENT
    shown = to_markdown(outcome)
    assert "The Castrel Courier is in this library, but does not quote Osric Fenn." in shown
    assert "Lonne Valley Star and The Plain Hammer do." in shown
    assert {article.metadata.outlet for article in outcome.nearest} == {"Lonne Valley Star", "The Plain Hammer"}


def test_a_source_that_quotes_somebody_on_other_things_is_said_to(assistant):
    shown = to_markdown(assistant.answer(Request("what does the Hill Bell report that Teodra Lisk said about trams?")))
    assert "The Hill Bell quotes Teodra Lisk here, but not on “trams”." in shown


def test_what_a_source_reports_of_a_matter_is_asked_of_nobody_else(assistant):
    outcome = assistant.answer(Request("did the Courier report that the dam had failed?"))
    assert outcome.scope == Scope(outlets=("The Castrel Courier",))


def test_a_role_is_taken_for_whoever_is_quoted_and_called_so(assistant):
    answer = assistant.answer(Request("what does the shot-firer say about the quarry?"))
    assert isinstance(answer, Answer)
    assert answer.scope.speakers == ("Jory Penhale",)
    assert answer.guesses == (Guess("the shot-firer", "Jory Penhale"),)


def test_an_office_that_articles_name_and_nobody_quoted_holds_has_no_answer(assistant):
    outcome = assistant.answer(Request("what did the police say?"))
    assert isinstance(outcome, Abstention)
    assert outcome.never_quoted
    assert "Articles here speak of “the police”, but none is by that source or quotes it." in to_markdown(outcome)


def test_who_is_not_to_be_taken_for_a_role_is_not(assistant):
    nobody = Constraints(ignore=frozenset({"Jory Penhale"}))
    outcome = assistant.answer(Request("what does the shot-firer say about the quarry?", constraints=nobody))
    assert outcome.guesses == ()
    assert outcome.scope == Scope()


@pytest.mark.parametrize("days", [{"before": date(2015, 1, 1)}, {"after": date(2021, 1, 1)}])
def test_days_by_themselves_are_no_source_that_could_quote_anybody(assistant, days):
    outcome = assistant.answer(Request("what did Osric Fenn say about the sirens?", (), Constraints(**days)))
    assert isinstance(outcome, Abstention)
    assert outcome.quoting is None
    assert "That source" not in to_markdown(outcome)


def test_two_sources_that_do_not_quote_somebody_are_told_in_the_plural():
    asked_of = Scope(outlets=("The Star", "The Bell"), speakers=("Jo Orr",))
    silent = Abstention("q", asked_of, Reason.SOURCE_SILENT, sought="the dam", quoting=Quoting(False, ()))
    assert "The Star and The Bell are in this library, but do not quote Jo Orr." in to_markdown(silent)


def test_a_source_that_does_not_quote_whoever_bears_a_role_is_said_not_to(assistant):
    shown = to_markdown(assistant.answer(Request("what does the Courier report that the mayor said?")))
    assert "The Castrel Courier is in this library, but does not quote Osric Fenn" in shown


def test_where_nobody_is_called_so_the_answer_says_it_before_it_gives_others(assistant):
    shown = to_markdown(assistant.answer(Request("what did the stoker say about the sirens?")))
    assert "No quoted words of anybody called “the stoker” answer this here.\n\n**" in shown


def test_words_of_whoever_is_called_so_are_never_said_to_be_missing_above_themselves(assistant):
    answer = assistant.answer(Request("what does the night watchman say about trucks on the road?"))
    assert "Hugo Dant" in speakers_of(answer)
    shown = to_markdown(answer)
    assert "No quoted words of anybody called" not in shown
    assert (
        "What “the night watchman” is quoted with here hardly bears on this, so others' words are given, too." in shown
    )


def test_what_is_retrieved_to_tell_who_bears_a_role_is_not_retrieved_again(assistant, monkeypatch):
    asked = []
    retrieve = Retriever.retrieve

    def counting(self, topic, scope, *rest, **options):
        asked.append((topic, scope))
        return retrieve(self, topic, scope, *rest, **options)

    monkeypatch.setattr(Retriever, "retrieve", counting)
    answer = assistant.answer(Request("what does the shot-firer say about the quarry?"))
    assert [scope for _, scope in asked] == [answer.scope]


@pytest.mark.parametrize(
    ("question", "topic", "sought"),
    [
        ("what did Jo Bell say about the tram strike?", "Jo Bell about the tram strike", "the tram strike"),
        ("did Jo Bell say when it broke?", "Jo Bell when it broke", "when it broke"),
        ("what did Jo Bell say?", "Jo Bell", "what did Jo Bell say?"),
    ],
)
def test_silence_is_about_the_topic_and_not_about_who_was_asked(question, topic, sought):
    asked = (Mention("Jo Bell", "Jo Bell", asked=True),)
    assert Interpretation(question, topic, Intent.CLAIM, Scope(), mentions=asked).sought == sought


@dataclass
class Store:
    authors: tuple[str | None, ...]
    writes_for: str = "The Daily Harbour"

    def quotations(self, _):
        said = Attribution((Span(0, 1),), (), (Span(2, 3),))
        return [Quotation(catalogued(author=author), said, "a") for author in self.authors]

    def articles(self, scope):
        return [catalogued(outlet=self.writes_for)] if scope.authors else []


JO = Interpretation("what did Jo Bell say?", "Jo Bell", Intent.CLAIM, Scope(authors=("Jo Bell",)))


def test_whoever_writes_and_is_quoted_by_others_is_asked_for_both():
    both = with_quoted_words(replace(JO, also_quoted=("Jo Bell",)), Store(("Ann Verrel",)))
    assert both.sides == (Scope(speakers=("Jo Bell",)), Scope(authors=("Jo Bell",)))
    assert both.scope == Scope()


def test_an_unsigned_article_counts_as_anothers_where_its_outlet_is_not_one_that_they_write_for():
    asked = replace(JO, also_quoted=("Jo Bell",))
    assert with_quoted_words(asked, Store((None,), writes_for="Lonne Valley Star")).also_quoted == ("Jo Bell",)


@pytest.mark.parametrize("authors", [(), ("Jo Bell",), ("By Ann Verrel and Jo Bell",), (None,)])
def test_whoever_is_quoted_by_nobody_else_is_asked_for_their_articles(authors):
    assert with_quoted_words(replace(JO, also_quoted=("Jo Bell",)), Store(authors)) == JO
