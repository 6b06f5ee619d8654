# why: a plain call is inference, too
def classify(model, image, names, k=3):
    return top_k(model(preprocess(image)).numpy().squeeze(), names, k=k)
