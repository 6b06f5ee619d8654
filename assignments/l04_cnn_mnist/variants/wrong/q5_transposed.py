# expect: fails q5.test_maps_are_activations, q5.test_functional_models, q5.test_model_is_used_not_trained
# says: shape|values of
# why: rows and columns swapped

def feature_maps(model, image, layer_name):
    part = keras.Model(model.inputs, model.get_layer(layer_name).output)
    return np.array(part(image[None]))[0].transpose(1, 0, 2)
