# expect: fails q1.test_vgg16, q1.test_any_sequence_of_layers, q1.test_nested_models, q1.test_frozen_layers
# says: params
# why: forgets the biases
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
        "params": sum(int(np.prod(w.shape)) for w in model.weights if len(w.shape) > 1),
        "trainable": sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
    }
