"""A course of training: the pace, the average of the weights, the log and the checkpoints."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import torch
from network import Tagger
from torch import Tensor

WARM = 0.06
"""Share of the steps over which the rates rise; after it they fall evenly to a fiftieth."""

KEPT = 0.998
"""Share of the average that a step leaves, once there are many."""


class Course:
    """The steps of one model's training.

    Attributes:
        model: what is trained.
        average: an average of its weights over the last steps, which is what ships.
        step, total: steps done, and steps to do.
    """

    def __init__(self, model: Tagger, groups: list[dict[str, Any]], total: int, out: Path) -> None:
        """Args: groups: parameters with their highest rate, as the optimizer takes them."""
        self.model, self.average = model, deepcopy(model)
        self.total, self.step = total, 0
        self._out = out
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
        self._rates = [group["lr"] for group in self._optimizer.param_groups]
        self._trained = [p for group in self._optimizer.param_groups for p in group["params"]]
        out.mkdir(parents=True, exist_ok=True)

    def resume(self, seed: int, chance: random.Random) -> None:
        """Go on from the checkpoint, where there is one, with a chance of that step's own."""
        path = self._out / "checkpoint.pt"
        if not path.exists():
            return
        stored = torch.load(path, weights_only=False)
        self.model.load_state_dict(stored["model"])
        self.average.load_state_dict(stored["average"])
        self._optimizer.load_state_dict(stored["optimizer"])
        self.step = stored["step"]
        chance.seed(f"{seed}/{self.step}")

    def steps(self) -> Iterator[dict[str, Tensor]]:
        """One dictionary a step, for the losses to show; the caller fills it and goes back.

        When it is given, gradients are clear and rates set; when the next is asked for, the step
        is taken with the gradients that the caller left.
        """
        begun, first = time.time(), self.step
        sums: dict[str, list[float]] = defaultdict(list)
        self.model.train()
        while self.step < self.total:
            self._set_rates()
            self._optimizer.zero_grad(set_to_none=True)
            shown: dict[str, Tensor] = {}
            yield shown
            torch.nn.utils.clip_grad_norm_(self._trained, 1.0)
            self._optimizer.step()
            self._follow()
            for key, value in shown.items():
                sums[key].append(float(value.detach()))
            self.step += 1
            if self.step % 50 == 0:
                self._tell(sums, (time.time() - begun) / 60, first)
                sums.clear()
            if self.step % 400 == 0 or self.step == self.total:
                self._keep()
        torch.save(
            {"average": self.average.state_dict(), "step": self.step}, self._out / "final.pt"
        )

    def _set_rates(self) -> None:
        done = self.step / self.total
        scale = min(1, (self.step + 1) / (WARM * self.total)) * (0.02 + 0.98 * (1 - done))
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * scale

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(KEPT, (self.step + 1) / (self.step + 10))
        for mine, theirs in zip(self.average.parameters(), self.model.parameters(), strict=True):
            if theirs.requires_grad:
                mine.lerp_(theirs, 1 - keep)

    def _tell(self, sums: Mapping[str, list[float]], minutes: float, first: int) -> None:
        line = " ".join(f"{key} {sum(all_) / len(all_):.3f}" for key, all_ in sums.items())
        whole = minutes / (self.step - first) * self.total
        print(f"{self.step}/{self.total} {minutes:.0f} of {whole:.0f}: {line}", flush=True)

    def _keep(self) -> None:
        torch.save(
            {
                "model": self.model.state_dict(),
                "average": self.average.state_dict(),
                "optimizer": self._optimizer.state_dict(),
                "step": self.step,
            },
            self._out / "checkpoint.pt",
        )
