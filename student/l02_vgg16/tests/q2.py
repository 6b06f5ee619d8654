from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 4

@test_case(points=0.75, hidden=False, 
    failure_message="One picture of the size asked for, as float32.")
def test_shape_and_dtype(preprocess):
    import numpy as np
    from labkit import checks

    checks.exists(preprocess, "preprocess")
    image = np.random.randint(0, 256, (60, 90, 3)).astype(np.uint8)
    x = checks.call(preprocess, image, called="preprocess(image)")
    why = "a batch of one picture, 224 pixels high and wide, three channels"
    checks.shape(x, (1, 224, 224, 3), name="preprocess(image)", why=why)
    checks.dtype(x, "float32", name="preprocess(image)", why="networks compute with float32")
    x = checks.call(preprocess, image, 96, called="preprocess(image, 96)")
    checks.shape(
        x, (1, 96, 96, 3), name="preprocess(image, 96)", why="size is the height and width to resize to"
    )
    checks.finite(x, name="preprocess(image, 96)")
