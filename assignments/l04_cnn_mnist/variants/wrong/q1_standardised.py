# expect: fails q1.test_pixels_are_scaled, q1.test_each_pixel_for_itself
# says: stays between|largest number
# why: mean 0 and deviation 1 in place of [0, 1]

def prepare_images(x):
    x = x.reshape(len(x), 28, 28, 1).astype("float32")
    return (x - x.mean()) / (x.std() + 1e-7)
