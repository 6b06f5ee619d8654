# expect: fails q4.test_inference_mode
# says: inference mode
# why: dropout and batch statistics are active
def classify(model, image, names, k=3):
    probs = model(preprocess(image), training=True)
    return top_k(np.asarray(probs)[0], names, k)
