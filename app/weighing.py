"""A gist is weighed: the statement that it is proposed for keeps it, or an objection tells why not.

Apart from the guard, which imports this only where a language model proposes gists: it takes a while to load.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.answer import Evidence, Objection, Statement
from app.content import content_sentences
from app.gist import Frame, objection_to, plain
from app.judge import Judge, Shortening

DEFAULT_JUDGE: Final = Shortening()


def weighed(
    statement: Statement, gist: str, chosen: Sequence[Evidence], judge: Judge | None
) -> Iterator[Statement | Objection]:
    """Yield a statement with its gist, or an objection to the gist and the statement without it."""
    clause = plain(gist, chosen[0].text)
    words = sum(len(citation.quote.exact.split()) for citation in statement.citations)
    frame = Frame(statement.force, statement.verb, statement.attribution[-1].cue, words)
    objection = objection_to(clause, content_sentences(chosen), frame, judge or DEFAULT_JUDGE)
    if objection is not None:
        yield objection
    yield statement if objection else replace(statement, gist=clause)
