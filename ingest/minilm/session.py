"""Running a graph in ONNX Runtime, and how large an int8 weight may be on this machine."""

import os
import platform
from pathlib import Path

import onnxruntime


def session(graph: bytes, threads: int) -> onnxruntime.InferenceSession:
    """Return `graph`, ready to run on `threads` threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The graph is built of fused operators: looking for more to fuse would only make the start slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def largest_weight(cpu: Path = Path("/proc/cpuinfo")) -> int:
    """Return how large an int8 weight may be here.

    x86 without VNNI adds products in pairs in 16 bits, which weights of 8 bits overflow without a word (ONNX Runtime,
    "Quantize ONNX models", reduce_range). Where that cannot be told, it is taken to be so.
    """
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return 127
    try:
        with cpu.open() as described:
            first = described.read(4096)  # all cores are alike
    except OSError:
        return 64
    return 127 if "vnni" in first else 64
