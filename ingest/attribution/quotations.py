"""Quotations whose layout says who speaks: signed ones, letters, blocks after a colon, and words that were relayed.

The tagger learned from running news prose, where these are rare; their marks are plain enough for rules.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.attribution.phrase import ROLES
from ingest.corpus import Attribution, Span

# “... by dawn.” — Jo Bell, ferryman
_SIGNED: Final = re.compile(
    r"^[ \xa0]*(?P<said>[\"“”][^\n]*[\"“”])\s*(?P<dash>[―—–]|--?)[ \xa0]*(?P<who>[A-Z][^\n\"“”:;!?]{2,60}?)[.\xa0 ]*$",
    re.MULTILINE,
)
# Sir, - ... and the line below the last paragraph: a name, and where its bearer lives.
_LETTER: Final = re.compile(
    r"^(?P<sir>(?:(?:Dear )?(?:Sir|Madam|Editor)s?(?: or Madam)?|To the Editor)(?:[,:](?: ?[-–—])?| ?[-–—]))\s+"
    r"(?P<said>\S[^\n]*(?:\n+(?![^\n]{1,60}$)[^\n]+)*)\n+(?P<who>[A-Z][^\n!?:]{2,60})$",
    re.MULTILINE,
)
_COLON: Final = re.compile(r":[\s\"“]*$")
# cited the minister, Jo Bell, as saying
_RELAYED: Final = re.compile(r"(?:quot|cit)(?:ed|es|ing)$")
_AS_SAYING: Final = re.compile(
    r"\s+(?P<who>[^\n.;:\"“”]{2,90}?)\s*,?\s+(?P<cue>as\s+(?:saying|telling|claiming|writing))\b"
)
# SALLOW FORD, Ostrane (Tidewire) —
_DATELINE: Final = re.compile(
    r"[A-Z][A-Z.'’ ]{2,}(?:, (?:[A-Z][\w.]+ ?){1,3})?(?: ?\([\w ]{2,20}\))?(?: ?[—–] ?| +--? )(?=\S)"
)
# Backwards from a source: Jo Bell, the leader of the rowers near [Marrow said]. No comma closes the apposition.
_UNCLOSED: Final = re.compile(
    r"(?:[A-Z][\w'’-]+ ){1,3}[A-Z][\w'’-]+, (?:the|an?) (?P<role>[a-z]\w+)"
    r" (?:of|at|in|for|from)\b[^,.;:!?\n\"“”]{0,80} $"
)
_LONGEST_APPOSITION: Final = 160
_OPENING: Final = re.compile(r"\s*[\"“]")


def signed(text: str, parts: Sequence[Span]) -> Iterator[Attribution]:
    """Find quotations and letters that are signed below; only in `parts` of `text`, if any are given."""
    for pattern, cue in ((_SIGNED, "dash"), (_LETTER, "sir")):
        for found in pattern.finditer(text):
            source, by, said = (Span(*found.span(group)) for group in ("who", cue, "said"))
            whole = Span(*found.span())
            if not parts or any(part.overlaps(whole) for part in parts):
                yield Attribution((source,), (by,), (said,))


def without(attribution: Attribution, taken: Sequence[Attribution]) -> Attribution | None:
    """Leave what signed quotations have taken to them. What stands wholly inside one of them stays, as nested."""
    for other in taken:
        if other.content[0].contains(attribution.extent) and attribution.source and attribution.cue:
            continue
        if any(span.overlaps(own) for span in (*attribution.source, *attribution.cue) for own in other.spans):
            return None
        content = tuple(s for s in attribution.content if not any(s.overlaps(own) for own in other.spans))
        if content != attribution.content:
            if not content:
                return None
            attribution = replace(attribution, content=content)
    return attribution


def without_dateline(attribution: Attribution, text: str) -> Attribution:
    """Leave out the place and agency that an article opens with; they are nobody's name and nobody's words."""
    source, content = (
        tuple(_after_dateline(s, text) for s in part) for part in (attribution.source, attribution.content)
    )
    return replace(attribution, source=source, content=content)


def with_apposition(attribution: Attribution, text: str) -> Attribution:
    """Take the name that an apposition explains into a source that is only its end, where no comma closes it."""
    if not attribution.source:
        return attribution
    source = attribution.source[0]
    found = _UNCLOSED.search(text, max(0, source.start - _LONGEST_APPOSITION), source.start)
    if found is None or found["role"] not in ROLES or any(s.overlaps(Span(*found.span())) for s in attribution.spans):
        return attribution
    return replace(attribution, source=(Span(found.start(), source.end), *attribution.source[1:]))


def with_block(attribution: Attribution, text: str) -> Attribution:
    """Let a block quotation, which a colon announces and which no marks bound, go on to the end of its paragraph."""
    content = tuple(_block(span, attribution, text) for span in attribution.content)
    kept = tuple(s for i, s in enumerate(content) if not any(other.overlaps(s) for other in content[:i]))
    return replace(attribution, content=kept)


def relayed(attribution: Attribution, text: str) -> Attribution | None:
    """Find whose words a source relays: "Tidewire cited the minister, Jo Bell, as saying ..."."""
    last = attribution.cue[-1] if attribution.cue else None
    if last is None or not attribution.content or not _RELAYED.search(last.of(text)):
        return None
    found = _AS_SAYING.match(text, last.end)
    if found is None:
        return None
    who = Span(*found.span("who"))
    said = tuple(span for span in attribution.content if not span.overlaps(who))
    return Attribution((who,), (Span(*found.span("cue")),), said) if said else None


def going_on(inner: Attribution, outer: Attribution, text: str) -> Attribution:
    """Let a nested quotation go on in the quotations that follow its speaker: “...,” Bell writes, says X. “...”"""
    end = inner.extent.end
    later = tuple(s for s in outer.content if s.start >= end and _OPENING.match(text, s.start))
    opens = _OPENING.match(text, inner.content[0].start) is not None
    return replace(inner, content=(*inner.content, *later)) if opens else inner


def _block(span: Span, attribution: Attribution, text: str) -> Span:
    start_of_paragraph = text.rfind("\n", 0, span.start) + 1
    announced = attribution.cue and text[attribution.cue[-1].start : start_of_paragraph].rstrip()
    if not announced or text[start_of_paragraph : span.start].strip(' "“') or not _COLON.search(announced):
        return span
    if "\n" in announced or _OPENING.match(text, start_of_paragraph):
        return span
    end = text.find("\n", span.start)
    return Span(span.start, max(span.end, len(text) if end < 0 else end))


def _after_dateline(span: Span, text: str) -> Span:
    opens = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    dateline = _DATELINE.match(text, span.start, span.end) if opens else None
    return Span(dateline.end(), span.end) if dateline else span
