# expect: fails q2.test_pil_images
# says: raised
# why: no PIL images
def preprocess(image, size=224):
    if image.ndim == 3 and image.shape[2] == 1:
        image = image[:, :, 0]
    image = Image.fromarray(image)
    square = image.convert("RGB").resize((size, size), Image.Resampling.BILINEAR)
    bgr = np.asarray(square, dtype=np.float32)[:, :, ::-1]
    return (bgr - np.array([103.939, 116.779, 123.68], dtype=np.float32))[None]
