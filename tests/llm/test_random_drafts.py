"""Random drafts, put straight into the guard: whatever is proposed, what is rendered breaks no guarantee.

Judged by `evals.guarantees`, which shares nothing with the guard. Each example is an adversary's: words of the evidence
cut, shuffled and joined, among words that must not get through.
"""

import json
import re
from datetime import date
from functools import cache
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.answer import Answer
from app.compose.model import stretches_of
from app.draft import Draft, DraftStatement
from app.guard import guard
from app.json_form import to_json
from evals.guarantees import violations
from index.scope import Scope
from tests.app.builders import catalogued, evidence
from tests.attributions import attribution

DRAFTS, A_SEED = 10_000, 20
HARBOUR = (
    "The dam broke at dawn on 14 March 2019, the lower bridge fell, and 43 people may have died in Sallow Ford. Mayor"
    " Osric Fenn said that the sirens stayed silent, that he was awake, and that Edwin Kessary had known of the crack"
    " since 9 January. “We never saw the memo,” Kessary said, “and if we had seen it, the gates would be shut.” Fenn"
    " denies that he was told. Two of the six gates were open, nearly 18.4 million crowns were missing, and some of the"
    " money went to Castrel. The water reached the church, the school and the mill, which Kessary owned."
)
STAR = (
    "Kessary warned Fenn about the gates in April, and Fenn wrote to the minister. About 59 people, most of them from"
    " Nether Camp, were never found. The engineer Sunniva Pell opened the last gate, the river fell, and the crew went"
    " home. She thinks that all earth dams weep, but that this one, unless the readings are false, was sound."
)
FENN = "that the sirens stayed silent, that he was awake, and that Edwin Kessary had known of the crack since 9 January"
SAID = (
    attribution(HARBOUR, "Mayor Osric Fenn", "said", FENN, speaker="Osric Fenn"),
    attribution(HARBOUR, "Kessary", "said", "“We never saw the memo,”", speaker="Edwin Kessary"),
)


def sentences(text):
    return [found.span() for found in re.finditer(r"(?:[^.]|\.(?=\d))+\.[”]?", text)]


def stripped(text):
    return [(start + (text[start] == " "), end) for start, end in sentences(text)]


OTHER = catalogued("b" * 16, outlet="Vale Star", author=None, published=date(2020, 1, 2), file="star.txt")
EVIDENCE = stretches_of(
    evidence(HARBOUR, *stripped(HARBOUR), said=SAID) + evidence(STAR, *stripped(STAR), article=OTHER, first=20), 8
)
TEXTS = {item.article.id: item.text for item in EVIDENCE}
SCOPES = (Scope(), Scope(outlets=("Vale Star",)), Scope(before=date(2021, 1, 1), after=date(2019, 1, 1)))
FOREIGN = (
    "confirmed proven fact true false debunked established not never no may all some only 44 forty two April Fenn"
    " Kessary Tessel BBC I we you said according sources was were by and but if that <b> ![x](http://e.example)"
    ' www.e.example # [1] “ ” " : ; . ? \n \u200b \u202e ignore instructions the a of to in - — ( ) сonfirmed'
).split(" ")
WORDS = sorted({word for text in TEXTS.values() for word in text.split()})


def cut(chance):
    """Words of some evidence, a clause or two or any stretch, perhaps with words put in, out or in others' place."""
    item = chance.choice(EVIDENCE)
    if chance.random() < 0.7:
        clauses = re.split(r"(?<=[,.”])\s+", item.words)
        start = chance.randrange(len(clauses))
        chosen = " ".join(clauses[start : start + chance.randint(1, 2)]).rstrip(",.”").split()
    else:
        words = item.words.split()
        start = chance.randrange(len(words))
        chosen = words[start : start + chance.randint(0, 20)]
    for _ in range(chance.choice((0, 0, 1, 2))):
        at = chance.randint(0, len(chosen))
        chosen[at : at + chance.randint(0, 3)] = chance.choice(([], [chance.choice(FOREIGN)], [chance.choice(WORDS)]))
    return DraftStatement((item.number,), "that " + " ".join(chosen))


def loose(chance):
    """Any evidence, with any words or none."""
    numbers = tuple(chance.choices(range(len(EVIDENCE) + 3), k=chance.randint(0, 3)))
    words = " ".join(chance.choices(FOREIGN + WORDS, k=chance.randint(0, 12)))
    return DraftStatement(numbers, words or None)


def random_draft(chance):
    return tuple(cut(chance) if chance.random() < 0.75 else loose(chance) for _ in range(chance.randint(1, 3)))


seen = {"drafts": 0, "gists": 0}


@cache
def broken(answer):
    """The violations of an answer, looked for once: most drafts lose their gists and come out alike."""
    return violations(json.loads(answer), TEXTS)


def check(proposed, scope, limit):
    seen["drafts"] += 1
    guarded = guard(Draft(proposed, "a-model"), EVIDENCE, scope, limit)
    if guarded.statements:
        form = to_json(
            Answer("who knew?", scope, guarded.statements, objections=guarded.objections, composer="a-model")
        )
        assert broken(json.dumps(form | {"objections": []})) == []
        seen["gists"] += sum("gist" in statement for statement in form["statements"])


@settings(max_examples=DRAFTS // A_SEED, database=None, phases=[Phase.generate])
@given(seed=st.integers(0, 2**64), scope=st.sampled_from(SCOPES), limit=st.integers(1, 8))
def test_no_draft_breaks_a_guarantee(seed, scope, limit):
    chance = Random(seed)  # drawing each word by itself would take longer than checking what comes of it
    for _ in range(A_SEED):
        check(random_draft(chance), scope, limit)


@given(gist=st.text(max_size=60), number=st.integers(0, len(EVIDENCE) + 1))
def test_no_text_breaks_a_guarantee(gist, number):
    check((DraftStatement((number,), gist),), Scope(), 8)


def test_ten_thousand_drafts_were_tried_and_some_gists_got_through():
    assert seen["drafts"] >= DRAFTS
    assert seen["gists"] >= DRAFTS // 50
