# why: image by image

def prepare_images(x):
    out = np.empty((len(x), 28, 28, 1), dtype="float32")
    for i, image in enumerate(x):
        out[i, :, :, 0] = image.squeeze() / 255.0
    return out
