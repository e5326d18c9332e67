import pytest

from app.premise.inflect import finite, gerunds, participles, past, plain_verbs, third, verbs


@pytest.mark.parametrize(
    ("base", "told", "tells"),
    [
        ("close", "closed", "closes"),
        ("bury", "buried", "buries"),
        ("destroy", "destroyed", "destroys"),
        ("stop", "stopped", "stops"),
        ("fix", "fixed", "fixes"),
        ("target", "targeted", "targets"),
        ("commit", "committed", "commits"),
        ("quit", "quit", "quits"),
        ("steal", "stole", "steals"),
        ("have", "had", "has"),
        ("undo", "undid", "undoes"),
    ],
)
def test_a_listed_verb_is_put_into_the_past_and_the_third_person(base, told, tells):
    assert (past(base), third(base)) == (told, tells)


def test_a_verb_that_is_not_listed_or_has_two_pasts_is_not_inflected():
    assert past("flibber") is None
    assert third("flibber") is None
    assert past("lie") is None  # "lied" or "lay"


def test_every_form_leads_back_to_a_known_verb():
    assert plain_verbs() < verbs()
    for forms in (finite(), participles(), gerunds()):
        assert set(forms.values()) <= verbs()
    assert all(past(base) in finite() for base in verbs() if past(base))
    assert gerunds()["lying"] == "lie"
    assert participles()["stolen"] == "steal"
