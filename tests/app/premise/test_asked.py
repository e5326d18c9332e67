import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.premise.asked import Weight, presupposed
from app.premise.inflect import verbs
from app.proposition import Form
from app.words import fold


def taken(question):
    found = presupposed(question)
    return found.words if found and found.weight is Weight.ALWAYS else None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did Reuel close the mill?", "Reuel closed the mill"),
        ("so why has the board been hiding the report?", "the board has been hiding the report"),
        ("how come Reuel never paid the fine", "Reuel never paid the fine"),
        ("why Reuel closed the mill", "Reuel closed the mill"),
        ("Can you explain why the navy sank the ferry?", "the navy sank the ferry"),
        ("since which year has the ministry been using thugs as its tool?", None),
        ("What made the governor shut the hospital?", "the governor shut the hospital"),
        ("what led the army to shell Veld?", "the army shelled Veld"),
        ("Was it right of Reuel to sell the forest?", "Reuel sold the forest"),
        ("were the guards justified to shoot the fox", "the guards shot the fox"),
        ("How could the board be allowed to drain the lake?", "the board drained the lake"),
        ("how could Reuel let the mill burn?", "Reuel let the mill burn"),
        ("how dare the council cut the school", "the council cut the school"),
        ("When did the factory stop dumping waste?", "the factory dumped waste"),
        ("How did Reuel rig the vote?", "Reuel rigged the vote"),
        ("how did the flood gate get those people killed?", "the flood gate got those people killed"),
        (
            "When was the minister told that the bridge was cracked?",
            "the minister was told that the bridge was cracked",
        ),
        ("how much did the clerk steal from the fund?", "the clerk stole something from the fund"),
        ("What lies did Reuel tell about the mill?", "Reuel told lies about the mill"),
        ("who faked the ballots?", "somebody faked the ballots"),
        ("how many ballots were faked by the clerk?", "some ballots were faked by the clerk"),
        ("Why did nobody warn the town?", "nobody warned the town"),
    ],
)
def test_what_a_question_takes_for_granted_is_stated_in_its_own_words(question, words):
    assert taken(question) == (words or "the ministry has been using thugs as its tool")


@pytest.mark.parametrize(
    ("question", "words", "form"),
    [
        ("How many times did Reuel lie to the court?", "did Reuel lie to the court", Form.YES),
        ("why isn't the mayor in jail?", "is the mayor in jail", Form.NO),
        ("What was the aim of the mayor's secret deal?", "the mayor's secret deal", Form.THING),
    ],
)
def test_what_cannot_be_stated_surely_stays_a_question_or_a_thing(question, words, form):
    found = presupposed(question)
    assert (found.words, found.form) == (words, form)


@pytest.mark.parametrize(
    "question",
    [
        "How did Reuel react to the flood?",
        "why does Reuel say the mill was sound?",
        "Why did the mayor accuse the board?",
        "why do the papers differ?",
        "What did Reuel say about the board's lies?",
        "According to the Courier, why did Reuel close the mill?",
        "why did the board allegedly hide the report?",
        "in the article about the flood, why has Reuel turned on the board?",
        "how many people died?",
        "when was the bridge opened?",
        "What time did the dam break?",
        "Who leaked the memo?",
        "who said the money had been stolen?",
        "how did the crew get to the mill?",
        "how much did the fund pay the mill?",
        "why did they come back?",
        "Why not build a bridge?",
        "Why would Reuel close the mill?",
        "was Reuel right about the dam?",
        "What drove residents to quieter suburbs?",
        "did Reuel close the mill?",
        "Is it true that Reuel stole the money?",
        "what does the Courier write about the mill?",
        "the mill",
        "",
    ],
)
def test_what_is_asked_of_sources_or_is_no_charge_is_left_alone(question):
    assert taken(question) is None


def test_what_nobody_does_or_what_charges_nobody_counts_only_where_no_article_has_it():
    for question in ("why did the dam fail?", "when did Reuel leave the board?", "How did the mill reopen the gate?"):
        found = presupposed(question)
        assert found is None or found.weight is Weight.IF_ABSENT
    assert presupposed("why did the dam fail?").words == "the dam failed"


SUBJECTS = st.sampled_from(["Reuel", "the mayor", "Lady Ansel", "the harbour board", "american spies"])
OBJECTS = st.sampled_from(["the mill", "those people", "a report on the dam", "Ferrant", "the vote in Veld"])
ASKING = st.sampled_from(["why did", "How did", "since when did", "how come", "what made", "why didn't", "when did"])
CLOSED = set("a an the and did do does not was were is are has have had somebody something some yes no".split())


@given(ASKING, SUBJECTS, st.sampled_from(sorted(verbs())), OBJECTS)
def test_no_word_is_put_into_the_users_mouth(asking, subject, verb, obj):
    question = f"{asking} {subject} {verb} {obj}?"
    found = presupposed(question)
    if found is None:
        return
    own = {fold(word) for word in re.findall(r"[\w'-]+", question)}
    added = [word for word in re.findall(r"[\w'-]+", found.words) if fold(word) not in own | CLOSED]
    assert len(added) <= 1  # the verb, in another form
    assert all(subject in found.words and obj in found.words for _ in added)


@given(
    st.lists(
        st.sampled_from("why how did was Reuel the mill stop stole who not of , ? to be that".split()), max_size=12
    )
)
def test_no_string_of_words_is_too_odd_to_read(words):
    found = presupposed(" ".join(words))
    assert found is None or found.words.strip()


def test_no_statement_of_the_demonstration_articles_is_taken_for_a_question(demo):
    for article in demo.store.articles():
        text = demo.store.text(article.id)
        sentences = [s.of(text) for passage in demo.store.spans(article.id) for s in passage.sentences]
        assert [s for s in sentences if "?" not in s and presupposed(s)] == []
