"""What the tests of the recurrent lab need where the student's code lives: small models, scripts, and recorders.

A test asks for it by `there("labkit.rnn_probes")`. This module stands on its own (it imports nothing else of
labkit). Loaders give token ids (B, T), where 0 would be padding, and labels (B,), both int64.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim.optimizer import register_optimizer_step_pre_hook
from torch.utils.data import DataLoader, TensorDataset

Loader = DataLoader[tuple[Tensor, ...]]


class TwoTables(nn.Module):
    """A model of texts whose gradient is known: logit = scale · Σ_t (first[id_t] + second[id_t]).

    first, second: its parameters (V,). `scale` makes the gradient as large as a test likes.
    """

    def __init__(self, n: int, scale: float = 1.0) -> None:
        super().__init__()
        self.first = nn.Parameter(1e-4 * torch.randn(n))
        self.second = nn.Parameter(1e-4 * torch.randn(n))
        self.scale = scale

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T) → logits (B,); the second table counts every token three times."""
        total: Tensor = self.scale * (self.first[x] + 3 * self.second[x]).sum(dim=1)
        return total


class FixedScores(nn.Module):
    """Answers a text whose first id is i with table[i], whatever its mode and its parameter, which gets a gradient."""

    table: Tensor

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.register_buffer("table", table.detach().clone())
        self.shift = nn.Parameter(torch.zeros(()))

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T) → logits (B,)."""
        return self.table[x[:, 0].long()] + (self.shift - self.shift.detach())


class TrainingNotes(nn.Module):
    """Wraps a model (B, T) → (B,) and notes how it is trained; a batch counts when its gradient comes back.

    modes: whether its forward pass ran in training mode; clean: whether all earlier gradients were cleared by
    then; firsts: the first id of each text.
    """

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module
        self.modes: list[bool] = []
        self.clean: list[bool] = []
        self.firsts: list[int] = []

    def forward(self, x: Tensor) -> Tensor:
        """The wrapped module's output."""
        output: Tensor = self.module(x)
        if output.requires_grad:
            mode, firsts = self.training, x[:, 0].tolist()
            output.register_hook(lambda grad: self._note(mode, firsts))  # type: ignore[no-untyped-call]
        return output

    def _note(self, mode: bool, firsts: list[int]) -> None:
        """Notes one batch, before its own gradients are added to the parameters'."""
        self.modes.append(mode)
        self.clean.append(all(p.grad is None or not p.grad.any() for p in self.module.parameters()))
        self.firsts.extend(firsts)


class ScriptedReader(nn.Module):
    """Has, after epoch e = 1, 2, … of training, the binary cross-entropy losses[e − 1] on validation texts.

    The first id of a text says what it is: label + 1 to validate on, label + 3 to train on, for which
    train_losses holds. An epoch is over after `batches` backward passes of training texts. Their number is kept
    in the parameter `steps` (its gradient is 0), which is saved and restored with the weights, so `epoch()`
    tells which weights these are. `table` is a frozen parameter; `idle` gets a gradient and changes nothing.
    """

    def __init__(self, losses: Sequence[float], train_losses: Sequence[float], batches: int) -> None:
        super().__init__()
        self.losses, self.train_losses, self.batches = list(losses), list(train_losses), batches
        self.table = nn.Parameter(torch.ones(6, 3), requires_grad=False)
        self.steps, self.idle = nn.Parameter(torch.zeros(())), nn.Parameter(torch.zeros(()))
        self.backward_passes = 0

    def epoch(self) -> int:
        """The number of epochs of training behind the present weights."""
        return round(self.steps.item() / self.batches)

    def epochs_run(self) -> int:
        """The number of epochs of training so far, whatever weights were restored since."""
        return self.backward_passes // self.batches

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T) → logits (B,), which give the label the probability exp(−loss)."""
        kind = x[:, 0].long()
        loss = torch.where(kind > 2, self._now(self.train_losses), self._now(self.losses))
        odds = -torch.log(torch.expm1(loss))  # log(p / (1 − p)) for p = exp(−loss)
        logits = torch.where(kind % 2 == 0, odds, -odds) + 0 * self.steps + (self.idle - self.idle.detach())
        if logits.requires_grad and bool((kind > 2).all()):
            logits.register_hook(self._count)  # type: ignore[no-untyped-call]
        return logits

    def _now(self, losses: Sequence[float]) -> float:
        """The present epoch's entry of a script, the first before training, the last after its end."""
        epoch = int(self.steps.item() + 0.5) // self.batches
        return losses[min(max(epoch, 1), len(losses)) - 1]

    def _count(self, grad: Tensor) -> None:
        """Counts one backward pass."""
        self.backward_passes += 1
        with torch.no_grad():
            self.steps.add_(1)


