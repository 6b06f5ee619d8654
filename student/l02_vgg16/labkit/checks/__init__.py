"""Checks that teach: each raises AssertionError with what was seen, what it should be, and what to look at.

    from labkit import checks
    checks.shape(logits, (32, 2), name="logits", why="one score per class for each of 32 reviews")

| check | holds when |
| --- | --- |
| `exists(value, name)` | the name is defined |
| `array(x, name=)` | x is an array or tensor |
| `shape(x, expected, name=, why=)` | sizes agree; None stands for any size |
| `dtype(x, expected, name=, why=)` | dtypes agree, across NumPy, PyTorch and TensorFlow |
| `finite(x, name=)` | no NaN, no infinity |
| `close(x, expected, name=, rtol=, atol=, why=)` | values agree within the tolerance |
| `number(x, name=, low=, high=, why=)` | one plain number in the range |
| `no_gradient(x, name)` | no tensor carries an autograd graph |
| `raises(exception, fn, *args, about=)` | the call raises that exception |
| `deterministic(fn, *args, about=)` | two equal calls return equal data |
| `unchanged_inputs(fn, *args, about=)` | arguments are as before the call |
| `dropout_active_in_train(model, x, name=)` | outputs vary in training mode |
| `dropout_inactive_in_eval(model, x, name=)` | outputs repeat in evaluation mode |
| `dropout_rate(layer, p, name=)` | a share p of the elements is dropped |
| `dropout_scaling(layer, p, name=)` | survivors are scaled by 1 / (1 − p) |
| `dropout_mask_elementwise(layer, name=, shape=)` | no rows or columns are dropped whole |
| `dropout_mask_fresh(layer, name=, shape=)` | each pass draws a new mask |
| `mode_restored(fn, model, *args, about=)` | training or evaluation mode is as before |
| `parameters_change(model, step, name=, why=)` | step() moves every trainable parameter |
| `parameters_unchanged(model, step, name=, why=)` | step() moves no parameter |
| `one_optimizer_step_matches(model, step, loss, lr=, optimizer=, name=)` | step() moves the weights as it should |
| `gradients_flow_to(model, x, parts=, name=, why=)` | each parameter gets a gradient from the output |
| `monotone_loss(losses, name=, slack=, why=)` | losses fall at each step |
| `accuracy_at_least(predictions, labels, threshold, name=, where=, why=)` | enough predictions are right |
| `at_least(value, threshold, name=, why=)` | a measured figure reaches a threshold |
| `below(value, threshold, name=, why=)` | a measured figure stays below a threshold |
| `probabilities_sum_to_one(p, name=, axis=, why=)` | each row is a probability distribution |
| `oov_maps_to_unk(encode, vocab, unk=, name=)` | unknown tokens get the id of <UNK> |
| `truncates_to(encode, vocab, max_len, name=)` | long texts are cut at their end |
| `pads_to(encode, vocab, max_len, side=, value=, name=)` | short texts are padded there, with that |
| `padding_invariant(model, x, pad=, name=, why=)` | appended padding leaves the output as it is |
| `batch_invariant(model, x, name=, why=)` | a row's output is its own, alone or among others |
| `is_logits(z, name=)` | scores are raw: no softmax, sigmoid or the like |
| `no_softmax_inside(model, x, name=)` | the model's scores are raw |
| `issparse(x, name=, why=)` | x is a sparse matrix |
| `stays_sparse(fn, *args, megabytes=, name=, why=)` | the call returns a sparse matrix in that much memory |
| `matches_sklearn(x, estimator, data, name=, atol=, columns=, why=)` | x is what the estimator makes of the data |
| `no_leakage(pipeline, texts, labels, unseen, name=)` | nothing is fitted on the unseen texts |
| `embedding_row_zero(model, vocab_size=, row=, name=)` | the padding's embedding is zero |
| `one_hot(encoded, labels, num_classes, name=)` | each row's only 1 stands in its label's column |
| `conv_matches(conv, x, kernel, stride=, padding=, name=)` | conv is cross-correlation, as in Keras |
| `keras_model(model, name=)` | the model is one of Keras, of whatever style |
| `keras_dropout_modes(model, x, name=, active=)` | dropout is on in training and off otherwise |
| `model_compiled_with(model, loss=, metrics=, optimizer=, name=)` | loss and metrics have the right values |
| `parameter_budget(model, below, x=, name=)` | the model has parameters, but not too many |
| `memory_below(fn, *args, megabytes=, name=, why=)` | a call needs less memory than that |
| `consumes_stream_once(fn, lines, *args, repeats=, megabytes=, expected=, name=)` | reads a generator once, to its end |
| `vectors_frozen(model, table, x, y, frozen=, name=)` | a model holds these vectors; training keeps, or changes, them |
| `clip_norm_respected(model, step, loss, clip=, lr=, name=)` | the step is of the clipped gradient, in its direction |
| `checkpoint_is_best(path, best, name=)` | a file holds the weights of the best epoch |
| `embedding_looks_up(layer, matrix, name=)` | id i gives row i of the matrix |
| `embedding_frozen(layer, name=, frozen=)` | no weight of an embedding is trainable |
| `nearest_words(result, similarities, k, name=, left_out=, why=)` | the k nearest words, the nearest first |
| `attention_mask_matches_padding(encodings, pad=, length=, name=)` | the mask is 1 on tokens, 0 on padding |
| `frozen_except(model, trainable, either=, name=, why=)` | just those parameters require gradients |
| `lr_schedule_matches(rates, lr=, total_steps=, warmup=, name=)` | a line up, then a line down to 0 |
| `accumulation_equals_large_batch(model, step, loss, lr=, parts=, name=)` | micro-batches add up to one step |
| `softmax_stable(fn, name=)` | the softmax over classes, for large logits, too |
| `metrics_match(fn, y_true, y_pred, name=)` | accuracy, precision, recall, F1, with 0 for 0/0 |

`call(fn, *args, called=)` is what a check, or a test, calls a student's function by: it returns what the function
returns, and where the function raises, says so in an AssertionError.

Models may be modules of PyTorch, models or layers of Keras, or plain functions with a `training` argument.
Messages hold shapes, dtypes, counts and rounded numbers, never inputs, expected values or a student's text.
"""

