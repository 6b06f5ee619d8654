"""Modules that watch what is done to them, for tests of functions that train or evaluate a model.

A test makes them where the student's code lives, by `there("labkit.instruments")`, hands them to the
student's function, and reads plain numbers and lists from them afterwards. This module stands on its own (it
imports nothing else of labkit).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn


class ModeRecorder(nn.Module):
    """Wraps a module and notes, at each forward pass, in which mode it ran.

    modes: whether in training mode, a bool a pass; grads: whether gradients were tracked, a bool a pass;
    sizes: the batch size of each pass; switches: True for each train(), False for each eval().
    """

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module
        self.clear()

    def clear(self) -> None:
        """Forgets what was noted so far."""
        self.modes: list[bool] = []
        self.grads: list[bool] = []
        self.sizes: list[int] = []
        self.switches: list[bool] = []

    def train(self, mode: bool = True) -> ModeRecorder:
        """Switches the mode and notes it; eval() calls this with False."""
        self.switches.append(mode)
        super().train(mode)
        return self

    def forward(self, x: Tensor) -> Tensor:
        """The wrapped module's output."""
        self.modes.append(self.training)
        self.grads.append(torch.is_grad_enabled())
        self.sizes.append(len(x))
        output: Tensor = self.module(x)
        return output


class FixedLogits(nn.Module):
    """Answers sample i with row i of a table of logits (N, K), whatever its mode.

    The number i is the first value of the sample: x[i] = i for x (N, …). So a test knows each sample's loss.
    Its one parameter, 0, is added to the logits: gradients and devices work as for other models.
    """

    table: Tensor

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.register_buffer("table", table.detach().clone())
        self.shift = nn.Parameter(torch.zeros(()))

    def forward(self, x: Tensor) -> Tensor:
        """x (B, …) → logits (B, K)."""
        rows = x.reshape(len(x), -1)[:, 0].round().long()
        return self.table[rows] + self.shift


class ScriptedLoss(nn.Module):
    """Has, after epoch e = 1, 2, … of training, the cross-entropy losses[e - 1] on every sample.

    The first value of a sample must be its label: x (B, …) with x[i].flatten()[0] == y[i]. An epoch is over
    after `batches` backward passes. Their number is kept in the parameter `steps`, which a gradient of 0
    leaves alone: it is saved and restored together with the weights, so `epoch()` tells which weights these are.
    """

    def __init__(self, losses: Sequence[float], batches: int, classes: int = 10) -> None:
        super().__init__()
        self.losses, self.batches, self.classes = list(losses), batches, classes
        self.steps = nn.Parameter(torch.zeros(()))
        self.steps.register_hook(self._count)  # type: ignore[no-untyped-call]
        self.backward_passes = 0

    def epoch(self) -> int:
        """The number of epochs of training behind the present weights."""
        return round(self.steps.item()) // self.batches

    def epochs_run(self) -> int:
        """The number of epochs of training so far, whatever weights were restored since."""
        return self.backward_passes // self.batches

    def forward(self, x: Tensor) -> Tensor:
        """x (B, …) → logits (B, K), which give the label the probability exp(-loss)."""
        last = min(max(self.epoch(), 1), len(self.losses))
        loss = self.losses[last - 1]
        others = math.log(-math.expm1(-loss) / (self.classes - 1))
        labels = x.reshape(len(x), -1)[:, 0].round().long()
        logits = x.new_full((len(x), self.classes), others)
        logits[torch.arange(len(x)), labels] = -loss
        return logits + 0 * self.steps

    def _count(self, grad: Tensor) -> None:
        """Counts one backward pass."""
        self.backward_passes += 1
        with torch.no_grad():
            self.steps.add_(1)