def scripted(
    losses: Sequence[float], train_losses: Sequence[float] | None = None, batches: int = 2
) -> tuple[ScriptedReader, Loader, Loader]:
    """A ScriptedReader with a loader to train it on and one to validate it on."""
    model = ScriptedReader(losses, losses if train_losses is None else train_losses, batches)
    labels = torch.arange(4 * batches) % 2
    train = loader(torch.stack([labels + 3, labels + 1], dim=1), labels, 4)
    labels = torch.arange(6) % 2
    return model, train, loader(torch.stack([labels + 1, labels + 1], dim=1), labels, 4)


def loader(x: Tensor, y: Tensor, batch_size: int) -> Loader:
    """A loader of ids x (N, T) and labels y (N,), in their order."""
    return DataLoader(TensorDataset(x, y), batch_size=batch_size)


def saved_state(path: str) -> dict[str, Tensor] | None:
    """The weights in a checkpoint: those of a state dict, of one within a dict, or of a whole model.

    None where there is no such file, or none that torch.load can read.
    """
    if not Path(path).is_file():
        return None
    try:
        content: Any = torch.load(path, map_location="cpu", weights_only=True)
    except Exception:  # a whole model, say
        try:
            content = torch.load(path, map_location="cpu", weights_only=False)
        except Exception:
            return None
    return _state_in(content)


def _state_in(content: Any) -> dict[str, Tensor] | None:
    """The first dict of tensors within what a checkpoint holds."""
    if isinstance(content, nn.Module):
        content = content.state_dict()
    if not isinstance(content, dict):
        return None
    if content and all(isinstance(value, Tensor) for value in content.values()):
        return {key: value.detach().clone() for key, value in content.items()}
    found = (_state_in(value) for value in content.values())
    return next((state for state in found if state), None)


class StepNotes:
    """Notes each step of any of PyTorch's optimizers, until `stop()`.

    names: the classes; rates: the learning rates of all groups; frozen: how many parameters that need no gradient
    the optimizer held; one entry a step.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.rates: list[list[float]] = []
        self.frozen: list[int] = []
        self._handle = register_optimizer_step_pre_hook(self._note)

    def stop(self) -> None:
        """Takes no more notes."""
        self._handle.remove()

    def _note(self, optimizer: torch.optim.Optimizer, args: Any, kwargs: Any) -> None:
        """One step that is about to happen."""
        groups = optimizer.param_groups
        self.names.append(type(optimizer).__name__)
        self.rates.append([float(group["lr"]) for group in groups])
        self.frozen.append(sum(not p.requires_grad for group in groups for p in group["params"]))


def enlarged_outputs(make: Callable[[], nn.Module], args: Sequence[Any], x: Tensor, n: int) -> Tensor:
    """The outputs (n, N) for x of n new models, all of whose weights were made thirty times as large."""
    outputs = []
    for _ in range(n):
        model = make(*args).eval()
        with torch.no_grad():
            for weight in model.parameters():
                weight.mul_(30)
            outputs.append(model(x).reshape(-1))
    return torch.stack(outputs)


def descent(model: nn.Module, lr: float) -> torch.optim.Optimizer:
    """Plain gradient descent on all parameters of a model."""
    return torch.optim.SGD(model.parameters(), lr=lr)


def step_on(model: nn.Module, x: Tensor, y: Tensor) -> None:
    """One step of AdamW, over all parameters that need a gradient, on texts x (N, T) with labels y (N,)."""
    step_by(optimizer_for(model, 0.01), model, x, y)


def step_by(optimizer: torch.optim.Optimizer, model: nn.Module, x: Tensor, y: Tensor) -> None:
    """One step of an optimizer on texts x (N, T) with labels y (N,)."""
    model.train()
    optimizer.zero_grad()
    loss = nn.functional.binary_cross_entropy_with_logits(model(x), y.float())
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()


def optimizer_for(model: nn.Module, lr: float, everything: bool = False) -> torch.optim.Optimizer:
    """AdamW over the parameters of a model that need a gradient, or over all."""
    return torch.optim.AdamW([p for p in model.parameters() if p.requires_grad or everything], lr=lr)


def groups_of(model: nn.Module, optimizer: torch.optim.Optimizer, table: Tensor) -> dict[str, list[Any]]:
    """Where a model's parameters are among an optimizer's groups.

    table: the learning rates of the groups with the parameter that has the shape (V, D) of `table`, one for each
    time that it is listed; others: those of all other trainable parameters; missing: the names of trainable
    parameters in no group; trainable: for each parameter of that shape whether it needs a gradient.
    """
    where: dict[int, list[float]] = {}
    for group in optimizer.param_groups:
        for p in group["params"]:
            where.setdefault(id(p), []).append(float(group["lr"]))
    named = dict(model.named_parameters())
    tables = [p for p in named.values() if p.shape == table.shape]
    others = [p for p in named.values() if p.shape != table.shape and p.requires_grad]
    return {
        "table": [rate for p in tables for rate in where.get(id(p), [])],
        "others": [rate for p in others for rate in where.get(id(p), [])],
        "missing": [name for name, p in named.items() if p.requires_grad and id(p) not in where],
        "trainable": [p.requires_grad for p in tables],
    }
