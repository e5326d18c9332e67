"""Training: the network that is trained and the one that is run say the same; gold becomes tags and links."""

import importlib.util
import random
from itertools import product

import numpy as np
import pytest

from ingest.attribution.labels import ROLES, TAGS, best_paths, runs
from ingest.attribution.trained import chain_of, merged
from ingest.attribution.windows import Windows
from ingest.minilm import package
from ingest.minilm.graph import build
from ingest.minilm.session import session

if importlib.util.find_spec("torch") is None:
    pytest.skip("torch is not installed", allow_module_level=True)

import torch

from ingest.attribution.train.examples import NOTHING, Examples, Gold, example_of, treebank
from ingest.attribution.train.fit import Recipe, fit, loss_of, scores_of
from ingest.attribution.train.network import Chain, Network, trained

TEXT = "Mayor Osric Fenn said the water came at dawn.\n\nLater, “nobody rang,” Dant told Tidewire. “Nobody.”"


def gold_of(text: str, *said: tuple[str, str, tuple[str, ...]]) -> Gold:
    def spans(*words: str) -> list[tuple[int, int]]:
        return [(text.index(w), text.index(w) + len(w)) for w in words]

    return Gold(text, tuple({"source": spans(s), "cue": spans(q), "content": spans(*c)} for s, q, c in said))


GOLD = gold_of(
    TEXT,
    ("Mayor Osric Fenn", "said", ("the water came at dawn.",)),
    ("Dant", "told", ("“nobody rang,”", "“Nobody.”")),
)


@pytest.fixture(autouse=True)
def one_thread():
    """Keep torch to one thread: on a busy machine its threads wait for each other for minutes."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(1)
    made = Network({n: torch.from_numpy(v) for n, v in package.weights().items()}, 4, 0.5, 0.1).eval()
    for name, parameter in made.named_parameters():
        if name.endswith(".up") or name == "marks" or name.startswith("chain."):
            torch.nn.init.normal_(parameter, std=0.02)
    return made


def test_the_network_that_is_run_scores_as_the_one_that_was_trained(network):
    example = example_of(GOLD, Windows(package.tokenizer()).paragraphs(TEXT))
    with torch.no_grad():
        theirs = scores_of(network, [example])
    own = {name: value.numpy() for name, value in trained(network).items()}
    run = session(build(merged(package.weights(), own), None), 1)
    read = {"ids": np.array([example.window.ids]), "marks": np.array([example.window.marks])}
    ours = run.run(None, read)[0][0, 1:-1]
    expected = torch.cat([theirs.emissions[0], theirs.cue[0].flatten(1), theirs.other[0].flatten(1)], dim=1)
    assert np.abs(ours - expected.numpy()).max() < 0.02  # what half precision costs


def test_the_chain_gives_all_ways_together_a_probability_of_one():
    torch.manual_seed(2)
    chain = Chain()
    torch.nn.init.normal_(chain.transitions)
    emissions = torch.randn(1, 3, len(TAGS))
    ways = [torch.tensor([way]) for way in product(range(len(TAGS)), repeat=3)]
    surprises = [chain.surprise(emissions, way, torch.tensor([3])) for way in ways]
    total = float(torch.exp(-torch.stack(surprises).detach()).sum())
    assert total == pytest.approx(1, abs=1e-4)


def test_what_pads_a_batch_changes_no_loss(network):
    windows = Windows(package.tokenizer())
    both = windows.paragraphs(TEXT)
    short, long = example_of(GOLD, both[:1]), example_of(GOLD, both)
    with torch.no_grad():
        together = float(loss_of(network, [short, long]))
        apart = float(loss_of(network, [short])) + float(loss_of(network, [long]))
    assert together == pytest.approx(apart, rel=1e-4)


def test_gold_becomes_tags_over_its_words_and_links_between_them():
    example = example_of(GOLD, Windows(package.tokenizer()).paragraphs(TEXT))
    said = [(ROLES[role], example.window.span((a, b)).of(TEXT)) for role, a, b in runs(example.tags)]
    assert ("source", "Mayor Osric Fenn") in said
    assert ("cue", "told") in said
    assert ("content", "“nobody rang,”") in said
    told = [example.window.span(s).of(TEXT) for s in example.spans["cue"]].index("told")
    assert example.window.span(example.spans["source"][example.sources[told]]).of(TEXT) == "Dant"
    assert [cue for cue in example.cues if cue == told] == [told, told]


def test_a_content_whose_cue_lies_outside_of_the_window_is_linked_to_nothing():
    text = "The mayor said:\n\n“Nobody rang.”"
    gold = gold_of(text, ("The mayor", "said", ("“Nobody rang.”",)))
    example = example_of(gold, Windows(package.tokenizer()).paragraphs(text)[1:])
    assert example.cues == (NOTHING,)


def test_written_as_the_treebank_does_every_span_keeps_its_words():
    spaced = treebank(GOLD)
    for before, after in zip(GOLD.attributions, spaced.attributions, strict=True):
        for role in ROLES:
            ours = [TEXT[a:b] for a, b in before[role]]
            theirs = [spaced.text[a:b] for a, b in after[role]]
            assert ["".join(w.split()) for w in ours] == ["".join(w.split()) for w in theirs]
    assert " , ” Dant told" in spaced.text


def test_every_pass_holds_every_article_whole():
    examples = Examples([GOLD] * 6, Windows(package.tokenizer()))
    cut = examples.cut(random.Random(3), alone=0.5, longest=40)
    assert len(cut) > 6
    assert sum(len(e.tags) for e in cut) == 6 * len(Windows(package.tokenizer()).of(TEXT)[0].spans)


def test_training_learns_what_it_is_shown(network):
    torch.manual_seed(4)
    fresh = Network({n: torch.from_numpy(v) for n, v in package.weights().items()}, 4, 0.5, 0.0)
    recipe = Recipe(passes=30, tokens=64, longest=64, alone=0.0, rank=4, dropout=0.0)
    fit(fresh, Examples([GOLD], Windows(package.tokenizer())), recipe, lambda _: None, lambda: None)
    example = example_of(GOLD, Windows(package.tokenizer()).paragraphs(TEXT))
    with torch.no_grad():
        emissions = scores_of(fresh, [example]).emissions[0].numpy()
    chain = chain_of({name: value.numpy() for name, value in trained(fresh).items()})
    found = set(runs(best_paths([emissions], chain.transitions, chain.first, chain.last)[0]))
    assert found == set(runs(example.tags))
