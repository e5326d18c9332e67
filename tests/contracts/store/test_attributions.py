"""What every store must tell of who says what: speakers, their names, their words, and scopes of them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from index.scope import Scope
from index.store import QuotedBy, QuotedSpeaker
from ingest.corpus import (
    Attribution,
    Span,
    Speaker,
    SpeakerKind,
)
from tests.contracts.store.use import ask, put, to_the_longest
from tests.index.articles import (
    DAM,
    DOCKER,
    INES,
    SARRO,
    article,
    dam,
    flood,
    said,
    sheds,
)


def test_attributions_come_back_as_they_were_put(store):
    identifier, other = put(store, sheds()), put(store, dam())
    assert store.attributions([other, identifier]) == {identifier: sheds().attributions, other: ()}


def test_speakers_go_by_the_names_that_the_library_knows_them_by(store):
    identifier = put(store, sheds())
    assert [each.name for each in store.speakers()] == ["Ines Sarro", "Sarro", "a docker"]
    store.fold(to_the_longest)
    assert [each.speaker for each in store.attributions([identifier])[identifier]] == [INES, INES, DOCKER]
    assert store.speakers() == (
        QuotedSpeaker("Ines Sarro", SpeakerKind.PERSON, ("Ines Sarro", "Sarro"), 1, 2),
        QuotedSpeaker("a docker", SpeakerKind.UNNAMED, ("a docker",), 1, 1),
    )
    assert store.quoted_by() == (
        QuotedBy("Orle Courier", "Ines Sarro", SpeakerKind.PERSON, 2),
        QuotedBy("Orle Courier", "a docker", SpeakerKind.UNNAMED, 1),
    )


def test_a_name_of_a_person_and_of_a_body_are_two_speakers(store):
    text = "Orle said no. Orle said yes."
    town, man = (Speaker("Orle", kind) for kind in (SpeakerKind.BODY, SpeakerKind.PERSON))
    put(store, replace(article(text), attributions=(said(text, "Orle", "said", "no", town),)))
    both = (said(text, "Orle", "said", "no", man), said(text, "Orle", "said", "yes", None))
    put(store, replace(article(text + " Then it rained."), attributions=both))
    assert [(each.kind, each.articles) for each in store.speakers()] == [
        (SpeakerKind.BODY, 1),
        (SpeakerKind.PERSON, 1),
    ]


def test_quotations_are_exact_and_in_order_of_publication_the_undated_last(store):
    pieces = "“Not yet,” Ines Sarro said, “not today.”"
    undated = Attribution((Span(11, 21),), (Span(22, 26),), (Span(0, 10), Span(28, len(pieces))), speaker=INES)
    assert undated.source[0].of(pieces) == "Ines Sarro"
    put(store, replace(article(pieces), attributions=(undated,)))
    put(store, sheds())
    store.fold(to_the_longest)
    assert [(each.article.file, each.words) for each in store.quotations("Ines Sarro")] == [
        ("sheds.txt", "the sheds were safe"),
        ("sheds.txt", "a report in the Gull that a docker had seen smoke"),
        ("a.txt", "“Not yet,” … “not today.”"),
    ]
    assert store.quotations("Sarro") == store.quotations("Nobody") == []


@pytest.mark.parametrize(
    ("names", "starts"),
    [
        (("Ines Sarro",), {"Ines", "Sarro"}),
        (("a docker",), {"Sarro"}),
        (("a docker", "Ines Sarro"), {"Ines", "Sarro"}),
        (("Sarro",), set()),  # known by another name
        (("ines sarro",), set()),
    ],
)
def test_with_speakers_in_scope_only_passages_with_their_words_are_found(store, names, starts):
    for each in (sheds(), dam(), flood()):
        put(store, each)
    store.fold(to_the_longest)
    for found in ask(store, "dam sheds docker smoke spoke water", Scope(speakers=names)):
        assert {text.split()[0] for text in found} == starts
    assert {entry.file for entry in store.articles(Scope(speakers=names))} == ({"sheds.txt"} if starts else set())
    assert store.mentions("speak", Scope(speakers=names)) == 0


def test_words_within_a_speakers_words_are_in_the_scope_of_both(store):
    text = "The Gull said this: it is late.\n\nA docker saw smoke.\n\nIt rained."
    gull = Attribution(
        (Span(0, 8),),
        (Span(9, 13),),
        (Span(20, 31), Span(33, 52)),
        speaker=Speaker("Gull", SpeakerKind.BODY),
    )
    docker = replace(said(text, "A docker", "saw", "smoke", DOCKER), within=0)
    put(store, replace(article(text), attributions=(gull, docker)))
    assert len(ask(store, "late smoke rained", Scope(speakers=("Gull",)))[1]) == 2
    assert ask(store, "late smoke rained", Scope(speakers=("a docker",)))[1] == ["A docker saw smoke."]


def test_a_passage_between_two_pieces_of_an_attribution_is_not_in_its_speakers_scope(store):
    text = "The Gull said it is late.\n\nIt rained.\n\nGo home."
    gull = Speaker("Gull", SpeakerKind.BODY)
    split = Attribution((Span(0, 8),), (Span(9, 13),), (Span(14, 25), Span(39, 47)), speaker=gull)
    put(store, replace(article(text), attributions=(split,)))
    assert set(ask(store, "late rained home", Scope(speakers=("Gull",)))[0]) == {
        "The Gull said it is late.",
        "Go home.",
    }


def test_speakers_and_outlets_in_scope_must_both_be_met(store):
    put(store, sheds())
    assert ask(store, "sheds", Scope(speakers=("Ines Sarro",), outlets=("Brenn Post",))) == ([], [])
    assert ask(store, "sheds", Scope(speakers=("Ines Sarro",), outlets=("Orle Courier",))) != ([], [])


def test_who_is_quoted_in_a_removed_article_is_quoted_nowhere_until_it_is_restored(store):
    identifier = put(store, sheds())
    store.fold(to_the_longest)
    before = store.speakers(), store.quoted_by(), store.quotations("Ines Sarro"), store.snapshot()
    store.remove(identifier)
    assert (store.speakers(), store.quoted_by(), store.quotations("Ines Sarro")) == ((), (), [])
    assert store.attributions([identifier]) == {identifier: ()}
    assert ask(store, "sheds", Scope(speakers=("Ines Sarro",))) == ([], [])
    store.restore(identifier)
    assert before == (store.speakers(), store.quoted_by(), store.quotations("Ines Sarro"), store.snapshot())


def test_a_new_version_has_its_own_attributions_alone(store):
    identifier = put(store, sheds())
    put(store, article(DAM, "sheds.txt"), replaces=identifier)
    assert store.attributions([identifier]) == {identifier: ()}
    assert store.speakers() == ()


def test_names_are_folded_again_only_when_who_is_quoted_has_changed(store):
    put(store, sheds())
    store.fold(to_the_longest)
    store.fold(lambda _: pytest.fail("folded though nothing had changed"))
    put(store, dam())
    counts: list[Mapping[Speaker, int]] = []
    store.fold(lambda counted: counts.append(counted) or {})
    assert counts == [{INES: 1, SARRO: 1, DOCKER: 1}]
    assert "Sarro" in {each.name for each in store.speakers()}


def test_a_folding_and_a_tagging_change_the_snapshot(store):
    identifier = put(store, sheds())
    seen = [store.snapshot()]
    store.fold(to_the_longest)
    seen.append(store.snapshot())
    store.set_attributions(identifier, sheds().attributions[:1], "another tagger")
    seen.append(store.snapshot())
    assert len(set(seen)) == 3
    assert store.not_tagged("another tagger") == []
    assert store.not_tagged("a third") == [identifier]


def content(start: int, end: int, within: int | None = None) -> Attribution:
    return Attribution((), (), (Span(start, end),), within=within)


def test_attributions_outside_the_text_or_outside_what_reports_them_are_refused(store):
    past, backwards = Attribution((Span(0, 10_000),), (), ()), Attribution((), (), (Span(9, 12), Span(3, 5)))
    for wrong in (
        (past,),
        (backwards,),
        (content(0, 3, within=1),),
        (content(0, 3, within=0),),
        (content(0, 9, within=1), content(0, 9, within=0)),
        (content(0, 9), content(5, 12, within=0)),
    ):
        with pytest.raises(ValueError, match="attribution"):
            put(store, replace(dam(), attributions=wrong))
    assert store.articles() == []
