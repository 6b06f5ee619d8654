# why: transforms outside, the picture size from the model, a call without training
def stability(model, images, transforms):
    def top1(pics):
        x = np.vstack([preprocess(p, model.input_shape[1]) for p in pics])
        return np.argmax(model(x).numpy(), axis=-1)

    plain = top1(images)
    return np.mean([np.mean(plain == top1([t(im) for im in images])) for t in transforms])
