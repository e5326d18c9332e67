"""An outcome as the JSON that ``hearsay ask --json`` prints: the edge other programs rely on."""

from typing import Any

from app.answer import Abstention, Answer, Attributor, Citation, Fallback, Outcome, Proposition
from app.premise.wording import premise_text
from app.render import statement_markdown, to_markdown
from index.record.finding import Finding
from index.scope import Scope
from index.store import Catalogued
from ingest.corpus import Attribution, Force

Json = dict[str, Any]  # the one place where a shape is spelt out in keys: CONTRACT, "hearsay ask --json"


def to_json(outcome: Outcome) -> Json:
    """Return the outcome in the shape of the contract, its keys in the contract's order."""
    abstained = isinstance(outcome, Abstention)
    return {
        "question": outcome.question,
        "outcome": "abstained" if abstained else "answered",
        "reason": outcome.reason.value if isinstance(outcome, Abstention) else None,
        "scope": _scope(outcome.scope),
        "premise": _premise(outcome.premise),
        "statements": _statements(outcome) if isinstance(outcome, Answer) else [],
        "findings": [finding_json(finding) for finding in outcome.findings],
        "composer": outcome.composer,
        "objections": [{"code": o.code, "detail": o.detail} for o in outcome.objections],
        "guesses": [{"said": g.said, "took": g.took} for g in outcome.guesses],
        "fallback": _fallback(outcome.fallback) if isinstance(outcome, Answer) else None,
        "text": to_markdown(outcome),
        "timings_ms": {stage: round(ms, 2) for stage, ms in outcome.timings_ms.items()},
    }


def finding_json(finding: Finding) -> Json:
    """Return a finding on record."""
    return {
        "id": finding.id,
        "statement": finding.statement,
        "verdict": finding.verdict.value,
        "finder": finding.finder,
        "kind": finding.kind.value,
        "how": finding.how,
        "found": finding.found.isoformat() if finding.found else None,
        "url": finding.url,
        "quote": finding.quote,
        "entered_by": finding.entered_by,
        "entered_at": finding.entered_at.isoformat(timespec="seconds"),
    }


def attribution_json(attribution: Attribution) -> Json:
    """Return who says what in the shape of the contract, "hearsay attribute", and what else is known of it."""
    speaker = attribution.speaker
    return {
        **{role: [[s.start, s.end] for s in getattr(attribution, role)] for role in ("source", "cue", "content")},
        "speaker": speaker.name if speaker else None,
        "kind": speaker.kind.value if speaker else None,
        "force": attribution.force.value,
        "within": attribution.within,
    }


def _premise(premise: Proposition | None) -> Json | None:
    return {"text": premise_text(premise), "status": premise.standing.value} if premise else None


def _scope(scope: Scope) -> Json:
    return {
        "outlets": list(scope.outlets),
        "authors": list(scope.authors),
        "speakers": list(scope.speakers),
        "after": scope.after.isoformat() if scope.after else None,
        "before": scope.before.isoformat() if scope.before else None,
    }


def _statements(answer: Answer) -> list[Json]:
    return [
        {
            "text": statement_markdown(statement, previous),
            "status": statement.status.value,
            "origins": statement.origins,
            "attribution": [_attributor(link) for link in statement.attribution],
            "citations": [_citation(citation) for citation in statement.citations],
            "finding": statement.finding,
            **({"force": statement.force.value} if statement.force is not Force.ASSERTS else {}),
            **({"matched": statement.matched} if statement.matched else {}),
            **({"disputed_by": list(statement.against)} if statement.against else {}),
            **({"gist": statement.gist} if statement.gist else {}),
        }
        for statement, previous in zip(answer.statements, (None, *answer.statements), strict=False)
    ]


def _fallback(fallback: Fallback | None) -> Json | None:
    return {"model": fallback.model, "code": fallback.code.value, "detail": fallback.detail} if fallback else None


def _attributor(link: Attributor) -> Json:
    return {"name": link.name, "role": link.role.value, "cue": link.cue}


def _publication(article: Catalogued) -> Json:
    known = article.metadata
    return {
        "article": article.id,
        "file": article.file,
        "title": known.title,
        "outlet": known.outlet,
        "published": known.published.isoformat() if known.published else None,
    }


def _citation(citation: Citation) -> Json:
    article = citation.article
    metadata = article.metadata
    return {
        "number": citation.number,
        "article": article.id,
        "file": article.file,
        "title": metadata.title,
        "outlet": metadata.outlet,
        "author": metadata.author,
        "published": metadata.published.isoformat() if metadata.published else None,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote.exact,
        "flags": ["addresses_machines"] if citation.injected else [],
        "also_in": [_publication(other) for other in citation.also_in],
    }
