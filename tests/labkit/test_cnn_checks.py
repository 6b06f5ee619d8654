"""Checks of convolutional networks in Keras: here, and on objects of another process through proxies."""

import socket
import subprocess
import sys
import textwrap
from types import SimpleNamespace

import keras
import numpy as np
import pytest
from labkit import checks
from labkit.place import importing_from

from autograder.judge.probe import Probe
from autograder.judge.proxy import Namespace, importer, make_proxy, remote_of

STUDENT = textwrap.dedent("""
    import keras
    import numpy as np
    from keras import layers

    def conv2d(x, kernel, stride=1, padding=0):
        x = np.pad(x, padding)
        h, w = kernel.shape
        rows, columns = (x.shape[0] - h) // stride + 1, (x.shape[1] - w) // stride + 1
        cut = lambda i, j: x[i * stride : i * stride + h, j * stride : j * stride + w]
        return np.array([[(cut(i, j) * kernel).sum() for j in range(columns)] for i in range(rows)])

    def flipped(x, kernel, stride=1, padding=0):
        return conv2d(x, kernel[::-1, ::-1], stride, padding)

    def one_sided(x, kernel, stride=1, padding=0):
        return conv2d(np.pad(x, ((0, padding), (0, padding))), kernel, stride)

    def rounds_up(x, kernel, stride=1, padding=0):
        return conv2d(np.pad(x, ((0, stride - 1), (0, stride - 1))), kernel, stride, padding)

    def ignores_stride(x, kernel, stride=1, padding=0):
        return conv2d(x, kernel, 1, padding)

    def doubled(x, kernel, stride=1, padding=0):
        return 2 * conv2d(x, kernel, stride, padding)

    def broken(x, kernel, stride=1, padding=0):
        raise ZeroDivisionError

    def make(rate=0.4, **options):
        parts = [layers.Conv2D(2, 3), layers.Flatten(), layers.Dropout(rate), layers.Dense(10, "softmax")]
        model = keras.Sequential([keras.Input((6, 6, 1)), *parts])
        if options:
            model.compile(**options)
        return model

    def compiled(loss, metrics=("accuracy",), optimizer="adam"):
        return make(loss=loss, metrics=list(metrics), optimizer=optimizer)

    class Own(keras.Model):
        def __init__(self, always):
            super().__init__()
            self.always, self.flatten = always, layers.Flatten()
            self.drop, self.dense = layers.Dropout(0.4), layers.Dense(10, activation="softmax")

        def call(self, x, training=False):
            return self.dense(self.drop(self.flatten(x), training=training or self.always))

    def own(always=False):
        model = Own(always)
        model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
        return model

    losses = [
        "categorical_crossentropy",
        keras.losses.CategoricalCrossentropy(),
        keras.losses.categorical_crossentropy,
        keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
    ]
    metrics = ["accuracy", "acc", "categorical_accuracy", keras.metrics.CategoricalAccuracy()]
    optimizers = ["adam", keras.optimizers.Adam(1e-2), keras.optimizers.AdamW()]
    from_logits = keras.losses.CategoricalCrossentropy(from_logits=True)
    regularised = keras.Sequential(
        [keras.Input((9,)), layers.Dense(10, "softmax", kernel_regularizer=keras.regularizers.L2(1.0))]
    )
    regularised.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    start = keras.Input((6, 6, 1))
    always = keras.Model(start, layers.Dropout(0.4)(layers.Flatten()(start), training=True))
    empty = keras.Sequential([keras.Input((4,)), layers.Flatten()])
    todo = ...
""")
KERNEL = """
import socket, sys
from autograder.kernel.agent import Agent
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
            with probe.limit(600):  # for all tests of this module, and the import of Keras
                yield probe
            ours.shutdown(socket.SHUT_RDWR)


@pytest.fixture(params=["here", "through proxies"])
def student(request):
    """The student's names, in this process and in another."""
    if request.param == "here":
        names = {}
        exec(STUDENT, names)
        yield SimpleNamespace(**{name: value for name, value in names.items() if not name.startswith("__")})
        return
    probe = request.getfixturevalue("probe")
    names = Namespace(probe)
    with importing_from(importer(probe)):
        yield SimpleNamespace(**{name: names.get(name) for name in names if not name.startswith("__")})


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


