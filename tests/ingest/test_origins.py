"""What is a copy of what, and what is not."""

import random
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import ArticleId, FirstPublication, Metadata
from ingest.origins import Kinship, Publication, Related, credited, grouped, precedence, related

KNOWN = Metadata()


def prose(seed: int, sentences: int) -> list[str]:
    """Sentences of made-up words, no two alike."""
    chance = random.Random(seed)
    return [
        " ".join("".join(chance.choices("abcdeiklmnorstu", k=6)) for _ in range(12)).capitalize() + "."
        for _ in range(sentences)
    ]


def publication(name: str, sentences: list[str], metadata: Metadata = KNOWN) -> Publication:
    return Publication.of(ArticleId(name), sentences, metadata)


def kinship(one: list[str], other: list[str], *known: Metadata) -> Kinship | None:
    mine, theirs = known or (KNOWN, KNOWN)
    found = related(publication("a", one, mine), publication("b", other, theirs))
    assert found == related(publication("b", other, theirs), publication("a", one, mine))
    return found.kinship if found else None


STORY = prose(1, 30)


def test_a_story_cut_from_its_end_is_a_copy():
    assert kinship(STORY, STORY[:22]) is Kinship.COPY


def test_a_story_with_sentences_edited_and_others_put_in_is_a_copy():
    edited = [s.replace(s.split()[6], "reworded") if n % 6 == 0 else s for n, s in enumerate(STORY)]
    assert kinship(STORY, [*edited[:10], *prose(2, 4), *edited[10:]]) is Kinship.COPY


def test_a_few_paragraphs_of_a_long_story_are_an_excerpt():
    assert kinship(STORY, STORY[4:12]) is Kinship.EXCERPT


def test_an_account_that_quotes_a_third_of_another_is_kin_and_no_copy():
    assert kinship(STORY[:12], [*STORY[:4], *prose(3, 8)]) is Kinship.KIN


def test_accounts_in_words_of_their_own_are_not_related():
    assert kinship(STORY, prose(4, 30)) is None


def test_one_sentence_that_two_texts_share_makes_no_copy_of_a_caption():
    assert kinship(STORY, STORY[3:4]) is None


WIRE = Metadata(outlet="Orle Courier", wire="Northwire")
REWRITTEN = [*STORY[:10], *prose(8, 20)]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (WIRE, Metadata(outlet="Brenn Post", wire="NORTHWIRE")),
        (WIRE, Metadata(outlet="Northwire")),
        (Metadata(first_published=FirstPublication("The Gull", None)), Metadata(outlet="Gull")),
        (
            Metadata(first_published=FirstPublication("Gull", None)),
            Metadata(first_published=FirstPublication("The Gull", date(2024, 1, 2))),
        ),
    ],
)
def test_a_credit_ties_what_was_rewritten_more(mine, theirs):
    assert credited(mine, theirs)
    assert kinship(STORY, REWRITTEN, mine, theirs) is Kinship.COPY
    assert kinship(STORY, REWRITTEN) is Kinship.KIN
    assert kinship(STORY, prose(9, 30), mine, theirs) is None


def test_how_every_story_of_a_wire_ends_ties_none_of_them():
    below = prose(5, 4)
    assert kinship([*prose(6, 5), *below], [*prose(7, 20), *below], WIRE, WIRE) is None
    assert kinship([*prose(6, 5), *below], [*prose(6, 3), *prose(7, 20)], WIRE, WIRE) is Kinship.COPY


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (Metadata(), Metadata()),
        (Metadata(outlet="Gull"), Metadata(outlet="Gull")),
        (WIRE, Metadata(outlet="Brenn Post", wire="Southwire")),
        (Metadata(first_published=FirstPublication(None, date(2024, 1, 2))), Metadata(outlet=None)),
    ],
)
def test_what_names_no_common_source_is_no_credit(mine, theirs):
    assert not credited(mine, theirs)


ARREST = (
    "{name}, {age}, of {street}, was charged on {day} with breaking into a shop in {town}. "
    "Police said that an alarm was set off shortly after midnight and that a man was seen running from the back of the "
    "building with a bag. Officers with a dog followed a trail through the yards behind and found him in a shed. "
    "{name} did not enter a plea. He was released until a hearing on {later}, and told to keep away from the shop. "
    "Anyone who saw something is asked to call the station in {town}."
)
RESULTS = (
    "{firm} said on {day} that sales in the third quarter rose by {rise} per cent to {sales} million crowns, from "
    "{before} million a year before. Net profit was {profit} million crowns, or {share} crowns a share, against "
    "{earlier} crowns a share. Analysts had expected the company to earn {hoped} crowns a share on sales of {guess} "
    "million. For the full year {firm} expects sales of up to {year} million crowns. Shares in {firm} were up {up} per "
    "cent in early trading."
)


