# expect: fails q1.test_each_pixel_for_itself
# says: 255 is the largest number
# why: stretched to the batch's own range

def prepare_images(x):
    x = x.reshape(len(x), 28, 28, 1).astype("float32")
    return (x - x.min()) / max(x.max() - x.min(), 1)
