# expect: fails q4.test_the_picture_is_preprocessed, q4.test_inference_mode
# says: BGR
# why: turns the channels round again
def classify(model, image, names, k=3):
    probs = model(preprocess(image)[..., ::-1], training=False)
    return top_k(np.asarray(probs)[0], names, k)
