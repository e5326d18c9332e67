from datetime import date

import pytest

from app.differing import Account, answer_differently, are_alike_but, follows_differently
from app.figure_asked import Asked
from app.figures import Kind

DAY = date(2019, 3, 20)


def account(words, title="", published=DAY, article="a"):
    return Account(words, words, title, published, article)


def answered(question, one, other, **of_other):
    sides = account(one), account(other, **{"article": "b"} | of_other)
    told = answer_differently(*sides, 0.8, Asked.by(question))
    assert told == answer_differently(*reversed(sides), 0.8, Asked.by(question))
    return told


DIED = "How many people died?"


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (DIED, "At least 41 people died, the police said.", "The toll stood at 63, the ministry said."),
        ("How many were killed in the mill fire?", "The fire killed 41 at the mill.", "The mill fire left 63 dead."),
        ("When was the order given?", "The order came on 3 March.", "The order was given on 5 March."),
        ("What time did the pump fail?", "The pump failed at 2.10 a.m.", "At 3.45 a.m. the pump failed."),
        (
            "How much did the mast cost?",
            "The mast cost 3.1 million crowns.",
            "They paid 5.2 million crowns for the mast.",
        ),
        ("How many geese came?", "12,000 geese came.", "About 4,500 geese came, the warden said."),
        ("What share of the crews struck?", "82 percent of the crews struck.", "54 percent of crews struck."),
        ("How tall is the tower?", "The tower is 90 metres tall.", "The tower is 112 metres tall."),
        ("When was the mill built?", "The mill was built in 1851.", "The mill was built in 1903."),
        ("What is the population of Ardmoor?", "Ardmoor's population is 4,411.", "The population of Ardmoor is 9,820."),
    ],
)
def test_two_that_answer_a_question_with_other_figures_differ(question, one, other):
    assert answered(question, one, other)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (DIED, "So far 41 people have died.", "63 people died."),
        (DIED, "Initially 41 people were reported dead.", "63 people died."),
        (DIED, "The toll rose to 63.", "41 people died."),
        (DIED, "41 people died in Ardmoor.", "63 people died in Belpark."),
        (DIED, "41 people died in the village.", "63 people died."),
        (DIED, "41 children died.", "63 people died."),
        (DIED, "41 of them died.", "63 people died."),
        (DIED, "Another 41 people died.", "63 people died."),
        (DIED, "63 people died, including 41 from the mill.", "41 people from the mill died."),
        (DIED, "41 people were injured.", "63 people died."),
        (DIED, "More than 41 people died.", "52 people died."),
        (DIED, "About 40 people died.", "41 people died."),
        (DIED, "41 people died in 2017.", "63 people died in 2018."),
        (DIED, "41 people died last year.", "63 people died."),
        (DIED, "41 people died on Monday.", "63 people died on Tuesday."),
        (DIED, "41 percent of them died.", "63 people died."),
        (DIED, "Some 41 people a day died.", "63 people died."),
        (DIED, "Up to 41 people could die.", "63 people died."),
        (DIED, "It is not so that 41 people died.", "63 people died."),
        (DIED, "Did 41 people die?", "63 people died."),
        (DIED, "The 41st victim died.", "63 people died."),
        (DIED, "Marta Ellun, 41, died.", "63 people died."),
        (DIED, "They died in rooms 2, 5, 9, 12, 14 and 41.", "63 people died."),
        ("How many geese came?", "41 geese came.", "63 ducks came."),
        ("How many geese came?", "41 grey geese came.", "63 geese came."),
        ("How many geese came?", "Moor counted 41 geese that came to Ardmoor.", "In Belpark 63 geese came, Pell said."),
        ("How much did the mast cost?", "The mast cost 3.1 million crowns.", "The mast cost 4 million dollars."),
        ("How long is the wall?", "The wall is 41 metres long.", "The wall is 63 feet long."),
        ("What share of voters back it?", "A poll has 41 percent of voters back it.", "54 percent of voters back it."),
        ("When was the order given?", "The order was given on 3 March.", "The order was given in March."),
        ("When was the order given?", "The order was given by 3 March.", "The order was given on 5 March."),
        ("When was the order given?", "The order was given on 3 March 2018.", "The order was given on 5 March 2019."),
        ("When will the trial begin?", "The trial begins on 3 May 2019.", "The trial begins on 9 May 2019."),
        ("When did the board meet?", "The board met on 3 March.", "The board met on 5 March."),
        ("When did Moor resign?", "On 3 March Moor was ill.", "Moor resigned on 5 March."),
        ("Who died?", "41 people died.", "63 people died."),
    ],
)
def test_what_may_be_of_another_time_place_group_part_or_unit_or_mean_the_same_does_not(question, one, other):
    assert not answered(question, one, other)


