"""What was trained, put into the encoder: low-rank changes of its layers, and what stands on top of it.

``weights/tagger.safetensors`` holds only what was trained here, in half precision (see ``weights/CARD.md``). The rest
are the published weights of the encoder, which come with its package.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ingest.attribution.labels import NEVER, forbidden

Array = NDArray[Any]

_PARTS: Final = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "narrow_norm": "output.LayerNorm",
}
_HEADS: Final = ("tags", "cue", "other")


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of a linear chain over tags: `transitions` (from, to), of the `first` and of the `last` tag."""

    transitions: NDArray[np.float32]
    first: NDArray[np.float32]
    last: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linker:
    """Scores of links by how a pair lies, (relations, kinds of pairs), and of linking with nothing, (relations,)."""

    kinds: NDArray[np.float32]
    nothing: NDArray[np.float32]


def trained() -> tuple[dict[str, Array], str]:
    """Return what was trained, by name, and the SHA-256 of its file."""
    content = files("ingest.attribution").joinpath("weights", "tagger.safetensors").read_bytes()
    return _loaded(content), hashlib.sha256(content).hexdigest()


def chain_of(own: Mapping[str, Array]) -> Chain:
    """Return the chain, with what cannot follow barred."""
    transitions = own["chain.transitions"].astype(np.float32) + np.where(forbidden(), NEVER, 0).astype(np.float32)
    return Chain(transitions, own["chain.first"].astype(np.float32), own["chain.last"].astype(np.float32))


def linker_of(own: Mapping[str, Array]) -> Linker:
    """Return what is known of links apart from the network."""
    return Linker(own["kinds"].astype(np.float32), own["nothing"].astype(np.float32))


def merged(published: Mapping[str, Array], own: Mapping[str, Array]) -> dict[str, Array]:
    """Return the whole network's weights, by the names that `ingest.minilm.graph` reads."""
    weights = {name: np.asarray(value, np.float32) for name, value in published.items()}
    for name, value in own.items():
        group, _, rest = name.partition(".")
        if group == "layers":
            number, part, kind = rest.split(".")
            place = f"encoder.layer.{number}.{_PARTS[part]}"
            if kind == "down":
                change = own[f"layers.{number}.{part}.up"].astype(np.float32) @ value.astype(np.float32)
                weights[f"{place}.weight"] = weights[f"{place}.weight"] + change
            elif kind != "up":
                weights[f"{place}.{kind}"] = value.astype(np.float32)
        elif group == "norm":
            weights[f"embeddings.LayerNorm.{rest}"] = value.astype(np.float32)
    weights["marks"] = own["marks"].astype(np.float32)
    for part in ("weight", "bias"):
        weights[f"head.{part}"] = np.concatenate([own[f"{head}.{part}"] for head in _HEADS]).astype(np.float32)
    return weights


@lru_cache(maxsize=1)
def _loaded(content: bytes) -> dict[str, Array]:
    import safetensors.numpy

    return safetensors.numpy.load(content)
