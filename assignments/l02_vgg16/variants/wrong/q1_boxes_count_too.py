# expect: fails q1.test_any_sequence_of_layers, q1.test_nested_models
# says: class
# why: counts everything whose class name says Norm or Conv
def architecture_summary(model):
    def parts(model):
        for layer in model.layers:
            yield layer
            if hasattr(layer, "layers"):
                yield from parts(layer)

    text = [type(layer).__name__ + layer.name for layer in parts(model)]
    return {
        "conv": sum("conv" in t.lower() for t in text),
        "dense": sum("Dense" in t for t in text),
        "pool": sum("Pooling" in t for t in text),
        "params": model.count_params(),
        "trainable": sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
    }
