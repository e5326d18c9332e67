"""Articles made for tests."""

import re
from datetime import date

from ingest.corpus import Article, ArticleWarning, FirstPublication, Metadata, Passage, Provenance, Span

DAM = (
    "The dam at Orle failed on Tuesday night. Engineers had warned of cracks.\n\n"
    "The ministry denied that any warning had reached it."
)
FLOOD = "Water reached the school at Brenn. Nobody was hurt, the mayor said."
BUDGET = "Parliament passed the budget. Opposition members left the hall."


def article(text: str, file: str = "a.txt", warnings: tuple[ArticleWarning, ...] = (), **known: object) -> Article:
    """Cut a passage a paragraph, and a sentence at each full stop."""
    passages = []
    for paragraph in re.finditer(r"[^\n]+", text):
        at = paragraph.start()
        sentences = [Span(at + m.start(), at + m.end()) for m in re.finditer(r"\S[^.!?]*[.!?]?", paragraph.group())]
        passages.append(Passage(Span(paragraph.start(), paragraph.end()), tuple(sentences)))
    return Article(file, text, metadata(**known), tuple(passages), warnings)


def metadata(**known: object) -> Metadata:
    return Metadata(**known, provenance=dict.fromkeys(known, Provenance.TEXT))  # type: ignore[arg-type]


def dam() -> Article:
    return article(
        DAM, "dam.txt", title="Dam fails", outlet="Orle Courier", author="Ada Vint", published=date(2024, 3, 5)
    )


def flood() -> Article:
    return article(FLOOD, "flood.txt", title="Water at Brenn", outlet="Brenn Post", published=date(2024, 3, 6))


def budget() -> Article:
    first = FirstPublication("Capital Wire", date(2023, 1, 2))
    return article(BUDGET, "budget.txt", (ArticleWarning("future-date", "2090 is yet to come"),), first_published=first)
