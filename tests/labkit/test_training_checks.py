"""Checks of training, and the functions and probes that tests hand to a student's code."""

import math

import numpy as np
import pytest
import torch
from labkit import checks, functions
from torch import nn
from torch.nn.functional import mse_loss, relu

numbers = torch.Generator().manual_seed(0)
X, Y = torch.randn(12, 3, generator=numbers), torch.randn(12, 1, generator=numbers)


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


def make_net():
    return nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 1))


def loss(w):
    """What the student's training minimizes, from the weights: the reference's own forward pass."""
    hidden = relu(X @ w["0.weight"].T + w["0.bias"])
    return ((hidden @ w["2.weight"].T + w["2.bias"] - Y) ** 2).mean()


def trainer(model, lr=0.1, scale=1.0, optimizer=torch.optim.SGD, zero=True, of=mse_loss):
    """One step of a student's training, right or with a mistake."""

    def step():
        rule = optimizer(model.parameters(), lr=lr)
        if zero:
            rule.zero_grad()
        (scale * of(model(X), Y)).backward()
        rule.step()

    return step


def l1(prediction, target):
    return (prediction - target).abs().mean()


class TestOneOptimizerStepMatches:
    def test_should_pass(self):
        for lr in (1e-4, 0.1, 1.0):
            model = make_net()
            for _ in range(3):
                checks.one_optimizer_step_matches(model, trainer(model, lr), loss, lr=lr)

    def test_other_optimizers_should_pass(self):
        model = make_net()
        adam = trainer(model, 0.01, optimizer=torch.optim.Adam)
        checks.one_optimizer_step_matches(
            model, adam, loss, optimizer=lambda weights: torch.optim.Adam(weights, lr=0.01)
        )

    def test_frozen_parameters_should_pass(self):
        model = make_net()
        model[0].requires_grad_(False)
        frozen = {f"0.{key}": p for key, p in model[0].named_parameters()}
        checks.one_optimizer_step_matches(model, trainer(model), lambda w: loss({**frozen, **w}), lr=0.1)

    @pytest.mark.parametrize(
        ("mistake", "words"),
        [
            ({"lr": 0.0}, r"^The step does not move `model`, but should move it against the gradient"),
            ({"scale": -1.0}, "^The step moves `model` along the gradient, but should go against it"),
            ({"scale": 12.0}, r"the right way, 12 times as far as the reference, but should be as long"),
            ({"lr": 0.05}, r"the right way, 0\.5 times as far"),
            ({"of": l1}, r"^The step moves `model` another way than the reference does \(cosine -?0\.\d+\)"),
            ({"optimizer": torch.optim.Adam}, "another way than the reference"),
        ],
    )
    def test_mistakes_should_fail(self, mistake, words):
        model = make_net()
        with fails(words):
            checks.one_optimizer_step_matches(model, trainer(model, **mistake), loss, lr=0.1)

    def test_gradients_left_over_should_fail(self):
        model = make_net()
        step = trainer(model, zero=False)
        checks.one_optimizer_step_matches(model, step, loss, lr=0.1)
        with fails("times as far|another way"):
            checks.one_optimizer_step_matches(model, step, loss, lr=0.1)

    def test_part_of_the_weights_should_fail(self):
        model = make_net()

        def step():
            mse_loss(model(X), Y).backward()
            torch.optim.SGD(model[2].parameters(), lr=0.1).step()

        with fails(r"^\d+ of 26 weights of `model` do not move"):
            checks.one_optimizer_step_matches(model, step, loss, lr=0.1)

    def test_nan_should_fail(self):
        model = make_net()
        with fails("NaN or infinite"):
            checks.one_optimizer_step_matches(model, trainer(model, math.nan), loss, lr=0.1)

    def test_no_model_should_fail(self):
        with fails("`net` is not there yet"):
            checks.one_optimizer_step_matches(None, list, loss, lr=0.1, name="net")
        with fails("`model` is a function, but should be an nn.Module"):
            checks.one_optimizer_step_matches(len, list, loss, lr=0.1)
        with fails("no trainable parameters"):
            checks.one_optimizer_step_matches(nn.ReLU(), list, loss, lr=0.1)

    def test_one_rule_is_asked_for(self):
        model = make_net()
        with pytest.raises(ValueError, match="either lr= or optimizer="):
            checks.one_optimizer_step_matches(model, trainer(model), loss)


