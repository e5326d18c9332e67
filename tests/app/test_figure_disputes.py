"""Who differs with whom about a figure, and how an answer shows it: through a real library, from files to the page."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from app.answer import Status
from app.dispute import MOST, Dispute, place_of, with_replies
from app.figure_disputes import figure_disputes
from app.json_form import to_json
from app.pipeline import Assistant
from app.request import Constraints, Request
from app.understanding import Intent, Interpretation
from evals.guarantees import violations
from index.library import Library
from index.retrieve import RetrievedSentence
from index.scope import Scope
from index.voices import WRITER, Voice
from index.words import stems
from ingest.corpus import Force, PassageId, Span
from tests.app.builders import catalogued
from tests.attributions import attribution

VECTOR = np.array([1, 0], np.float32)
DAY = date(2019, 3, 20)


def sentence(words, speaker=None, *, of="a", at=0, force=Force.ASSERTS, nearness=1.0, **article):
    """A sentence of an article, spoken by `speaker` with whom it begins if there is one, else by the outlet."""
    rest = words.removeprefix(f"{speaker} said ").rstrip(".")
    said = attribution(" " * at + words, speaker, "said", rest, speaker=speaker, force=force) if speaker else None
    wire, origin = article.pop("wire", None), article.pop("origin", of * 16)
    entry = catalogued(of * 16, **{"outlet": f"Paper {of.upper()}", "author": None, "published": DAY} | article)
    return RetrievedSentence(
        replace(entry, origin=origin, metadata=replace(entry.metadata, wire=wire)),
        PassageId(f"{of}{at}"),
        Span(at, at + len(words)),
        words,
        frozenset(stems(words)),
        nearness,
        0.0,
        1.0,
        Voice((said,)) if said else WRITER,
        vector=VECTOR,
    )


def question(words="How many people died?", scope=Scope(), intent=Intent.FACT, broad=False):  # noqa: B008
    return Interpretation(words, words, intent, scope, broad=broad)


def found(*sentences, asked=None, chosen=1):
    return figure_disputes(asked or question(), sentences[:chosen], sentences)


ONE = "41 people died."
OTHER = "63 people died."


def test_two_outlets_that_give_other_figures_differ_each_with_the_other():
    one, other = sentence(ONE), sentence(OTHER, of="b")
    assert found(one, other) == (Dispute(one, other, answers=True), Dispute(other, one, answers=True))


def test_two_speakers_of_one_article_differ():
    one, other = sentence(f"Moor said {ONE}", "Moor"), sentence(f"Pell said {OTHER}", "Pell", at=900)
    assert found(one, other)


@pytest.mark.parametrize(
    "other",
    [
        sentence(OTHER, at=60),
        sentence(OTHER, of="b", outlet="Paper A"),
        sentence(OTHER, of="b", author="Ann Verrel"),
        sentence(OTHER, of="b", wire="Tidewire"),
        sentence(OTHER, of="b", origin="a" * 16),
    ],
    ids=["article", "outlet", "author", "wire", "origin"],
)
def test_one_article_outlet_author_wire_or_origin_is_one_party(other):
    assert found(sentence(ONE, author="Ann Verrel", wire="Tidewire"), other) == ()


@pytest.mark.parametrize("name", ["Ardmoor Police", "Ardmoor police", "Police"])
def test_who_gives_another_figure_than_before_has_corrected_it_wherever_that_stands(name):
    one, other = (
        sentence(f"Ardmoor Police said {ONE}", "Ardmoor Police"),
        sentence(f"{name} said {OTHER}", name, of="b"),
    )
    assert found(one, other) == ()


def test_anothers_figure_is_that_others_whoever_prints_it():
    one = sentence(f"Moor said {ONE}", "Moor")
    assert found(one, sentence(f"Moor said {OTHER}", "Moor", of="b")) == ()
    assert found(one, sentence(f"Pell said {OTHER}", "Pell", of="b"))


@pytest.mark.parametrize("force", [Force.DENIES, Force.ASKS])
def test_a_figure_that_somebody_denies_or_asks_about_is_not_theirs(force):
    assert found(sentence(ONE), sentence(f"Pell said {OTHER}", "Pell", of="b", force=force)) == ()


def test_words_that_address_machines_differ_from_nothing():
    assert found(sentence(ONE), replace(sentence(OTHER, of="b"), injected=True)) == ()


def test_what_is_far_from_the_question_answers_it_with_no_figure():
    assert found(sentence(ONE), sentence(OTHER, of="b", nearness=0.3)) == ()


@pytest.mark.parametrize(
    "asked", [question(scope=Scope(outlets=("Paper A",))), question(broad=True)], ids=["one outlet", "anything"]
)
def test_who_asks_within_a_scope_or_for_anything_is_told_of_no_difference(asked):
    assert found(sentence(ONE), sentence(OTHER, of="b"), asked=asked) == ()


def test_a_sentence_that_several_print_is_one_side():
    one, other = sentence(ONE), sentence(OTHER, of="b")
    assert found(one, other, sentence(OTHER, of="c")) == found(one, other)


def test_whoever_asks_for_no_figure_is_told_of_other_figures_for_what_was_chosen_alone():
    why = question("Why did the mill burn?", intent=Intent.WHY)
    one, other = (
        sentence(f"The fire at the old Ardmoor mill killed {n} people.", of=of) for n, of in ((41, "a"), (63, "b"))
    )
    assert found(one, other, asked=why) == (Dispute(one, other),)


def test_a_number_set_right_after_another_answers_only_a_question_for_one():
    one = sentence("Moor said 41 of the 70 drivers stayed away.", "Moor")
    other = sentence("Pell said the number was 12.", "Pell", at=len(one.words) + 1)
    assert found(one, other, asked=question("How many went on strike?")) == (Dispute(one, other, answers=True),)
    assert found(one, other, asked=question("Why was there a strike?", intent=Intent.WHY)) == (Dispute(one, other),)
    assert found(sentence("It rained."), one, other, asked=question("How many went on strike?")) == ()


def test_those_that_answer_with_other_figures_come_first_and_no_more_than_may():
    chosen = [sentence(f"It rained {n}.", at=50 * n) for n in range(3)]
    tolls = [sentence(f"{n} people died.", of=of) for n, of in ((41, "b"), (63, "c"), (87, "d"))]
    pairs = [Dispute(one, other, answers=True) for one in tolls for other in tolls if one is not other]
    assert with_replies(chosen, pairs) == [*tolls, *chosen]
    assert with_replies([chosen[0], tolls[1]], pairs) == [*tolls, chosen[0]]
    many = [sentence(f"{n} people died.", of="e", at=50 * n) for n in range(20)]
    sides = with_replies(chosen, [Dispute(one, other, answers=True) for one in many for other in many])
    assert sides == [*many[: MOST + 1], *chosen]
    assert len({place_of(side) for side in sides}) == len(sides)


FILES = {
    "moat.txt": "Fire at the Ardmoor mill\n\nA fire at the Ardmoor mill killed 41 people on Tuesday night. "
    "The roof fell in. The owner was not there, and nobody answered at the house.",
    "reed.txt": "The night of the fire\n\nThe Ardmoor mill fire left 63 people dead. Neighbours formed a chain with "
    "buckets until morning. A cat was found in the yard.",
}
METADATA = """file,title,outlet,author,published
moat.txt,Fire at the Ardmoor mill,The Moat,Ann Verrel,2019-03-20
reed.txt,The night of the Ardmoor fire,Reed Weekly,Jan Orrin,2019-03-20
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder, articles = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("articles")
    for name, text in FILES.items():
        (articles / name).write_text(text, encoding="utf-8")
    (articles / "metadata.csv").write_text(METADATA, encoding="utf-8")
    with Library.open_for_writing(folder) as library:
        library.add([articles])
        yield Assistant(library.store, library.embedder)


