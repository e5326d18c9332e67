"""The guard: a draft is untrusted, and only what passes here becomes statements. It removes, it never adds.

The composer names evidence by number; the quote, the attribution and the status are written here, from the record: the
chain is the article's outlet and author, then those whose words the article's attributions make the evidence, and a
statement all of whose words a person confirmed one finding to be about is established or refuted by it. So an invented
quote or a wrong name cannot be expressed, and what can still be wrong is removed with an `Objection`:

========================  ==============================================================================
code                      the draft's statement
========================  ==============================================================================
``uncited``               rests on no evidence
``unknown-evidence``      names evidence that this question did not retrieve
``out-of-scope``          rests on an article, or on somebody's words, outside the scope asked for
``mixed-sources``         rests on several articles, or on words of several speakers, and so would have two chains
``repeated-evidence``     rests on words that an earlier statement cites already
``over-limit``            comes after the citation limit is reached
========================  ==============================================================================

A language model's gist is weighed by ``app.gist``, which has codes of its own: one that fails is removed alone, and its
quote stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.answer import Attributor, Citation, Evidence, Objection, OnRecord, Role, Statement, Status
from app.copies import also_in
from app.dispute import Place
from app.draft import Draft, DraftStatement
from app.scopes import Scopes
from app.verbs import OF_A_WRITER_WHO_ASKS, cue_of, force_of, verb_of
from index.scope import Scope
from index.store import Catalogued
from index.voices import Voice, is_question
from ingest.corpus import ArticleId, Force, Quote, Span

if TYPE_CHECKING:
    from app.judge import Judge


@dataclass(frozen=True, slots=True)
class Guarded:
    """What is left of a draft, and what was removed from it."""

    statements: tuple[Statement, ...]
    objections: tuple[Objection, ...]


class _Objected(Exception):  # control flow inside this module: a statement is dropped, nothing failed
    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.objection = Objection(code, detail)


def guard(
    draft: Draft,
    evidence: Sequence[Evidence],
    scope: Scope,
    max_citations: int,
    sides: Sequence[Scope] = (),
    judge: "Judge | None" = None,
    contradictions: Sequence[tuple[Place, Place]] = (),
) -> Guarded:
    """Turn a draft into statements, in its order. Citations are numbered from 1 as they are met.

    With `sides` of a comparison a statement must lie in one of them, too. Each of `contradictions` makes two stretches
    disputed, if statements cite both. Without a `judge` of gists the default one of ``app.weighing`` judges.
    """
    passed = tuple(guarding(draft.statements, evidence, scope, max_citations, sides, judge))
    return Guarded(
        both_sides([item for item in passed if isinstance(item, Statement)], contradictions),
        tuple(item for item in passed if isinstance(item, Objection)),
    )


def both_sides(statements: Sequence[Statement], contradictions: Iterable[tuple[Place, Place]]) -> tuple[Statement, ...]:
    """Make those disputed whose contradiction is cited, too. What a finding settles stays settled."""
    against: defaultdict[int, set[int]] = defaultdict(set)
    for pair in contradictions:
        claims, replies = (_citing(statements, place) for place in pair)
        for one, other in ((claims, replies), (replies, claims)):
            for number in one:
                against[number] |= other
    return tuple(_as_disputed(statement, against) for statement in statements)


def _citing(statements: Sequence[Statement], place: Place) -> set[int]:
    article, span = place
    own = (c for s in statements for c in s.citations if c.article.id == article)
    return {citation.number for citation in own if citation.span.contains(span)}


def _as_disputed(statement: Statement, against: Mapping[int, set[int]]) -> Statement:
    other = {number for citation in statement.citations for number in against.get(citation.number, ())}
    if not other or statement.finding:
        return statement
    return replace(statement, status=Status.DISPUTED, against=tuple(sorted(other)))


def guarding(
    proposals: Iterable[DraftStatement],
    evidence: Sequence[Evidence],
    scope: Scope,
    max_citations: int,
    sides: Sequence[Scope] = (),
    judge: "Judge | None" = None,
) -> Iterator[Statement | Objection]:
    """Do as `guard` with statements that are proposed one by one: yield each that passes, and each objection."""
    by_number = {item.number: item for item in evidence}
    cited: list[tuple[ArticleId, Span]] = []
    for proposed in proposals:
        try:
            chosen = _checked(proposed, by_number, cited)
            _keep_to_scope(chosen, scope, sides)
            statement = _statement(chosen, first_number=len(cited) + 1)
            if len(cited) + len(statement.citations) > max_citations:
                raise _Objected("over-limit", f"evidence {_numbers(proposed)}: {max_citations} citations are the limit")
        except _Objected as removed:
            yield removed.objection
            continue
        cited.extend((citation.article.id, citation.span) for citation in statement.citations)
        if proposed.gist is None:
            yield statement
        else:
            from app.weighing import weighed

            yield from weighed(statement, proposed.gist, chosen, judge)


def _checked(
    proposed: DraftStatement, known: Mapping[int, Evidence], cited: Sequence[tuple[ArticleId, Span]]
) -> list[Evidence]:
    if not proposed.evidence:
        raise _Objected("uncited", "a statement without evidence")
    unknown = [number for number in proposed.evidence if number not in known]
    if unknown:
        raise _Objected("unknown-evidence", f"no evidence has the number {', '.join(map(str, unknown))}")
    chosen = [known[number] for number in dict.fromkeys(proposed.evidence)]
    if len({item.article.id for item in chosen}) > 1:
        raise _Objected("mixed-sources", f"evidence {_numbers(proposed)} is of several articles")
    if len({item.voice.key for item in chosen}) > 1:
        raise _Objected("mixed-sources", f"evidence {_numbers(proposed)} is of several speakers")
    if any(_is_cited(item, cited) for item in chosen):
        raise _Objected("repeated-evidence", f"evidence {_numbers(proposed)} is cited already")
    return chosen


def _keep_to_scope(chosen: Sequence[Evidence], scope: Scope, sides: Sequence[Scope]) -> None:
    article = chosen[0].article
    if not Scopes(scope, tuple(sides)).admits(article, chosen[0].voice):
        who = " > ".join(chosen[0].voice.speakers) or "the writer"
        raise _Objected("out-of-scope", f"{article.file}, words of {who}: outside the scope asked for")


def _is_cited(item: Evidence, cited: Sequence[tuple[ArticleId, Span]]) -> bool:
    return any(article == item.article.id and span.overlaps(item.span) for article, span in cited)


def _numbers(proposed: DraftStatement) -> str:
    return ", ".join(map(str, proposed.evidence))


def _statement(chosen: Sequence[Evidence], first_number: int) -> Statement:
    article, text = chosen[0].article, chosen[0].text
    citations = tuple(
        Citation(number, article, span, Quote.at(text, span), text, _is_injected(span, chosen), also_in(chosen, span))
        for number, span in enumerate(_joined(chosen), first_number)
    )
    voice = min(chosen, key=lambda item: item.span).voice
    chain, verb, settled = attribution_of(article, text, voice), verb_of(voice, text), _on_record(chosen)
    force = force_of(voice, text)
    if not voice.chain and all(is_question(item.words) for item in chosen):
        verb, force = OF_A_WRITER_WHO_ASKS, Force.ASKS
    if settled is not None and settled.status:
        return Statement(chain, citations, settled.status, verb=verb, finding=settled.finding, force=force)
    status = Status.REPEATED if all(citation.also_in for citation in citations) else Status.ASSERTED
    return Statement(chain, citations, status, verb=verb, force=force, matched=settled)


def _is_injected(span: Span, chosen: Sequence[Evidence]) -> bool:
    return any(item.injected and item.span.overlaps(span) for item in chosen)


def _on_record(chosen: Sequence[Evidence]) -> OnRecord | None:
    """Return what is on record of all the evidence alike: of half a statement nothing is said."""
    settled = {item.on_record for item in chosen}
    return settled.pop() if len(settled) == 1 else None


def _joined(chosen: Sequence[Evidence]) -> list[Span]:
    """Make one span of stretches with nothing but white space between them: what reads on is quoted on."""
    spans: list[Span] = []
    for item in sorted(chosen, key=lambda item: item.span):
        if spans and not item.text[spans[-1].end : item.span.start].strip():
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, item.span.end))
        else:
            spans.append(item.span)
    return spans


def attribution_of(article: Catalogued, text: str, voice: Voice) -> tuple[Attributor, ...]:
    """Who answers for words of an article, outermost first. An unknown outlet or author stands in it without a name."""
    publisher = Attributor(article.metadata.outlet, Role.OUTLET), Attributor(article.metadata.author, Role.AUTHOR)
    speakers = ((said, said.speaker) for said in voice.chain if said.speaker)
    return (*publisher, *(Attributor(who.name, Role.SPEAKER, cue_of(said, text), who.kind) for said, who in speakers))
