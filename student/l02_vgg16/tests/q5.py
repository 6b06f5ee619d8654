from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 3

@test_case(points=0.75, hidden=False, 
    failure_message="One number from 0 to 1; nothing changes where nothing is changed.")
def test_a_picture_as_it_is(stability):
    import numpy as np
    from labkit import checks, there

    checks.exists(stability, "stability")
    model = there("labkit.colour_models").by_colour(np.random.normal(0, 0.02, (3, 5)))
    images = [np.random.randint(0, 256, (40, 50, 3)).astype(np.uint8) for _ in range(2)]
    same, invert = there("labkit.pictures").same, there("labkit.pictures").invert
    result = checks.call(stability, model, images, [same], called="stability(model, images, [same])")
    checks.number(result, name="stability(model, images, [same])", low=0, high=1)
    checks.close(result, 1.0, name="stability(model, images, [same])", why="the pictures stay as they are")
    result = checks.call(
        stability, model, images, [same, invert], called="stability(model, images, [same, invert])"
    )
    checks.number(result, name="stability(model, images, [same, invert])", low=0.5, high=1)
