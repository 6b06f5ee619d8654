# why: TensorFlow resizes floats, result is a tensor
import tensorflow as tf


def preprocess(image, size=224):
    x = np.array(image)
    if x.ndim == 2:
        x = x[..., None]
    if x.shape[-1] == 1:
        x = np.repeat(x, 3, axis=-1)
    x = tf.image.resize(tf.cast(x[..., :3], tf.float32), (size, size))
    x = x[..., ::-1] - tf.constant([103.939, 116.779, 123.68])
    return x[tf.newaxis]