IMAGES = np.random.RandomState(0).rand(4, 6, 6, 1).astype(np.float32)


def test_one_hot_should_pass():
    labels = np.array([2, 0, 3, 3])
    checks.one_hot(np.eye(5)[labels], labels, 5)
    checks.one_hot(keras.ops.one_hot(labels, 5), labels, 5)
    checks.one_hot(np.eye(3, dtype=np.float32)[[1]], [1], 3)


def test_one_hot_should_fail():
    labels = np.array([2, 0, 3, 3])
    right = np.eye(5)[labels]
    with fails(r"has shape \(4, 4\), but should be \(4, 5\): one row for each of 4 labels"):
        checks.one_hot(right[:, :4], labels, 5)
    with fails(r"has shape \(4, 1, 5\)"):
        checks.one_hot(right[:, None], labels, 5)
    with fails("^Rows of `one_hot\\(y\\)` are not a single 1 among zeros"):
        checks.one_hot(2 * right, labels, 5)
    with fails("not a single 1"):
        checks.one_hot(np.ones((4, 5)), labels, 5)
    with fails("^Every 1 of `one_hot\\(y\\)` is off by 1"):
        checks.one_hot(np.roll(right, 1, axis=1), labels, 5)
    with fails("^4 of 4 rows of `one_hot\\(y\\)` have their 1 in another class's column"):
        checks.one_hot(right[::-1], labels, 5)
    with fails("is a list, but should be an array"):
        checks.one_hot(right.tolist(), labels, 5)


GEOMETRY = [((5, 7), (3, 2), 1, 0), ((6, 6), (3, 3), 2, 1), ((7, 5), (2, 4), 3, 2), ((4, 4), (4, 4), 1, 0)]


def draw(shape, kernel_shape):
    return np.random.randn(*shape), np.random.randn(*kernel_shape)


@pytest.mark.parametrize(("shape", "kernel_shape", "stride", "padding"), GEOMETRY)
def test_conv_matches_should_pass(student, shape, kernel_shape, stride, padding):
    checks.conv_matches(student.conv2d, *draw(shape, kernel_shape), stride=stride, padding=padding)


def test_conv_matches_agrees_with_keras():
    x, kernel = draw((7, 5), (3, 2))

    def by_keras(x, kernel, stride, padding):
        image = np.pad(x, padding)[None, :, :, None].astype(np.float32)
        weights = kernel[:, :, None, None].astype(np.float32)
        return keras.ops.conv(image, weights, stride, "valid")[0, :, :, 0]

    checks.conv_matches(by_keras, x, kernel, stride=2, padding=1)


def test_conv_matches_should_fail(student):
    x, kernel = draw((6, 6), (3, 3))
    with fails(r"^`conv2d\(x, kernel, 1, 0\)` is a true convolution, but should be a cross-correlation"):
        checks.conv_matches(student.flipped, x, kernel)
    with fails("as many columns to the left and to the right"):
        checks.conv_matches(student.one_sided, x, kernel, padding=1)
    with fails(r"has shape \(3, 3\), but should be \(2, 2\): .* a window that sticks out"):
        checks.conv_matches(student.rounds_up, x, kernel, stride=2)
    with fails(r"has shape \(4, 4\), but should be \(2, 2\)"):
        checks.conv_matches(student.ignores_stride, x, kernel, stride=2)
    with fails(r"16 of 16 values of `conv2d\(x, kernel, 1, 0\)` are off"):
        checks.conv_matches(student.doubled, x, kernel)
    with fails(
        r"`conv2d\(x, kernel, 1, 0\)` raised ZeroDivisionError for input of shape \(6, 6\) and \(3, 3\)"
    ):
        checks.conv_matches(student.broken, x, kernel)
    with fails("cannot be called"):
        checks.conv_matches(student.todo, x, kernel)


