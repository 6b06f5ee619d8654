# expect: fails q1.test_each_pixel_for_itself
# says: 255 is the largest number
# why: each image is fitted to its own maximum

def prepare_images(x):
    x = x.reshape(len(x), 28, 28, 1).astype("float32")
    return x / np.maximum(x.max(axis=(1, 2, 3), keepdims=True), 1)
