"""Modules that watch what is done to them, for tests of functions that train or evaluate a model.

A test makes them where the student's code lives, by `there("labkit.instruments")`, hands them to the
student's function, and looks at what it returns, or reads plain numbers and lists from them afterwards. Where a value
can tell, ask for that: code that runs beside these may change what they report. This module stands on its own (it imports
nothing else of labkit).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

Loader = DataLoader[tuple[Tensor, ...]]


class TrainingRecorder(nn.Module):
    """Wraps a module and notes, for each batch that it is trained on, how that went.

    A batch counts when its gradient comes back, so passes that only evaluate leave no trace, whatever mode
    they ran in. modes: whether the batch's forward pass ran in training mode; clean: whether the gradients
    of all earlier batches were cleared by then; firsts: the first value of each sample trained on, so that
    a test can number the samples.
    """

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module
        self.modes: list[bool] = []
        self.clean: list[bool] = []
        self.firsts: list[float] = []

    def forward(self, x: Tensor) -> Tensor:
        """The wrapped module's output."""
        output: Tensor = self.module(x)
        if output.requires_grad:
            training, firsts = self.training, x.detach().reshape(len(x), -1)[:, 0].tolist()
            output.register_hook(lambda grad: self._note(training, firsts))  # type: ignore[no-untyped-call]
        return output

    def _note(self, training: bool, firsts: list[float]) -> None:
        """Notes one batch, before its own gradients are added to the parameters'."""
        self.modes.append(training)
        self.clean.append(all(p.grad is None or not p.grad.any() for p in self.module.parameters()))
        self.firsts.extend(firsts)


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


class TellingLogits(nn.Module):
    """Answers sample i with row i of one of four tables of logits: which one, its mode and autograd decide.

    tables: (2, 2, N, K), the first axis for evaluation and training mode, the second for gradients that are not
    and that are tracked. The number i is the first value of the sample, as in FixedLogits. So the figures that a
    function returns tell in which state it ran the model. Its one parameter, 0, is added to the logits.
    """

    tables: Tensor

    def __init__(self, tables: Tensor) -> None:
        super().__init__()
        self.register_buffer("tables", tables.detach().clone())
        self.shift = nn.Parameter(torch.zeros(()))

    def forward(self, x: Tensor) -> Tensor:
        """x (B, …) → logits (B, K)."""
        rows = x.reshape(len(x), -1)[:, 0].round().long()
        return self.tables[int(self.training), int(self._tracked())][rows] + self.shift

    def _tracked(self) -> bool:
        """Whether autograd follows the parameter: just then PyTorch refuses to change it in place."""
        try:
            self.shift.zero_()
        except RuntimeError:
            return True
        return False


class ScriptedLoss(nn.Module):
    """Has, after epoch e = 1, 2, … of training, the cross-entropy losses[e - 1] on every sample.

    The first value of a sample must be its label: x (B, …) with x[i].flatten()[0] == y[i]. Where it is the
    label plus `classes`, the sample is one to train on and has the loss train_losses[e - 1] instead. An epoch
    is over after `batches` backward passes; a batch with a value below 0 does not count. Their number is kept
    in the parameter `steps`, which a gradient of 0 leaves alone: it is saved and restored together with the
    weights, so `epoch()` tells which weights these are.
    """

    def __init__(
        self,
        losses: Sequence[float],
        batches: int,
        classes: int = 10,
        train_losses: Sequence[float] | None = None,
    ) -> None:
        super().__init__()
        self.losses, self.batches, self.classes = list(losses), batches, classes
        self.train_losses = list(losses if train_losses is None else train_losses)
        self.steps = nn.Parameter(torch.zeros(()))
        self.backward_passes = 0

    def epoch(self) -> int:
        """The number of epochs of training behind the present weights."""
        return round(self.steps.item()) // self.batches

    def epochs_run(self) -> int:
        """The number of epochs of training so far, whatever weights were restored since."""
        return self.backward_passes // self.batches

    def forward(self, x: Tensor) -> Tensor:
        """x (B, …) → logits (B, K), which give the label the probability exp(-loss)."""
        firsts = x.reshape(len(x), -1)[:, 0].round().long()
        loss = torch.where(firsts < self.classes, self._now(self.losses), self._now(self.train_losses))
        others = torch.log(-torch.expm1(-loss) / (self.classes - 1))
        logits = others[:, None].repeat(1, self.classes)
        logits[torch.arange(len(x)), firsts % self.classes] = -loss
        logits = logits + 0 * self.steps
        if logits.requires_grad and not (x < 0).any():
            logits.register_hook(self._count)  # type: ignore[no-untyped-call]
        return logits

    def _now(self, losses: Sequence[float]) -> float:
        """The present epoch's entry of a script, the first before training, the last after its end."""
        return losses[min(max(self.epoch(), 1), len(losses)) - 1]

    def _count(self, grad: Tensor) -> None:
        """Counts one backward pass."""
        self.backward_passes += 1
        with torch.no_grad():
            self.steps.add_(1)


def scripted_run(
    losses: Sequence[float], batches: int = 1, classes: int = 10, train_losses: Sequence[float] | None = None
) -> tuple[ScriptedLoss, Loader, Loader]:
    """A ScriptedLoss, a loader of `batches` batches to train it on, and one of two batches to validate it on.

    Only training counts: whoever trains on the validation data as well meets the script's losses all the same.
    """
    labels = torch.arange(4 * batches) % classes
    features = torch.stack([labels + classes, torch.zeros_like(labels)], dim=1).float()
    train = DataLoader(TensorDataset(features, labels), batch_size=4)
    labels = torch.arange(8) % classes
    features = torch.stack([labels, -torch.ones_like(labels)], dim=1).float()
    val = DataLoader(TensorDataset(features, labels), batch_size=4)
    return ScriptedLoss(losses, batches, classes, train_losses), train, val


def predict(model: nn.Module, x: Tensor) -> Tensor:
    """The model's output for x in evaluation mode, without gradients, on the CPU; the mode is put back."""
    parameter, training = next(model.parameters(), x), model.training
    model.eval()
    try:
        with torch.no_grad():
            output: Tensor = model(x.to(parameter.device))
    finally:
        model.train(training)
    return output.cpu()


def each(fn: Callable[..., Any], items: Sequence[Any], *args: Any) -> list[Any]:
    """fn(item, *args) for each item: one call from afar in place of many."""
    return [fn(item, *args) for item in items]
