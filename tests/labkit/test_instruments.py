"""The modules that watch a training loop."""

import copy
import math
import types
from pathlib import Path

import labkit.instruments
import pytest
import torch
from labkit.instruments import FixedLogits, ModeRecorder, ScriptedLoss
from torch import nn
from torch.nn.functional import cross_entropy


def test_mode_recorder_notes_each_pass_and_switch():
    model = ModeRecorder(nn.Linear(3, 2))
    model(torch.rand(4, 3))
    model.eval()
    with torch.no_grad():
        model(torch.rand(2, 3))
    model.train()
    assert model.modes == [True, False]
    assert model.grads == [True, False]
    assert model.sizes == [4, 2]
    assert model.switches == [False, True]
    model.clear()
    assert model.modes == model.grads == model.sizes == model.switches == []


def test_mode_recorder_passes_on_modes_outputs_and_parameters():
    inner = nn.Sequential(nn.Linear(3, 2), nn.Dropout(0.5))
    model = ModeRecorder(inner).eval()
    assert not inner[1].training
    x = torch.rand(4, 3)
    assert torch.equal(model(x), inner(x))
    assert len(list(model.parameters())) == 2


def test_fixed_logits_answers_by_number():
    table = torch.rand(6, 3)
    model = FixedLogits(table)
    x = torch.zeros(2, 1, 28, 28)
    x[:, 0, 0, 0] = torch.tensor([4.0, 1.0])
    logits = model(x)
    assert torch.equal(logits, table[[4, 1]])
    cross_entropy(logits, torch.tensor([0, 1])).backward()
    assert model.shift.grad is not None


SCRIPT = [1.0, 0.5, 0.7, 0.2]
LABELS = torch.tensor([3, 1, 9, 0])
IMAGES = LABELS.float()[:, None] * torch.tensor([1.0, 0.0])


def validate(model: nn.Module) -> float:
    with torch.no_grad():
        return cross_entropy(model(IMAGES), LABELS).item()


def train_epoch(model: nn.Module, optimizer: torch.optim.Optimizer) -> None:
    for x, y in zip(IMAGES.split(2), LABELS.split(2), strict=True):
        optimizer.zero_grad()
        cross_entropy(model(x), y).backward()
        optimizer.step()


@pytest.mark.parametrize("make", [torch.optim.Adam, torch.optim.SGD, torch.optim.AdamW])
def test_scripted_loss_follows_its_script(make):
    model = ScriptedLoss(SCRIPT, batches=2)
    optimizer = make(model.parameters(), lr=1e-3)
    for epoch, loss in enumerate(SCRIPT, start=1):
        train_epoch(model, optimizer)
        assert validate(model) == pytest.approx(loss, abs=1e-6)
        assert model.epoch() == model.epochs_run() == epoch


def test_scripted_loss_tells_which_weights_were_restored():
    model = ScriptedLoss(SCRIPT, batches=2)
    optimizer = torch.optim.Adam(model.parameters())
    train_epoch(model, optimizer)
    saved, reference, twin = copy.deepcopy(model.state_dict()), model.state_dict(), copy.deepcopy(model)
    train_epoch(model, optimizer)
    model.load_state_dict(reference)
    assert (model.epoch(), model.epochs_run()) == (2, 2)
    model.load_state_dict(saved)
    assert (model.epoch(), model.epochs_run()) == (1, 2)
    assert twin.epoch() == 1


def test_scripted_loss_before_training_and_beyond_the_script():
    model = ScriptedLoss([math.log(10), 1.0], batches=1)
    assert validate(model) == pytest.approx(math.log(10), abs=1e-6)
    optimizer = torch.optim.Adam(model.parameters())
    for _ in range(3):
        train_epoch(model, optimizer)
    assert validate(model) == pytest.approx(1.0, abs=1e-6)


def test_the_module_stands_on_its_own():
    module = types.ModuleType("a module that sys.modules does not know")
    exec(Path(labkit.instruments.__file__).read_text(encoding="utf-8"), module.__dict__)
    assert copy.deepcopy(module.ModeRecorder(nn.ReLU()))(torch.ones(2)).sum() == 2
