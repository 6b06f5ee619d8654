from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 1.5

@test_case(points=0.5, hidden=False, 
    failure_message="What was saved comes back.")
def test_what_is_saved_comes_back(save_cache, load_cache):
    import numpy as np
    from labkit import checks, there

    checks.exists(save_cache, "save_cache")
    checks.exists(load_cache, "load_cache")
    table = np.random.randn(3, 4).astype(np.float32)
    files = there("labkit.files")
    path = files.temporary("cache.npz")
    checks.call(save_cache, path, ["dust", "sol", "rim"], table, called="save_cache(path, words, vectors)")
    result = checks.call(load_cache, path, called="load_cache(path)")
    files.discard(path)
    checks.exists(result, "load_cache(path)")
    assert isinstance(result, (tuple, list)) and len(result) == 2, (
        "load_cache(path) should return two things: (words, vectors)."
    )
    assert list(result[0]) == ["dust", "sol", "rim"], "The words should come back as they were saved."
    checks.close(result[1], table, name="vectors", rtol=0, atol=0, why="npz keeps every bit")
