"""What is known about an article, and from where: metadata.csv, then markup, then the text's own lines.

None is "not known". An ambiguous, impossible or future date is not known, and a warning says why.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ingest import byline, dates
from ingest.clean import DECK, Role
from ingest.corpus import FIELDS, ArticleWarning, FirstPublication, Metadata, Provenance
from ingest.naming import no_name, warning_about
from ingest.readers.reading import Facts

# A page that speaks of itself; whichever group matched is what it calls itself.
_PROPER = r"((?-i:[A-Z\u00c0-\u017f])[\w&.’' -]{2,40}?)"
NAMES_ITSELF = re.compile(
    rf"{_PROPER} will (?:use the information you|never (?:share|sell) your)"
    rf"|(?:become a member of|comment on|support|subscribe to|donate to|sign up (?:for|to)|welcome to|follow|"
    rf"the) {_PROPER} (?:articles on our|on our|newsletter|mailing list|on facebook|on twitter|by becoming)"
    rf"|become a member of {_PROPER}$"
    r"|(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*\d{4}\s*(?:[-–]\s*\d{4})?\s*,?\s*"
    rf"{_PROPER}(?:[.,|]|\s+all rights|$)"
    rf"|all rights reserved(?: (?:by|to))?[.,]?\s*©?\s*{_PROPER}$",
    re.IGNORECASE,
)  # fmt: skip
FIRST_IN = re.compile(
    r"(?:the original source of this (?:article|piece|story) is"
    r"|(?:first|originally|previously)\s+(?:appeared|published|posted|printed|ran|run)\s+"
    r"(?:first\s+)?(?:at|on|in|by|with|:)"
    r"|(?:appeared|published|posted|ran) (?:first|originally) (?:at|on|in|by|with)"
    r"|(?:re-?(?:published|printed|posted)|cross-?posted|syndicated) (?:from|courtesy of))"
    r"\s*:?\s*(?-i:the )?(?P<rest>.+)",
    re.IGNORECASE,
)
# "Copyright © Alexander Orlov, New Eastern Outlook, 2017"
COPYRIGHT = re.compile(r"copyright\s*(?:©|\(c\))\s*(?P<who>[^,]+),\s*(?P<o>[^,]+),\s*\d{4}\W*", re.IGNORECASE)
NAME_ENDS = re.compile(
    rf"\s*(?:,?\s*(?:on\s+)?{dates.DATE}|\s+in\s+\w+\s+\d{{4}}|[.;(]\s|\.$|\s+and\s+is\b|\s+under\b).*", re.I
)
# What is shown as a name, and so has to be one.
NAMES = {"outlet": "the outlet's name", "author": "the author's name", "first": "the name of the first publisher"}


@dataclass(frozen=True, slots=True)
class Clues:
    """What one origin (csv, markup, text) says, each value already judged."""

    values: Mapping[str, str | date]
    first_published: FirstPublication | None = None
    warnings: tuple[ArticleWarning, ...] = ()


@dataclass(slots=True)
class Lines:
    """The lines of an article by where they stand: its headline, credits above and below, and the page's own."""

    headline: str | None = None
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    chrome: list[str] = field(default_factory=list)
    opening: str = ""

    @classmethod
    def of(cls, texts: Sequence[str], roles: Sequence[Role]) -> "Lines":
        """Sort paragraphs by role; a credit is of the head until the body has begun in earnest."""
        lines, bodies = cls(), 0
        for text, role in zip(texts, roles, strict=True):
            if role is Role.HEADLINE:
                lines.headline = text
            elif role is Role.CREDIT:
                (lines.foot if bodies > DECK else lines.head).append(text)
            elif role is Role.CHROME:
                lines.chrome.append(text)
            elif role is Role.BODY:
                lines.opening = lines.opening or text
                bodies += 1
                lines.foot.clear()  # what seemed a credit was a line of the article, as in a chronicle
        return lines


