# expect: fails q5.test_form_of_the_maps, q5.test_maps_are_activations, q5.test_functional_models, q5.test_model_is_used_not_trained
# says: rows, columns, and one map
# why: maps along the first axis

def feature_maps(model, image, layer_name):
    part = keras.Model(model.inputs, model.get_layer(layer_name).output)
    return np.array(part(image[None]))[0].transpose(2, 0, 1)
