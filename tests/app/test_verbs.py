import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.verbs import cue_of, is_unsaid, verb_of
from index.voices import Voices
from ingest.corpus import Attribution, Force, Span
from tests.attributions import attribution, person


def verb(cue, force=Force.ASSERTS):
    text = f"Osric Fenn {cue} the gate was open."
    said = attribution(text, "Osric Fenn", cue, "the gate was open", speaker="Osric Fenn", force=force)
    return verb_of(Voices.of_article([said]).of(Span(0, len(text))), text)


@pytest.mark.parametrize(
    ("cue", "ours"),
    [
        ("said", "said"),
        ("told reporters", "said"),
        ("has long argued", "argued"),
        ("says", "says"),
        ("was suggesting that", "suggested"),
        ("thinks", "thinks"),
        ("warned", "warned"),
        ("tweeted", "wrote"),
        ("thundered", "said"),
        ("according to", "said"),
        ("would not say", "did not say"),
        ("didn’t say", "did not say"),
        ("did not dispute", "did not dispute"),
        ("declined to say whether", "declined to say"),
    ],
)
def test_our_verb_follows_the_cue_in_its_tense(cue, ours):
    assert verb(cue) == ours


@pytest.mark.parametrize(
    "stem", ["claim", "admit", "reveal", "expose", "confirm", "acknowledge", "concede", "disclose"]
)
@pytest.mark.parametrize("ending", ["s", "ed", "ted", "d", "ing"])
def test_no_verb_of_ours_takes_the_content_for_true_or_false(stem, ending):
    assert verb(stem + ending) in ("says", "said")


@pytest.mark.parametrize(
    ("cue", "force", "ours"),
    [
        ("denied that", Force.DENIES, "denied"),
        ("denies", Force.DENIES, "denies"),
        ("rejected", Force.DENIES, "rejected"),
        ("said it was not true that", Force.DENIES, "denied"),
        ("did not say that", Force.DENIES, "did not say"),
        ("did not say so and denied that", Force.DENIES, "denied"),
        ("might say", Force.HEDGES, "suggested"),
        ("believes", Force.HEDGES, "thinks"),
        ("declined to address", Force.HEDGES, "declined to say"),
        ("did not say whether", Force.HEDGES, "did not say"),
        ("did not dispute that", Force.HEDGES, "did not dispute"),
        ("wondered whether", Force.ASKS, "asked"),
        ("said what if", Force.ASKS, "asked"),
    ],
)
def test_the_force_comes_before_the_cue(cue, force, ours):
    assert verb(cue, force) == ours


def test_a_writer_writes():
    assert verb_of(Voices().of(Span(0, 3)), "Yes.") == "writes"


def test_a_cue_is_the_articles_exact_words_its_pieces_apart():
    text = "She called him a liar."
    said = Attribution((), (Span(4, 10), Span(15, 21)), ())
    assert cue_of(said, text) == "called … a liar"
    assert cue_of(Attribution((Span(0, 3),), (), ()), text) is None


@given(st.text(max_size=30), st.sampled_from(Force))
def test_only_a_denial_denies_and_it_always_does(cue, force):
    text = f"{cue}|Gate four stood open."
    said = Attribution((), (Span(0, len(cue)),) if cue else (), (Span(len(cue) + 1, len(text)),), force, person("Ida"))
    ours = verb_of(Voices.of_article([said]).of(Span(len(cue) + 1, len(text))), text)
    denies = force is Force.DENIES and not is_unsaid(cue)
    assert (ours.startswith(("den", "reject", "disput"))) == denies
