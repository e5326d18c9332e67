import pytest

from app.judge import Shortening

JUDGE = Shortening()
DAWN = "The dam broke at dawn on Tuesday, and nobody in the lower town was warned."


@pytest.mark.parametrize(
    ("gist", "quote"),
    [
        ("the dam broke at dawn on Tuesday", DAWN),
        ("a dam broke at dawn on Tuesday", DAWN),
        ("nobody in the lower town was warned", DAWN),
        ("and nobody in the lower town was warned", DAWN),
        ("he was awake", "I was awake, and my window was open."),
        ("her window was open", "I was awake, and my window was open."),
        ("they had never seen their memo", "We have never seen our memo, he wrote to me."),
        ("the gates would hold", "The gates will hold, we think."),
        ("the wall failed", "The wall fails, whenever it rains."),
        ("they could not open it", "We can't open it, the crew wrote."),
        ("the river fell, and the crew went home", "The river fell, the gates shut, and the crew went home."),
        ("Fenn lied", "Fenn, who had seen the memo, lied."),
        ("the crew went home", "The river fell; the crew went home."),
        ("the crew went home", "that the river fell, and that the crew went home"),
    ],
)
def test_whole_clauses_in_reported_speech_are_a_shortening(gist, quote):
    assert JUDGE.judge(gist, ["Something else.", quote]).holds


@pytest.mark.parametrize(
    ("gist", "quote"),
    [
        ("nobody broke the dam", DAWN),
        ("the dam was warned", DAWN),
        ("the town was warned", DAWN),
        ("the lower town was warned", DAWN),
        ("the dam broke", DAWN),
        ("the dam broke on Tuesday", DAWN),
        ("the dam burst", DAWN),
        ("Kessary blamed Fenn", "Fenn blamed Kessary."),
        ("the ministry was warned by Fenn", "The ministry was told that villagers had been warned by Fenn."),
        ("the mayor lied", "The mayor's aide lied, and the mayor slept."),
        ("the minister resigned", "The deputy minister resigned, and wept."),
        ("Fenn was paid", "Fenn paid, and the crew was sent home."),
        ("the gates will hold", "The gates would hold, we think."),
        ("it can fail", "It could fail, they wrote."),
        ("he would have acted", "Had he known, he would have acted."),
        ("she was awake", "He was awake, and his window was open."),
        ("the dam was safe", "The dam was safe until 1990, when it cracked."),
        ("there was nothing there", "There was nothing there but gravel, she wrote."),
        ("he tried", "He tried to kill the mayor, they wrote."),
        ("sends its water down to the plain", "It drowned their fields, and sends its water down to the plain."),
        ("the club's secretary", "The club's secretary, Linnet Hargrove, was away."),
        ("which had cracked", "The dam, which had cracked, was mended."),
        ("how many came is", "How many came is, as usual, in dispute."),
        ("had seen it", "“... had seen it”, and left."),
        ("his use of the gate", "His use of the gate, even at night, was a mistake."),
        ("he thinks that his use of the gate", "He thinks that his use of the gate, even at night, was a mistake."),
        ("a set of orders that left the gate open", "It was, he saw, a set of orders that left the gate open."),
        ("he spoke to Mr", "He spoke to Mr. Fenn, who left."),
        ("the crew went home", "He records that the river fell, and that the crew went home."),
        ("", DAWN),
    ],
)
def test_whatever_else_is_none(gist, quote):
    verdict = JUDGE.judge(gist, [quote])
    assert not verdict.holds
    assert verdict.reason


def test_clauses_of_two_sentences_are_not_joined():
    assert not JUDGE.judge("the dam broke, and the crew went home", ["The dam broke.", "And the crew went home."]).holds
