# expect: fails q1.test_any_sequence_of_layers, q1.test_nested_models
# says: isinstance
# why: counts layers by their names, as they are in VGG16
def architecture_summary(model):
    def parts(model):
        for layer in model.layers:
            if isinstance(layer, keras.Model):
                yield from parts(layer)
            else:
                yield layer

    def count(*kinds):
        return sum(isinstance(layer, kinds) for layer in parts(model))

    return {
        "conv": sum("conv" in layer.name for layer in model.layers),
        "dense": sum(layer.name.startswith(("fc", "pred", "dense")) for layer in model.layers),
        "pool": sum("pool" in layer.name for layer in model.layers),
        "params": model.count_params(),
        "trainable": sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
    }
