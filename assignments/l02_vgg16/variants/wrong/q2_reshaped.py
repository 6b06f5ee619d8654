# expect: fails q2.test_the_whole_picture_is_resized
# says: neither turned
# why: sizes for PIL taken from the array as (height, width), pixels reread in rows of another length
def preprocess(image, size=224):
    if not isinstance(image, Image.Image):
        array = np.asarray(image)
        if array.ndim == 3 and array.shape[2] == 1:
            array = array[:, :, 0]
        image = Image.fromarray(array.reshape(array.shape[1], array.shape[0], *array.shape[2:]))
    square = image.convert("RGB").resize((size, size), Image.Resampling.BILINEAR)
    bgr = np.asarray(square, dtype=np.float32)[:, :, ::-1]
    return (bgr - np.array([103.939, 116.779, 123.68], dtype=np.float32))[None]
