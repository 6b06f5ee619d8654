# expect: fails q4
# says: less the mean
# why: subtracts the mean again
def classify(model, image, names, k=3):
    probs = model(keras.applications.vgg16.preprocess_input(preprocess(image).copy()), training=False)
    return top_k(np.asarray(probs)[0], names, k)
