# expect: fails q5.test_form_of_the_maps, q5.test_maps_are_activations, q5.test_functional_models, q5.test_model_is_used_not_trained
# says: not of a batch
# why: a batch of one in place of one image

def feature_maps(model, image, layer_name):
    part = keras.Model(model.inputs, model.get_layer(layer_name).output)
    return np.array(part(image[None]))
