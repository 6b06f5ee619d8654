# expect: fails q2.test_the_whole_picture_is_resized
# says: cropped
# why: cuts out the middle square
def preprocess(image, size=224):
    if not isinstance(image, Image.Image):
        array = np.asarray(image)
        if array.ndim == 3 and array.shape[2] == 1:
            array = array[:, :, 0]
        image = Image.fromarray(array)
    side = min(image.size)
    left, top = (image.size[0] - side) // 2, (image.size[1] - side) // 2
    image = image.crop((left, top, left + side, top + side))
    square = image.convert("RGB").resize((size, size), Image.Resampling.BILINEAR)
    bgr = np.asarray(square, dtype=np.float32)[:, :, ::-1]
    return (bgr - np.array([103.939, 116.779, 123.68], dtype=np.float32))[None]
