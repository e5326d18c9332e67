"""The Sources tab as HTML: the list of who is in the library, by kind. All of it escaped."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from app.chat.directory import Directory, Kind, Source
from app.chat.html import joined
from ingest.corpus import SpeakerKind

PAGE = 100  # sources, quotations or articles shown before "Show more"

_KINDS = {Kind.SPEAKER: "Quoted speakers", Kind.OUTLET: "Outlets", Kind.AUTHOR: "Authors"}
_SPEAKERS = {SpeakerKind.PERSON: "", SpeakerKind.BODY: "organisation", SpeakerKind.UNNAMED: "not named"}

SEEKER = Markup(
    '<form class="finder" role="search" aria-label="Find sources"><label class="unseen" for="sought">Name</label>'
    '<input id="sought" name="words" type="search" placeholder="Find a speaker, outlet or author"></form>'
)
EMPTY_LIBRARY = Markup(
    '<section class="first"><p class="lead">This library has no articles yet, and so no sources.</p>'
    '<p><button type="button" class="plain" data-tab="Library">Open the Library tab</button></p></section>'
)


def roster(directory: Directory, kind: Kind, words: str, shown: int) -> Markup:
    """Return the list of sources of a kind that have `words` in their name, `shown` of them."""
    if not any(directory.sources.values()):
        return EMPTY_LIBRARY
    found = {each: directory.find(each, words) for each in Kind}
    return Markup('<section class="roster" aria-label="Sources">{}{}{}{}</section>').format(
        _kinds({each: len(sources) for each, sources in found.items()}, kind),
        Markup(
            '<p class="to-picture"><button type="button" class="plain" data-picture>See who quotes whom</button></p>'
        ),
        _table(found[kind][:shown], kind) if found[kind] else _none(kind, words),
        more(len(found[kind]), shown, "Type above to narrow the list."),
    )


def _kinds(counts: Mapping[Kind, int], chosen: Kind) -> Markup:
    buttons = joined(
        Markup('<button type="button" data-turn-to="{}" aria-pressed="{}">{} <span>{}</span></button>').format(
            kind, "true" if kind is chosen else "false", label, f"{counts[kind]:,}"
        )
        for kind, label in _KINDS.items()
    )
    return Markup('<div class="kinds" role="group" aria-label="Kind of source">{}</div>').format(buttons)


def _none(kind: Kind, words: str) -> Markup:
    if words:
        return Markup('<p class="note">None of the {} fits “{}”.</p>').format(_KINDS[kind].lower(), words)
    return Markup('<p class="note">No {} are known in this library.</p>').format(_KINDS[kind].lower())


def _table(sources: Iterable[Source], kind: Kind) -> Markup:
    """Return a line each. An author's or outlet's attributions are those that they make, a speaker's those to them."""
    return Markup(
        '<table><thead><tr><th>{}</th><th class="number">Articles</th><th class="number">{}</th></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(
        "Speaker" if kind is Kind.SPEAKER else kind.capitalize(),
        "Times quoted" if kind is Kind.SPEAKER else "Times quoting",
        joined(map(_line, sources)),
    )


def _line(source: Source) -> Markup:
    detail = _SPEAKERS[source.speaker] if source.speaker else ""
    return Markup(
        '<tr><td>{} <span class="credit">{}</span></td><td class="number">{}</td><td class="number">{}</td></tr>'
    ).format(pick(source.kind, source.name, "open"), detail, f"{source.articles:,}", f"{source.attributions:,}")


def pick(kind: Kind, name: str, look: str) -> Markup:
    """Return the button that chooses a source, in the style `look`."""
    return Markup('<button type="button" class="{}" data-pick="{}" data-name="{}">{}</button>').format(
        look, kind, name, name
    )


def more(count: int, shown: int, advice: str = "") -> Markup:
    """Return how much of what is listed is shown, with the way to the rest; nothing where all is."""
    if count <= shown:
        return Markup("")
    return Markup(
        '<p class="note">The first {} of {} are shown. {}</p>'
        '<p><button type="button" class="plain" data-more>Show more</button></p>'
    ).format(f"{shown:,}", f"{count:,}", advice)
