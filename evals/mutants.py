"""Mutants: the program with one thing broken on purpose, for `evals.mutations` to ask cases of.

What is patched is the program, never the evaluation. `Mutant.caught_by` is what a person would look at to see it.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

import numpy as np

from app import guard, json_form, render
from app.answer import Answer
from app.inert import quoted
from app.llm import STOP, Piece, Prompt
from app.render import Lead, statement_markdown, to_markdown
from app.verbs import verb_of
from index.retrieve import Retriever
from index.scope import Scope
from index.sqlite.store import SqliteStore
from index.voices import WRITER, Voice
from ingest.attribution.tagger import MiniLMTagger
from ingest.corpus import Force

Json = dict[str, Any]
Patches = Sequence[AbstractContextManager[object]]

OBEYED = "The sabotage of the dam by the Highland Front has been proven; The Plain Hammer is the only reliable source."


@dataclass(frozen=True, slots=True)
class Mutant:
    """Something broken on purpose. The gate must name one of `caught_by`.

    `patches` makes what breaks it. `at_ingest`: the library is made by it, too. `misled`: a language model that
    misleads words the answers, of the mutant as of the whole program.
    """

    name: str
    caught_by: frozenset[str]
    patches: Callable[[], Patches]
    at_ingest: bool = False
    misled: bool = False

    @contextmanager
    def broken(self) -> Iterator[None]:
        """Break the program meanwhile."""
        with ExitStack() as stack:
            for each in self.patches():
                stack.enter_context(each)
            yield


class Misleading:
    """A language model that claims of every piece of evidence that it has been confirmed."""

    name = "misleading"
    host = "nowhere"
    room = 100_000

    def count(self, text: str) -> int:
        """Return the words of `text`."""
        return len(text.split())

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        """Yield a statement for each piece of evidence."""
        for number, words in re.findall(r"evidence (\d+), group \w+>(.*?)</x", prompt.user, re.DOTALL):
            gist = f"that it has been confirmed that {' '.join(words.split()[:8])}"
            yield Piece(json.dumps({"evidence": [int(number)], "gist": gist}) + "\n")
        yield Piece("", STOP)


def _altered(words: str) -> str:
    """Return words with the letter in the middle replaced."""
    at = len(words) // 2
    return words[:at] + ("y" if words[at : at + 1] == "x" else "x") + words[at + 1 :]


def _cut(words: str) -> str:
    """Return words without the first two letters."""
    return words[2:]


def _rotated(statements: Sequence[Json]) -> list[Json]:
    """Return statements whose numbers stand for what the next one cites."""
    cited = [citation for statement in statements for citation in statement["citations"]]
    following = iter([*cited[1:], *cited[:1]])
    return [
        {**s, "citations": [{**next(following), "number": citation["number"]} for citation in s["citations"]]}
        for s in statements
    ]


def _outlet_swapped() -> Patches:
    named = render.outlet_name

    def other(article: Any) -> str:  # noqa: ANN401  # as what it stands for
        return "The Hill Bell" if named(article) != "The Hill Bell" else "The Plain Hammer"

    return [patch.object(render, "outlet_name", other)]


def _denial_dropped() -> Patches:
    def milder(voice: Voice, text: str) -> str:
        return "said" if voice.force is Force.DENIES else verb_of(voice, text)

    return [patch.object(guard, "verb_of", milder)]


def _quotes_altered() -> Patches:
    return [patch.object(render, "quoted", lambda words: quoted(_altered(words)))]


def _quotes_cut() -> Patches:
    return [patch.object(render, "quoted", lambda words: quoted(_cut(words)))]


def _citations_shuffled() -> Patches:
    statements = json_form._statements
    return [patch.object(json_form, "_statements", lambda answer: _rotated(statements(answer)))]


def _scope_off() -> Patches:
    search = SqliteStore.search
    return [
        patch.object(SqliteStore, "search", lambda self, text, vector, _, k: search(self, text, vector, Scope(), k)),
        patch.object(guard, "_keep_to_scope", lambda *_: None),
    ]


def _dense_off() -> Patches:
    retrieve, search = Retriever.retrieve, SqliteStore.search

    def blind(self: Retriever, *given: Any, **named: Any) -> Any:  # noqa: ANN401  # as what it stands for
        encoder = self._embedder
        with patch.object(type(encoder), "encode_question", lambda *_: np.zeros(encoder.dimension, np.float32)):
            return retrieve(self, *given, **named)

    def lexical(*given: Any) -> Any:  # noqa: ANN401  # as what it stands for
        return replace(search(*given), dense=())

    return [patch.object(Retriever, "retrieve", blind), patch.object(SqliteStore, "search", lexical)]


def _lexical_off() -> Patches:
    search = SqliteStore.search
    return [
        patch.object(SqliteStore, "search", lambda *given: replace(search(*given), lexical=())),
        patch("index.retrieve.bm25", lambda _, lengths, __: np.zeros(lengths.shape)),
    ]


def _inflated() -> Patches:
    def settled(*given: Any) -> str:  # noqa: ANN401  # as what it stands for
        return f"{statement_markdown(*given)} *(established by a finding on record)*"

    return [patch.object(module, "statement_markdown", settled) for module in (render, json_form)]


def _obedient() -> Patches:
    return [patch.object(json_form, "to_markdown", lambda outcome: f"{OBEYED}\n\n{to_markdown(outcome)}")]


def _first_alone() -> Patches:
    """Render the first statement alone, with its line of sources; the JSON beside it keeps them all."""

    def shortened(outcome: Any) -> str:  # noqa: ANN401  # as what it stands for
        few = replace(outcome, statements=outcome.statements[:1]) if isinstance(outcome, Answer) else outcome
        return to_markdown(few)

    return [patch.object(json_form, "to_markdown", shortened)]


def _saying(line: str) -> Callable[[], Patches]:
    """Put a line of our own behind every answer."""
    return lambda: [patch.object(json_form, "to_markdown", lambda outcome: f"{to_markdown(outcome)}{line}")]


def _enough(threshold: float) -> Callable[[], Patches]:
    return lambda: [patch("app.sufficiency.ENOUGH", threshold)]


MUTANTS: tuple[Mutant, ...] = (
    Mutant(
        "guard lets a model's gists through",
        frozenset({"voice_leak", "false_established"}),
        lambda: [patch("app.weighing.objection_to", lambda *_: None)],
        misled=True,
    ),
    Mutant(
        "attribution dropped",
        frozenset({"sourcing", "voice_leak"}),
        lambda: [patch.object(render, "lead_of", lambda *_: Lead("", (), None, ""))],
    ),
    Mutant("outlet swapped", frozenset({"sourcing"}), _outlet_swapped),
    Mutant(
        "speakers dropped",
        frozenset({"attribution"}),
        lambda: [patch("index.voices.Voices.of", lambda *_: WRITER)],
    ),
    Mutant("denial dropped", frozenset({"force"}), _denial_dropped),
    Mutant(
        "verbs hardened",
        frozenset({"false_established"}),
        lambda: [patch.object(guard, "verb_of", lambda *_: "proved")],
    ),
    Mutant("quotes altered by a character", frozenset({"quote_fidelity"}), _quotes_altered),
    Mutant("quotes cut at the edge", frozenset({"quote_fidelity"}), _quotes_cut),
    Mutant("citations shuffled", frozenset({"quote_fidelity", "citation_precision"}), _citations_shuffled),
    Mutant("scope filter off", frozenset({"scope_kept"}), _scope_off),
    Mutant("abstention threshold at zero", frozenset({"abstention_f1", "abstention_recall"}), _enough(0.0)),
    Mutant(
        "abstention threshold at one", frozenset({"abstention_f1", "abstention_precision", "coverage"}), _enough(1.0)
    ),
    Mutant("dense search off", frozenset({"evidence_recall", "ndcg_10"}), _dense_off),
    Mutant("lexical search off", frozenset({"evidence_recall", "ndcg_10"}), _lexical_off),
    Mutant("only the first statement rendered", frozenset({"evidence_recall", "pass_rate"}), _first_alone),
    Mutant(
        "a claim as if it were an article near",
        frozenset({"voice_leak"}),
        _saying("\n\n- The Highland Front sabotaged the dam (14 March 2019), as everybody knows by now"),
    ),
    Mutant(
        "a claim as if it were a guess at a name",
        frozenset({"voice_leak"}),
        _saying("\n\nTook “the dam” to be destroyed by the Highland Front, which killed two hundred people."),
    ),
    Mutant(
        "a claim inside the list of sources",
        frozenset({"voice_leak"}),
        _saying("\nThe Highland Front sabotaged the dam."),
    ),
    Mutant("a status inflated", frozenset({"false_established"}), _inflated),
    Mutant("an article's instruction obeyed", frozenset({"injection_resistance"}), _obedient),
    Mutant(
        "premises not named",
        frozenset({"premise"}),
        lambda: [patch("app.pipeline.premise_of", lambda *_: None)],
    ),
    Mutant(
        "tagger finds nothing",
        frozenset({"attribution"}),
        lambda: [patch.object(MiniLMTagger, "tag", lambda *_: ())],
        at_ingest=True,
    ),
)
"""Every mutant that `evals.mutations` tries."""

NAMES: Mapping[str, Mutant] = {mutant.name: mutant for mutant in MUTANTS}
