# why: RGBA is put onto white, which changes nothing where it is opaque
def preprocess(image, size=224):
    if not isinstance(image, Image.Image):
        image = np.asarray(image)
        image = Image.fromarray(image[..., 0] if image.ndim == 3 and image.shape[-1] == 1 else image)
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, image)
    x = np.array(image.convert("RGB").resize((size, size), Image.BICUBIC)).astype(np.float32)
    x = x[:, :, ::-1].copy()
    for c, mean in enumerate((103.939, 116.779, 123.68)):
        x[:, :, c] -= mean
    return x[None, ...]
