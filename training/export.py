"""Export a trained reader for the package: `python -m training.export final.pt FOLDER`.

Writes encoder.onnx (int8), heads.npz, tokenizer.json; `training.card` writes the card.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig

from livebrief.nlp.tagging.heads import Heads
from training.attribution import MINILM
from training.model import Reader

# Matrix weights keep 7 bits (`reduce_range`): with 8, processors without VNNI saturate and read differently. Measured
# on PolNeAR dev, 2026-11-24: source / cue / content .819 / .745 / .688 with 7 bits, .817 / .746 / .684 with 8.
OPSET = 17
INPUTS = ("ids", "shapes")
OUTPUTS = ("tags", "entities", "vectors")


def load_network(path: Path) -> Reader:
    """A checkpoint's network, ready to read."""
    network = Reader(BertConfig.from_pretrained(str(MINILM)))
    network.load_state_dict(torch.load(path, weights_only=True)["reader"])
    return network.eval()


def heads_of(network: Reader) -> Heads:
    """The decoding tables as the run time keeps them."""
    linker = network.linker
    tables = (network.chain.steps, linker.distance, linker.rivals, linker.none, linker.none_bias)
    return Heads(*(table.detach().numpy().astype(np.float32) for table in tables))


class Rows(nn.Module):
    """An embedding as int8 with a scale per row: a fourth of the size, error under .4% of the row's peak."""

    rows: Tensor
    scale: Tensor

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("rows", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return functional.embedding(ids, self.rows).float() * functional.embedding(ids, self.scale)


class Layer(nn.Module):
    """One encoder layer in plain operations, with query, key and value as one product."""

    def __init__(self, layer: Any, heads: int) -> None:
        super().__init__()
        asked, attended = layer.attention.self, layer.attention.output
        parts = (asked.query, asked.key, asked.value)
        self.heads = heads
        self.weight = nn.Parameter(torch.cat([p.weight for p in parts]).T.contiguous())
        self.bias = nn.Parameter(torch.cat([p.bias for p in parts]))
        self.mix, self.mix_norm = attended.dense, attended.LayerNorm
        self.up, self.down, self.norm = layer.intermediate.dense, layer.output.dense, layer.output.LayerNorm

    def forward(self, hidden: Tensor) -> Tensor:
        batch, length, width = hidden.shape
        mixed = (hidden @ self.weight + self.bias).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4).unbind(0)
        odds = torch.softmax(query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5, dim=-1)
        seen = (odds @ value).transpose(1, 2).reshape(batch, length, width)
        hidden = self.mix_norm(self.mix(seen) + hidden)
        out: Tensor = self.norm(self.down(functional.gelu(self.up(hidden))) + hidden)
        return out


class Plain(nn.Module):
    """The trained reader without masks and dropout: ids, shapes (B, L) -> the three score tables."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        embeddings, heads = reader.encoder.embeddings, reader.encoder.config.num_attention_heads
        self.words = Rows(embeddings.word_embeddings.weight.detach())
        self.shapes = reader.shapes
        kinds = embeddings.token_type_embeddings.weight[0]
        self.places = nn.Parameter((embeddings.position_embeddings.weight + kinds).detach())
        self.norm = embeddings.LayerNorm
        self.layers = nn.ModuleList(Layer(x, heads) for x in reader.encoder.encoder.layer)
        self.heads = nn.ModuleList([reader.tags, reader.entities, reader.vectors])

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        hidden = self.norm(self.words(ids) + self.shapes(shapes) + self.places[: ids.shape[1]])
        for layer in self.layers:
            hidden = layer(hidden)
        return tuple(head(hidden) for head in self.heads)


def check(reader: Reader, plain: Plain) -> float:
    """Largest difference between the trained reader and its plain form, int8 embedding rows included."""
    torch.manual_seed(0)
    ids, shapes = torch.randint(1000, 30000, (2, 64)), torch.randint(0, 32, (2, 64))
    with torch.inference_mode():
        pairs = zip(reader(ids, shapes, torch.ones(2, 64)), plain(ids, shapes), strict=True)
        return max(float((a - b).abs().max()) for a, b in pairs)


def export(weights: Path, folder: Path) -> None:
    reader = load_network(weights)
    plain = Plain(reader).eval()
    print("plain form differs by at most", check(reader, plain))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "encoder.onnx"
        write_graph(plain, whole)
        quantize_dynamic(
            whole, folder / "encoder.onnx", op_types_to_quantize=["MatMul"], per_channel=True,
            weight_type=QuantType.QInt8, reduce_range=True, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    np.savez(folder / "heads.npz", **vars(heads_of(reader)))
    tokenizer = json.loads((MINILM / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer |= {"truncation": None, "padding": None}
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def write_graph(plain: Plain, path: Path) -> None:
    example = (torch.ones(1, 40, dtype=torch.int64), torch.ones(1, 40, dtype=torch.int64))
    torch.onnx.export(
        plain, example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes={name: {1: "length"} for name in INPUTS + OUTPUTS},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    export(args.weights, args.folder)
    size = sum(p.stat().st_size for p in args.folder.iterdir())
    print(f"{size / 1e6:.1f} MB in {args.folder}")


if __name__ == "__main__":
    main()
