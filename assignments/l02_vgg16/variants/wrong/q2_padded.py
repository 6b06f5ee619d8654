# expect: fails q2.test_the_whole_picture_is_resized
# says: padded
# why: keeps the proportions and fills up with black
from PIL import ImageOps


def preprocess(image, size=224):
    if not isinstance(image, Image.Image):
        array = np.asarray(image)
        if array.ndim == 3 and array.shape[2] == 1:
            array = array[:, :, 0]
        image = Image.fromarray(array)
    square = image.convert("RGB")
    square = ImageOps.pad(square, (size, size))
    bgr = np.asarray(square, dtype=np.float32)[:, :, ::-1]
    return (bgr - np.array([103.939, 116.779, 123.68], dtype=np.float32))[None]
