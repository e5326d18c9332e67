"""Lines that say who wrote, published or first printed an article, as they stand in the text itself.

A name is taken only where a line states it; nothing is inferred from the prose.
"""

import re
from dataclasses import dataclass
from datetime import date

from ingest import dates

PARTICLES = frozenset(
    "al bin da de del della den der di dos du el ibn la le van von y e ten ter bint abu af av".split()
)
# Words that begin or end a line like a name's and belong to no person; also what content systems sign with.
NOBODY = frozenset(
    """the a an this that these then now admin administrator username user staff editor editors editorial author
    team desk newsroom reporter reporters correspondent webmaster root guest unknown anonymous none null test wordpress
    agencies agency contributor contributors writer office default owner system""".split()
)
NOT_IN_NAMES = re.compile(r"\d|\w\.[a-z]{2}|https?:|[<>{}=_]")  # a number, a domain, markup
AGENCIES = {
    "ap": "AP", "associated press": "AP", "the associated press": "AP", "reuters": "Reuters", "afp": "AFP",
    "agence france-presse": "AFP", "upi": "UPI", "united press international": "UPI", "tass": "TASS",
    "xinhua": "Xinhua", "dpa": "dpa", "ansa": "ANSA", "efe": "EFE", "interfax": "Interfax", "sputnik": "Sputnik",
    "ria novosti": "RIA Novosti", "kyodo": "Kyodo", "pti": "PTI", "ians": "IANS", "sana": "SANA", "irna": "IRNA",
    "anadolu agency": "Anadolu", "aa": "Anadolu", "yonhap": "Yonhap", "pa media": "PA Media", "cp": "CP", "aap": "AAP",
}  # fmt: skip
BY = re.compile(
    r"(?:(?:written|story|text|report(?:ed|ing)?|words|opinion|analysis|article|articles|posted|published)\s+)?"
    r"by\b\s*:?\s*(?P<who>\S.*)|authors?\s*:\s*(?P<author>\S.*)",
    re.IGNORECASE,
)
SIGNED = re.compile(r"[—–]\s*(?P<who>[^—–]{3,60})|--\s*(?P<dashes>[^—–-]{3,60})")
# Where a byline's names end: what follows is a place, an outlet, a date, a handle.
NAMES_END = re.compile(
    r"\s*(?:[|•·@(/;]|\s[-–—]\s|,\s*(?=.*\d)|\bfor\b|\bin\b|\bon\b|\bat\b|\bof\b|\bis\b|\bpublished\b).*"
)
JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")
MEDIA = re.compile(
    r"\b(?:news|times|post|daily|herald|tribune|journal|gazette|observer|guardian|telegraph|chronicle|today|press|"
    r"agency|"
    r"review|magazine|weekly|outlook|mail|broadcasting|radio|tv|television|media|wire|report|standard|independent|mirror|"
    r"globe|examiner|inquirer|dispatch|bulletin|courier|sentinel|monitor|courant|"
    r"argus|echo|advertiser|enquirer|zeitung|le monde|al jazeera)\b"
    r"|\.(?:com|org|net|info)\b",
    re.IGNORECASE,
)
# What a person may be, as a byline says beside the name: "Health Correspondent" is no outlet.
OFFICE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|columnist|critic|analyst|producer|director|professor|chief|fellow|"
    r"staff|desk|team|contributor|author|presenter|anchor)s?\b",
    re.IGNORECASE,
)
BY_ALONE = re.compile(r"\A(?:by\b\s*:?\s+)+(?=\S)", re.IGNORECASE)
PARTS_END = re.compile(r"\s*[,|•·]\s*|\s[-–—]\s|\s+for\s+(?=(?:the\s+)?[^\W\d_a-z])")
BYLINE_DATED = re.compile(
    rf"by\b\s*:?\s*(?P<who>\S.{{1,120}}?)[\s,|•·(–—-]+(?:on\s+)?(?P<when>{dates.DATE})\W*", re.IGNORECASE
)
DATELINE = re.compile(rf"(?P<name>[^:;!?]{{2,60}}?)\s*[,|–—•·-]?\s+(?P<when>{dates.DATE})\W*", re.IGNORECASE)
STAMP = re.compile(
    r"(?:first |originally |last )?(?P<what>published|posted|created|dated?|updated|modified|edited)"
    r"(?: on| at)?\s*:?\s*"
    rf"(?P<when>(?:\w+day,?\s+)?{dates.DATE}).{{0,60}}",
    re.IGNORECASE,
)
EMPHASIS = " \t*_"  # what plain text sets around a byline
WIRE = re.compile(r"(?:[^\W\d_][^()]{1,60})?\((?P<agency>[A-Za-z .-]{2,30})\)\s*[-–—―]\s*\S")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line made of a name (an outlet or a place; None for neither) and a date."""

    name: str | None
    published: date | dates.Problem


def is_name(text: str) -> bool:
    """Tell whether `text` can be a person's name: two to five capitalised words and particles."""
    words = text.split()
    if not 2 <= len(words) <= 5 or NOT_IN_NAMES.search(text) or len(text) > 50:
        return False
    if {words[0].lower(), words[-1].lower()} & NOBODY:
        return False
    return all(word.lower().strip(".") in PARTICLES or (not word[0].islower() and word[0].isalpha()) for word in words)


