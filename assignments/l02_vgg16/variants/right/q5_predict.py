# why: predict, and a mean over a list
def stability(model, images, transforms):
    same = []
    for image in images:
        before = model.predict(preprocess(image), verbose=0).argmax()
        for change in transforms:
            after = model.predict(preprocess(change(image)), verbose=0).argmax()
            same.append(before == after)
    return np.mean(same)
