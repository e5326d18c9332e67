"""Whether the standing of what is quoted is shown, and nothing is called established that no finding establishes."""

import re
from collections.abc import Iterator, Sequence

from evals.frames import frame_of
from evals.guarantees import establishes, rules
from evals.metrics.base import Better, Counts, Metric, share
from evals.observed import Observation, ShownStatement, outside_quotes

_SETTLED = ("established", "refuted")
_ALONE = re.compile(r"^Repeated: ", re.MULTILINE)  # a closing line about all of the statements
_COPIES = re.compile(r"((?:\[\d{1,3}\] ?)+)in \d+ copies")
_NUMBERED = re.compile(r"((?:\[\d{1,3}\] ?)+)(established|refuted)")
_RECORDED = re.compile(r"^On record: “(?P<words>[^“”]*)” was (?P<verdict>established|refuted) by ")
_RULED = re.compile(r"\bA finding on record (?P<verb>refutes|establishes|answers)\b")
_VERDICTS = {"refutes": ("refuted",), "establishes": ("established",), "answers": _SETTLED}


def _status(seen: Observation) -> Counts | None:
    """Share of the statements quoting wanted evidence that show the status the case expects.

    As a reader is told: in a note behind the quotes; "repeated" in the closing line and the list of sources; asserted
    where nothing is said. The accuracy of verdicts as in AVeriTeC (Schlichtkrull et al. 2023), which also asks for the
    evidence first.
    """
    expected = seen.case.expect.status
    return share([status_of(seen, s) == expected for s in seen.answering]) if expected else None


def status_of(seen: Observation, statement: ShownStatement) -> str:
    """Return the status that a reader is told of a statement."""
    shown = seen.shown
    counted = {number for group in _COPIES.findall(shown.closing) for number in _numbers(group)}
    copied = all(n in counted or "also in " in shown.sources.get(n, "") for n in statement.numbers)
    is_repeated = _ALONE.search(shown.closing) is not None or copied
    return "repeated" if statement.status == "asserted" and is_repeated else statement.status


def _numbers(markers: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", markers)]


def _false_established(seen: Observation) -> Counts | None:
    """Claims that something is established or refuted, without a finding on record to say so, over all statements.

    A statement so marked, or numbered so in the closing line, needs a person's confirmed match between a finding and
    all the words cited; a verb or a gist that takes them for true is such a claim, too. A finding that is shown, or
    said to settle the question, is to be on record with that verdict; any other sentence that rules is ours, and
    false. The one mistake of status that does harm by itself is told apart from the others.
    """
    statements = seen.shown.statements
    claims = [*(c for s in statements for c in _of_statement(seen, s)), *_of_lines(seen)]
    whole = max(len(statements), len(claims))
    return (float(claims.count(False)), float(whole)) if whole else None


def _of_statement(seen: Observation, statement: ShownStatement) -> Iterator[bool]:
    """Yield of each claim that a statement makes whether it is borne out."""
    if statement.status in _SETTLED:
        yield _is_settled(seen, statement.numbers, statement.status)
    frame = frame_of(statement.lead)
    if frame and (establishes(frame.verb) or establishes(frame.gist)):
        yield _is_settled(seen, statement.numbers, "established")


def _of_lines(seen: Observation) -> Iterator[bool]:
    for line in f"{seen.shown.opening}\n{seen.shown.closing}".split("\n"):
        if shown := _RECORDED.match(line):
            yield _is_on_record(seen, shown["verdict"], shown["words"])
            continue
        for numbers, verdict in _NUMBERED.findall(line):
            yield _is_settled(seen, _numbers(numbers), verdict)
        if ruled := _RULED.search(line):
            yield any(_is_on_record(seen, verdict) for verdict in _VERDICTS[ruled["verb"]])
        if rules(outside_quotes(line)):
            yield False


def _is_settled(seen: Observation, numbers: Sequence[int], verdict: str) -> bool:
    return all(verdict in seen.settled(number) for number in numbers)


def _is_on_record(seen: Observation, verdict: str, words: str | None = None) -> bool:
    """Tell whether one of the findings that come with an answer is on record so; with `words`, the one of these."""
    told = (f for f in seen.answer["findings"] if words is None or _bare(f["statement"]) == _bare(words))
    return any(seen.holdings.verdict(finding["id"]) == verdict for finding in told)


def _bare(words: str) -> str:
    return re.sub(r"\W+", "", words)


STATUS = Metric("status", "Status", _status)
FALSE_ESTABLISHED = Metric(
    "false_established", "Asserted turned established", _false_established, Better.LOWER, tolerance=0.0, invariant=True
)
