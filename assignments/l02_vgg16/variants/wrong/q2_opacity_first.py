# expect: fails q2.test_grey_and_rgba_arrays, q2.test_pil_images
# says: opacity
# why: reverses four channels and keeps the first three
def preprocess(image, size=224):
    array = np.asarray(image)
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.ndim == 2:
        array = np.stack([array] * 3, axis=-1)
    x = np.asarray(Image.fromarray(array).resize((size, size)), dtype=np.float32)[:, :, ::-1][:, :, :3]
    return (x - np.array([103.939, 116.779, 123.68], dtype=np.float32))[None]
