# expect: fails q1.test_any_sequence_of_layers, q1.test_nested_models
# says: pool
# why: forgets average pooling
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
        "pool": count(layers.MaxPooling2D),
        "params": model.count_params(),
        "trainable": sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
    }
