# expect: fails q1.test_pixels_are_scaled, q1.test_each_pixel_for_itself
# says: 255 becomes 1|largest number
# why: only the dtype changes

def prepare_images(x):
    return x.reshape(len(x), 28, 28, 1).astype("float32")
