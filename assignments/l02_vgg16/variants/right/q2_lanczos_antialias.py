# why: channels one by one, Lanczos
def preprocess(image, size=224):
    if not isinstance(image, Image.Image):
        image = Image.fromarray(np.squeeze(np.array(image)))
    r, g, b = (np.asarray(c, np.float32) for c in image.convert("RGB").resize((size, size), Image.LANCZOS).split())
    return np.stack([b - np.float32(103.939), g - np.float32(116.779), r - np.float32(123.68)], axis=-1)[np.newaxis]
