"""The tagger as it is trained: one encoder, heads for attribution, names and syntax."""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.labels import NAME_TYPES, RELATIONS, UPOS

TAGS = 7
LINK = 64
BUCKETS = 32
ARC = 128
LABEL = 96


class Scores(NamedTuple):
    """What a tagger says of each word; vectors are paired by `links`, `edges`, `arcs`, `labels`."""

    tag: Tensor
    link: Tensor
    edge: Tensor
    name: Tensor
    pos: Tensor
    arc: Tensor
    label: Tensor


def buckets(distance: Tensor) -> Tensor:
    """Signed logarithmic buckets, 0 to 31, of word distances (as `onrecord.language.decoding`)."""
    far = distance.abs().clamp(max=255).float()
    steps = (8 + torch.log(far.clamp(min=8) / 8) / math.log(256 / 8) * 8).long()
    return (distance > 0).long() * 16 + torch.where(far < 8, far.long(), steps).clamp(max=15)


class Layer(nn.Module):
    """A transformer layer as in BERT (Devlin et al. 2019)."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = 0.0

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` is added to the attention's scores."""
        size, length, width = x.shape
        split = self.qkv(x).view(size, length, 3, self.heads, width // self.heads)
        q, k, v = split.permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            weight = torch.softmax(
                q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask, -1
            )
            mixed = weight @ v
        else:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(size, length, width))
        x = self.norm1(x + functional.dropout(mixed, self.dropout, self.training))
        fed = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(fed, self.dropout, self.training))


class Encoder(nn.Module):
    """Word pieces and word features to vectors."""

    def __init__(self, layers: int = 6, width: int = 384, vocabulary: int = 30522) -> None:
        super().__init__()
        self.width = width
        self.word = nn.Embedding(vocabulary, width)
        self.place = nn.Embedding(512, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.feature = nn.ModuleList(nn.Embedding(n, width) for n in (9, 3, 3))
        for table in self.feature:
            nn.init.normal_(table.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width) for _ in range(layers))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the pieces."""
        x = self.word(ids) + self.place.weight[: ids.shape[1]]
        for i, table in enumerate(self.feature):
            x = x + table(features[..., i])
        x = functional.dropout(self.norm(x), 0.1, self.training)
        barrier = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            x = layer(x, barrier)
        return x

    def load(self, path: Path) -> None:
        """Take the weights of a BERT encoder in safetensors."""
        state = load_file(str(path))
        with torch.no_grad():
            self.word.weight.copy_(state["embeddings.word_embeddings.weight"])
            self.place.weight.copy_(
                state["embeddings.position_embeddings.weight"][:512]
                + state["embeddings.token_type_embeddings.weight"][0]
            )
            self.norm.weight.copy_(state["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                at = f"encoder.layer.{number}."
                for kind in ("weight", "bias"):
                    parts = [
                        state[f"{at}attention.self.{n}.{kind}"] for n in ("query", "key", "value")
                    ]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    for module, name in (
                        (layer.out, "attention.output.dense"),
                        (layer.norm1, "attention.output.LayerNorm"),
                        (layer.up, "intermediate.dense"),
                        (layer.down, "output.dense"),
                        (layer.norm2, "output.LayerNorm"),
                    ):
                        getattr(module, kind).copy_(state[f"{at}{name}.{kind}"])


class Recurrent(nn.Module):
    """The small encoder: fixed word vectors and two layers of gated units, both ways.

    The vectors are those of a large encoder, turned to their main directions, so that a rare word
    keeps what the large one knew of it.
    """

    def __init__(self, inner: int = 192, reduced: int = 192, vocabulary: int = 30522) -> None:
        super().__init__()
        self.width = 2 * inner
        self.word = nn.Embedding(vocabulary, reduced)
        self.word.weight.requires_grad = False
        self.feature = nn.ModuleList(nn.Embedding(n, reduced) for n in (9, 3, 3))
        self.units = nn.GRU(reduced, inner, 2, batch_first=True, bidirectional=True, dropout=0.1)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the pieces."""
        x = self.word(ids)
        for i, table in enumerate(self.feature):
            x = x + table(features[..., i])
        x = functional.dropout(x, 0.1, self.training)
        out: Tensor = self.units(x * mask[..., None])[0]
        return out

    def take(self, vectors: Tensor) -> None:
        """Set the word vectors from those of a large encoder, by their main directions."""
        centred = vectors - vectors.mean(0)
        _, _, directions = torch.linalg.svd(centred, full_matrices=False)
        turned = centred @ directions[: self.word.weight.shape[1]].T
        with torch.no_grad():
            self.word.weight.copy_(turned / turned.std())