def asked(assistant, words, **constraints):
    return assistant.answer(Request(words, constraints=Constraints(**constraints)))


def test_an_answer_opens_with_one_figure_cites_the_other_and_calls_both_disputed(assistant):
    outcome = asked(assistant, "How many people died in the Ardmoor mill fire?")
    first, second = [s for s in outcome.statements if s.status is Status.DISPUTED]
    assert first is outcome.statements[0]
    assert {s.citations[0].article.metadata.outlet for s in (first, second)} == {"The Moat", "Reed Weekly"}
    assert first.against == (second.citations[0].number,)
    assert second.against == (first.citations[0].number,)


def test_what_is_said_of_figures_that_differ_keeps_every_guarantee(assistant):
    answer = to_json(asked(assistant, "How many people died in the Ardmoor mill fire?"))
    cited = {c["article"] for s in answer["statements"] for c in s["citations"]}
    texts = {article: assistant._store.text(article) for article in cited}
    assert "; sources differ: [1] [" in answer["text"]
    assert violations(answer, texts) == []


def test_one_outlets_figure_is_told_alone_to_who_asks_that_outlet(assistant):
    outcome = asked(assistant, "How many people died in the Ardmoor mill fire?", outlets=("The Moat",))
    assert {s.status for s in outcome.statements} == {Status.ASSERTED}
