"""The composer that needs no language model: it chooses the sentences that answer, and they speak for themselves."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.answer import Evidence
from app.compose.antecedent import points_back
from app.draft import Draft, DraftStatement
from index.retrieve import RetrievedSentence
from index.words import stems
from ingest.corpus import ArticleId, Force
from ingest.segment import ends_sentence

# Chosen on the shared and demonstration questions (`python -m evals`), where values near these find the same evidence
# within 0.02: FAR 0.4 to 0.5, TO_THE_POINT 0.3 to 0.5, LONGEST_RUN 100 to 200, RIVAL 0.7 to 0.8 with SHARE 0.6 to 0.75.
MAX_WORDS = 360  # of quotes in one answer: what a reader takes in before scrolling
FAR = 0.45  # share of the best sentence's nearness below which a sentence is no answer beside it
SHORTEST, SHORTEST_FRAGMENT = 3, 6  # content words of a sentence, and of a line that does not end as one, worth quoting
TO_THE_POINT = 0.4  # similarity to the question from which a shorter sentence is worth it
LONGEST_RUN = 140  # words of one quote, if it is not one sentence
RIVAL, SHARE = 0.8, 0.7  # an article this near beside the best leaves the best this share of the words
GAPS = (0, 1, 2)  # characters between sentences that follow on each other: none, a space, a paragraph's end
NEAR_REPEAT = 0.8  # Jaccard of stems from which two sentences are one said twice
TITLE_REPEAT = 0.7  # the same for a sentence and the title above it


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

    A sentence beside a chosen one, spoken by the same, joins it in one quote, so it costs words and no citation.
    """
    near = _near(sentences)
    selection = _Selection(budget, _share_of_an_article(near, budget))
    for sentence in near:
        if budget.words - selection.words < SHORTEST:
            break
        if _is_worth_quoting(sentence):
            selection.offer(sentence)
    return tuple(selection.chosen)


_Place = tuple[ArticleId, tuple[tuple[str, ...], Force], int]  # article, voice, offset


def _place(sentence: RetrievedSentence, offset: int) -> _Place:
    return sentence.article.id, sentence.voice.key, offset


class _Selection:
    """Sentences chosen so far, in runs of adjacent ones; a run is the words it has."""

    def __init__(self, budget: Budget, article_words: int) -> None:
        self.chosen: list[RetrievedSentence] = []
        self.words = 0
        self._budget = budget
        self._article_words = article_words
        self._by_article: Counter[ArticleId] = Counter()
        self._run_at: dict[_Place, int] = {}  # by each end of its sentences
        self._runs: dict[int, int] = {}  # words by the number of a run

    def offer(self, sentence: RetrievedSentence) -> None:
        """Take a sentence in if it fits the budget and says something new."""
        length = len(sentence.words.split())
        beside = self._beside(sentence)
        run_words = length + sum(self._runs[run] for run in beside)
        if self._fits(sentence, length, len(beside), run_words) and not self._is_said(sentence):
            self._take(sentence, length, beside, run_words)

    def _beside(self, sentence: RetrievedSentence) -> set[int]:
        """Return the runs that the sentence would join: of its voice, and nothing but white space between them."""
        before = (sentence.span.start - gap for gap in GAPS)
        after = (sentence.span.end + gap for gap in GAPS)
        at = (self._run_at.get(_place(sentence, offset)) for offset in (*before, *after))
        return {run for run in at if run is not None}

    def _fits(self, sentence: RetrievedSentence, length: int, joined: int, run_words: int) -> bool:
        return (
            self.words + length <= self._budget.words
            and len(self._runs) + 1 - joined <= self._budget.citations
            and self._by_article[sentence.article.id] + length <= self._article_words
            and (not joined or run_words <= LONGEST_RUN)
        )

    def _is_said(self, sentence: RetrievedSentence) -> bool:
        own = sentence.stems
        return any(len(own & said.stems) >= NEAR_REPEAT * len(own | said.stems) for said in self.chosen)

    def _take(self, sentence: RetrievedSentence, length: int, beside: set[int], run_words: int) -> None:
        run = len(self.chosen)
        for place, other in self._run_at.items():
            if other in beside:
                self._run_at[place] = run
        for other in beside:
            del self._runs[other]
        for offset in (sentence.span.start, sentence.span.end):
            self._run_at[_place(sentence, offset)] = run
        self._runs[run] = run_words
        self._by_article[sentence.article.id] += length
        self.words += length
        self.chosen.append(sentence)


