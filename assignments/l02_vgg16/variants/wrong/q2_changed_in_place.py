# expect: fails q2.test_image_is_left_alone
# says: leave it as it was
# why: turns the channels round within the picture itself
def preprocess(image, size=224):
    if not isinstance(image, Image.Image):
        array = np.asarray(image)
        if array.ndim == 3 and array.shape[2] == 3:
            array[...] = array[:, :, ::-1].copy()
            array = array[:, :, ::-1]
        if array.ndim == 3 and array.shape[2] == 1:
            array = array[:, :, 0]
        image = Image.fromarray(array)
    square = image.convert("RGB").resize((size, size), Image.Resampling.BILINEAR)
    bgr = np.asarray(square, dtype=np.float32)[:, :, ::-1]
    return (bgr - np.array([103.939, 116.779, 123.68], dtype=np.float32))[None]
