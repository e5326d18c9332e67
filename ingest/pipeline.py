"""From files to articles: find them, read each in the child process, pack what was read into passages.

Codes of an `ArticleWarning`: ``ambiguous-date``, ``impossible-date``, ``future-date``, ``bad-date`` (a date that is
not known, and why); ``conflicting-dates`` (a page contradicts itself); ``metadata-row`` (fields
of a row of metadata.csv beyond its columns); ``bad-url``, ``bad-language`` (a value of such a row that cannot be);
``unknown-column`` (of a whole metadata.csv); ``guessed-encoding``; ``invisible-characters``,
``control-characters`` (taken out of the text); ``hidden-text`` (a page or PDF held words that no reader would see);
``addresses-machines`` (words in plain sight are meant for a machine that reads them).

Codes of a `Rejected`: ``unsupported``, ``missing``, ``metadata-row``, ``name``, ``too-large``, ``unreadable``,
``empty``, ``no-text``, ``binary``, ``encoding``, ``encrypted``, ``damaged``, ``too-long``, ``too-deep``,
``too-many-links``, ``too-many-pages``, ``expands``, ``time``, ``memory``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.corpus import Article, Passage, Span
from ingest.errors import Rejected
from ingest.injection import injections, warning_about
from ingest.limits import MEGABYTE, Limits
from ingest.parsed import Parsed
from ingest.passages import pack
from ingest.sandbox import Sandbox
from ingest.sources import SourceFile, Survey, find, survey

__all__ = ["Limits", "SourceFile", "Survey", "TokenCounter", "find", "parse", "read", "survey"]

TokenCounter = Callable[[Sequence[str]], Sequence[int]]
"""Counts the encoder's word pieces of each text."""


def read(
    sources: Iterable[SourceFile], tokens: TokenCounter, budget: int, limits: Limits | None = None
) -> Iterator[tuple[SourceFile, Article | Rejected]]:
    """Yield each source with its article, or with why it cannot be one, in order.

    `budget` is the word pieces that a passage may have. Nothing a file holds ends the run.
    """
    limits = limits or Limits()
    with Sandbox(limits) as sandbox:
        for source in sources:
            try:
                yield source, _read_one(source, sandbox, tokens, budget, limits)
            except Rejected as rejected:
                yield source, rejected


def parse(
    sources: Iterable[SourceFile], limits: Limits | None = None
) -> Iterator[tuple[SourceFile, Parsed | Rejected]]:
    """Yield each source with what was read of it, or with why it cannot be, in order. No passages are packed."""
    limits = limits or Limits()
    with Sandbox(limits) as sandbox:
        for source in sources:
            try:
                yield source, _parsed(source, sandbox, limits)
            except Rejected as rejected:
                yield source, rejected


def _read_one(source: SourceFile, sandbox: Sandbox, tokens: TokenCounter, budget: int, limits: Limits) -> Article:
    """Read one source. Raises `Rejected`."""
    parsed = _parsed(source, sandbox, limits)
    addressed = [span for s in parsed.stretches for span in injections(parsed.text, s.sentences)]
    warnings = (*source.warnings, *parsed.warnings, *warning_about(parsed.text, addressed))
    passages = _packed(parsed, tokens, budget, frozenset(addressed))
    return Article(source.name, parsed.text, parsed.metadata, passages, warnings)


def _parsed(source: SourceFile, sandbox: Sandbox, limits: Limits) -> Parsed:
    """Parse one source in the child process. Raises `Rejected`; its size is checked before anything of it is read."""
    if source.refusal is not None:
        raise Rejected(*source.refusal)
    if source.size > limits.file:
        size, most = source.size / MEGABYTE, limits.file / MEGABYTE
        raise Rejected("too-large", f"is {size:.0f} MB; the limit is {most:.0f} MB: split it")
    return sandbox.parse(source.path, source.row)


def _packed(parsed: Parsed, tokens: TokenCounter, budget: int, apart: frozenset[Span]) -> tuple[Passage, ...]:
    """Count all sentences of an article in one call, and pack them, those of `apart` apart."""
    sizes = iter(tokens([sentence.of(parsed.text) for s in parsed.stretches for sentence in s.sentences]))
    counts = [[next(sizes) for _ in stretch.sentences] for stretch in parsed.stretches]
    return pack(parsed.stretches, counts, budget, apart)
