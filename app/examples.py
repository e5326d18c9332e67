"""Questions to begin with, made from what the library holds, each of which has an answer there."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from index.store import Store
from ingest.corpus import SpeakerKind

READ = 200  # articles that are looked at: enough for examples, and quick on a large library
HEARD = 5  # most quoted speakers that are looked at
SPREAD = 3  # articles that must name something before it makes an example
TRIED = 5  # questions of one kind that are asked before none is shown

# Names of several words inside a sentence; at its start a capital says nothing.
_NAME = re.compile(r"(?<=[a-z,;] )(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+")

Topics = Mapping[str, Counter[str]]  # name -> outlet -> number of its articles that hold the name
Answers = Callable[[str], bool]
"""Tells whether the library answers a question."""


def examples_for(store: Store, answers: Answers) -> tuple[str, ...]:
    """Return a question about one source, one across two and one about a speaker, each the likeliest that `answers`.

    Each is a plain question that a user could have typed; an empty library gives none.
    """
    topics = _topics(store)
    kinds = (_of_one(topics), _across(topics), _quoted(store))
    found = (next(filter(answers, islice(questions, TRIED)), None) for questions in kinds)
    return tuple(question for question in found if question)


def _topics(store: Store) -> Topics:
    """Return what outlets write of, most widely told first."""
    topics: dict[str, Counter[str]] = defaultdict(Counter)
    for article in store.articles()[:READ]:
        if article.metadata.outlet:
            for name in set(_NAME.findall(store.text(article.id))):
                topics[name][article.metadata.outlet] += 1
    spread = {name: outlets for name, outlets in topics.items() if outlets.total() >= SPREAD}
    order = sorted(spread, key=lambda n: (len(spread[n]), spread[n].total(), store.mentions(n), n), reverse=True)
    return {name: spread[name] for name in order}


def _of_one(topics: Topics) -> Iterator[str]:
    """Ask the outlet that writes most of something."""
    return (f"What does {outlets.most_common(1)[0][0]} say about {name}?" for name, outlets in topics.items())


def _across(topics: Topics) -> Iterator[str]:
    for name, outlets in topics.items():
        if len(outlets) > 1:
            (one, _), (other, _) = outlets.most_common(2)
            yield f"What do {one} and {other} say about {name}?"


def _quoted(store: Store) -> Iterator[str]:
    """Ask a person who is much quoted about what their quoted words name most often."""
    people = [speaker.name for speaker in store.speakers() if speaker.kind is SpeakerKind.PERSON]
    for speaker in people[:HEARD]:
        words = (quotation.words for quotation in store.quotations(speaker)[:READ])
        names = Counter(name for said in words for name in _NAME.findall(said) if speaker not in name)
        yield from (f"What does {speaker} say about {name}?" for name, _ in names.most_common(1))
