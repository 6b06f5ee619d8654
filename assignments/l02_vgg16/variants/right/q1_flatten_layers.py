# why: Keras itself lists all layers, boxes included
def architecture_summary(model):
    parts = list(model._flatten_layers(include_self=False, recursive=True))
    total = sum(int(np.prod(w.shape)) for w in model.weights)
    frozen = sum(int(np.prod(w.shape)) for w in model.non_trainable_weights)
    return {
        "conv": sum(isinstance(p, keras.layers.Conv2D) for p in parts),
        "dense": sum(isinstance(p, keras.layers.Dense) for p in parts),
        "pool": sum(isinstance(p, (keras.layers.MaxPooling2D, keras.layers.AveragePooling2D)) for p in parts),
        "params": total,
        "trainable": total - frozen,
    }
