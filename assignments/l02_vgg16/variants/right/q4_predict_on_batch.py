# why: predict_on_batch; the size is the model’s
def classify(model, image, names, k=3):
    x = preprocess(image, model.input_shape[1])
    p = model.predict_on_batch(x)
    return top_k(p.reshape(-1), names, k)
