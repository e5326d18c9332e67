"""A file becomes a parsed article: everything but its passages. Runs in the child process."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ingest import clean, metadata
from ingest.clean import Role
from ingest.corpus import Metadata, Provenance, Span
from ingest.errors import Rejected
from ingest.injection import injections, may_hold_injections
from ingest.language import language_of
from ingest.limits import Limits
from ingest.parsed import Parsed, Stretch
from ingest.readers import read_file
from ingest.readers.reading import Paragraph, Reading
from ingest.segment import ends_sentence, sentences
from ingest.tidy import tidy

SEPARATOR = "\n\n"


def parse(path: Path, row: Mapping[str, str] | None, limits: Limits) -> Parsed:
    """Read, clean and segment one file. Raises `Rejected`."""
    return assemble(read_file(path, limits), row)


def assemble(reading: Reading, row: Mapping[str, str] | None) -> Parsed:
    """Turn what a reader found into a parsed article. Raises `Rejected` (``no-text``)."""
    paragraphs = joined([replace(p, text=text) for p in reading.paragraphs if (text := tidy(p.text))])
    markup = metadata.from_facts(reading.facts)
    title = (row or {}).get("title") or reading.facts.title
    texts = [p.text for p in paragraphs]
    injected = injected_paragraphs(texts)
    article = [p for p, apart in zip(paragraphs, injected, strict=True) if not apart]
    own = (clean.roles_of_selected if reading.selected else clean.roles)(article, title)
    stated = metadata.from_lines(metadata.Lines.of([p.text for p in article], own))
    rest = iter(own)
    roles = tuple(Role.BODY if apart else next(rest) for apart in injected)
    known, warnings = metadata.combine(row, markup, stated)
    stretches = stretches_of(texts, roles)
    if not stretches:
        raise Rejected("no-text", "holds no text of an article; if it is a scan, run text recognition on it first")
    text = SEPARATOR.join(texts)
    known = with_language(known, [text[s.span.start : s.span.end] for s in stretches if not s.heading])
    return Parsed(text, known, stretches, (*reading.warnings, *warnings))


def injected_paragraphs(texts: Sequence[str]) -> tuple[bool, ...]:
    """Tell of each paragraph whether all of it addresses machines, and so is no headline or byline of the rest."""
    text, start, found = SEPARATOR.join(texts), 0, []
    for words in texts:
        span = Span(start, start + len(words))
        found.append(may_hold_injections(text, [span]) and _is_injected(text, sentences(text, span)))
        start = span.end + len(SEPARATOR)
    return tuple(found)


def _is_injected(text: str, places: tuple[Span, ...]) -> bool:
    return injections(text, places) == places


def with_language(known: Metadata, body: list[str]) -> Metadata:
    """Add the language of the body, unless metadata.csv or the markup gives one."""
    if known.language is not None or (language := language_of(body)) is None:
        return known
    return replace(known, language=language, provenance={**known.provenance, "language": Provenance.TEXT})


def joined(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Join a paragraph that a page break cut in the middle of a sentence with what follows it."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        if found and _goes_on(found[-1], paragraph):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {paragraph.text}")
        else:
            found.append(paragraph)
    return found


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Tell whether `after` continues the last sentence of `before`: open end, small first letter, both prose."""
    both = before.kind is after.kind and before.kind.value == "prose" and before.linked < 0.6 and after.linked < 0.6
    last, first = before.text.split()[-1], after.text.split()[0]
    return (
        both and len(before.text.split()) >= 25 and last.isalpha() and first.strip(",;").isalpha() and first.islower()
    )


def stretches_of(texts: list[str], roles: tuple[Role, ...]) -> tuple[Stretch, ...]:
    """Segment the paragraphs that are the article. A headline is among them only when it reads as a sentence.

    (Otherwise it would be quoted as if it were one; it is kept as the title either way.)
    """
    text, start, opens = SEPARATOR.join(texts), 0, True
    found = []
    for words, role in zip(texts, roles, strict=True):
        span = Span(start, start + len(words))
        start = span.end + len(SEPARATOR)
        quotable = role in (Role.BODY, Role.HEADING) or (role is Role.HEADLINE and ends_sentence(words))
        if quotable:
            found.append(Stretch(span, sentences(text, span), role is not Role.BODY, opens))
        opens = not quotable
    return tuple(found)
