from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 3

@test_case(points=0.75, hidden=False, 
    failure_message="Five whole numbers about VGG16.")
def test_vgg16(architecture_summary):
    import numbers

    from labkit import checks, there

    checks.exists(architecture_summary, "architecture_summary")
    model = there("labkit.vgg16").vgg16_architecture()
    result = checks.call(architecture_summary, model, called="architecture_summary(VGG16)")
    checks.exists(result, "architecture_summary(VGG16)")
    assert isinstance(result, dict), "architecture_summary should return a dict."
    known = {"conv": 13, "dense": 3, "pool": 5, "params": 138_357_544, "trainable": 138_357_544}
    for key, want in known.items():
        assert key in result, f"The dict has no key {key!r}, but should have {', '.join(map(repr, known))}."
        whole = isinstance(result[key], numbers.Integral) and not isinstance(result[key], bool)
        assert whole, f"The value of {key!r} is no whole number, but should be an int."
        assert result[key] == want, f"For VGG16 {key!r} is {result[key]}, but should be {want}."
