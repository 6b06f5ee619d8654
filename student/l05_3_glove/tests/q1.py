from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 3

@test_case(points=0.5, hidden=False, 
    failure_message="A list of words, and an array with a row for each.")
def test_words_and_their_rows(load_glove):
    from labkit import checks, there

    checks.exists(load_glove, "load_glove")
    files = there("labkit.files")
    path = files.temporary("small.txt", "dust 0.5 -1.25 2\nsol 1e-3 4 -0.5\nrim 7 8 9.5\n")
    result = checks.call(load_glove, path, called="load_glove(path)")
    files.discard(path)
    checks.exists(result, "load_glove(path)")
    assert isinstance(result, (tuple, list)) and len(result) == 2, (
        "load_glove(path) should return two things: (words, vectors)."
    )
    found, rows = result
    assert list(found) == ["dust", "sol", "rim"], "words should be ['dust', 'sol', 'rim'] for this file."
    checks.shape(rows, (3, 3), name="vectors", why="a row for each of 3 words, a column for each number")
    checks.close(rows, [[0.5, -1.25, 2], [1e-3, 4, -0.5], [7, 8, 9.5]], name="vectors")
