"""Questions to begin with, made from what the library holds."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from index.scope import Scope
from index.store import Store
from ingest.corpus import SpeakerKind

READ = 200  # articles that are looked at: enough for examples, and quick on a large library
HEARD = 5  # most quoted speakers that are looked at
SPREAD = 3  # articles that must name something before it makes an example

# Names of several words inside a sentence; at its start a capital says nothing.
_NAME = re.compile(r"(?<=[a-z,;] )(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+")

Topics = Mapping[str, Counter[str]]  # name -> outlet -> number of its articles that hold the name


def examples_for(store: Store) -> tuple[str, ...]:
    """Return a question about one source, one across sources, one about a speaker and one to decline, as matter allows.

    Each is a plain question that a user could have typed; an empty library gives none.
    """
    topics = _topics(store)
    if not topics:
        return ()
    shared = max(topics, key=lambda name: (len(topics[name]), topics[name].total(), store.mentions(name), name))
    outlets = [outlet for outlet, _ in topics[shared].most_common(2)]
    across = [f"What do {outlets[0]} and {outlets[1]} say about {shared}?"] if len(outlets) > 1 else []
    return (f"What does {outlets[-1]} say about {shared}?", *across, *_quoted(store), *_declined(store, topics))


def _topics(store: Store) -> Topics:
    topics: dict[str, Counter[str]] = defaultdict(Counter)
    for article in store.articles()[:READ]:
        if article.metadata.outlet:
            for name in set(_NAME.findall(store.text(article.id))):
                topics[name][article.metadata.outlet] += 1
    return {name: outlets for name, outlets in topics.items() if outlets.total() >= SPREAD}


def _quoted(store: Store) -> list[str]:
    """Ask a person who is much quoted about what their quoted words name most often."""
    people = [speaker.name for speaker in store.speakers() if speaker.kind is SpeakerKind.PERSON]
    for speaker in people[:HEARD]:
        words = (quotation.words for quotation in store.quotations(speaker)[:READ])
        names = Counter(name for said in words for name in _NAME.findall(said) if speaker not in name)
        if names:
            return [f"What does {speaker} say about {names.most_common(1)[0][0]}?"]
    return []


def _declined(store: Store, topics: Topics) -> list[str]:
    """Ask an outlet about what others write of and it does not: shows that silence is reported as silence."""
    outlets = sorted({outlet for counts in topics.values() for outlet in counts})
    for name in sorted(topics, key=lambda name: (-topics[name].total(), name)):
        for outlet in outlets:
            if outlet not in topics[name] and not store.mentions(name, Scope(outlets=(outlet,))):
                return [f"What does {outlet} say about {name}?"]
    return []
