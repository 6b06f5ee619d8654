from otter.test_files import test_case

OK_FORMAT = False

name = "q7"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="An array of shape (H, W, 3).")
def test_shape_of_the_picture(word_cloud):
    from collections import Counter

    from labkit import checks, there

    checks.exists(word_cloud, "word_cloud")
    counts = Counter({"storm": 9, "rover": 5, "dust": 2})
    seen = checks.call(
        there("labkit.spies").cloud, word_cloud, counts, (90, 90), called="word_cloud(counts, (90, 90))"
    )
    image = seen["image"]
    checks.exists(image, "word_cloud(counts, (90, 90))")
    checks.shape(image, (90, 90, 3), name="word_cloud(counts, (90, 90))", why="three colours for each point")
    assert (image != image[0, 0]).any(), "The picture is empty, but should show words."
