"""The checks that serve any framework, on Keras models and TensorFlow tensors."""

import sys

import keras
import numpy as np
import pytest
import tensorflow as tf
from labkit import checks, seed_everything


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


X = np.ones((8, 20), np.float32)


class AlwaysDropout(keras.layers.Layer):
    """Dropout that does not listen to `training`."""

    def call(self, x):
        return tf.nn.dropout(x, 0.3)


class NoScaling(keras.layers.Layer):
    """Dropout without scaling."""

    def call(self, x, training=False):
        return x * tf.cast(tf.random.uniform(tf.shape(x)) >= 0.3, tf.float32) if training else x


def make_model(dropout):
    return keras.Sequential([keras.layers.Input((20,)), keras.layers.Dense(30), dropout])


def test_dropout_checks_should_pass_for_keras():
    layer = keras.layers.Dropout(0.3)
    for model in (layer, make_model(layer)):
        checks.dropout_active_in_train(model, X)
        checks.dropout_inactive_in_eval(model, X)
    checks.dropout_rate(layer, 0.3)
    checks.dropout_scaling(layer, 0.3)
    checks.dropout_mask_elementwise(layer)
    checks.dropout_mask_fresh(layer)


def test_dropout_checks_should_fail_for_keras():
    with fails("^`model` gives the same output for the same input again and again in training mode"):
        checks.dropout_active_in_train(make_model(keras.layers.Dropout(0.0)), X)
    with fails("different outputs .*dropout must be off when `training=False`"):
        checks.dropout_inactive_in_eval(make_model(AlwaysDropout()), X)
    with fails(r"drop p = 0\.7 of them: p is the probability of dropping"):
        checks.dropout_rate(keras.layers.Dropout(0.3), 0.7)
    with fails("survivors of `layer` are 1 times the input"):
        checks.dropout_scaling(NoScaling(), 0.3)
    with fails("drops the same features in every row"):
        checks.dropout_mask_elementwise(keras.layers.Dropout(0.3, noise_shape=(1, 64)))
    with fails("raised ValueError for input of shape"):
        checks.dropout_active_in_train(make_model(keras.layers.Dropout(0.3)), X[:, :3])


def test_mode_restored_should_fail_for_keras():
    with fails("`model` is a model or layer, but should be an nn.Module"):
        checks.mode_restored(lambda model: None, make_model(keras.layers.Dropout(0.3)))


def train(model):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.square(model(X)))
    keras.optimizers.SGD(0.1).apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)


def test_parameter_checks_should_pass_for_keras():
    model = make_model(keras.layers.Dropout(0.3))
    checks.parameters_change(model, lambda: train(model))
    checks.parameters_unchanged(model, lambda: model(X))


def test_parameter_checks_should_fail_for_keras():
    model = make_model(keras.layers.Dropout(0.3))
    with fails("^2 of 2 parameters of `model` did not change"):
        checks.parameters_change(model, lambda: model(X))
    with fails("^1 of 2 parameters of `model` changed"):
        checks.parameters_unchanged(model, lambda: model.layers[0].kernel.assign_add(np.ones((20, 30))))


VALUES = [tf.ones((3, 2)), tf.Variable(tf.ones((3, 2))), keras.Variable(np.ones((3, 2)), dtype="float32")]


@pytest.mark.parametrize("x", VALUES, ids=["tensor", "variable", "keras"])
def test_value_checks_for_tensorflow(x):
    checks.shape(x, (3, None), name="x")
    checks.dtype(x, tf.float32, name="x")
    checks.dtype(x, "float32", name="x")
    checks.finite(x, name="x")
    checks.close(x, np.ones((3, 2)), name="x")
    checks.number(tf.constant(0.5), name="x", low=0, high=1)
    checks.no_gradient(x, "x")
    checks.deterministic(lambda: x)
    with fails(r"`x` has shape \(3, 2\), but should be \(2, 3\)"):
        checks.shape(x, (2, 3), name="x")
    with fails("`x` has dtype float32, but should be int64"):
        checks.dtype(x, tf.int64, name="x")
    with fails("6 of 6 values of `x` are off, by up to 1"):
        checks.close(x, tf.zeros((3, 2)), name="x")
    with fails("2 of 3 values of `y` are NaN"):
        checks.finite(tf.constant([1.0, np.nan, np.inf]), name="y")
    with fails(r"^`x` is an array or tensor of shape \(3, 2\), but should be a single number"):
        checks.number(x, name="x")
    with fails("different results"):
        checks.deterministic(lambda: tf.random.uniform((3,)))


def test_accuracy_at_least_for_tensorflow():
    checks.accuracy_at_least(tf.eye(3), tf.constant([0, 1, 2]), 1.0)
    with fails(r"accuracy of 0\.3333, but should reach at least 1"):
        checks.accuracy_at_least(tf.eye(3), tf.constant([0, 0, 0]), 1.0)


def test_unchanged_inputs_for_tensorflow():
    variable = tf.Variable([1.0, 2.0])
    checks.unchanged_inputs(tf.reduce_sum, variable)
    with fails("changed its argument 1"):
        checks.unchanged_inputs(lambda v: v.assign([0.0, 0.0]), variable)


def test_seed_everything_seeds_tensorflow_and_keras():
    assert {"tensorflow", "keras"} <= set(sys.modules)
    draws = []
    for _ in range(2):
        seed_everything(3)
        draws.append((float(tf.random.uniform(())), float(keras.random.uniform(()))))
    assert draws[0] == draws[1]
