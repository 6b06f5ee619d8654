"""Instruments for tests of functions that fine-tune a BERT; see labkit.instruments for how they are used.

This module stands on its own (it imports nothing else of labkit), so that a test can ask for it by
`there("labkit.instruments_bert")`.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import SGD, AdamW, Optimizer
from torch.optim.lr_scheduler import LambdaLR


def device() -> torch.device:
    """The device on which a notebook of the course works, as labkit.device() says."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


# --- data sets ---


class Watched(Tensor):
    """A tensor that counts how often it, or a part of it, is sent to a device by name."""

    moves = 0

    @classmethod
    def __torch_function__(
        cls, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Notes .to(device), .cuda() and the like, then does as usual."""
        kwargs = dict(kwargs or {})
        name = getattr(func, "__name__", "")
        named = [
            value for value in (*args[1:2], kwargs.get("device")) if isinstance(value, (str, torch.device))
        ]
        if name in ("cuda", "mps") or (name == "to" and named):
            Watched.moves += 1
        return super().__torch_function__(func, types, args, kwargs)  # type: ignore[no-untyped-call]


def moves_of(make: Callable[..., Any], encodings: Mapping[str, Tensor], labels: Any) -> int:
    """How often make(encodings, labels), a data set, and its first items send encodings to a device."""
    Watched.moves = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch.tensor(tensor) warns, and is right all the same
        dataset = make({key: value.as_subclass(Watched) for key, value in encodings.items()}, labels)
        for i in range(min(3, len(dataset))):
            dataset[i]
    return Watched.moves


def collated(dataset: Any, batch_size: int) -> list[dict[str, Tensor]]:
    """The batches that a DataLoader makes of a data set, in order."""
    return list(torch.utils.data.DataLoader(dataset, batch_size=batch_size))


# --- optimizers and schedules ---


def lr_curve(optimizer: Optimizer, scheduler: Any, steps: int) -> list[list[float]]:
    """The learning rate of each group at each of `steps` steps; gradients are left out, so nothing moves."""
    curve = []
    optimizer.zero_grad()
    for _ in range(steps):
        curve.append([float(group["lr"]) for group in optimizer.param_groups])
        optimizer.step()
        scheduler.step()
    return curve


def groups_of(model: nn.Module, optimizer: Optimizer) -> dict[str, Any]:
    """What an optimizer does with a model's parameters.

    decay: the weight decay of each parameter that the optimizer has, by name; twice: how many it has more than
    once; strangers: how many it has that are not the model's; adamw: whether it is an AdamW.
    """
    names = {id(p): name for name, p in model.named_parameters()}
    decay: dict[str, float] = {}
    twice = strangers = 0
    for group in optimizer.param_groups:
        for p in group["params"]:
            name = names.get(id(p))
            strangers += name is None
            twice += name in decay
            if name is not None:
                decay[name] = float(group.get("weight_decay", 0.0))
    adamw = isinstance(optimizer, AdamW)
    return {"decay": decay, "twice": twice, "strangers": strangers, "adamw": adamw}


class CountingSGD(SGD):
    """Plain gradient descent that counts its steps."""

    def __init__(self, parameters: Any, lr: float) -> None:
        super().__init__(parameters, lr=lr)
        self.count = 0

    def step(self, closure: Any = None) -> Any:
        """One step, counted."""
        self.count += 1
        return super().step(closure)


def descent(model: nn.Module, lr: float) -> tuple[CountingSGD, LambdaLR]:
    """Plain gradient descent for the model's trainable parameters, and a schedule that keeps its rate."""
    optimizer = CountingSGD([p for p in model.parameters() if p.requires_grad], lr)
    return optimizer, LambdaLR(optimizer, lambda step: 1.0)


# --- early stopping ---


class Output(dict[str, Any]):
    """What a model of Hugging Face returns, as far as these labs need it: loss and logits by name or attribute."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class ScriptedReviewer(nn.Module):
    """A classifier that has, after epoch e = 1, 2, … of training, the loss losses[e - 1] on every batch.

    Called as a BERT with a classification head is; the label of a text is its second id. An epoch is over after
    `batches` backward passes. Their number is kept in the parameter `steps`, which a gradient of 0 leaves alone: it
    is saved and restored together with the weights, so `epoch()` tells which weights these are. trained: for each
    backward pass, whether its forward pass ran in training mode; passes: the same for every forward pass.
    """

    def __init__(self, losses: Sequence[float], batches: int) -> None:
        super().__init__()
        self.losses, self.batches = list(losses), batches
        self.steps = nn.Parameter(torch.zeros(()))
        self.backward_passes = 0
        self.trained: list[bool] = []
        self.passes: list[bool] = []

    def epoch(self) -> int:
        """The number of epochs of training behind the present weights."""
        return round(self.steps.item()) // self.batches

    def epochs_run(self) -> int:
        """The number of epochs of training so far, whatever weights were restored since."""
        return self.backward_passes // self.batches

    def forward(
        self, input_ids: Tensor, attention_mask: Any = None, labels: Any = None, token_type_ids: Any = None
    ) -> Output:
        """ids (B, T) → the loss and logits (B, 2)."""
        truth = input_ids[:, 1]
        loss = torch.tensor(self.losses[min(max(self.epoch(), 1), len(self.losses)) - 1])
        right, wrong = -loss, torch.log(-torch.expm1(-loss))
        logits = wrong.repeat(len(truth), 2).to(truth.device)
        logits[torch.arange(len(truth)), truth] = right.to(truth.device)
        logits = logits + 0 * self.steps
        training = self.training
        self.passes.append(training)
        if logits.requires_grad:
            logits.register_hook(lambda grad: self._count(training))  # type: ignore[no-untyped-call]
        value = nn.functional.cross_entropy(logits, truth)
        return Output(logits=logits) if labels is None else Output(loss=value, logits=logits)

    def _count(self, training: bool) -> None:
        """Counts one backward pass."""
        self.backward_passes += 1
        self.trained.append(training)
        with torch.no_grad():
            self.steps.add_(1)


def scripted_fit(losses: Sequence[float], batches: int = 2) -> tuple[Any, ...]:
    """A ScriptedReviewer with batches to train it on, batches to validate it on, an optimizer and a schedule."""
    model = ScriptedReviewer(losses, batches).to(device())
    optimizer, scheduler = descent(model, 0.1)
    return model, [_batch() for _ in range(batches)], [_batch() for _ in range(2)], optimizer, scheduler


def _batch() -> dict[str, Tensor]:
    """Four texts of three ids, the second of which is the label."""
    labels = torch.tensor([0, 1, 0, 1])
    ids = torch.stack([torch.full((4,), 7), labels, torch.full((4,), 9)], dim=1)
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "labels": labels}