def test_a_place_that_the_title_or_the_question_has_narrows_nothing():
    pair = "41 people died in Ardmoor.", "63 people died."
    assert not answered(DIED, *pair)
    assert answered(DIED, *pair, title="Fire in Ardmoor")
    assert answered("How many died at the Ardmoor mill?", "41 died at the mill in Ardmoor.", "63 died at the mill.")


def test_amounts_of_another_day_are_of_another_time_and_dates_of_an_event_are_not():
    later = {"published": date(2019, 3, 21)}
    assert not answered(DIED, "41 people died.", "63 people died.", **later)
    assert not answered(DIED, "41 people died.", "63 people died.", published=None)
    assert answered("When was the order given?", "The order came on 3 March.", "The order came on 5 March.", **later)


def test_sentences_must_be_near_each_other():
    sides = account("41 people died."), account("63 people died.", article="b")
    assert answer_differently(*sides, 0.5, Asked.by(DIED))
    assert not answer_differently(*sides, 0.1, Asked.by(DIED))


ALIKE = "The fire at the Ardmoor mill killed 41 people on Monday."
NO_FIGURE = Asked.by("Was it arson?")


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ("The fire at the Ardmoor mill killed 63 people on Monday.", True),
        ("The fire at the Ardmoor mill injured 63 people on Monday.", False),
        ("The fire at the Belpark mill killed 63 people on Monday.", False),
        ("The fire at the Ardmoor mill killed 63 people, 41 of whom slept, on Monday.", False),
        ("On Monday 63 people died.", False),
    ],
)
def test_two_that_say_the_same_otherwise_differ_whatever_is_asked(other, differs):
    assert are_alike_but(account(ALIKE), account(other, article="b"), 0.9, NO_FIGURE) is differs
    assert not are_alike_but(account(ALIKE), account(other, article="b"), 0.6, NO_FIGURE)


def test_two_days_on_which_the_same_was_done_are_two_times_unless_it_is_done_once():
    def alike(one, other):
        return are_alike_but(account(one), account(other, article="b"), 0.9, NO_FIGURE)

    assert not alike(*(f"The clerk read the old charter out in court on {n} March." for n in (3, 5)))
    assert alike(*(f"The old weir at the court mill collapsed on {n} March." for n in (3, 5)))


PARTED = "Moor's union said that 1,900 of the 2,311 drivers stayed away."


@pytest.mark.parametrize(
    ("reply", "gap", "told"),
    [
        ("The company put the number at 1,240.", 1, True),
        ("The company put it at 1,240.", 1, True),
        ("The company put the number at 1,240.", 40, False),
        ("The company put the number at 1,910.", 1, False),
        ("The company said that 1,240 trams ran.", 1, False),
        ("The company had raised the number to 1,240.", 1, False),
        ("The company put the number of trams at 1,240.", 1, False),
    ],
)
def test_what_is_called_the_number_right_after_another_figure_is_of_the_same(reply, gap, told):
    assert follows_differently(account(reply), account(PARTED), 0.8, gap) is told


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        (DIED, {Kind.COUNT}),
        ("and what was the death toll?", {Kind.COUNT}),
        ("how much was paid?", {Kind.MONEY, Kind.MEASURE, Kind.SHARE}),
        ("What was the price of the mast?", {Kind.MONEY}),
        ("What percentage of crews struck?", {Kind.SHARE}),
        ("how deep is the lake?", {Kind.MEASURE}),
        ("On which day did it fail?", {Kind.DAY}),
        ("at what time did it fail?", {Kind.CLOCK}),
        ("When did it fail?", {Kind.DAY, Kind.CLOCK}),
        ("Why did it fail?", set()),
        ("How did Moor know when it failed?", set()),
    ],
)
def test_what_figure_a_question_asks_for_is_told_by_its_beginning(question, kinds):
    assert Asked.by(question).kinds == kinds
