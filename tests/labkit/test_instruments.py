"""The modules that watch a training loop."""

import copy
import math
import types
from pathlib import Path

import labkit.instruments
import pytest
import torch
from labkit.instruments import (
    FixedLogits,
    ScriptedLoss,
    TellingLogits,
    TrainingRecorder,
    each,
    predict,
)
from torch import nn
from torch.nn.functional import cross_entropy


def test_fixed_logits_answers_by_number():
    table = torch.rand(6, 3)
    model = FixedLogits(table)
    x = torch.zeros(2, 1, 28, 28)
    x[:, 0, 0, 0] = torch.tensor([4.0, 1.0])
    logits = model(x)
    assert torch.equal(logits, table[[4, 1]])
    cross_entropy(logits, torch.tensor([0, 1])).backward()
    assert model.shift.grad is not None


TABLES = torch.arange(2 * 2 * 3 * 4.0).reshape(2, 2, 3, 4)
ROWS = torch.tensor([[2.0], [0.0]])


def call(model: nn.Module) -> torch.Tensor:
    return model(ROWS)


def frozen(model: nn.Module) -> torch.Tensor:
    return model.requires_grad_(False)(ROWS)


def detached(model: nn.Module) -> torch.Tensor:
    weights = {key: value.detach() for key, value in model.state_dict().items()}
    return torch.func.functional_call(model, weights, (ROWS,))


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize(
    ("run", "tracked"),
    [
        (call, True),
        (torch.no_grad()(call), False),
        (torch.inference_mode()(call), False),
        (torch.no_grad()(torch.enable_grad()(call)), True),
        (frozen, False),
        (detached, False),
    ],
)
def test_telling_logits_tell_mode_and_graph(run, tracked, training):
    model = TellingLogits(TABLES).train(training)
    z = run(model)
    assert torch.equal(z, TABLES[int(training), int(tracked), [2, 0]])
    assert z.requires_grad == tracked


def test_telling_logits_can_be_copied_cast_and_trained_beside():
    model = copy.deepcopy(TellingLogits(TABLES)).double()
    z = model(ROWS.double())
    with torch.no_grad():
        model(ROWS.double())
    cross_entropy(z, torch.tensor([0, 1])).backward()
    assert z.dtype == torch.float64
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
    assert copy.deepcopy(module.FixedLogits(torch.ones(1, 2)))(torch.zeros(1, 1)).sum() == 2


def test_scripted_loss_has_a_script_for_training_samples_too():
    model = ScriptedLoss([1.0, 0.5], batches=2, train_losses=[0.9, 0.1])
    optimizer = torch.optim.Adam(model.parameters())
    to_train_on = IMAGES + torch.tensor([10.0, 0.0])
    for loss, train_loss in ((1.0, 0.9), (0.5, 0.1)):
        train_epoch(model, optimizer)
        assert validate(model) == pytest.approx(loss, abs=1e-6)
        with torch.no_grad():
            assert cross_entropy(model(to_train_on), LABELS).item() == pytest.approx(train_loss, abs=1e-6)


@pytest.mark.parametrize("training", [True, False])
def test_predict_is_in_eval_mode_without_gradients_and_puts_the_mode_back(training):
    model = TellingLogits(TABLES).train(training)
    output = predict(model, ROWS)
    assert torch.equal(output, TABLES[0, 0, [2, 0]])
    assert not output.requires_grad
    assert model.training == training


def test_predict_puts_the_mode_back_after_an_error():
    model = nn.Linear(3, 2)
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
        predict(model, torch.rand(4, 5))
    assert model.training


@pytest.mark.parametrize("clear", [True, False])
def test_training_recorder_notes_each_batch_trained_on(clear):
    model = TrainingRecorder(nn.Linear(2, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    model.eval()
    model(IMAGES)  # leaves no trace: no gradient comes back
    validate(model)
    for x, y in zip(IMAGES.split(2), LABELS.split(2), strict=True):
        if clear:
            optimizer.zero_grad()
        cross_entropy(model(x), y).backward()
        optimizer.step()
        model.train()
    assert model.modes == [False, True]
    assert model.clean == [True, clear]
    assert model.firsts == [3.0, 1.0, 9.0, 0.0]


def test_each_calls_a_function_for_every_item():
    assert each(str.split, ["a b", ""]) == [["a", "b"], []]
    assert each(pow, [2, 3], 2) == [4, 9]
    with pytest.raises(KeyError):
        each({}.__getitem__, ["missing"])
