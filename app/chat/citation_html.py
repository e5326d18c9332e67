"""A citation as HTML: its numbered button, the card that hovering or focus shows, and what refers to it."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from app.answer import Attributor, Citation, Role
from app.inert import single_marks
from app.render import ADDRESSES_MACHINES, also_in_words, begun, credit, outlet_name, speaker_shown
from ingest.corpus import CONTEXT


def cite_button(citation: Citation, chain: Sequence[Attributor], turn: int) -> Markup:
    """Return the numbered button of a citation with the card that hovering or focus shows; `chain` is who speaks."""
    return Markup(
        '<button type="button" class="cite" data-turn="{0}" data-n="{1}" aria-label="Citation {1}: {2}"'
        ' aria-describedby="card-{0}-{1}">{1}</button><span class="card" id="card-{0}-{1}" hidden>{3}</span>'
    ).format(turn, citation.number, outlet_name(citation.article), _card(citation, chain))


def reference(number: int, turn: int) -> Markup:
    """Return a button that leads to a citation which another statement shows with its card."""
    return Markup(
        '<button type="button" class="cite reference" data-turn="{0}" data-n="{1}" aria-label="Citation {1}"'
        ' aria-describedby="card-{0}-{1}">{1}</button>'
    ).format(turn, number)


def _card(citation: Citation, chain: Sequence[Attributor]) -> Markup:
    quote, article = citation.quote, citation.article
    return Markup(
        '<b>{}</b><span class="line">{}</span>{}{}<span class="line words">…{}<mark>{}</mark>{}…</span>{}'
    ).format(
        begun(outlet_name(article)),
        credit(article),
        Markup('<span class="line">{}</span>').format(article.metadata.title) if article.metadata.title else "",
        Markup("").join(
            speaker_line(speaker_shown(link.name, link.kind), link.cue)
            for link in chain
            if link.role is Role.SPEAKER and link.name
        )
        + (Markup('<span class="line">{}</span>').format(also) if (also := also_in_words(citation)) else Markup("")),
        _whole_words(quote.prefix, lambda words: words.partition(" ")[2]),
        quote.exact if len(quote.exact) <= 240 else quote.exact[:240] + "…",
        _whole_words(quote.suffix, lambda words: words.rpartition(" ")[0]),
        Markup('<span class="line machines">{}</span>').format(ADDRESSES_MACHINES) if citation.injected else "",
    )


def _whole_words(context: str, without_cut: Callable[[str], str]) -> str:
    """Return what stands around a quote without the word that its length may have cut."""
    return without_cut(context) if len(context) == CONTEXT else context


def speaker_line(name: str, cue: str | None) -> Markup:
    """Return one speaker of a chain, in a card, with the article's words that say so."""
    said = Markup(" “{}”").format(single_marks(" ".join(cue.split()))) if cue else Markup("")
    return Markup('<span class="link"><b>{}</b>{}</span>').format(name[:1].upper() + name[1:], said)


def machines_note() -> Markup:
    """Return what stands beside words that address machines."""
    return Markup(' <span class="machines">{}</span>').format(ADDRESSES_MACHINES)