from labkit.checks.bert import (
    accumulation_equals_large_batch,
    attention_mask_matches_padding,
    frozen_except,
    lr_schedule_matches,
    metrics_match,
    softmax_stable,
)
from labkit.checks.calls import call
from labkit.checks.cnn import (
    conv_matches,
    keras_dropout_modes,
    keras_model,
    model_compiled_with,
    one_hot,
    parameter_budget,
)
from labkit.checks.dropout import (
    dropout_active_in_train,
    dropout_inactive_in_eval,
    dropout_mask_elementwise,
    dropout_mask_fresh,
    dropout_rate,
    dropout_scaling,
)
from labkit.checks.functions import deterministic, raises, unchanged_inputs
from labkit.checks.models import mode_restored, parameters_change, parameters_unchanged
from labkit.checks.pictures import probabilities_sum_to_one
from labkit.checks.recurrent import checkpoint_is_best, clip_norm_respected, vectors_frozen
from labkit.checks.scores import accuracy_at_least, at_least, below
from labkit.checks.sparse import issparse, matches_sklearn, no_leakage, stays_sparse
from labkit.checks.streams import consumes_stream_once, memory_below
from labkit.checks.text import (
    batch_invariant,
    embedding_row_zero,
    is_logits,
    no_softmax_inside,
    oov_maps_to_unk,
    padding_invariant,
    pads_to,
    truncates_to,
)
from labkit.checks.training import gradients_flow_to, monotone_loss, one_optimizer_step_matches
from labkit.checks.values import array, close, dtype, exists, finite, no_gradient, number, shape
from labkit.checks.vectors import embedding_frozen, embedding_looks_up, nearest_words

__all__ = [
    "accumulation_equals_large_batch",
    "accuracy_at_least",
    "array",
    "at_least",
    "attention_mask_matches_padding",
    "batch_invariant",
    "below",
    "call",
    "checkpoint_is_best",
    "clip_norm_respected",
    "close",
    "consumes_stream_once",
    "conv_matches",
    "deterministic",
    "dropout_active_in_train",
    "dropout_inactive_in_eval",
    "dropout_mask_elementwise",
    "dropout_mask_fresh",
    "dropout_rate",
    "dropout_scaling",
    "dtype",
    "embedding_frozen",
    "embedding_looks_up",
    "embedding_row_zero",
    "exists",
    "finite",
    "frozen_except",
    "gradients_flow_to",
    "is_logits",
    "issparse",
    "keras_dropout_modes",
    "keras_model",
    "lr_schedule_matches",
    "matches_sklearn",
    "memory_below",
    "metrics_match",
    "mode_restored",
    "model_compiled_with",
    "monotone_loss",
    "nearest_words",
    "no_gradient",
    "no_leakage",
    "no_softmax_inside",
    "number",
    "one_hot",
    "one_optimizer_step_matches",
    "oov_maps_to_unk",
    "padding_invariant",
    "pads_to",
    "parameter_budget",
    "parameters_change",
    "parameters_unchanged",
    "probabilities_sum_to_one",
    "raises",
    "shape",
    "softmax_stable",
    "stays_sparse",
    "truncates_to",
    "unchanged_inputs",
    "vectors_frozen",
]
