import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compose.replies import LONGEST_REPLY, MOST_STATEMENTS, statements
from app.draft import DraftStatement
from app.errors import ModelFailed, ModelFailure

TWO = (DraftStatement((1,), "that it broke"), DraftStatement((2, 3)))
LINES = '{"evidence": [1], "gist": "that it broke"}\n{"evidence": [2, 3], "gist": null}\n'


def read(*pieces):
    return tuple(statements(pieces))


@pytest.mark.parametrize(
    "reply",
    [
        LINES,
        f"Sure, here you are:\n```json\n{LINES}```\nAnything else?",
        '[{"evidence": [1], "gist": "that it broke"}, {"evidence": [2, 3]}]',
        '{"statements": [{"evidence": [1], "gist": " that it broke "}, {"evidence": ["2", "3"], "gist": ""}]}',
        f'<think>{{"evidence": [9]}} or {{ perhaps</think>{LINES}<thinking>{{</thinking>',
        '{"source": "BBC", "evidence": 1, "gist": "that it broke"} {"evidence": [2, 3], "quote": "“}{”"}',
    ],
)
def test_statements_are_found_in_whatever_stands_around_them(reply):
    assert read(reply) == TWO


@given(cuts=st.lists(st.integers(0, 160), max_size=30))
def test_it_does_not_matter_where_a_reply_is_cut_into_pieces(cuts):
    reply = f'<think>{{"evidence": [9]}} \\"</think>ok\n{LINES}<think>so</think>'
    at = [0, *sorted(cuts), len(reply)]
    assert read(*(reply[start:end] for start, end in pairwise(at))) == TWO


def test_a_statement_is_given_as_soon_as_it_is_complete():
    def pieces():
        yield LINES.split("\n")[0]
        raise AssertionError("read on before the first statement was given")

    assert next(statements(pieces())) == TWO[0]


def test_braces_and_escapes_inside_text_end_nothing():
    gist = 'a } b ] c \\ " { [ <think>'
    assert read(json.dumps({"evidence": [1], "gist": gist})) == (DraftStatement((1,), gist),)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("", ModelFailure.NONSENSE),
        ("The dam was sabotaged.", ModelFailure.NONSENSE),
        ("[]", ModelFailure.NONSENSE),
        ('{"gist": "that it broke"}', ModelFailure.NONSENSE),
        ('{"evidence": [1], "gist": "that', ModelFailure.NONSENSE),
        ('{"evidence": [1],, }', ModelFailure.NONSENSE),
        ('{"evidence": [true]}', ModelFailure.NONSENSE),
        ('{"evidence": [1.5]}', ModelFailure.NONSENSE),
        ('{"evidence": [0]}', ModelFailure.NONSENSE),
        ('{"evidence": [-1]}', ModelFailure.NONSENSE),
        ('{"evidence": ["one"]}', ModelFailure.NONSENSE),
        ('{"evidence": [[1]]}', ModelFailure.NONSENSE),
        ('{"evidence": null}', ModelFailure.NONSENSE),
        ('{"evidence": [1], "gist": ["that"]}', ModelFailure.NONSENSE),
        (json.dumps({"evidence": list(range(1, 50))}), ModelFailure.NONSENSE),
        ('{"statements": [3]}', ModelFailure.NONSENSE),
        ("{" * 10, ModelFailure.NONSENSE),
        ("{" * 10 + "}", ModelFailure.NONSENSE),
        ('{"evidence": ' + "9" * 5_000 + "}", ModelFailure.TOO_LONG),
        ('{"evidence": [' + "9" * 3_000 + "]}", ModelFailure.NONSENSE),
        ('{"evidence": [1]}' * (MOST_STATEMENTS + 1), ModelFailure.TOO_LONG),
        ("x" * (LONGEST_REPLY + 1), ModelFailure.TOO_LONG),
        ('{"evidence": [1], "gist": "' + "x" * 5_000 + '"}', ModelFailure.TOO_LONG),
    ],
)
def test_nonsense_ends_a_reply_with_its_kind(reply, code):
    with pytest.raises(ModelFailed) as failed:
        read(reply)
    assert failed.value.code is code


@given(reply=st.text(max_size=200) | st.lists(st.sampled_from('{}[]",:1 evidence"gist<think></think>')).map("".join))
def test_any_text_gives_statements_or_fails_as_a_model(reply):
    try:
        found = read(reply)
    except ModelFailed:
        return
    assert found
