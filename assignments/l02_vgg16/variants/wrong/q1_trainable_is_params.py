# expect: fails q1.test_any_sequence_of_layers, q1.test_frozen_layers
# says: frozen|no gradient
# why: takes all parameters for trainable
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
        "conv": count(layers.Conv2D),
        "dense": count(layers.Dense),
        "pool": count(layers.MaxPooling2D, layers.AveragePooling2D),
        "params": model.count_params(),
        "trainable": model.count_params(),
    }
