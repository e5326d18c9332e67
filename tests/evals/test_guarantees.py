"""The checker sees what it is there to see: an answer that holds, and the same answer broken in each way."""

import json

import pytest

from app.answer import Answer
from app.draft import Draft, DraftStatement
from app.guard import guard
from app.json_form import to_json
from evals.guarantees import violations
from index.scope import Scope
from tests.app.builders import catalogued, evidence
from tests.attributions import attribution

TEXT = (
    "The dam broke at dawn, water rose, and about 43 people were not found. Osric Fenn said that the gates stayed shut."
)
SPANS = ((0, TEXT.index(" Osric")), (TEXT.index("Osric"), len(TEXT)))
SAID = (attribution(TEXT, "Osric Fenn", "said", "that the gates stayed shut", speaker="Osric Fenn"),)
ARTICLE = catalogued()


def answered():
    items = evidence(TEXT, *SPANS, said=SAID)
    draft = Draft((DraftStatement((1,), None), DraftStatement((2,))), "a-model")
    return to_json(Answer("who knew?", Scope(), guard(draft, items, Scope(), 8).statements, composer="a-model"))


def found(answer):
    return {violation.guarantee for violation in violations(answer, {ARTICLE.id: TEXT})}


def with_gist(gist):
    """The answer with a gist that no guard has seen."""
    answer = answered()
    statement = answer["statements"][0]
    shown = statement["text"].replace(" writes: ", f" writes, in short, that {gist}: ")
    return answer | {
        "text": answer["text"].replace(statement["text"], shown),
        "statements": [statement | {"text": shown, "gist": gist}, answer["statements"][1]],
    }


def changed(old, new):
    return json.loads(json.dumps(answered(), ensure_ascii=False).replace(old, new))


def test_an_answer_as_it_is_printed_holds():
    assert found(answered()) == set()


@pytest.mark.parametrize(
    "gist", ["about 43 people were not found", "the dam broke at dawn, and about 43 were not found"]
)
def test_a_gist_that_keeps_to_its_quote_holds(gist):
    assert found(with_gist(gist)) == set()


@pytest.mark.parametrize(
    "gist",
    [
        "about 43 people were found",
        "43 people were not found",
        "about 44 people were not found",
        "about forty people were not found",
        "about 43 people were not found and were murdered",
        "about 43 people were not found. The Front did it",
        "Fenn knew that about 43 people were not found",
        "people broke about 43 dams, not found",
        "we fear about 43 people were not found",
        "Fenn said about 43 people were not found",
        "about 43 people were not found: “It was murder.”",
        "it is confirmed that about 43 people were not found",
        "about 43 people were not <b>found</b>",
        "about 43 people were not found [here](http://e.example)",
        "about 43 people were not fo\u200bund",
    ],
)
def test_a_gist_that_does_not_is_seen(gist):
    assert found(with_gist(gist))


@pytest.mark.parametrize(
    ("answer", "guarantee"),
    [
        (changed('"quote": "The dam broke', '"quote": "The dam burst'), 1),
        (changed("“The dam broke", "“The dam burst"), 2),
        (changed(" said: ", " confirmed: "), 2),
        (changed(" said: ", " who was there and saw it all said: "), 2),
        (changed("**Osric Fenn**", "**Edwin Kessary**"), 1),
        (changed('"status": "asserted"', '"status": "established"'), 3),
        (changed('"outlets": []', '"outlets": ["Vale Star"]'), 4),
        (changed('"after": null', '"after": "2025-01-01"'), 4),
        (changed('"speakers": []', '"speakers": ["Edwin Kessary"]'), 4),
        (changed("Asserted in one article", "The dam broke at dawn water rose and, asserted"), 2),
        (changed("Asserted in one article", "Confirmed in one article"), 3),
        (changed("Asserted in one article", "![x](http://e.example/p.png)"), 5),
        (changed("*Asserted in one article", "# Asserted"), 5),
        (changed("Asserted in one article", "www.e.example"), 5),
    ],
)
def test_an_answer_broken_elsewhere_is_seen(answer, guarantee):
    assert guarantee in found(answer)


def test_a_statement_without_a_citation_or_an_attribution_is_seen():
    for missing in ("citations", "attribution"):
        answer = answered()
        answer["statements"][0][missing] = []
        assert 1 in found(answer)
