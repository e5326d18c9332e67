"""The composer that needs no language model: it chooses the sentences that answer, and they speak for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answer import Draft, DraftStatement, Evidence
from index.retrieve import RetrievedSentence
from ingest.corpus import ArticleId, PassageId
from ingest.segment import ends_sentence

MAX_WORDS = 360  # of quotes in one answer: what a reader takes in before scrolling
FAR = 0.45  # share of the best sentence's nearness below which a sentence is no answer beside it
SHORTEST, SHORTEST_FRAGMENT = 3, 6  # content words of a sentence, and of a line that does not end as one, worth quoting
TO_THE_POINT = 0.4  # similarity to the question from which a shorter sentence is worth it
NEAR_REPEAT = 0.8  # Jaccard of stems from which two sentences are one said twice


@dataclass(frozen=True, slots=True)
class Budget:
    """How much an answer may quote: runs of adjacent sentences (a citation each), and words in all."""

    citations: int
    words: int = MAX_WORDS

    def shared_by(self, parties: int) -> "Budget":
        """Return the part of each of `parties` when the budget is split evenly; at least one citation each."""
        return Budget(max(1, self.citations // parties), self.words // parties)


def select(sentences: Sequence[RetrievedSentence], budget: Budget) -> tuple[RetrievedSentence, ...]:
    """Choose sentences, best first, until the budget is spent; those that repeat a chosen one are passed over.

    A sentence beside a chosen one joins it in one quote, so it costs words and no citation.
    """
    chosen: list[RetrievedSentence] = []
    said: list[frozenset[str]] = []
    places: set[tuple[PassageId, int]] = set()
    words = runs = 0
    for sentence in _near(sentences):
        if budget.words - words < SHORTEST:
            break
        length = len(sentence.words.split())
        joined = sum((sentence.passage, sentence.place + step) in places for step in (-1, 1))
        if words + length > budget.words or runs + 1 - joined > budget.citations:
            continue
        if not _is_worth_quoting(sentence) or _is_said(sentence.stems, said):
            continue
        chosen.append(sentence)
        said.append(sentence.stems)
        places.add((sentence.passage, sentence.place))
        words, runs = words + length, runs + 1 - joined
    return tuple(chosen)


def _near(sentences: Sequence[RetrievedSentence]) -> list[RetrievedSentence]:
    least = FAR * max((sentence.nearness for sentence in sentences), default=0.0)
    return [sentence for sentence in sentences if sentence.nearness >= least]


def _is_worth_quoting(sentence: RetrievedSentence) -> bool:
    if not ends_sentence(sentence.words):
        return len(sentence.stems) >= SHORTEST_FRAGMENT
    return len(sentence.stems) >= SHORTEST or sentence.similarity >= TO_THE_POINT


def _is_said(own: frozenset[str], said: Sequence[frozenset[str]]) -> bool:
    # What two sets share is at most the smaller one, so most pairs are told apart by their sizes.
    return any(
        min(len(own), len(other)) >= NEAR_REPEAT * max(len(own), len(other))
        and len(own & other) >= NEAR_REPEAT * len(own | other)
        for other in said
    )


def draft(evidence: Sequence[Evidence]) -> Draft:
    """Propose a statement for each run of adjacent evidence, best first, those of one article together.

    `evidence` is best first.
    """
    place = {item.number: index for index, item in enumerate(evidence)}
    runs = sorted(runs_of(evidence), key=lambda run: min(place[item.number] for item in run))
    first: dict[ArticleId, int] = {}
    for index, run in enumerate(runs):
        first.setdefault(run[0].article.id, index)
    runs.sort(key=lambda run: first[run[0].article.id])
    return Draft(tuple(DraftStatement(tuple(item.number for item in run)) for run in runs))


def runs_of(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Group evidence that follows on itself in its article, in reading order."""
    runs: list[list[Evidence]] = []
    for item in sorted(evidence, key=lambda item: (item.article.id, item.span)):
        if runs and follows(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def follows(earlier: Evidence, later: Evidence) -> bool:
    """Tell whether nothing but white space stands between two stretches of one article."""
    return (
        earlier.article.id == later.article.id
        and earlier.span.end <= later.span.start
        and not earlier.text[earlier.span.end : later.span.start].strip()
    )
