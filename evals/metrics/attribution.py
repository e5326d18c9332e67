"""Whether everything is said to be said by whoever said it, and as strongly as they did.

The EBU and BBC found serious faults of sourcing in 31 % of 3,000 answers of news assistants ("News Integrity in AI
Assistants", 2025). What the library knows, metadata and who says what, is what answers are held to; whether the library
is right is the business of the cases and of the gold attributions.
"""

from collections.abc import Iterator

from evals.frames import Frame, frame_of, is_credited, named
from evals.metrics.base import Counts, Metric, share
from evals.observed import Observation, Saying, ShownStatement, outside_quotes
from evals.verbatim import folded
from ingest.corpus import Force

ONES_OWN = 0.95  # share of what is cited that makes it one speaker's, so that an outlet alone is no attribution of it

# Verbs that do less than assert. Each is weaker than asserting, so an assertion may be given any of them but a denial.
_DENYING = frozenset("denies denied rejects rejected disputes disputed".split())
_ASKING = frozenset("asks asked".split())
_HEDGING = frozenset("suggests suggested thinks thought expects expected hopes hoped fears feared".split())
_PERMITTED = {Force.DENIES: _DENYING, Force.ASKS: _ASKING, Force.HEDGES: _HEDGING}


def _attribution(seen: Observation) -> Counts | None:
    """Share of the statements quoting wanted evidence that name whom the case expects, outside their quotes.

    In what precedes the quotes or in the list of sources; of people the surname is enough. Each statement must name one
    of those expected, as sides of a comparison have their own; where they do not name all together, only those count
    that do.
    """
    expected = seen.case.expect.attribution
    if not expected:
        return None
    outlets = seen.holdings.outlets()
    found = [{name for name in expected if named(name, _naming(seen, s), outlets)} for s in seen.answering]
    least = 1 if set().union(*found) == set(expected) else len(set(expected))
    return share([len(names) >= least for names in found])


def names_all(seen: Observation) -> bool | None:
    """Tell whether the statements quoting wanted evidence together name everybody expected; None without either."""
    expected = seen.case.expect.attribution
    if not expected or not seen.answering:
        return None
    naming = " | ".join(_naming(seen, statement) for statement in seen.answering)
    return all(named(name, naming, seen.holdings.outlets()) for name in expected)


def _naming(seen: Observation, statement: ShownStatement) -> str:
    frame = frame_of(statement.lead)
    return " | ".join([frame.names if frame else "", *(_credit(seen, number) for number in statement.numbers)])


def _credit(seen: Observation, number: int) -> str:
    """Return an entry of the list of sources without what names nobody: title and file."""
    known = seen.publication(number)
    entry = outside_quotes(seen.shown.sources.get(number, ""))
    return entry.removesuffix(known.file) if known and known.outlet else entry


def _sourcing(seen: Observation) -> Counts | None:
    """Share of statements whose attribution is what the library knows of the words that they cite.

    The outlet last named is the cited article's, "An unnamed outlet" with its file where none is known, with author and
    day where those are told, here and in the list of sources; every speaker named is one of those whose words the
    library holds there; and what is one speaker's, nearly all of it, is not given to the outlet.
    """
    return share([_is_sourced(seen, statement) for statement in seen.shown.statements])


def _is_sourced(seen: Observation, statement: ShownStatement) -> bool:
    frame = frame_of(statement.lead)
    if frame is None:
        return False
    known = [seen.publication(number) for number in statement.numbers]
    listed = [seen.shown.sources.get(number, "") for number in statement.numbers]
    by_outlet = all(each is not None and is_credited(frame.reporter, each) for each in known)
    in_list = all(each is not None and is_credited(entry, each) for entry, each in zip(listed, known, strict=True))
    return by_outlet and in_list and _are_speakers(seen, statement, frame)


def _are_speakers(seen: Observation, statement: ShownStatement, frame: Frame) -> bool:
    sayings = [saying for number in statement.numbers for saying in seen.sayings(number)]
    heard = {folded(name) for saying in sayings for name in saying.speakers}
    if not frame.speakers:
        return not any(_is_ones_own(seen, number) for number in statement.numbers)
    return all(folded(name.strip("“”")) in heard for name in frame.speakers)


def _is_ones_own(seen: Observation, number: int) -> bool:
    cited, sayings = seen.citations[number], seen.sayings(number)
    length = cited.end - cited.start
    return any(
        _covered(cited.start, cited.end, who, sayings) >= ONES_OWN * length for who in {s.speakers for s in sayings}
    )


def _covered(start: int, end: int, speakers: tuple[str, ...], sayings: tuple[Saying, ...]) -> int:
    own = (saying for saying in sayings if saying.speakers == speakers)
    return len({at for saying in own for at in range(max(start, saying.start), min(end, saying.end))})


def _force(seen: Observation) -> Counts | None:
    """Share of denials, questions and hedged words whose speaker is not shown to assert them.

    Of statements whose speaker, by the library, denies, asks or hedges something in the words cited: the verb is one of
    such a force, or the speaker asserts something there, too, and it is any but a denying one. A denying verb without a
    denial counts as wrong. What a denial by plain words ("not one crown was spent") is called is left to its words.
    """
    return share([right for statement in seen.shown.statements for right in _forces(seen, statement)])


def _forces(seen: Observation, statement: ShownStatement) -> Iterator[bool]:
    frame = frame_of(statement.lead)
    if frame is None or not frame.speakers:
        return
    speaker = folded(frame.speakers[0].strip("“”"))
    sayings = (saying for number in statement.numbers for saying in seen.sayings(number))
    held = {saying.force for saying in sayings if folded(saying.speakers[-1]) == speaker}
    verbs = frame.verb.split(" and ")
    if held - {Force.ASSERTS} or not _DENYING.isdisjoint(verbs):
        yield any(_permits(force, verb) for force in held for verb in verbs)


def _permits(force: Force, verb: str) -> bool:
    if force is Force.ASSERTS:
        return verb not in _DENYING
    return verb in _PERMITTED[force] or (force is Force.HEDGES and (" not " in verb or " to " in verb))


ATTRIBUTION = Metric("attribution", "Attribution", _attribution)
SOURCING = Metric("sourcing", "Sourcing", _sourcing, tolerance=0.0, invariant=True)
FORCE = Metric("force", "Force of attributions", _force, tolerance=0.0, invariant=True)
