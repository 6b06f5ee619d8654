# expect: fails q5.test_form_of_the_maps, q5.test_maps_are_activations, q5.test_functional_models, q5.test_model_is_used_not_trained
# says: shape|values of
# why: the name is ignored

def feature_maps(model, image, layer_name):
    part = keras.Model(model.inputs, model.layers[0].output if len(model.layers[0].output.shape) == 4 else model.layers[1].output)
    return np.array(part(image[None]))[0]
