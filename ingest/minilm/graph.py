"""Builds the ONNX graph of MiniLM straight from its weights, without torch.

The network is BERT (arXiv 1810.04805) of 6 layers, written in ONNX Runtime's fused operators. It reads one text at a
time, so it needs no padding and no mask: on a CPU that is as quick as a batch, and a text's vector does not depend
on what else was encoded with it. Quantised, the weights of the linear layers are int8, symmetrically by output
channel, activations are uint8 on the fly by tensor, and the word table is kept in half precision.

A network that was trained on top of it may add a table of marks, read beside the word pieces, and a linear head, which
stays in full precision.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]

LAYERS, HEADS, WIDTH = 6, 12, 384
FUSED = "com.microsoft"
EPSILON = 1e-12
MARKS, HEAD = "marks", "head"  # names of what may be added


class _Graph:
    """Collects nodes and constants; every method returns the name of its result."""

    def __init__(self, weights: dict[str, Array], largest: int | None) -> None:
        self.weights, self.largest = weights, largest
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def op(self, kind: str, inputs: Sequence[str], outputs: str | Sequence[str], **attributes: Any) -> str:  # noqa: ANN401
        names = [outputs] if isinstance(outputs, str) else list(outputs)
        self.nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names[0]

    def linear(self, x: str, name: str) -> str:
        """Multiply by a layer's weights. Its bias is left to the operator that follows, which has it fused."""
        weight = self.weights[f"{name}.weight"].T
        if self.largest is None:
            return self.op("MatMul", [x, self.constant(f"{name}.w", weight)], f"{name}.out")
        quantised, scale = quantise(weight, self.largest)
        inputs = [
            x,
            self.constant(f"{name}.w", quantised),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero", np.zeros(scale.shape, np.int8)),
        ]
        return self.op("DynamicQuantizeMatMul", inputs, f"{name}.out", domain=FUSED)

    def embed(self) -> str:
        """Sum of word, position and segment embeddings, normalised. There is one segment only, so it is folded in."""
        words = self.weights["embeddings.word_embeddings.weight"]
        positions = (
            self.weights["embeddings.position_embeddings.weight"]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        if self.largest is None:
            word = self.op("Gather", [self.constant("words", words), "ids"], "word")
        else:
            half = self.op("Gather", [self.constant("words", words.astype(np.float16)), "ids"], "word.half")
            word = self.op("Cast", [half], "word", to=TensorProto.FLOAT)
        zero = self.constant("zero", np.array([0]))
        length = self.op("Shape", ["ids"], "length", start=1, end=2)
        position = self.op("Slice", [self.constant("positions", positions), zero, length, zero], "position")
        summed = self.op("Add", [word, position], "summed")
        if MARKS in self.weights:
            mark = self.op("Gather", [self.constant("mark.table", self.weights[MARKS]), MARKS], "mark")
            summed = self.op("Add", [summed, mark], "marked")
        norm = [self.weight(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")]
        return self.op("LayerNormalization", [summed, *norm], "embedded", epsilon=EPSILON)

    def attend(self, x: str, layer: str) -> str:
        parts = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self.weights[f"{part}.weight"].T for part in parts], axis=1)
        bias = self.constant(f"{layer}.qkv.bias", np.concatenate([self.weights[f"{part}.bias"] for part in parts]))
        out = f"{layer}.context"
        if self.largest is None:
            inputs = [x, self.constant(f"{layer}.qkv.w", weight), bias]
            return self.op("Attention", inputs, out, domain=FUSED, num_heads=HEADS)
        quantised, scale = quantise(weight, self.largest)
        state, state_scale, state_zero = (f"{layer}.in.{part}" for part in ("value", "scale", "zero"))
        self.op("DynamicQuantizeLinear", [x], [state, state_scale, state_zero])
        inputs = [
            state,
            self.constant(f"{layer}.qkv.w", quantised),
            bias,
            state_scale,
            self.constant(f"{layer}.qkv.scale", scale),
            "",  # no mask: one text at a time
            state_zero,
            self.constant(f"{layer}.qkv.zero", np.zeros(scale.shape, np.int8)),
        ]
        return self.op("QAttention", inputs, out, domain=FUSED, num_heads=HEADS)

    def add_and_norm(self, y: str, x: str, name: str, out: str) -> str:
        """Add the layer's bias and the residual, then normalise."""
        rest = [f"{name}.LayerNorm.weight", f"{name}.LayerNorm.bias", f"{name}.dense.bias"]
        inputs = [y, x, *(self.weight(part) for part in rest)]
        return self.op("SkipLayerNormalization", inputs, out, domain=FUSED, epsilon=EPSILON)

    def layer(self, x: str, number: int) -> str:
        layer = f"encoder.layer.{number}"
        y = self.linear(self.attend(x, layer), f"{layer}.attention.output.dense")
        x = self.add_and_norm(y, x, f"{layer}.attention.output", f"{layer}.attended")
        y = self.linear(x, f"{layer}.intermediate.dense")
        y = self.op("BiasGelu", [y, self.weight(f"{layer}.intermediate.dense.bias")], f"{layer}.gelu", domain=FUSED)
        y = self.linear(y, f"{layer}.output.dense")
        return self.add_and_norm(y, x, f"{layer}.output", "states" if number == LAYERS - 1 else f"{layer}.states")


def build(weights: dict[str, Array], largest: int | None) -> bytes:
    """Return the serialised model: ``ids`` int64 (1, tokens) in, ``states`` float32 (1, tokens, 384) out.

    `largest` is the largest quantised weight; None builds it in full precision. With `MARKS` among the weights
    ``marks`` int64 (1, tokens) are read, too; with a `HEAD`, its ``scores`` (1, tokens, n) come out in place of states.
    """
    graph = _Graph(weights, largest)
    x = graph.embed()
    for number in range(LAYERS):
        x = graph.layer(x, number)
    name, width = "states", WIDTH
    if f"{HEAD}.weight" in weights:
        name, width = "scores", len(weights[f"{HEAD}.bias"])
        product = graph.op("MatMul", [x, graph.constant("head.w", weights[f"{HEAD}.weight"].T)], "product")
        graph.op("Add", [product, graph.weight(f"{HEAD}.bias")], name)
    read = ["ids", "marks"] if MARKS in weights else ["ids"]
    inputs = [helper.make_tensor_value_info(each, TensorProto.INT64, [1, "tokens"]) for each in read]
    output = helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "tokens", width])
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
    body = helper.make_graph(graph.nodes, "minilm", inputs, [output], graph.constants)
    return bytes(helper.make_model(body, opset_imports=opsets, ir_version=9).SerializeToString())


def quantise(weight: Array, largest: int) -> tuple[Array, Array]:
    """Quantise a (in, out) matrix to int8, symmetrically, with one scale for each output channel."""
    scale = (np.abs(weight).max(axis=0) / largest).astype(np.float32)
    return np.clip(np.rint(weight / scale), -largest, largest).astype(np.int8), scale