class Cut(nn.Module):
    """A graph that is cut between two layers."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(3, 5), nn.Linear(5, 2)

    def forward(self, x):
        return self.second(self.first(x).detach())


class NoGraph(Cut):
    def forward(self, x):
        with torch.no_grad():
            return self.second(self.first(x))


class Flat(Cut):
    def forward(self, x):
        return self.second(0 * self.first(x))


class Unused(Cut):
    def forward(self, x):
        return nn.functional.pad(self.first(x), (0, 1))


class TestGradientsFlowTo:
    def test_should_pass(self):
        model = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 2), nn.Softmax(1))
        before = {key: value.clone() for key, value in model.state_dict().items()}
        checks.gradients_flow_to(model.eval(), X)
        assert all(torch.equal(before[key], value) for key, value in model.state_dict().items())
        assert all(p.grad is None for p in model.parameters())

    def test_named_parts_should_pass(self):
        checks.gradients_flow_to(Cut(), X, parts=["second"])

    def test_frozen_parts_should_pass(self):
        model = Cut()
        model.first.requires_grad_(False)
        checks.gradients_flow_to(model, X)

    @pytest.mark.parametrize(
        ("model", "words"),
        [
            (Cut, r"^2 of 4 parameters of `net` get no gradient, but should all get one: `\.detach\(\)`"),
            (NoGraph, "^4 of 4 parameters"),
            (Flat, "^3 of 4 parameters"),  # the second layer's bias gets one
            (Unused, "^2 of 4 parameters"),
            (nn.ReLU, "no such trainable parameters"),
        ],
    )
    def test_should_fail(self, model, words):
        with fails(words):
            checks.gradients_flow_to(model(), X, name="net")

    def test_missing_part_should_fail(self):
        with fails("no such trainable parameters"):
            checks.gradients_flow_to(Cut(), X, parts=["third"])


class TestMonotoneLoss:
    @pytest.mark.parametrize("losses", [[3.0, 2.0, 2.0, 1.0], (1.0, 0.0), [1, 0.5], np.array([2.0, 1.0])])
    def test_should_pass(self, losses):
        checks.monotone_loss(losses)

    def test_rise_within_the_slack_should_pass(self):
        checks.monotone_loss([1.0, 0.5, 0.50001, 0.4])

    @pytest.mark.parametrize(
        ("losses", "words"),
        [
            (
                [3.0, 2.0, 2.5, 1.0, 4.0],
                r"^`losses` rises at 2 of 4 steps, first after entry 2, but should fall",
            ),
            ([1.0, 1.0], r"^`losses` begins at 1 and ends at 1, but should end lower"),
            ([1.0, math.nan], "NaN or infinite"),
            ([1.0], "has 1 entries, but should have two at least"),
            (
                [torch.ones(1, requires_grad=True).sum()] * 2,
                r"`losses\[0\]` still carries its gradient graph",
            ),
            (["a", "b"], r"`losses\[0\]` is a string, but should be a single number"),
            (torch.ones(2, 2), "should be a list of numbers"),
            (3.0, "is a number, but should be an array or tensor"),
            (None, "not there yet"),
        ],
    )
    def test_should_fail(self, losses, words):
        with fails(words):
            checks.monotone_loss(losses)


def analytic(f, x):
    return {
        functions.cubic: 3 * x**2,
        functions.waves: x.cos() * x.sum() + x.sin().sum(),
        functions.half_held: x,
        functions.rounded_straight_through: torch.ones_like(x),
    }[f]


@pytest.mark.parametrize(
    "f", [functions.cubic, functions.waves, functions.half_held, functions.rounded_straight_through]
)
def test_gradients_of_the_functions(f):
    x = torch.randn(2, 3)
    (gradient,) = torch.autograd.grad(f(x.requires_grad_()), x)
    torch.testing.assert_close(gradient, analytic(f, x.detach()))


def test_gradient_calls_sees_what_is_left():
    def leaves_it(f, x):
        x.requires_grad_()
        f(x).backward()
        return x.grad

    x = torch.randn(4)
    seen = functions.gradient_calls(leaves_it, functions.cubic, x)
    assert seen["requires_grad"]
    assert seen["left"] > 0
    torch.testing.assert_close(seen["second"], 2 * seen["first"])
    assert torch.equal(seen["first_later"], seen["second"])
    assert not x.requires_grad

    def clean(f, x):
        x = x.detach().clone().requires_grad_()
        return torch.autograd.grad(f(x), x)[0]

    for flag in (False, True):
        seen = functions.gradient_calls(clean, functions.cubic, x, requires_grad=flag)
        assert torch.equal(seen["first"], seen["second"])
        assert torch.equal(seen["x"], x)
        assert (seen["left"], seen["requires_grad"]) == (0, flag)


def test_conversions_see_errors_and_shared_memory():
    x = torch.rand(3, 4)
    copies = functions.conversions(lambda t: t.detach().cpu().numpy().copy(), x)
    assert {"plain", "parameter", "transposed", "strided"} <= copies.keys()
    for outcome in copies.values():
        assert outcome["array"]
        assert outcome["kept"]
        assert not outcome["shared"]
        assert np.array_equal(outcome["value"], outcome["wanted"].numpy())
    views = functions.conversions(lambda t: t.detach().cpu().numpy(), x)
    assert all(outcome["shared"] for name, outcome in views.items() if not name.startswith("on "))
    plain = functions.conversions(lambda t: t.numpy(), x)
    assert plain["plain"]["error"] == ""
    assert plain["computed"]["error"] == "RuntimeError"
    lists = functions.conversions(lambda t: t.tolist(), x)
    assert not lists["plain"]["array"]


def test_slopes_step_as_they_say():
    model, x = functions.Slope(2.0), torch.tensor([[1.0], [3.0]])
    mse_loss(model(x), torch.zeros(2, 1)).backward()
    assert model.w.grad == 2 * 2.0 * 5.0
    steep, one = functions.SquaredSlope(), torch.ones(1, 1)
    mse_loss(steep(one), one).backward()
    assert steep.w.grad == 96.0