def test_dropout_modes_should_pass(student):
    checks.keras_dropout_modes(student.make(), IMAGES)
    checks.keras_dropout_modes(student.own(), IMAGES)
    checks.keras_dropout_modes(student.make(0.0), IMAGES, active=False)


def test_dropout_modes_should_fail(student):
    with fails("two different outputs .* dropout must be off when `training=False`"):
        checks.keras_dropout_modes(student.own(True), IMAGES)
    with fails(r"when it is used, by `model\(x\)`, but should give the same: dropout must be off unless"):
        checks.keras_dropout_modes(student.always, IMAGES)
    with fails("the same output for the same input again and again in training mode"):
        checks.keras_dropout_modes(student.make(0.0), IMAGES)
    with fails("`model` is a function, but should be a keras.Model"):
        checks.keras_dropout_modes(student.conv2d, IMAGES)
    with fails("`model` is not there yet"):
        checks.keras_dropout_modes(student.todo, IMAGES)


def test_parameter_budget_should_pass(student):
    model = student.make()
    checks.parameter_budget(model, model.count_params() + 1)
    checks.parameter_budget(student.own(), 371, x=IMAGES)  # 36 · 10 + 10


def test_parameter_budget_should_fail(student):
    with fails("^`model` has 370 parameters, but should have fewer than 370"):
        checks.parameter_budget(student.own(), 370, x=IMAGES)
    with fails(r"`model.count_params\(\)` raised ValueError"):
        checks.parameter_budget(student.own(), 370)
    with fails("`model` has no parameters"):
        checks.parameter_budget(student.empty, 370)
    with fails("`model` is a class"):
        checks.parameter_budget(student.Own, 370)


TASK = {"loss": "categorical_crossentropy", "metrics": ["accuracy"], "optimizer": "Adam"}


def test_model_compiled_with_should_pass(student):
    for loss in student.losses:
        checks.model_compiled_with(student.compiled(loss), **TASK)
    for metric in student.metrics:
        checks.model_compiled_with(student.compiled("categorical_crossentropy", [metric]), **TASK)
    for optimizer in student.optimizers:
        model = student.compiled("categorical_crossentropy", optimizer=optimizer)
        checks.model_compiled_with(model, **TASK)
    for model in (student.regularised, student.own()):
        checks.model_compiled_with(model, **TASK)
    sparse = student.compiled("sparse_categorical_crossentropy")
    checks.model_compiled_with(sparse, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    checks.model_compiled_with(student.compiled("categorical_crossentropy", []), loss=TASK["loss"])


def test_model_compiled_with_should_fail(student):
    with fails("^`model` is not compiled"):
        checks.model_compiled_with(student.make(), **TASK)
    with fails(r"^The loss of `model` raised ValueError for labels of shape \(40, 10\)"):
        checks.model_compiled_with(student.compiled("sparse_categorical_crossentropy"), **TASK)
    with fails("takes probabilities for logits"):
        checks.model_compiled_with(student.compiled(student.from_logits), **TASK)
    for loss in ("binary_crossentropy", "mse"):
        with fails("call for categorical crossentropy"):
            checks.model_compiled_with(student.compiled(loss), **TASK)
    with fails("^No metric of `model` measures its accuracy"):
        checks.model_compiled_with(student.compiled("categorical_crossentropy", []), **TASK)
    with fails("^No metric of `model` measures its accuracy"):
        checks.model_compiled_with(student.compiled("categorical_crossentropy", ["binary_accuracy"]), **TASK)
    with fails("^The optimizer of `model` is another, but should be Adam"):
        checks.model_compiled_with(student.compiled("categorical_crossentropy", optimizer="sgd"), **TASK)
    with pytest.raises(ValueError, match="No formula for the metric 'auc'"):
        checks.model_compiled_with(student.own(), loss="categorical_crossentropy", metrics=["auc"])


def test_keras_model_should_fail_for_others():
    import torch

    checks.keras_model(keras.Sequential())
    with fails("`model` is a model or layer, but should be a keras.Model"):
        checks.keras_model(torch.nn.Linear(2, 2))
