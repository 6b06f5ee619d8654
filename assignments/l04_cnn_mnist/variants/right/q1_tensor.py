# why: a TensorFlow tensor in place of an array

import tensorflow as tf


def prepare_images(x):
    x = tf.cast(x, tf.float32) / 255.0
    return x if len(x.shape) == 4 else x[..., tf.newaxis]
