"""How many statements can carry a gist, counted in real answers."""

from app.answer import Answer
from app.request import Request
from evals import case_file
from evals.floors import CASES
from evals.gists import answered, stretches_of


def test_gists_are_those_of_real_answers_and_no_statement_is_lost(demo, assistant):
    cases = case_file.load(CASES)[:6]
    statements = answered(demo, cases)
    answers = [assistant.answer(Request(case.question, case.history)) for case in cases]
    quoted = [s for answer in answers if isinstance(answer, Answer) for s in answer.statements if s.citations]
    assert {c.quote.exact for s in statements for c in s.citations} == {
        c.quote.exact for s in quoted for c in s.citations
    }
    assert 0 < sum(statement.gist is not None for statement in statements) < len(statements)


def test_stretches_go_from_mark_to_mark_the_longest_first():
    assert stretches_of("He left, she said - and came back.") == [
        "He left, she said - and came back.",
        "she said - and came back.",
        "He left, she said",
        "and came back.",
        "she said",
        "He left",
    ]