@pytest.mark.parametrize(
    ("mould", "one", "other"),
    [
        (
            ARREST,
            dict(name="Tam Orvel", age=34, street="Lime Row", day="Monday", town="Brenn", later="4 May"),
            dict(name="Pell Ashgrove", age=51, street="Quay Lane", day="Friday", town="Orle", later="19 June"),
        ),
        (
            RESULTS,
            dict(firm="Harrow Glass", day="Tuesday", rise=4, sales=812, before=781, profit=61)
            | dict(share="1.12", earlier="0.98", hoped="1.05", guess=800, year=3300, up=2),
            dict(firm="Dunlin Freight", day="Thursday", rise=11, sales=239, before=215, profit=17)
            | dict(share="0.41", earlier="0.36", hoped="0.44", guess=245, year=930, up=5),
        ),
    ],
)
def test_reports_of_one_mould_about_others_are_no_copies(mould, one, other):
    assert kinship([mould.format(**one)], [mould.format(**other)]) is None
    assert kinship([mould.format(**one)], [mould.format(**one)[:-60]]) is Kinship.COPY


def test_a_later_count_and_a_house_spelling_leave_a_copy_a_copy():
    told = (
        "At least 43 people died when the dam at Orle broke, the Civil Office said in Brenn on Monday. "
        "Ansgar Quaddel, who leads the search, said that boats from Castrel and Pellmere had reached the mill. "
        "The Lonne Authority said that its gates had been open, and Judge Mathern is to look into it. "
        "Mayor Fenn told the Courier that nobody had rung a bell. Water stood at the school in Stannet, too."
    )
    later = told.replace("43", "45").replace("Quaddel", "Qaddel").replace("Monday", "Tuesday")
    assert kinship([told], [later]) is Kinship.COPY


def pair(part: str, whole: str, kinship: Kinship, size: int = 100) -> Related:
    return Related(ArticleId(part), ArticleId(whole), size, kinship)


def test_copies_of_copies_are_of_one_origin():
    found = grouped([pair("b", "a", Kinship.COPY), pair("c", "b", Kinship.COPY), pair("x", "y", Kinship.COPY)])
    assert found == [{"a", "b", "c"}, {"x", "y"}]


def test_kin_are_of_no_common_origin():
    assert grouped([pair("a", "b", Kinship.KIN)]) == []


def test_a_digest_of_two_stories_makes_them_no_copies_of_each_other():
    parts = [pair("a", "digest", Kinship.EXCERPT), pair("b", "digest", Kinship.EXCERPT)]
    assert grouped(parts) == []
    assert grouped([*parts, pair("a", "b", Kinship.KIN)]) == [{"a", "b", "digest"}]
    assert grouped([*parts, pair("a", "b", Kinship.COPY)]) == [{"a", "b", "digest"}]


def test_an_excerpt_of_an_excerpt_goes_with_both():
    nested = [pair("c", "b", Kinship.EXCERPT, 50), pair("b", "a", Kinship.EXCERPT), pair("c", "a", Kinship.EXCERPT)]
    assert grouped(nested) == [{"a", "b", "c"}]


names = st.sampled_from("abcdefg")
pairs = st.builds(pair, names, names, st.sampled_from(list(Kinship)), st.sampled_from([10, 20, 30])).filter(
    lambda each: each.part != each.whole
)


@given(st.lists(pairs, unique_by=lambda each: (each.part, each.whole)), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order_and_have_no_article_in_common(some, chance):
    found = grouped(some)
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert grouped(shuffled) == found
    assert all(len(group) > 1 for group in found)
    assert all(one.isdisjoint(other) for one, other in combinations(found, 2))


def test_first_comes_what_credits_nobody_then_the_earliest_then_what_has_a_date():
    early, late = date(2024, 3, 5), date(2024, 3, 9)
    ordered = [
        Metadata(outlet="Northwire", wire="Northwire", published=early),
        Metadata(outlet="Gull", published=late),
        Metadata(outlet="Gull"),
        Metadata(outlet="Brenn Post", published=early, first_published=FirstPublication("Gull", None)),
        Metadata(outlet="Orle Courier", wire="Northwire", published=late),
    ]
    keys = [precedence(ArticleId("x"), metadata) for metadata in ordered]
    assert sorted(keys) == keys
