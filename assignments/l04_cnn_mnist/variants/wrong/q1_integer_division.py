# expect: fails q1.test_pixels_are_scaled, q1.test_each_pixel_for_itself
# says: stays between|largest number
# why: // rounds all grey to black

def prepare_images(x):
    return (x // 255).reshape(len(x), 28, 28, 1).astype("float32")
