"""The same checks on objects in another process, as the judge sees them: through proxies."""

import socket
import subprocess
import sys
import textwrap
from types import SimpleNamespace

import numpy as np
import pytest
import scipy.sparse
import torch
from labkit import checks, there
from labkit.place import importing_from

from autograder.judge.probe import Probe
from autograder.judge.proxy import Namespace, importer, make_proxy, remote_of

STUDENT = textwrap.dedent("""
    import random
    import torch
    from torch import nn

    class Dropout(nn.Dropout):
        pass

    class SharedMask(nn.Module):
        def forward(self, x):
            return x * (torch.rand(x.shape[1:]) >= 0.3) / 0.7 if self.training else x

    class Swapped(nn.Module):
        def forward(self, x):
            return nn.functional.dropout(x, 0.7, self.training)

    def make_mlp():
        return nn.Sequential(nn.Linear(20, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.3), nn.Linear(8, 3))

    def evaluate(model, loader):
        was = model.training
        model.eval()
        with torch.no_grad():
            right = sum((model(x).argmax(1) == y).sum().item() for x, y in loader)
        model.train(was)
        return right

    def evaluate_and_stay(model, loader):
        model.eval()
        return sum(len(model(x)) for x, y in loader)

    def train(model, x, y):
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()

    def regress(model, x, y):
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    class Cut(nn.Sequential):
        def forward(self, x):
            return self[1](self[0](x).detach())

    def gradient(f, x):
        x = x.detach().clone().requires_grad_()
        f(x).backward()
        return x.grad

    def in_place(x, words):
        x += 1
        words.append("and more")

    def refuse(value):
        raise ValueError("a sentence of the student's")

    def broken(value):
        raise ZeroDivisionError("a sentence of the student's")

    def noise():
        return torch.rand(3)

    def with_graph():
        return nn.Linear(1, 1)(torch.ones(1)).sum()

    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    def spam_pipeline(known=()):
        vectorizer = CountVectorizer(vocabulary=sorted(known)) if known else TfidfVectorizer()
        return make_pipeline(vectorizer, LogisticRegression())

    def halved(counts):
        return counts * 0.5

    def halved_dense(counts):
        return type(counts)(counts.toarray() * 0.5)

    todo = ...
""")
KERNEL = """
import socket, sys
import labkit.data, torch
from autograder.kernel.agent import Agent
torch.set_num_threads(1)
namespace = {}
exec(sys.stdin.read(), namespace)
agent = Agent(socket.socket(fileno=int(sys.argv[1])), namespace)
while agent.answer():
    pass
"""


