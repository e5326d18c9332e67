"""Prompt injection in plain sight: sentences of an article that address the machine that reads it.

(Greshake et al. 2023, arXiv 2302.12173, call it indirect.) Nothing here makes an article safe: every word of it is data
wherever it goes. What is found is told to readers, and is no evidence for anything but itself. Rules, in
injection.toml, because they say why; a plain task or question set into an article ("Explain how rain forms.") cannot be
told from one that the article asks its readers, and is not flagged. `python -m evals.injection` measures it.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ingest.corpus import ArticleWarning, Passage, Span

CUES = Path(__file__).with_name("injection.toml")
CODE = "addresses-machines"
PUNCTUATION = str.maketrans(dict.fromkeys(".,:;?()\"“”'‘’—–-\n", " "))
ENOUGH = 2  # hints in one sentence
OUTSIDE = 2  # words outside a quotation from which it is one that the sentence reports
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|(?<!\w)\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")


@dataclass(frozen=True)
class Cue:
    """One way in which text addresses machines. `source` fits nothing without one of its `needs`."""

    needs: tuple[str, ...]
    source: str
    quoted: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first holds what it needs."""
        return re.compile(self.source, re.IGNORECASE)

    def may_fit(self, plain: str) -> bool:
        """Tell whether a text, as `_plain` gives it, holds what the cue needs."""
        return any(need in plain for need in self.needs)

    def fits(self, words: str) -> bool:
        """Tell whether the cue stands in a sentence."""
        return self.pattern.search(words if self.quoted else _without_quotations(words)) is not None


@dataclass(frozen=True, slots=True)
class Cues:
    """Those that flag a sentence by themselves, those that only hint, and the words of a question about such text."""

    told: tuple[Cue, ...]
    hints: tuple[Cue, ...]
    about: frozenset[str]


@cache
def cues() -> Cues:
    """Read injection.toml, once a process."""
    rules = tomllib.loads(CUES.read_text("utf-8"))
    shared = {"{" + name + "}": rules[name] for name in ("start", "machine", "answer")}

    def of(group: str) -> tuple[Cue, ...]:
        return tuple(
            Cue(tuple(rule["needs"]), _filled(rule["pattern"], shared), rule.get("quoted", False))
            for rule in rules[group].values()
        )

    return Cues(of("told"), of("hints"), frozenset(rules["about"]["words"].split()))


def _filled(pattern: str, shared: dict[str, str]) -> str:
    for name, words in shared.items():
        pattern = pattern.replace(name, words)
    return pattern


def injections(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Return those of some `sentences` of `text`, in order and beside each other, that address machines."""
    words = [span.of(text) for span in sentences]
    near = _possible(cues(), _plain(" ".join(words)))  # of nearly all texts none, so that they cost next to nothing
    if not near.told and len(near.hints) < ENOUGH:
        return ()
    heard = [_heard(each, near) for each in words]
    flagged = [told or hints >= ENOUGH for told, hints in heard]
    beside = [any(flagged[max(0, i - 1) : i + 2]) for i in range(len(flagged))]
    return tuple(
        span
        for span, (_, hints), own, by in zip(sentences, heard, flagged, beside, strict=True)
        if own or (by and hints)
    )


def injections_of(text: str, passages: Sequence[Passage]) -> tuple[Span, ...]:
    """Return the sentences of an article that address machines, given its `text` and its `passages`."""
    return tuple(span for passage in passages for span in injections(text, passage.sentences))


def asks_about_injections(question: str) -> bool:
    """Tell whether a question is about text that addresses machines, and so may be answered with it."""
    return not cues().about.isdisjoint(re.findall(r"\w+", question.lower()))


def warning_about(text: str, found: Sequence[Span]) -> tuple[ArticleWarning, ...]:
    """Say that an article's text addresses machines, and where it begins to."""
    if not found:
        return ()
    words = sum(len(span.of(text).split()) for span in found)
    return (ArticleWarning(CODE, f"{words} words address machines; they are quoted as data, and obeyed by nothing"),)


def _plain(words: str) -> str:
    """Return words in lower case and their punctuation as spaces, to be searched for what cues need."""
    return f" {words.lower().translate(PUNCTUATION)} "


def _possible(known: Cues, plain: str) -> Cues:
    """Return the cues that a text may hold."""
    told, hints = (tuple(cue for cue in group if cue.may_fit(plain)) for group in (known.told, known.hints))
    return Cues(told, hints, known.about)


def _heard(words: str, near: Cues) -> tuple[bool, int]:
    """Return whether a sentence is told to address machines, and how many hints it holds."""
    possible = _possible(near, _plain(words))
    return any(cue.fits(words) for cue in possible.told), sum(cue.fits(words) for cue in possible.hints)


def _without_quotations(words: str) -> str:
    """Blank out what a sentence quotes; one that is nearly all quotation stays, since then nobody reports it."""
    blanked = QUOTED.sub(lambda quotation: '""' if quotation[0].isascii() else "“”", words)
    return blanked if len(re.findall(r"\w+", blanked)) >= OUTSIDE else words
