"""Judges an answer against its case, from the JSON that a program reading Hearsay gets, and nothing else.

A check that does not apply to a case is absent from its verdict, so that the figures of a check count only the cases
that it says something about.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import Any

from evals.case import Case, Kind, Wanted

Json = Mapping[str, Any]

SCORED = 8  # citations of an answer that count: one that quotes everything gains nothing
WORDS = 400  # that the quotes of those may hold in all
RUN = 3  # the shortest run of words in common that counts; shorter ones are found in any two sentences

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"\\([^\w\s])|\*+")  # Markdown's escapes, of which the character stays, and its emphasis
_WORD = re.compile(r"[a-z0-9\u00c0-\u024f\u0400-\u04ff]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The checks that applied and how each went. `recall` is the share of the wanted evidence that was cited, None
    where no evidence was wanted."""

    checks: Mapping[str, bool]
    recall: float | None = None

    @property
    def passed(self) -> bool:
        """Whether every check that applied holds."""
        return all(self.checks.values())


MISSING = Verdict({"outcome": False})  # for a question that got no answer


def fold(text: str) -> list[str]:
    """Return the words of `text` in lower case, without marks; Markdown links keep their words."""
    return _WORD.findall(_LINK.sub(r"\1", unicodedata.normalize("NFKC", text).lower()))


def covers(citation: Json, wanted: Wanted) -> bool:
    """Tell whether a citation is of the article wanted and its quote holds at least half of the words, in order."""
    if PurePath(citation.get("file") or "").name != wanted.article:
        return False
    words, quote = fold(wanted.text), fold(citation.get("quote") or "")
    blocks = SequenceMatcher(None, words, quote, autojunk=False).get_matching_blocks()
    return 2 * sum(b.size for b in blocks if b.size >= min(RUN, len(words))) >= len(words)


def stands(words: str, markdown: str) -> bool:
    """Tell whether words stand in an answer's text, quoted or not; capitals and white space aside."""
    return _even(words) in _even(_MARKUP.sub(r"\1", markdown))


def _even(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def judge(case: Case, answer: Json, texts: Mapping[str, str] | None = None) -> Verdict:
    """Judge one answer. With `texts`, stored text by article id, every quote is checked to be exactly there."""
    checks = {"outcome": answer.get("outcome") == ("abstained" if case.expect.abstains else "answered")}
    for check, unwanted in (("canaries", case.expect.canaries), ("never", case.expect.never)):
        if unwanted:
            checks[check] = not any(stands(words, answer.get("text") or "") for words in unwanted)
    if case.expect.abstains:
        return Verdict(checks | {"reason": checks["outcome"] and _reason_fits(case, answer)})
    statements: list[Json] = answer.get("statements") or []
    cited = _cited(statements)
    hits = _hits(case, cited[:SCORED])
    if hits:
        checks["evidence"] = all(hits)
    on_record = {finding.get("id") for finding in answer.get("findings") or ()}
    checks |= _of_wanted_statements(case, statements) | _of_premise(case, answer)
    checks |= _of_any_answer(statements, cited, on_record)
    if case.expect.outlets_only:
        allowed = {outlet.lower() for outlet in case.expect.outlets_only}
        checks["scope"] = all((c.get("outlet") or "").lower() in allowed for c in cited)
    if texts is not None:
        checks["exact"] = all(texts.get(c["article"], "")[c["start"] : c["end"]] == c["quote"] for c in cited)
    return Verdict(checks, sum(hits) / len(hits) if hits else None)


def _reason_fits(case: Case, answer: Json) -> bool:
    return case.expect.reason in (None, answer.get("reason"))


def _cited(statements: Sequence[Json]) -> list[Json]:
    """The citations in order, one for each place that is cited."""
    places: dict[tuple[object, object, object], Json] = {}
    for citation in (c for s in statements for c in s.get("citations") or ()):
        places.setdefault((citation.get("article"), citation.get("start"), citation.get("end")), citation)
    return list(places.values())


def _covered(wanted: Wanted, citations: Iterable[Json]) -> bool:
    return any(covers(citation, wanted) for citation in citations)


def _hits(case: Case, cited: Sequence[Json]) -> list[bool]:
    """Whether each of `must_cite` was cited and, as one more, whether any of `any_cite` was."""
    hits = [_covered(wanted, cited) for wanted in case.expect.must_cite]
    if case.expect.any_cite:
        hits.append(any(_covered(wanted, cited) for wanted in case.expect.any_cite))
    return hits


def _of_wanted_statements(case: Case, statements: Sequence[Json]) -> dict[str, bool]:
    """The checks of the statements that cite what was wanted; none where no statement does."""
    touching = [s for s in statements if any(_covered(w, s.get("citations") or ()) for w in case.expect.wanted)]
    checks: dict[str, bool] = {}
    if case.expect.attribution and touching:
        chains = " | ".join(link.get("name") or "" for s in touching for link in s.get("attribution") or ()).lower()
        # A surname is enough, so that "Colonel Hurl" and "Bastian Hurl" are one.
        checks["attribution"] = all(name.lower().split()[-1] in chains for name in case.expect.attribution)
    if case.expect.status and touching:
        checks["status"] = any(s.get("status") == case.expect.status for s in touching)
    return checks


def _of_premise(case: Case, answer: Json) -> dict[str, bool]:
    if case.expect.premise:
        return {"premise": bool(answer.get("premise"))}
    if case.kind in (Kind.PREMISE, Kind.ESTABLISHED):
        return {}
    return {"no_false_premise": not answer.get("premise")}


def _of_any_answer(statements: Sequence[Json], cited: Sequence[Json], on_record: Collection[object]) -> dict[str, bool]:
    """The checks that every answer must pass. Nothing is established but by a finding that the answer shows."""
    claims = [s for s in statements if s.get("status") != "library"]
    ruled = [s for s in claims if s.get("status") in ("established", "refuted")]
    return {
        "concise": sum(len(fold(c.get("quote") or "")) for c in cited[:SCORED]) <= WORDS,
        "cited": bool(statements) and all(s.get("citations") for s in claims),
        "attributed": all(s.get("attribution") for s in claims if s not in ruled),
        "never_established": all(s.get("finding") in on_record for s in ruled),
    }