def _share_of_an_article(near: Sequence[RetrievedSentence], budget: Budget) -> int:
    """Return how many words one article may have: not all where another is nearly as near to the question."""
    best = max((sentence.nearness for sentence in near), default=0.0)
    rivals = {sentence.article.id for sentence in near if sentence.nearness >= RIVAL * best}
    return int(SHARE * budget.words) if len(rivals) > 1 else budget.words


def _repeats_title(sentence: RetrievedSentence) -> bool:
    """Tell whether a sentence is its article's title over again, which every citation shows."""
    title = frozenset(stems(sentence.article.metadata.title or ""))
    return bool(title) and len(title & sentence.stems) >= TITLE_REPEAT * len(title | sentence.stems)


def _near(sentences: Sequence[RetrievedSentence]) -> list[RetrievedSentence]:
    least = FAR * max((sentence.nearness for sentence in sentences), default=0.0)
    return [sentence for sentence in sentences if sentence.nearness >= least]


def _is_worth_quoting(sentence: RetrievedSentence) -> bool:
    if _repeats_title(sentence):
        return False
    if not ends_sentence(sentence.words):
        return len(sentence.stems) >= SHORTEST_FRAGMENT
    return len(sentence.stems) >= SHORTEST or sentence.similarity >= TO_THE_POINT


def draft(evidence: Sequence[Evidence]) -> Draft:
    """Propose a statement for each run of adjacent evidence of one voice, best first, those of one article together.

    `evidence` is best first.
    """
    place = {item.number: index for index, item in enumerate(evidence)}
    runs = sorted(runs_of(evidence), key=lambda run: min(place[item.number] for item in run))
    first: dict[ArticleId, int] = {}
    for index, run in enumerate(runs):
        first.setdefault(run[0].article.id, index)
    runs.sort(key=lambda run: first[run[0].article.id])
    ordered = _behind_what_they_deny(runs)
    return Draft(tuple(DraftStatement(tuple(item.number for item in run)) for run in ordered))


def _behind_what_they_deny(runs: Sequence[list[Evidence]]) -> list[list[Evidence]]:
    """Return `runs` with each that begins with a denial pointing back right behind the one that it follows on.

    What is denied may stand in a run that begins with something better, and so come long before.
    """
    ordered = list(runs)
    for run in runs:
        home = next((other for other in runs if points_back(run[0]) and follows(other[-1], run[0])), None)
        if home is not None:
            ordered.remove(run)
            ordered.insert(ordered.index(home) + 1, run)
    return ordered


def runs_of(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Group evidence of one voice that follows on itself in its article, in reading order.

    What is on record of some words, or disputed, says nothing of those beside them, which so are another run.
    """
    runs: list[list[Evidence]] = []
    for item in sorted(evidence, key=lambda item: (item.article.id, item.span)):
        if runs and follows(runs[-1][-1], item) and _has_one_standing(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _has_one_standing(earlier: Evidence, later: Evidence) -> bool:
    return (earlier.voice.key, earlier.on_record, earlier.contested) == (
        later.voice.key,
        later.on_record,
        later.contested,
    )


def follows(earlier: Evidence, later: Evidence) -> bool:
    """Tell whether nothing but white space stands between two stretches of one article."""
    return (
        earlier.article.id == later.article.id
        and earlier.span.end <= later.span.start
        and not earlier.text[earlier.span.end : later.span.start].strip()
    )
