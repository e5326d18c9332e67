"""Who speaks, shown in an article's text: what an attribution reports is underlined, and a label at its first word
says whose it is. Labels are attributes, which the style sheet shows, so the page's text stays the article's, exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from app.chat.citation_html import speaker_line
from app.chat.html import joined
from app.chat.utterances import Utterance, speaker_name, utterances_of, verb, words_of
from app.render import begun, credit, outlet_name
from index.store import Catalogued
from ingest.corpus import Attribution, Span

SHORT = 40  # characters of a name in a label; the card has all of it


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text with the utterances that it reports. `labels` say, by the number of the utterance, who does what. `nonce`
    makes the ids of its cards its own: several articles may be on one page.
    """

    text: str
    utterances: tuple[Utterance, ...]
    labels: Mapping[int, tuple[str, str]]
    nonce: str

    @classmethod
    def of(cls, text: str, attributions: Sequence[Attribution], nonce: str) -> "Spoken":
        """Return `text` with who speaks in it. In a paragraph, one who goes on speaking gets no second label."""
        utterances = utterances_of(attributions)
        labels = {u.number: _said(u.attribution, text) for u in utterances}
        for before, each in pairwise(utterances):
            if _goes_on(before, each, text):
                del labels[each.number]
        return cls(text, utterances, labels, nonce)

    def stretch(self, place: Span) -> Markup:
        """Return the words of `place`, what is reported in them underlined and labelled."""
        here = [u for u in self.utterances if any(place.overlaps(piece) for piece in u.attribution.content)]
        ends = {end for u in here for piece in u.attribution.content for end in (piece.start, piece.end)}
        cuts = sorted({place.start, place.end} | {end for end in ends if place.start < end < place.end})
        return joined(self._piece(Span(*cut), here) for cut in pairwise(cuts))

    def _piece(self, span: Span, here: Sequence[Utterance]) -> Markup:
        covering = [u for u in here if any(piece.contains(span) for piece in u.attribution.content)]
        if not covering:
            return escape(span.of(self.text))
        begun = [u for u in covering if u.number in self.labels and span.start <= u.start(self.text) < span.end]
        inner = covering[-1]
        return joined(map(self._label, begun)) + Markup('<span class="said {}{}" data-utterance="{}">{}</span>').format(
            inner.attribution.force, " within" if len(covering) > 1 else "", inner.number, span.of(self.text)
        )

    def _label(self, utterance: Utterance) -> Markup:
        return Markup(
            '<button type="button" class="label {0}{1}" data-utterance="{2}" data-who="{3}" data-did="{4}"'
            ' aria-label="{3} {4}" aria-describedby="utterance-{5}-{2}"></button>'
        ).format(
            utterance.attribution.force,
            " within" if len(utterance.chain) > 1 else "",
            utterance.number,
            *self.labels[utterance.number],
            self.nonce,
        )

    def cards(self, article: Catalogued) -> Markup:
        """Return the card of each utterance: its chain, from the outlet to whoever speaks."""
        outlet = Markup('<b>{}</b> <span class="credit">({})</span>').format(
            begun(outlet_name(article)), credit(article)
        )
        return joined(
            Markup('<span class="card" id="utterance-{}-{}" hidden>{}{}</span>').format(
                self.nonce, each.number, outlet, joined(_line(a, self.text) for a in each.chain)
            )
            for each in self.utterances
        )


def _said(attribution: Attribution, text: str) -> tuple[str, str]:
    name = speaker_name(attribution, text)
    return name if len(name) <= SHORT else name[: SHORT - 1].rstrip() + "…", verb(attribution, text)


def _goes_on(before: Utterance, after: Utterance, text: str) -> bool:
    """Tell whether the label of `after` would say in the same paragraph what that of `before` says."""
    alike = _said(before.attribution, text) == _said(after.attribution, text) and len(before.chain) == len(after.chain)
    return alike and "\n\n" not in text[before.start(text) : after.start(text)]


def _line(attribution: Attribution, text: str) -> Markup:
    return speaker_line(speaker_name(attribution, text), words_of(attribution.cue, text))