@pytest.fixture(scope="module")
def probe():
    """A probe into another process, in which the student's code has run."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        command = [sys.executable, "-c", KERNEL, str(theirs.fileno())]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, text=True, pass_fds=[theirs.fileno()]
        ) as process:
            theirs.close()
            process.stdin.write(STUDENT)
            process.stdin.close()
            probe = Probe(
                ours, interrupt=process.kill, kill=process.kill, make_proxy=make_proxy, remote_of=remote_of
            )
            with probe.limit(600):  # for all tests of this module
                yield probe
            ours.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def student(probe):
    """The student's names; `there` leads to the student's process."""
    names = Namespace(probe)
    torch.manual_seed(0)
    with importing_from(importer(probe)):
        there("torch").manual_seed(0)  # eight hidden units with dropout: now and then all of them are off
        yield SimpleNamespace(**{name: names.get(name) for name in names if not name.startswith("__")})


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


def make_loader():
    data = there("torch.utils.data")
    return data.DataLoader(data.TensorDataset(torch.rand(5, 20), torch.tensor([0, 1, 2, 0, 1])), batch_size=2)


def test_dropout_checks_should_pass(student):
    layer, model, x = student.Dropout(0.3), student.make_mlp(), torch.rand(8, 20)
    for net in (layer, model):
        checks.dropout_active_in_train(net, x)
        checks.dropout_inactive_in_eval(net, x)
    checks.dropout_rate(layer, 0.3)
    checks.dropout_scaling(layer, 0.3)
    checks.dropout_mask_elementwise(layer)
    checks.dropout_mask_fresh(layer)
    assert not next(iter(model.named_buffers()))[1].any()  # batch norm's running mean is as before


def test_dropout_checks_should_fail(student):
    with fails("drops the same features in every row"):
        checks.dropout_mask_elementwise(student.SharedMask())
    checks.dropout_rate(student.SharedMask(), 0.3)
    with fails(r"drop p = 0\.3 of them: p is the probability of dropping"):
        checks.dropout_rate(student.Swapped(), 0.3)
    with fails(r"`model\(x\)` raised RuntimeError for input of shape \(8, 3\)"):
        checks.dropout_inactive_in_eval(student.make_mlp(), torch.rand(8, 3))
    with fails("`layer` is not there yet"):
        checks.dropout_rate(student.todo, 0.3)
    with fails("`layer` is a class, but should be a model made by calling it"):
        checks.dropout_rate(student.Dropout, 0.3)


def test_mode_restored(student):
    model, loader = student.make_mlp(), make_loader()
    checks.mode_restored(student.evaluate, model, loader)
    with fails("^After the call the model is in eval mode"):
        checks.mode_restored(student.evaluate_and_stay, model, loader)
    assert model.training


def test_parameter_checks(student):
    model, x, y = student.make_mlp(), torch.rand(5, 20), torch.tensor([0, 1, 2, 0, 1])
    checks.parameters_change(model, lambda: student.train(model, x, y))
    checks.parameters_unchanged(model, lambda: student.evaluate(model, make_loader()))
    with fails("^6 of 6 parameters of `model` changed"):
        checks.parameters_unchanged(model, lambda: student.train(model, x, y))
    with fails("^6 of 6 parameters of `model` did not change"):
        checks.parameters_change(model, lambda: student.evaluate(model, make_loader()))


def test_training_checks(student):
    nn = there("torch.nn")
    model, x, y = nn.Sequential(nn.Linear(4, 1)), torch.rand(6, 4), torch.rand(6, 1)

    def loss(w):
        return ((x @ w["0.weight"].T + w["0.bias"] - y) ** 2).mean()

    step = lambda: student.regress(model, x, y)  # noqa: E731
    for _ in range(2):
        checks.one_optimizer_step_matches(model, step, loss, lr=0.1)
    with fails(r"the right way, 10 times as far as the reference"):
        checks.one_optimizer_step_matches(model, step, loss, lr=0.01)
    checks.monotone_loss([step() for _ in range(5)])
    checks.gradients_flow_to(model, x)
    checks.gradients_flow_to(student.make_mlp(), torch.rand(5, 20))
    cut = student.Cut(nn.Linear(4, 3), nn.Linear(3, 1))
    checks.gradients_flow_to(cut, x, parts=["1."])
    with fails("2 of 4 parameters of `model` get no gradient"):
        checks.gradients_flow_to(cut, x)


def test_sparse_checks(student):
    texts, labels = ["red apple", "blue sea", "red rose", "blue sky"] * 5, np.array([0, 1, 0, 1] * 5)
    checks.no_leakage(student.spam_pipeline(), texts, labels, ["red whale", "blue cherry"])
    with fails("^After fit the vocabulary of `pipeline` holds 1 words that no text in fit has"):
        known = student.spam_pipeline(["red", "blue", "whale"])
        checks.no_leakage(known, texts, labels, ["red whale", "blue cherry"])
    counts = scipy.sparse.random(1000, 2000, density=0.001, format="csr", random_state=0)
    checks.stays_sparse(student.halved, counts, megabytes=8, name="halved(counts)")
    checks.unchanged_inputs(student.halved, counts)
    with fails(r"^`halved_dense\(counts\)` takes \d.* MB of memory"):
        checks.stays_sparse(student.halved_dense, counts, megabytes=8, name="halved_dense(counts)")


def test_functions_are_there(student):
    functions, x = there("labkit.functions"), torch.rand(3)
    torch.testing.assert_close(student.gradient(functions.cubic, x), 3 * x**2)
    seen = functions.gradient_calls(student.gradient, functions.half_held, x)
    assert torch.equal(seen["first"], x)
    assert functions.SquaredSlope()(torch.ones(1, 1)).item() == 9.0


def test_function_checks(student):
    checks.raises(ValueError, student.refuse, 1)
    with fails("^ZeroDivisionError was raised, but should raise ValueError"):
        checks.raises(ValueError, student.broken, 1)
    with fails("different results"):
        checks.deterministic(student.noise)
    with fails("^The function raised ZeroDivisionError") as info:
        checks.deterministic(student.broken, 1)
    assert "student's" not in str(info.value)
    checks.unchanged_inputs(student.evaluate, student.make_mlp(), make_loader())
    with fails("changed its argument 1"):
        checks.unchanged_inputs(student.in_place, torch.ones(2), ["a"])
    with fails("changed its argument 1"):
        checks.unchanged_inputs(student.in_place, np.ones(2), ["a"])


def test_value_checks(student):
    with fails("`x` is a function, but should be an array or tensor"):
        checks.shape(student.noise, (3,), name="x")
    with fails("`x` is a model or layer, but should be an array or tensor"):
        checks.dtype(student.make_mlp(), "float32", name="x")
    with fails("`x` still carries its gradient graph"):
        checks.number(student.with_graph(), name="x")
    with fails("`missing` is not there yet"):
        checks.exists(getattr(student, "missing", None), "missing")


def test_instruments_watch_there(student):
    instruments = there("labkit.instruments")
    tables = torch.randn(2, 2, 5, 10)
    model = instruments.TellingLogits(tables)
    assert torch.equal(model(torch.tensor([[3.0]])), tables[1, 1, [3]])
    x, y = torch.arange(5.0)[:, None], torch.arange(5)
    assert student.evaluate(model, [(x, y)]) == (tables[0, 0].argmax(1) == y).sum().item()
    model = instruments.ScriptedLoss([1.0, 0.5], batches=1)
    student.train(model, torch.tensor([[3.0]]), torch.tensor([3]))
    assert (model.epoch(), model.epochs_run()) == (1, 1)
    assert there("labkit.data").digits28_source() in ("mnist", "digits")
