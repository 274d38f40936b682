"""Make the shipped files of a trained tagger: a quantised ONNX graph and its small tables.

Usage: python training/export.py RUN_DIR/final.pt OUT_DIR accurate|fast

Writes NAME.onnx (weights in eight bits, activations scaled run by run) and NAME.npz (distance
biases and the matrix that names relations, which are applied after decoding). Needs torch, onnx
and onnxruntime.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from network import Encoder, Recurrent, Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic

OUTPUTS = ["tag", "link", "edge", "name", "pos", "arc", "label"]


def main() -> None:
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    source, out, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    model = Tagger(Recurrent() if name == "fast" else Encoder())
    model.load_state_dict(torch.load(source, weights_only=False)["average"])
    model.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        graph(model, plain)
        fuse(plain, fused)
        quantize_dynamic(
            fused,
            out / f"{name}.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )
    np.savez(out / f"{name}.npz", **tables(model))


def graph(model: Tagger, path: Path) -> None:
    """The model in ONNX, for any number of windows, pieces and words."""
    ids = torch.randint(0, 30000, (2, 40))
    features = torch.zeros(2, 40, 3, dtype=torch.long)
    mask = torch.ones(2, 40, dtype=torch.bool)
    words = torch.arange(30)[None].repeat(2, 1)
    axes = {"ids": "T", "feats": "T", "mask": "T", "widx": "N", **dict.fromkeys(OUTPUTS, "N")}
    with torch.no_grad():
        torch.onnx.export(
            model,
            (ids, features, mask, words),
            str(path),
            input_names=["ids", "feats", "mask", "widx"],
            output_names=OUTPUTS,
            opset_version=17,
            dynamo=False,
            dynamic_axes={key: {0: "B", 1: axis} for key, axis in axes.items()},
        )


def fuse(plain: Path, fused: Path) -> None:
    """Normalisation and activation as one step each, so that only products are quantised."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(fused)
    onnxruntime.InferenceSession(str(plain), options, providers=["CPUExecutionProvider"])


def tables(model: Tagger) -> dict[str, np.ndarray]:
    """What is applied to pairs of words: a bias for each bucket of distance, and the relations."""
    held = {
        "source": model.source_bias,
        "content": model.content_bias,
        "first": model.first_bias,
        "last": model.last_bias,
        "arc": model.arc_bias,
        "relate": model.relate.weight,
        "relate_bias": model.relate.bias,
    }
    return {key: value.detach().numpy().astype(np.float32) for key, value in held.items()}


if __name__ == "__main__":
    main()
