import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.premise.clause import clause_of
from app.premise.inflect import past, plain_verbs


@pytest.mark.parametrize(
    ("auxiliary", "rest", "stated"),
    [
        ("did", "the harbour board close the mill", "the harbour board closed the mill"),
        ("does", "Reuel's brother hate the dam", "Reuel's brother hates the dam"),
        ("do", "the nurses want more pay", "the nurses want more pay"),
        ("didn't", "the mayor warn the villagers", "the mayor did not warn the villagers"),
        ("did", "the mayor never repay the loan", "the mayor never repaid the loan"),
        ("did", "Reuel order the flood gates shut", "Reuel ordered the flood gates shut"),
        ("was", "the memo covered up for a year", "the memo was covered up for a year"),
        ("has", "the ministry secretly been paying spies", "the ministry has secretly been paying spies"),
        ("was", "the clerk told that the bridge was cracked", "the clerk was told that the bridge was cracked"),
        ("is", "Reuel so angry", "Reuel is so angry"),
    ],
)
def test_a_question_is_put_back_into_the_order_of_a_statement(auxiliary, rest, stated):
    assert clause_of(auxiliary, rest).words == stated


@pytest.mark.parametrize(
    ("auxiliary", "rest"),
    [
        ("did", "the oil trade help the rebels"),  # either word may be the verb
        ("did", "the old trick hoodwink nobody"),
        ("did", "the fault lie with the clerk"),  # "lied" or "lay"
        ("were", "half of the meetings at the palace with donors"),
        ("were", "the people hurt in the blast treated badly"),
        ("is", "the mayor in jail"),
        ("did", "the man who did not vote win the mill money"),
        ("did", "the minister fall ill and did he die"),
    ],
)
def test_where_verb_or_tense_is_unsure_there_is_no_statement_but_a_question(auxiliary, rest):
    clause = clause_of(auxiliary, rest)
    assert clause.words is None or "hoodwinked" in clause.words
    assert clause.inverted == f"{auxiliary} {rest}"


def test_a_question_that_stands_in_for_a_statement_loses_its_negation():
    clause = clause_of("isn’t", "the mayor in jail")
    assert clause.negated
    assert clause.inverted == "is the mayor in jail"


def test_who_acts_is_told_from_who_is_acted_upon():
    assert clause_of("did", "the clerk burn the files").acts
    passive = clause_of("were", "the files burned by the clerk")
    assert (passive.verb, passive.acts, passive.agent) == ("burn", False, True)


def test_an_object_is_put_behind_the_verb_and_its_particle():
    assert clause_of("did", "the mayor cover up").with_object("the leak").words == "the mayor covered up the leak"


@given(st.sampled_from(["Reuel", "the mayor", "the old harbour board"]), st.sampled_from(sorted(plain_verbs())))
def test_a_plain_verb_between_subject_and_object_is_found_whatever_it_is(subject, verb):
    clause = clause_of("did", f"{subject} {verb} the mill")
    assert clause.verb == verb
    assert clause.words == (f"{subject} {past(verb)} the mill" if past(verb) else None)
