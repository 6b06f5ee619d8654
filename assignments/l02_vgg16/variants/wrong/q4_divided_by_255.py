# expect: fails q4.test_the_picture_is_preprocessed, q4.test_inference_mode
# says: less the mean
# why: divides what is preprocessed by 255
def classify(model, image, names, k=3):
    probs = model(preprocess(image) / 255, training=False)
    return top_k(np.asarray(probs)[0], names, k)