def author_of(text: str) -> str | None:
    """Return whom a byline ("By X", "Articles by: X", "— X") names, as it writes them."""
    text = text.strip(EMPHASIS)
    if STAMP.match(text):  # "Posted on March 3, 2018 by X"
        return names_in(after_by(text))
    found = BY.fullmatch(text) or SIGNED.fullmatch(text)
    return None if found is None else names_in(next(filter(None, found.groups())))


def names_in(text: str) -> str | None:
    """Return the person or people at the beginning of a byline's words, or None when it names no person."""
    stem = NAMES_END.sub("", unled(text)).strip(" .,")
    people = []
    for name in [cased(name) for name in JOINT.split(stem) if name]:
        if not is_name(name) or name.lower() in AGENCIES:
            break
        people.append(name)
    if len(people) > 1 and re.search(r"\b(?:and|&)\b|&", stem):
        return ", ".join(people[:-1]) + " and " + people[-1]
    return ", ".join(people) or None


def unled(text: str) -> str:
    """Return a name without a "By" before it, which is no part of anybody's name."""
    return BY_ALONE.sub("", text.strip())


def cased(name: str) -> str:
    """Return a name that is all in capitals in ordinary case."""
    return name.title() if name.isupper() and " " in name else name


def agency_of(text: str) -> str | None:
    """Return the wire agency that a byline, a source line or a dateline ("WASHINGTON (AP) —") credits."""
    text = text.strip()
    credited = re.fullmatch(r"(?:by|source|via|credit)?\s*:?\s*(?P<agency>[A-Za-z .-]{2,30})", text, re.IGNORECASE)
    found = WIRE.match(text) or credited
    return AGENCIES.get(found["agency"].strip().lower()) if found else None


def dateline_of(text: str, now: date | None = None) -> Dateline | None:
    """Read a line that holds a name and a date, or a date alone, and nothing else."""
    text, now = text.strip(EMPHASIS), now or dates.today()
    if BY_ALONE.match(text):
        return _dated_byline(text, now)
    if alone := dates.ALONE.fullmatch(text):
        return Dateline(None, dates.of_match(alone, now))
    if stamp := STAMP.fullmatch(text):
        later = stamp["what"].lower() in ("updated", "modified", "edited")
        return None if later else Dateline(None, dates.of_match(stamp, now))
    found = DATELINE.fullmatch(text)
    if found is None:
        return None
    name = found["name"].strip(" ,|–—•·-")
    return Dateline(_outlet_in(name) or name, dates.of_match(found, now)) if _is_proper(name) else None


def _dated_byline(text: str, now: date) -> Dateline | None:
    """Read "By Jane Roe, The Example, 3 May 2024": the last part that is neither a person nor an office."""
    found = BYLINE_DATED.fullmatch(text)
    if found is None:
        return None
    first, *rest = [part for part in PARTS_END.split(found["who"]) if part]
    published = dates.of_match(found, now)
    if names_in(first) or first.lower() in AGENCIES or {*first.lower().split()} & NOBODY - {"the"}:
        others = [part for part in rest if _is_proper(part) and not OFFICE.search(part) and not _is_people(part)]
        named = [part for part in others if MEDIA.search(part)] or others
        return Dateline(named[-1] if named else None, published)
    whole = _outlet_in(found["who"])
    return Dateline(whole, published) if whole else None


def _is_people(text: str) -> bool:
    """Tell whether a part of a byline names people: one more author, not an outlet of two words."""
    return not MEDIA.search(text) and names_in(text) is not None


def _outlet_in(text: str) -> str | None:
    """Return the one part of a line's words that names a medium: "The Example" of "Jane Roe, The Example"."""
    named = [part for part in PARTS_END.split(text) if MEDIA.search(part) and _is_proper(part)]
    return named[0] if len(named) == 1 else None


def _is_proper(text: str) -> bool:
    words = text.split()
    small = {word for word in words if word[0].islower()} - PARTICLES - {"of", "and", "for", "in", "on", "at"}
    return 1 <= len(words) <= 6 and any(word[0].isupper() for word in words) and not small


def is_credit(text: str) -> bool:
    """Tell whether a whole line is a byline, a sign-off, a dateline or a time stamp."""
    if len(text.split()) > 20:
        return False
    stamped = STAMP.fullmatch(text.strip()) is not None
    return stamped or author_of(text) is not None or _by_agency(text) or dateline_of(text) is not None


def _by_agency(text: str) -> bool:
    return len(text.split()) <= 4 and agency_of(text) is not None


def without_by(text: str) -> str:
    """Return a byline's words without its "By"."""
    found = BY.fullmatch(text.strip())
    return next(filter(None, found.groups())) if found else text


def after_by(text: str) -> str:
    """Return what follows "by" in a line such as "Posted on 21 September 2020 by Adi Tzlil", else the line."""
    found = re.search(r"(?<!edited)(?<!photo)(?<!image)(?<!translated)(?:^|\s)by\s+(?=[^\W\d_])", text, re.IGNORECASE)
    return text[found.end() :] if found else without_by(text)
