"""Attributions marked by hand in a text, by the words that make them."""

from ingest.corpus import Attribution, Force, Span, Speaker, SpeakerKind


def attribution(
    text: str,
    source: str,
    cue: str,
    content: str,
    *,
    speaker: str | Speaker | None,
    force: Force = Force.ASSERTS,
    within: int | None = None,
) -> Attribution:
    """Mark the first place of each part's words in `text`; a part without words is empty, a name is a person's."""
    who = person(speaker) if isinstance(speaker, str) else speaker
    return Attribution(spans(text, source), spans(text, cue), spans(text, content), force, who, within)


def person(name: str) -> Speaker:
    return Speaker(name, SpeakerKind.PERSON)


def spans(text: str, words: str) -> tuple[Span, ...]:
    at = text.index(words)
    return (Span(at, at + len(words)),) if words else ()
