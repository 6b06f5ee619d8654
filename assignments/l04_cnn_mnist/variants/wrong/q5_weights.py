# expect: fails q5.test_form_of_the_maps, q5.test_maps_are_activations, q5.test_functional_models, q5.test_model_is_used_not_trained
# says: is a list|shape|raised
# why: the layer's weights in place of its activations

def feature_maps(model, image, layer_name):
    return np.array(model.get_layer(layer_name).get_weights()[0])[:, :, 0]
