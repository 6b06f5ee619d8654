# expect: fails q1.test_nested_models
# says: model within a model
# why: looks into models, but not into models within these
def architecture_summary(model):
    def parts(model):
        for layer in model.layers:
            if isinstance(layer, keras.Model):
                yield from layer.layers
            else:
                yield layer

    def count(*kinds):
        return sum(isinstance(layer, kinds) for layer in parts(model))

    return {
        "conv": count(layers.Conv2D),
        "dense": count(layers.Dense),
        "pool": count(layers.MaxPooling2D, layers.AveragePooling2D),
        "params": model.count_params(),
        "trainable": sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
    }
