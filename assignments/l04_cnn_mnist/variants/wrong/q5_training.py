# expect: fails q5.test_model_is_used_not_trained
# says: passes everything on
# why: the model is called as in training

def feature_maps(model, image, layer_name):
    part = keras.Model(model.inputs, model.get_layer(layer_name).output)
    return np.array(part(image[None], training=True))[0]
