"""The training loop: AdamW over batches of similar length, the rate rising and then falling linearly to nothing."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from ingest.attribution.links import Pieces, kinds
from ingest.attribution.train.examples import NOTHING, Example, Examples
from ingest.attribution.train.network import Network, Scores, link_scores


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the tagger is trained. `tokens` is the size of a batch in word pieces, `alone` the share of paragraphs."""

    passes: float = 5.0
    rank: int = 64
    scale: float = 0.5
    rate: float = 2e-3
    head_rate: float = 1e-3
    chain_rate: float = 1e-2
    warm_up: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    tokens: int = 3200
    longest: int = 320
    alone: float = 0.4
    seed: int = 20161108


def fit(
    network: Network, examples: Examples, recipe: Recipe, tell: Callable[[str], None], keep: Callable[[], None]
) -> None:
    """Train `network` in place; `keep` is called after every pass."""
    shuffler = random.Random(recipe.seed)
    optimiser = _optimiser(network, recipe)
    rates = [group["lr"] for group in optimiser.param_groups]
    sizes = sum(len(e.tags) for e in examples.cut(random.Random(0), recipe.alone, recipe.longest))
    total, done, began = sizes * recipe.passes, 0, time.monotonic()
    running: list[float] = []
    network.train()
    for step, batch in enumerate(_batches(examples, shuffler, recipe)):
        share = done / total
        factor = min(share / recipe.warm_up, (1 - share) / (1 - recipe.warm_up)) if share < 1 else 0.0
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * max(factor, 0.002)
        size = sum(len(e.tags) for e in batch)
        loss = loss_of(network, batch) / size
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if int((done + size) / sizes) > int(done / sizes):
            keep()
        done += size
        running = [*running[-49:], loss.item()]
        if step % 50 == 0:
            pace = done / (time.monotonic() - began)
            tell(f"step {step}, pass {done / sizes:.2f}: loss {np.mean(running):.4f}, {pace:.0f} pieces a second")
        if done >= total:
            break
    network.eval()


def _optimiser(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    groups: dict[float, list[Tensor]] = {recipe.rate: [], recipe.head_rate: [], recipe.chain_rate: []}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.endswith((".down", ".up")):
            groups[recipe.rate].append(parameter)
        elif name.startswith(("chain.", "kinds", "nothing")):
            groups[recipe.chain_rate].append(parameter)
        else:
            groups[recipe.head_rate].append(parameter)
    return torch.optim.AdamW(
        [{"params": parameters, "lr": rate} for rate, parameters in groups.items()],
        betas=(0.9, 0.98),
        weight_decay=recipe.decay,
    )


def _batches(examples: Examples, shuffler: random.Random, recipe: Recipe) -> Iterator[list[Example]]:
    while True:
        cut = examples.cut(shuffler, recipe.alone, recipe.longest)
        shuffler.shuffle(cut)
        batches: list[list[Example]] = []
        for at in range(0, len(cut), 512):  # alike in length inside a stretch, so that little is padded
            batch: list[Example] = []
            for example in sorted(cut[at : at + 512], key=lambda e: len(e.tags)):
                if batch and (len(batch) + 1) * len(example.tags) > recipe.tokens:
                    batches.append(batch)
                    batch = []
                batch.append(example)
            batches.append(batch)
        shuffler.shuffle(batches)
        yield from batches


def scores_of(network: Network, batch: Sequence[Example]) -> Scores:
    """Run the network; the scores of the special pieces are dropped."""
    longest = max(len(e.window.ids) for e in batch)
    ids, marks = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest, dtype=torch.long)
    for row, example in enumerate(batch):
        ids[row, : len(example.window.ids)] = torch.tensor(example.window.ids)
        marks[row, : len(example.window.marks)] = torch.tensor(example.window.marks)
    lengths = torch.tensor([len(e.window.ids) for e in batch])
    scores = network(ids, marks, lengths)
    return Scores(scores.emissions[:, 1:-1], scores.cue[:, 1:-1], scores.other[:, 1:-1])


def loss_of(network: Network, batch: Sequence[Example]) -> Tensor:
    """Return the surprise at the tags and at the links, summed over the batch."""
    scores = scores_of(network, batch)
    longest = scores.emissions.shape[1]
    tags = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, example in enumerate(batch):
        tags[row, : len(example.tags)] = torch.from_numpy(example.tags)
    loss = network.chain.surprise(scores.emissions, tags, torch.tensor([len(e.tags) for e in batch]))
    for row, example in enumerate(batch):
        loss = loss + _link_loss(network, scores, row, example, longest)
    return loss


def _link_loss(network: Network, scores: Scores, row: int, example: Example, longest: int) -> Tensor:
    cue_spans, spans = example.spans["cue"], example.spans
    cues = weights_of(cue_spans, longest)
    loss = torch.zeros(())
    if cue_spans:
        found = kinds(cue_spans, spans["source"], example.window.paragraphs)
        pairs = link_scores(network, 0, scores, row, cues, weights_of(spans["source"], longest), found)
        target = torch.tensor([len(spans["source"]) if s == NOTHING else s for s in example.sources])
        nothing = network.nothing[0].expand(len(cue_spans), 1)
        loss = loss + F.cross_entropy(torch.cat([pairs, nothing], dim=1), target, reduction="sum")
    if spans["content"]:
        found = kinds(cue_spans, spans["content"], example.window.paragraphs)
        pairs = link_scores(network, 1, scores, row, cues, edges_of(spans["content"], longest), found).T
        target = torch.tensor([len(cue_spans) if c == NOTHING else c for c in example.cues])
        nothing = network.nothing[1].expand(len(spans["content"]), 1)
        loss = loss + F.cross_entropy(torch.cat([pairs, nothing], dim=1), target, reduction="sum")
    return loss


def weights_of(spans: Sequence[Pieces], longest: int) -> Tensor:
    """Return (spans, pieces): the mean over each span."""
    weights = torch.zeros(len(spans), longest)
    for row, (start, end) in enumerate(spans):
        weights[row, start:end] = 1 / (end - start)
    return weights


def edges_of(spans: Sequence[Pieces], longest: int) -> Tensor:
    """Return (spans, pieces): the mean of the first and the last piece of each span, as contents are long."""
    weights = torch.zeros(len(spans), longest)
    for row, (start, end) in enumerate(spans):
        weights[row, start] += 0.5
        weights[row, end - 1] += 0.5
    return weights
