# why: all layers' outputs at once, of which one is taken

def feature_maps(model, image, layer_name):
    outputs = {layer.name: layer.output for layer in model.layers}
    return keras.ops.convert_to_numpy(keras.Model(model.inputs, outputs)(image[None])[layer_name][0])