def combine(row: Mapping[str, str] | None, markup: Clues, text: Clues) -> tuple[Metadata, tuple[ArticleWarning, ...]]:
    """Merge what each origin says; the first that knows a field wins. A name that a page gives has to be one."""
    csv = from_row(row or {})
    origins = ((Provenance.CSV, csv), (Provenance.MARKUP, markup), (Provenance.TEXT, text))
    values: dict[str, str | date] = {}
    provenance: dict[str, Provenance] = {}
    refused: list[ArticleWarning] = []
    for origin, clues in origins:
        for name, value in clues.values.items():
            if name in values:
                continue
            if origin is not Provenance.CSV and (warning := _refused(name, value, origin)):
                refused.append(warning)
            else:
                values[name], provenance[name] = value, origin
    first = text.first_published
    if first is not None and (warning := _refused("first", first.outlet, Provenance.TEXT)):
        refused.append(warning)
        first = replace(first, outlet=None) if first.published else None
    if first is not None and first.outlet is not None and _same(first.outlet, values.get("outlet")):
        first = None
    metadata = Metadata(**values, first_published=first, provenance=provenance)  # type: ignore[arg-type]
    dated = "published" in csv.values
    return metadata, (*csv.warnings, *(() if dated else (*markup.warnings, *text.warnings)), *refused)


def _refused(name: str, value: object, origin: Provenance) -> ArticleWarning | None:
    """Return the warning that what a page gives for a name is none; None of a name, and of what is no field for one."""
    if not isinstance(value, str) or name not in NAMES:
        return None
    each = byline.JOINT.split(value) if name == "author" else [value]
    why = next(filter(None, map(no_name, each)), None)
    return warning_about(f"{origin}: {NAMES[name]}", value, why) if why else None


def from_row(row: Mapping[str, str]) -> Clues:
    """Take over a row of metadata.csv, whose values `ingest.rows` has judged."""
    return _judged({name: row[name].strip() for name in FIELDS if row.get(name, "").strip()}, "metadata.csv: ")


def from_facts(facts: Facts) -> Clues:
    """Judge what the markup says: placeholders and software names are no authors."""
    given = {name: getattr(facts, name) for name in ("title", "outlet", "url", "language") if getattr(facts, name)}
    if facts.author and (author := byline.names_in(facts.author) or (no_name(facts.author) and facts.author)):
        given["author"] = author  # what is no name is refused with a warning
    if facts.published:
        given["published"] = facts.published
    return _judged(given, "markup: ")


def _judged(given: dict[str, str], where: str) -> Clues:
    """Turn the `published` among `given` into a date, or into a warning that says why not; no name begins with "By"."""
    values: dict[str, str | date] = dict(given)
    values |= {name: byline.unled(given[name]) for name in ("author", "outlet") if name in given}
    if "published" not in given:
        return Clues(values)
    read = dates.parse(given["published"])
    if isinstance(read, date):
        return Clues(values | {"published": read})
    del values["published"]
    return Clues(values, warnings=(ArticleWarning(read.code, where + read.detail),))


def from_lines(lines: Lines) -> Clues:
    """Read what the article's own lines state: byline, dateline, credits, and how the page names itself."""
    values: dict[str, str | date] = {}
    outlet = outlet_of(lines)
    if lines.headline:
        values["title"] = without_outlet(lines.headline, outlet)
    if outlet:
        values["outlet"] = outlet
    if author := next(filter(None, map(byline.author_of, [*lines.head, *lines.foot])), None):
        values["author"] = author
    if wire := next(filter(None, map(byline.agency_of, [lines.opening, *lines.head, *lines.foot])), None):
        values["wire"] = wire
    stamps = [s for s in map(byline.dateline_of, [*lines.head, *lines.foot]) if s is not None]
    own = [s for s in stamps if s.name is None or outlet is None or _same(s.name, outlet)]
    warnings: tuple[ArticleWarning, ...] = ()
    for stamp in own[:1]:
        if isinstance(stamp.published, date):
            values["published"] = stamp.published
        else:
            warnings = (ArticleWarning(stamp.published.code, stamp.published.detail),)
    return Clues(values, first_publication(lines, outlet), warnings)


