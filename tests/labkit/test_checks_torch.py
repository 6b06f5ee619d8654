"""Checks of models, on PyTorch's: dropout, modes, parameters."""

import pytest
import torch
from labkit import checks
from torch import nn


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


class Dropout(nn.Module):
    """Inverted dropout; the subclasses each hold one mistake."""

    def __init__(self, p: float = 0.3) -> None:
        super().__init__()
        self.p = p

    def mask(self, x):
        return (torch.rand(x.shape) >= self.p).float()

    def scale(self):
        return 1 / (1 - self.p)

    def forward(self, x):
        return x * self.mask(x) * self.scale() if self.training else x


class NoScaling(Dropout):
    def scale(self):
        return 1.0


class ScaledDown(Dropout):
    def scale(self):
        return 1 - self.p


class Swapped(Dropout):
    def __init__(self, p=0.3):
        super().__init__(1 - p)


class SharedByRows(Dropout):
    def mask(self, x):
        return (torch.rand(x.shape[1:]) >= self.p).float().expand(x.shape)


class SharedByFeatures(Dropout):
    def mask(self, x):
        return (torch.rand(len(x), 1) >= self.p).float().expand(x.shape)


class FixedMask(Dropout):
    def mask(self, x):
        generator = torch.Generator().manual_seed(0)
        return (torch.rand(x.shape, generator=generator) >= self.p).float()


class Uneven(Dropout):
    def mask(self, x):
        return super().mask(x) * (1 + torch.rand(x.shape))


class NeverActive(Dropout):
    def forward(self, x):
        return x


class AlwaysActive(Dropout):
    def forward(self, x):
        return nn.functional.dropout(x, self.p)


class Everything(Dropout):
    def forward(self, x):
        return x * 0 if self.training else x


class Transposed(Dropout):
    def forward(self, x):
        return super().forward(x).reshape(-1)[:5]


DROPOUT_CHECKS = {
    "active": lambda d: checks.dropout_active_in_train(d, torch.rand(8, 20), name="layer"),
    "inactive": lambda d: checks.dropout_inactive_in_eval(d, torch.rand(8, 20), name="layer"),
    "rate": lambda d: checks.dropout_rate(d, 0.3),
    "scaling": lambda d: checks.dropout_scaling(d, 0.3),
    "elementwise": lambda d: checks.dropout_mask_elementwise(d),
    "fresh": lambda d: checks.dropout_mask_fresh(d),
}
MISTAKES = {
    NoScaling: {"scaling": r"survivors of `layer` are 1 times the input, but should be 1\.429 times"},
    ScaledDown: {"scaling": r"survivors of `layer` are 0\.7 times the input"},
    Swapped: {
        "rate": r"drops 0\.\d+ of the elements, but should drop p = 0\.3 of them: .* not of keeping it\.$"
    },
    SharedByRows: {"elementwise": "drops the same features in every row, but should decide for each element"},
    SharedByFeatures: {"elementwise": "drops all elements of a row together"},
    FixedMask: {
        "active": "gives the same output for the same input again and again in training mode",
        "fresh": "drops the same elements at two passes, but should draw a new mask at each pass",
    },
    Uneven: {"scaling": "scaled unevenly"},
    NeverActive: {
        "active": "again and again in training mode",
        "rate": r"drops nothing, but should drop p = 0\.3 of them: dropout is active in training mode",
        "scaling": "drops nothing",
        "elementwise": "drops nothing",
        "fresh": "drops nothing",
    },
    AlwaysActive: {"inactive": r"two different outputs .* in evaluation mode.*`training=self\.training`"},
    Everything: {
        "active": "again and again",
        "rate": "drops 1 of the elements",
        "scaling": "drops everything",
        "elementwise": "drops everything",
        "fresh": "drops the same elements",
    },
}


@pytest.mark.parametrize("check", DROPOUT_CHECKS)
@pytest.mark.parametrize("layer", [Dropout(0.3), nn.Dropout(0.3)], ids=["ours", "torch"])
def test_dropout_checks_should_pass(layer, check):
    layer.eval()
    DROPOUT_CHECKS[check](layer)
    assert not layer.training


@pytest.mark.parametrize("check", DROPOUT_CHECKS)
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.__name__)
def test_dropout_checks_should_fail_for_their_mistake_only(mistake, check):
    words = MISTAKES[mistake].get(check)
    layer = mistake(0.3)
    if words is None:
        DROPOUT_CHECKS[check](layer)
    else:
        with fails(words):
            DROPOUT_CHECKS[check](layer)
    assert layer.training


@pytest.mark.parametrize("check", ["rate", "scaling"])
@pytest.mark.parametrize("p", [0.0, 0.05, 0.5, 0.9])
def test_dropout_rate_and_scaling_should_pass_for_any_p(p, check):
    getattr(checks, f"dropout_{check}")(Dropout(p), p)


def test_dropout_mask_elementwise_looks_along_each_axis():
    checks.dropout_mask_elementwise(nn.Dropout(0.3), shape=(4, 8, 8, 8))
    with fails("drops all elements along axis 2 together, but should decide for each element on its own"):
        checks.dropout_mask_elementwise(nn.Dropout2d(0.3), shape=(4, 8, 8, 8))


@pytest.mark.parametrize(("p", "wanted"), [(0.0, 0.02), (0.1, 0.0), (0.25, 0.3), (0.5, 0.52)])
def test_dropout_rate_should_fail_for_another_rate(p, wanted):
    with fails("drops"):
        checks.dropout_rate(Dropout(p), wanted)


