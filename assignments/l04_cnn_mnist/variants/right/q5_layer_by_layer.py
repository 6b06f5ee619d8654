# why: the image goes from layer to layer

def feature_maps(model, image, layer_name):
    x = np.asarray(image)[None]
    for layer in model.layers:
        if isinstance(layer, layers.InputLayer):
            continue
        x = layer(x, training=False) if isinstance(layer, layers.Dropout) else layer(x)
        if layer.name == layer_name:
            return x[0]
    raise ValueError(f"no layer {layer_name}")
