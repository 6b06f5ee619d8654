# expect: fails q1.test_nested_models
# says: model within a model
# why: looks at the outermost layers only
def architecture_summary(model):
    def parts(model):
        for layer in model.layers:
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
