# expect: fails q2.test_blue_green_red_less_the_mean, q2.test_grey_and_rgba_arrays, q2.test_pil_images, q2.test_the_whole_picture_is_resized
# says: divided by 255
# why: divides by 255 and subtracts the mean
def preprocess(image, size=224):
    if not isinstance(image, Image.Image):
        array = np.asarray(image)
        if array.ndim == 3 and array.shape[2] == 1:
            array = array[:, :, 0]
        image = Image.fromarray(array)
    square = image.convert("RGB").resize((size, size), Image.Resampling.BILINEAR)
    bgr = np.asarray(square, dtype=np.float32)[:, :, ::-1] / 255
    return (bgr - np.array([103.939, 116.779, 123.68], dtype=np.float32))[None]
