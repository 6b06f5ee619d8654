# why: a Sequential of the layers up to that one

def feature_maps(model, image, layer_name):
    names = [layer.name for layer in model.layers]
    part = keras.Sequential(model.layers[: names.index(layer_name) + 1])
    return np.squeeze(np.array(part(image[np.newaxis])), axis=0)
