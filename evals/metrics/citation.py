"""Citation recall and precision in the sense of ALCE (Gao et al. 2023, arXiv 2305.14627), by a proxy without a model.

ALCE has a model of inference tell whether passages entail a statement. Here a statement is borne out by words that hold
every quoted word of it, every number and every proper name; paraphrase that turns a meaning round goes unseen. Where an
answer is quotes alone, that is as strict as inference. `bears_out` is all that another judge would replace.
"""

import re
from collections.abc import Iterator

from evals.frames import frame_of
from evals.metrics.base import Counts, Metric, share
from evals.observed import Observation, ShownStatement, outside_quotes
from evals.verbatim import evened, stands_in

_QUOTED = re.compile(r"“([^“”]*)”")
_TOKEN = re.compile(r"\w+(?:[.,]\w+)*")
_UNCITED = re.compile(r"^(?!On record: ).*: “[^“”]+”", re.MULTILINE)  # somebody quoted, and no number behind it


def bears_out(claim: str, cited: str) -> bool:
    """Tell whether `cited` holds every quoted word, number and proper name of `claim`."""
    held = frozenset(_TOKEN.findall(evened(cited)))
    told = (word for word in _TOKEN.findall(evened(outside_quotes(claim))) if _is_particular(word))
    return all(stands_in(quote, cited) for quote in _QUOTED.findall(claim)) and held.issuperset(told)


def _is_particular(word: str) -> bool:
    return any(c.isdigit() for c in word) or (len(word) > 1 and word[0].isupper())


def _recall(seen: Observation) -> Counts | None:
    """Share of statements that the texts of all their citations together bear out; uncited ones are not borne out.

    A statement is its quotes and its gist, without the attribution, which metrics of their own look at.
    """
    cited = [bears_out(_claim(s), "\n".join(map(seen.stored, s.numbers))) for s in seen.shown.statements]
    return share([*cited, *(False for _ in uncited(seen))])


def _precision(seen: Observation) -> Counts | None:
    """Share of citations shown, beside a quote or in the list of sources, that bear out a quote beside their number.

    As each number has a quote of its own, this is ALCE's "irrelevant" citation: one that supports nothing by itself.
    """
    beside = [quote for statement in seen.shown.statements for quote in statement.quotes]
    numbers = dict.fromkeys([*(number for number, _ in beside), *seen.shown.sources])
    return share([any(n == number and stands_in(q, seen.stored(n)) for n, q in beside) for number in numbers])


def _claim(statement: ShownStatement) -> str:
    frame = frame_of(statement.lead)
    return " ".join([frame.gist if frame else "", *(f"“{words}”" for _, words in statement.quotes)])


def uncited(seen: Observation) -> Iterator[str]:
    """Yield what quotes somebody, as a statement does, without a number behind it."""
    for lines in (seen.shown.opening, seen.shown.closing):
        yield from _UNCITED.findall(lines)


RECALL = Metric("citation_recall", "Citation recall (proxy)", _recall)
PRECISION = Metric("citation_precision", "Citation precision (proxy)", _precision)
