# why: everything in one function
def classify(model, image, names, k=3):
    if not isinstance(image, Image.Image):
        array = np.asarray(image)
        image = Image.fromarray(array[..., 0] if array.shape[2:] == (1,) else array)
    x = np.asarray(image.convert("RGB").resize((224, 224)), dtype="float32")[None]
    p = model.predict(keras.applications.vgg16.preprocess_input(x.copy()))
    order = np.argsort(-p[0], kind="stable")[:k]
    return [(names[i], p[0][i]) for i in order]
