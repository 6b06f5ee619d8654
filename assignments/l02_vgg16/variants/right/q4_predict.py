# why: model.predict runs in inference mode
def classify(model, image, names, k=3):
    probs = model.predict(preprocess(image), verbose=0)[0]
    return top_k(probs, names, k)