@pytest.mark.parametrize("check", DROPOUT_CHECKS)
@pytest.mark.parametrize(
    ("layer", "words"),
    [
        (None, "`layer` is not there yet"),
        (nn.Linear(3, 3), r"`layer\(x\)` raised RuntimeError for input of shape"),
        (lambda x, training: None, r"`layer\(x\)` is not there yet"),
        (lambda x, training: "secret", r"`layer\(x\)` is a string, but should be an array or tensor"),
        (lambda x, training: x * float("nan"), r"values of `layer\(x\)` are NaN or infinite"),
        (lambda x: x, r"`layer\(x, training=(True|False)\)` raised TypeError"),
        (5, "cannot be called: it is a number"),
        (nn.Dropout, "`layer` is a class, but should be a model made by calling it"),
    ],
)
def test_dropout_checks_should_fail_for_what_is_no_layer(layer, words, check):
    with fails(words):
        DROPOUT_CHECKS[check](layer)


@pytest.mark.parametrize("check", ["rate", "scaling"])
def test_dropout_checks_should_fail_for_another_shape(check):
    with fails(r"`layer\(x\)` has shape \(5,\), but should have the shape of x"):
        DROPOUT_CHECKS[check](Transposed())


def test_dropout_checks_should_leave_modes_and_statistics_as_they_were():
    model = nn.Sequential(nn.Linear(20, 30), nn.BatchNorm1d(30), nn.Dropout(0.3))
    model[1].eval()
    mean = model[1].running_mean.clone()
    DROPOUT_CHECKS["active"](model)
    assert [part.training for part in model.modules()] == [True, True, False, True]
    assert torch.equal(model[1].running_mean, mean)
    assert model[1].num_batches_tracked == 0


def evaluate(model):
    was = model.training
    model.eval()
    model.train(was)


def switch_only_the_top(model):
    was = model.training
    model.eval()
    model.training = was


@pytest.mark.parametrize("fn", [evaluate, lambda model: None])
def test_mode_restored_should_pass(fn):
    model = nn.Sequential(nn.Linear(2, 2), nn.Dropout()).eval()
    model[0].train()
    checks.mode_restored(fn, model)
    assert [part.training for part in model.modules()] == [False, True, False]


@pytest.mark.parametrize(
    ("fn", "words"),
    [
        (
            lambda m: m.eval(),
            "model is in eval mode, but should be in training mode as before: remember `was",
        ),
        (lambda m: m.train(), "model is in training mode, but should be in eval mode as before"),
        (switch_only_the_top, "2 of the model's parts are in eval mode, but should be in training mode"),
        (lambda m: m.nothing(), r"^The function raised AttributeError, but should run without an error"),
        (None, "the function` is not there yet"),
    ],
)
def test_mode_restored_should_fail(fn, words):
    with fails(words):
        checks.mode_restored(fn, nn.Sequential(nn.Linear(2, 2), nn.Dropout()))


@pytest.mark.parametrize(
    ("model", "words"),
    [(None, "not there yet"), (nn.ReLU, "is a class"), ([1], "`model` is a list, but should be")],
)
def test_mode_restored_should_fail_without_a_module(model, words):
    with fails(words):
        checks.mode_restored(evaluate, model)


def make_net():
    return nn.Sequential(nn.Linear(3, 4), nn.Sigmoid(), nn.Linear(4, 2))


def train(model, parameters=None):
    optimizer = torch.optim.SGD(parameters or model.parameters(), lr=0.1)
    model(torch.rand(5, 3)).square().sum().backward()
    optimizer.step()


def test_parameters_change_should_pass():
    model = make_net()
    checks.parameters_change(model, lambda: train(model))
    model[0].requires_grad_(False)
    checks.parameters_change(model, lambda: train(model))


def test_parameters_change_should_fail():
    model = make_net()
    with fails(r"^2 of 4 parameters of `net` did not change, but should all change: .*optimizer"):
        checks.parameters_change(model, lambda: train(model, list(model[0].parameters())), name="net")
    with fails("have some"):
        checks.parameters_change(nn.ReLU(), lambda: None)
    with fails("NaN"):
        checks.parameters_change(model, lambda: model[0].weight.data.fill_(float("nan")))
    with fails("1 parameters of `model` were replaced"):
        checks.parameters_change(model, lambda: setattr(model[0], "bias", None))
    with fails("raised ZeroDivisionError"):
        checks.parameters_change(model, lambda: 1 / 0)
    with fails("is a function, but should be an nn.Module or a Keras model"):
        checks.parameters_change(evaluate, lambda: None)
    with fails("not there yet"):
        checks.parameters_change(None, lambda: None)
    with fails("is a class"):
        checks.parameters_change(nn.ReLU, lambda: None)


def test_parameters_unchanged_should_pass():
    model = make_net()
    checks.parameters_unchanged(model, lambda: model(torch.rand(5, 3)))


def test_parameters_unchanged_should_fail():
    model = make_net()
    with fails("^4 of 4 parameters of `model` changed, but should stay as they were: only training"):
        checks.parameters_unchanged(model, lambda: train(model))
    model.requires_grad_(False)
    with fails("1 of 4 parameters"):
        checks.parameters_unchanged(model, lambda: model[0].bias.data.add_(1))
