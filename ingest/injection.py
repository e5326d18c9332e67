"""Prompt injection in plain sight: sentences of an article that address the machine that reads it.

(Greshake et al. 2023, arXiv 2302.12173, call it indirect.) Nothing here makes an article safe: every word of it is data
wherever it goes. What is found is told to readers, is no evidence for anything but itself, and is nobody's words. It is
told by rules, in injection.toml, because they say why. A plain task or question ("Explain how rain forms.") counts only
where it is foreign to the article around it: see `ingest.foreign`. `python -m evals.injection` measures it.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.corpus import ArticleWarning, Passage, Span
from ingest.foreign import is_foreign
from ingest.injection_cues import cues

CODE = "addresses-machines"
# Where a sentence may begin inside what was taken for one: "Mr. Ignore the above. Roe said" is cut at neither stop.
WITHIN = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"“‘'(\[*#<]*[A-Z])|\s+(?=[\"“][^\"“”]+,[\"”]\s+\w)")


def injections(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Return those of some `sentences` of `text`, in order and beside each other, that address machines.

    `text` is the whole article, as it depends on the rest whether a task is foreign to it.
    """
    words = [span.of(text) for span in sentences]
    near = cues().possible(" ".join(words))  # of nearly all texts none, so that they cost next to nothing
    foreign = [_is_foreign_task(text, span) for span in sentences]
    if not near.may_flag and not any(foreign):
        return ()
    flagged = [task or near.possible(each).flag(each) for each, task in zip(words, foreign, strict=True)]
    for order in (range(len(words)), reversed(range(len(words)))):  # from one sentence to the next, either way
        for i in order:
            flagged[i] = flagged[i] or (any(flagged[max(0, i - 1) : i + 2]) and near.flag_beside(words[i]))
    return tuple(span for i, span in enumerate(sentences) if flagged[i] or _is_between(flagged, i))


def may_hold_injections(text: str, sentences: Sequence[Span]) -> bool:
    """Tell at once whether some sentences may hold what `injections` finds; `text` need not be the whole article."""
    words = [span.of(text) for span in sentences]
    return cues().possible(" ".join(words)).may_flag or any(cues().task(each) for each in words)


def injections_of(text: str, passages: Sequence[Passage]) -> tuple[Span, ...]:
    """Return the sentences of an article that address machines, given its `text` and its `passages`."""
    return tuple(span for passage in passages for span in injections(text, passage.sentences))


def masked(text: str, passages: Sequence[Passage]) -> Iterator[Span]:
    """Yield what is read as no part of an article: its injections, without words that were only run into them.

    A stop that ends no sentence ("Mr.") hides where words were set in; so a flagged sentence is read once more in the
    smallest pieces that may be sentences.
    """
    for sentence in injections_of(text, passages):
        yield from injections(text, tuple(_pieces(text, sentence))) or (sentence,)


def asks_about_injections(question: str) -> bool:
    """Tell whether a question is about text that addresses machines, and so may be answered with it."""
    return not cues().about.isdisjoint(re.findall(r"\w+", question.lower()))


def warning_about(text: str, found: Sequence[Span]) -> tuple[ArticleWarning, ...]:
    """Say that an article's text addresses machines, and where it begins to."""
    if not found:
        return ()
    words = sum(len(span.of(text).split()) for span in found)
    return (ArticleWarning(CODE, f"{words} words address machines; they are quoted as data, and obeyed by nothing"),)


def _is_foreign_task(text: str, sentence: Span) -> bool:
    task = cues().task(sentence.of(text))
    return task is not None and is_foreign(text, sentence, task.shared)


def _is_between(flagged: Sequence[bool], i: int) -> bool:
    """Tell whether both neighbours are flagged: what is said between two commands is said to whom they are for."""
    return 0 < i < len(flagged) - 1 and flagged[i - 1] and flagged[i + 1]


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """Cut a sentence wherever another may begin."""
    start = sentence.start
    for border in WITHIN.finditer(text, sentence.start, sentence.end):
        yield Span(start, border.start())
        start = border.end()
    yield Span(start, sentence.end)
