"""Trains the tagger on PolNeAR: ``python -m ingest.attribution.train --data DIR --out FILE``.

DIR holds ``train.docs.jsonl.gz`` and ``train.gold.jsonl.gz``. Takes about an hour on two cores.
"""

import argparse
import sys
from dataclasses import fields
from pathlib import Path

import torch
from safetensors.torch import save_file

from ingest.attribution.train.examples import Examples, read_gold
from ingest.attribution.train.fit import Recipe, fit
from ingest.attribution.train.network import Network, trained
from ingest.attribution.windows import Windows
from ingest.minilm import package


def main() -> None:
    """Train, and write what was trained."""
    arguments = _arguments()
    recipe = Recipe(**{f.name: getattr(arguments, f.name) for f in fields(Recipe)})
    torch.manual_seed(recipe.seed)
    golds = read_gold(arguments.data / "train.docs.jsonl.gz", arguments.data / "train.gold.jsonl.gz")
    published = {name: torch.from_numpy(value) for name, value in package.weights().items()}
    network = Network(published, recipe.rank, recipe.scale, recipe.dropout)

    def keep() -> None:
        save_file(trained(network), arguments.out)

    fit(network, Examples(golds, Windows(package.tokenizer())), recipe, _tell, keep)
    keep()


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    for f in fields(Recipe):
        parser.add_argument(f"--{f.name.replace('_', '-')}", dest=f.name, type=type(f.default), default=f.default)
    return parser.parse_args()


if __name__ == "__main__":
    main()
