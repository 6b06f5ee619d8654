# expect: fails q2.test_grey_and_rgba_arrays
# says: raised
# why: knows (H, W), but not (H, W, 1)
def preprocess(image, size=224):
    if not isinstance(image, Image.Image):
        array = np.asarray(image)
        image = Image.fromarray(array)
    square = image.convert("RGB").resize((size, size), Image.Resampling.BILINEAR)
    bgr = np.asarray(square, dtype=np.float32)[:, :, ::-1]
    return (bgr - np.array([103.939, 116.779, 123.68], dtype=np.float32))[None]