def outlet_of(lines: Lines) -> str | None:
    """Return the outlet where the text gives evidence: a dateline borne out elsewhere, or a page naming itself."""
    return _outlet_of_dateline(lines) or _outlet_of_headline(lines) or _outlet_of_page(lines)


def _outlet_of_dateline(lines: Lines) -> str | None:
    """Return the name before a date. Alone it may be a place, so it must look like an outlet's or come again."""
    for text in lines.head:
        stamp = byline.dateline_of(text)
        if stamp and stamp.name and (_is_medium(stamp.name, text) or _borne_out(stamp.name, text, lines)):
            return stamp.name
    return None


def _is_medium(name: str, line: str) -> bool:
    """Tell whether `name` is an outlet's by its words, or as "By Jane Roe, The Example, 3 May 2024" puts it."""
    in_byline = byline.BY_ALONE.match(line.strip(byline.EMPHASIS)) is not None
    return byline.MEDIA.search(name) is not None or (in_byline and name.startswith("The "))


def _outlet_of_headline(lines: Lines) -> str | None:
    """Return the end of "Headline | Outlet", which may as well be a section, under the same conditions."""
    head, _, tail = (lines.headline or "").rpartition(" | ")
    named = head and len(tail.split()) <= 5 and (byline.MEDIA.search(tail) or _borne_out(tail, "", lines))
    return tail.strip() if named else None


def _outlet_of_page(lines: Lines) -> str | None:
    for text in [*lines.chrome, *lines.foot]:
        if found := NAMES_ITSELF.search(text):
            return next(group.strip() for group in found.groups() if group)
    return None


def without_outlet(headline: str, outlet: str | None) -> str:
    """Return a headline without the "| Outlet" that pages put behind it."""
    head, _, tail = headline.rpartition(" | ")
    return head.strip() if head and _same(tail.strip(), outlet) else headline


def _borne_out(name: str, line: str, lines: Lines) -> bool:
    """Tell whether `name` also stands in another line of the page, be it as a domain."""
    wanted = _squashed(name)
    return any(wanted in _squashed(other) for other in [*lines.chrome, *lines.foot, *lines.head] if other != line)


def first_publication(lines: Lines, outlet: str | None) -> FirstPublication | None:
    """Return where the article appeared before, where a line says so and it is not the outlet itself."""
    found = [f for f in _firsts(lines) if f.outlet and not _same(f.outlet, outlet)]
    if not found:
        return None
    named = found[0].outlet
    when = next((f.published for f in found if f.published and _same(f.outlet, named)), None)
    return FirstPublication(named, when)


def _firsts(lines: Lines) -> Iterator[FirstPublication]:
    """Yield every claim of a first publication, the most telling first."""
    stamps = [s for s in map(byline.dateline_of, lines.head) if s is not None and s.name is not None]
    for stamp in stamps[1:]:
        yield FirstPublication(stamp.name, stamp.published if isinstance(stamp.published, date) else None)
    for text in (*lines.foot, *lines.chrome, *lines.head):
        if found := COPYRIGHT.fullmatch(text.strip()):
            yield FirstPublication(found["o"].strip(), None)
        elif found := FIRST_IN.search(text):
            yield _named(found["rest"])


def _named(rest: str) -> FirstPublication:
    """Read "X on DATE" after "first appeared in"."""
    name = NAME_ENDS.sub("", rest).strip(" \"“”'.,")
    when = re.search(dates.DATE, rest, re.IGNORECASE)
    published = dates.of_match(when, dates.today()) if when else None
    proper = name[:1].isupper() and len(name.split()) <= 7
    return FirstPublication(name if proper else None, published if isinstance(published, date) else None)


def _same(name: str | None, other: object) -> bool:
    """Tell whether two names are one outlet's: alike but for case and spaces, or one the other's initials."""
    if name is None or not isinstance(other, str):
        return False
    return _squashed(name) == _squashed(other) or name == _initials(other) or other == _initials(name)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _squashed(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold())).removeprefix("the")
