# expect: fails q1.test_pixels_are_scaled, q1.test_each_pixel_for_itself
# says: scale once
# why: divided by 255 twice

def prepare_images(x):
    x = x.astype("float32") / 255
    return x.reshape(len(x), 28, 28, 1) / 255
