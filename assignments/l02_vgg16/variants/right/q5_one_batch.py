# why: all pictures in one batch
def stability(model, images, transforms):
    batch = [preprocess(change(image)) for image in images for change in [lambda x: x, *transforms]]
    best = model.predict(np.concatenate(batch), verbose=0).argmax(axis=1).reshape(len(images), -1)
    return float((best[:, 1:] == best[:, :1]).mean())
