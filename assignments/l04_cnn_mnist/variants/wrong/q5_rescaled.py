# expect: fails q5.test_maps_are_activations, q5.test_functional_models, q5.test_model_is_used_not_trained
# says: neither rescaled nor clipped|values of
# why: stretched to [0, 1] for the picture

def feature_maps(model, image, layer_name):
    part = keras.Model(model.inputs, model.get_layer(layer_name).output)
    maps = np.array(part(image[None]))[0]
    return (maps - maps.min()) / (maps.max() - maps.min() + 1e-9)
