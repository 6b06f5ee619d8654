# why: Keras' own layer scales

def prepare_images(x):
    x = x.reshape(-1, 28, 28, 1)
    return np.array(layers.Rescaling(1 / 255)(x))
