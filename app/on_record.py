"""What findings on record say of the words of articles: only where a person has confirmed that they are about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.answer import OnRecord, Statement, Status
from index.record.finding import Confirmation, Finding, FindingId, Findings, Stance, Verdict
from ingest.corpus import ArticleId, Span

# Who denies what is refuted is not thereby right: a claim may fail in one part and hold in others.
STANDINGS = {
    (Verdict.ESTABLISHED, Stance.AGREES): Status.ESTABLISHED,
    (Verdict.ESTABLISHED, Stance.DISAGREES): Status.REFUTED,
    (Verdict.REFUTED, Stance.AGREES): Status.REFUTED,
}


@dataclass(frozen=True, slots=True)
class Matches:
    """The confirmed matches of some articles, and the findings that they are matches with."""

    confirmed: Mapping[ArticleId, Sequence[Confirmation]]
    findings: Mapping[FindingId, Finding]

    @classmethod
    def of(cls, record: Findings, articles: Iterable[ArticleId]) -> "Matches":
        """Read the confirmations that hold of `articles`."""
        confirmed = record.confirmed(articles)
        named = {each.finding for own in confirmed.values() for each in own}
        return cls(confirmed, {finding: record.get(finding) for finding in named})

    def at(self, article: ArticleId, span: Span) -> OnRecord | None:
        """Return what is on record of a stretch inside confirmed words. Findings that differ settle nothing."""
        covering = [each for each in self.confirmed.get(article, ()) if each.span.contains(span)]
        found = [
            OnRecord(STANDINGS.get((self.findings[each.finding].verdict, each.stance)), each.finding)
            for each in covering
        ]
        settled = [each for each in found if each.status]
        if len({each.status for each in settled}) == 1:
            return settled[0]
        return OnRecord(None, found[0].finding) if found else None


def with_linked(record: Findings, bearing: Sequence[Finding], statements: Iterable[Statement]) -> tuple[Finding, ...]:
    """Return the findings that statements are matched to, and after them the others that bear on the question."""
    known = {finding.id: finding for finding in bearing}
    linked = dict.fromkeys(found for each in statements if (found := each.finding or each.matched))
    settling = [known.get(finding) or record.get(finding) for finding in linked]
    return tuple({finding.id: finding for finding in (*settling, *bearing)}.values())
