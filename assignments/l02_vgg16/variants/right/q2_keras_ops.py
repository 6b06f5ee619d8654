# why: keras.layers.Resizing and keras.ops
def preprocess(image, size=224):
    x = np.asarray(image).astype("float32")
    if x.ndim == 2:
        x = np.stack([x] * 3, axis=-1)
    elif x.shape[-1] == 1:
        x = np.tile(x, (1, 1, 3))
    x = keras.ops.image.resize(x[None, :, :, :3], (size, size), interpolation="bilinear", antialias=True)
    return keras.ops.convert_to_numpy(keras.ops.flip(x, axis=-1)) - np.float32([[[[103.939, 116.779, 123.68]]]])