class Tagger(nn.Module):
    """Per word: attribution tags and links, name tags, parts of speech, arcs and labels."""

    def __init__(self, encoder: Encoder | Recurrent) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.width
        self.tag = nn.Linear(width, TAGS)
        self.link = nn.Linear(width, 4 * LINK + 1)
        self.source_bias = nn.Parameter(torch.zeros(BUCKETS))
        self.content_bias = nn.Parameter(torch.zeros(BUCKETS))
        self.edge = nn.Linear(width, 4 * LINK)
        self.first_bias = nn.Parameter(torch.zeros(BUCKETS))
        self.last_bias = nn.Parameter(torch.zeros(BUCKETS))
        self.name = nn.Linear(width, 1 + 2 * len(NAME_TYPES))
        self.pos = nn.Linear(width, len(UPOS))
        self.arc = nn.Linear(width, 2 * ARC)
        self.root = nn.Linear(ARC, 1)
        self.arc_bias = nn.Parameter(torch.zeros(BUCKETS))
        self.label = nn.Linear(width, 2 * LABEL)
        self.relate = nn.Linear(3 * LABEL, len(RELATIONS))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor, words: Tensor) -> Scores:
        """All heads from one pass of the encoder."""
        x = self.encoder(ids, features, mask)
        h = torch.gather(x, 1, words[..., None].expand(-1, -1, x.shape[-1]))
        h = functional.dropout(h, 0.1, self.training)
        arc = functional.gelu(self.arc(h))
        arc = torch.cat([arc, self.root(arc[..., :ARC])], -1)
        return Scores(
            self.tag(h),
            self.link(h),
            self.edge(h),
            self.name(h),
            self.pos(h),
            arc,
            functional.gelu(self.label(h)),
        )

    def links(self, link: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """cue → source and content → cue scores [B, N, N], and the "no source" scores [B, N]."""
        qs, ks, qc, kc, none = link.split([LINK, LINK, LINK, LINK, 1], -1)
        places = torch.arange(link.shape[1])
        bucket = buckets(places[None, :] - places[:, None])
        source = qs @ ks.transpose(1, 2) / 8 + self.source_bias[bucket]
        content = kc @ qc.transpose(1, 2) / 8 + self.content_bias[bucket]
        return source, content, none.squeeze(-1)

    def edges(self, edge: Tensor) -> tuple[Tensor, Tensor]:
        """cue → first word and cue → last word of its content, scores [B, N, N]."""
        qf, kf, ql, kl = edge.split(LINK, -1)
        places = torch.arange(edge.shape[1])
        bucket = buckets(places[None, :] - places[:, None])
        first = qf @ kf.transpose(1, 2) / 8 + self.first_bias[bucket]
        last = ql @ kl.transpose(1, 2) / 8 + self.last_bias[bucket]
        return first, last

    def arcs(self, arc: Tensor) -> Tensor:
        """Dependent × head scores [B, N, N]; the diagonal is the score of being a root."""
        dependent, head, root = arc.split([ARC, ARC, 1], -1)
        places = torch.arange(arc.shape[1])
        bucket = buckets(places[None, :] - places[:, None])
        scores = dependent @ head.transpose(1, 2) / math.sqrt(ARC) + self.arc_bias[bucket]
        own = torch.eye(arc.shape[1], dtype=torch.bool)
        return torch.where(own, root, scores)

    def labels(self, label: Tensor, batch: Tensor, dependents: Tensor, heads: Tensor) -> Tensor:
        """Relation scores of the given arcs [arcs, relations]."""
        down, up = label.split([LABEL, LABEL], -1)
        d, u = down[batch, dependents], up[batch, heads]
        return self.relate(torch.cat([d * u, d, u], -1))
