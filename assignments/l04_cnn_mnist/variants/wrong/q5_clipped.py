# expect: fails q5.test_maps_are_activations, q5.test_functional_models, q5.test_model_is_used_not_trained
# says: neither rescaled nor clipped|values of
# why: a ReLU that the layer does not have

def feature_maps(model, image, layer_name):
    part = keras.Model(model.inputs, model.get_layer(layer_name).output)
    return np.maximum(np.array(part(image[None]))[0], 0)
