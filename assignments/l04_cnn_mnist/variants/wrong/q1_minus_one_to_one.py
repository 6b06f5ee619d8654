# expect: fails q1.test_pixels_are_scaled, q1.test_each_pixel_for_itself
# says: 0 stays 0|largest number
# why: scaled to [-1, 1]

def prepare_images(x):
    return x.reshape(len(x), 28, 28, 1).astype("float32") / 127.5 - 1
