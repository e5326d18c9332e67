"""The network that is trained: MiniLM with low-rank changes to its linear layers (LoRA, arXiv 2106.09685), and heads.

Tagging is a linear chain over emissions (see `ingest.attribution.labels`). Linking scores each pair of spans by the
product of what two linear maps make of their pieces, as in biaffine parsing (arXiv 1611.01734), and by how they lie.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from typing_extensions import override

from ingest.attribution.labels import NEVER, TAGS, forbidden
from ingest.attribution.links import PAIRS
from ingest.attribution.windows import MARKS

LAYERS, HEADS, WIDTH = 6, 12, 384
LINK = 64  # width of what is compared when spans are linked
RELATIONS = ("source", "content")  # what a cue is linked with


class LowRankLinear(nn.Module):
    """A frozen linear layer and a trained change to it of rank `rank`; its bias is trained whole."""

    def __init__(self, weight: Tensor, bias: Tensor, rank: int, scale: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.bias = nn.Parameter(bias.clone())
        self.down = nn.Parameter(torch.empty(rank, weight.shape[1]))
        self.up = nn.Parameter(torch.zeros(weight.shape[0], rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))
        self.scale = scale

    @override
    def forward(self, x: Tensor) -> Tensor:
        """Map (..., in) to (..., out)."""
        return F.linear(x, self.weight, self.bias) + F.linear(F.linear(x, self.down), self.up) * self.scale


class Dropout(nn.Module):
    """Dropout of the same components at all places of a text (variational dropout, arXiv 1512.05287).

    Drawing a number for each component of each piece would take two fifths of a pass on a CPU.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    @override
    def forward(self, x: Tensor) -> Tensor:
        """Drop components of (batch, pieces, width)."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.share
        return x * kept / (1 - self.share)


class Layer(nn.Module):
    """One layer of BERT (arXiv 1810.04805)."""

    def __init__(self, weights: dict[str, Tensor], name: str, rank: int, scale: float, dropout: float) -> None:
        super().__init__()

        def linear(part: str) -> LowRankLinear:
            return LowRankLinear(weights[f"{name}.{part}.weight"], weights[f"{name}.{part}.bias"], rank, scale)

        self.query, self.key, self.value = (linear(f"attention.self.{part}") for part in ("query", "key", "value"))
        self.attended = linear("attention.output.dense")
        self.attended_norm = _norm(weights, f"{name}.attention.output.LayerNorm")
        self.wide, self.narrow = linear("intermediate.dense"), linear("output.dense")
        self.narrow_norm = _norm(weights, f"{name}.output.LayerNorm")
        self.dropout = Dropout(dropout)

    @override
    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Map (batch, pieces, width) to the same; `mask` (batch, 1, pieces, pieces) is true where a piece is read."""
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        context = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        context = context.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attended_norm(x + self.dropout(self.attended(context)))
        narrowed: Tensor = self.narrow_norm(x + self.dropout(self.narrow(F.gelu(self.wide(x)))))
        return narrowed


@dataclass(frozen=True, slots=True)
class Scores:
    """`emissions` is (batch, pieces, tags); `cue` and `other` are (batch, pieces, relations, LINK)."""

    emissions: Tensor
    cue: Tensor
    other: Tensor


class Network(nn.Module):
    """Word pieces and their marks become scores of tags and links."""

    def __init__(self, weights: dict[str, Tensor], rank: int, scale: float, dropout: float) -> None:
        super().__init__()
        self.words = nn.Parameter(weights["embeddings.word_embeddings.weight"], requires_grad=False)
        positions = weights["embeddings.position_embeddings.weight"]
        positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
        self.positions = nn.Parameter(positions, requires_grad=False)
        self.marks = nn.Parameter(torch.zeros(MARKS, WIDTH))
        self.norm = _norm(weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(weights, f"encoder.layer.{i}", rank, scale, dropout) for i in range(LAYERS))
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.cue = nn.Linear(WIDTH, len(RELATIONS) * LINK)
        self.other = nn.Linear(WIDTH, len(RELATIONS) * LINK)
        self.kinds = nn.Parameter(torch.zeros(len(RELATIONS), PAIRS))
        self.nothing = nn.Parameter(torch.zeros(len(RELATIONS)))
        self.chain = Chain()
        self.dropout = Dropout(dropout)

    @override
    def forward(self, ids: Tensor, marks: Tensor, lengths: Tensor) -> Scores:
        """Score `ids` with their `marks`, (batch, pieces); `lengths` (batch,) says how many pieces each text has."""
        reach = torch.arange(ids.shape[1])[None] < lengths[:, None]
        x = F.embedding(ids, self.words) + self.positions[: ids.shape[1]] + F.embedding(marks, self.marks)
        x = self.dropout(self.norm(x))
        mask = reach[:, None, None, :].expand(-1, 1, ids.shape[1], -1)
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        shape = (*ids.shape, len(RELATIONS), LINK)
        return Scores(self.tags(x), self.cue(x).view(shape), self.other(x).view(shape))


class Chain(nn.Module):
    """A linear-chain conditional random field."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.first = nn.Parameter(torch.zeros(len(TAGS)))
        self.last = nn.Parameter(torch.zeros(len(TAGS)))
        self.barred = nn.Parameter(torch.from_numpy(forbidden()) * NEVER, requires_grad=False)

    def allowed(self) -> Tensor:
        """Return the scores of (from, to), those that cannot be at minus infinity, nearly."""
        return self.transitions + self.barred

    def surprise(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Return the negative log-likelihood of `tags`, summed over the batch. All are (batch, pieces, ...)."""
        longest = emissions.shape[1]
        within = torch.arange(longest)[None] < lengths[:, None]
        transitions = self.allowed()
        picked = emissions.gather(2, tags[..., None])[..., 0]
        steps = transitions[tags[:, :-1], tags[:, 1:]] * within[:, 1:]
        ends = tags.gather(1, lengths[:, None] - 1)[:, 0]
        gold = (picked * within).sum() + steps.sum() + self.first[tags[:, 0]].sum() + self.last[ends].sum()
        score = self.first + emissions[:, 0]
        for at in range(1, longest):
            ahead = torch.logsumexp(score[:, :, None] + transitions, dim=1) + emissions[:, at]
            score = torch.where(within[:, at, None], ahead, score)
        return torch.logsumexp(score + self.last, dim=1).sum() - gold


def trained(network: Network) -> dict[str, Tensor]:
    """Return what was trained, by name, in half precision; the changes of layers are scaled already."""
    scales = {f"{n}.up": m.scale for n, m in network.named_modules() if isinstance(m, LowRankLinear)}
    own = ((name, value) for name, value in network.named_parameters() if value.requires_grad)
    return {name: (value.detach() * scales.get(name, 1)).half().contiguous() for name, value in own}


def _norm(weights: dict[str, Tensor], name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(WIDTH, eps=1e-12)
    norm.weight.data = weights[f"{name}.weight"].clone()
    norm.bias.data = weights[f"{name}.bias"].clone()
    return norm


def link_scores(
    network: Network, relation: int, scores: Scores, item: int, cues: Tensor, others: Tensor, kinds: np.ndarray
) -> Tensor:
    """Return (cues, others): how well each pair goes together. `cues` and `others` are (spans, pieces) weights."""
    left = cues @ scores.cue[item, :, relation]
    right = others @ scores.other[item, :, relation]
    return left @ right.T / math.sqrt(LINK) + network.kinds[relation][torch.from_numpy(kinds)]
