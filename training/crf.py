"""Linear-chain CRF loss over legal BIO paths."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from livebrief.nlp.tagging.decode import TAGS, illegal_steps


class Chain(nn.Module):
    """Learned transition scores; what BIO forbids stays forbidden. A window may begin inside a span."""

    illegal: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.register_buffer("illegal", torch.from_numpy(illegal_steps()))

    def transitions(self) -> Tensor:
        """(TAGS, TAGS), from the row's tag to the column's."""
        return self.steps + self.illegal

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Summed negative log likelihood. `emissions` (B, W, TAGS), `tags` and `mask` (B, W)."""
        steps = self.transitions()
        return (_all_paths(emissions, steps, mask) - _one_path(emissions, tags, steps, mask)).sum()


def _one_path(emissions: Tensor, tags: Tensor, steps: Tensor, mask: Tensor) -> Tensor:
    here = emissions.gather(2, tags[..., None])[..., 0] * mask
    moves = steps[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
    return here.sum(1) + moves.sum(1)


def _all_paths(emissions: Tensor, steps: Tensor, mask: Tensor) -> Tensor:
    score = emissions[:, 0]
    live = mask.bool()
    for at in range(1, emissions.shape[1]):
        through = torch.logsumexp(score[:, :, None] + steps, dim=1) + emissions[:, at]
        score = torch.where(live[:, at, None], through, score)
    return torch.logsumexp(score, dim=1)
