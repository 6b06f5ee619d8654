# expect: fails q5.test_form_of_the_maps, q5.test_maps_are_activations, q5.test_functional_models, q5.test_model_is_used_not_trained
# says: shape
# why: the model's answer

def feature_maps(model, image, layer_name):
    return np.array(model(image[None]))[0]
