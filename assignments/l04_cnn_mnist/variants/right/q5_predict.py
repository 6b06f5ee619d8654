# why: Keras' predict on a batch of one

def feature_maps(model, image, layer_name):
    extractor = keras.models.Model(inputs=model.inputs, outputs=model.get_layer(layer_name).output)
    return extractor.predict(np.expand_dims(image, 0), verbose=0)[0]
