from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A number, and a list of k.")
def test_a_number_and_a_list(cosine, most_similar):
    import numpy as np
    from labkit import checks

    checks.exists(cosine, "cosine")
    u, v = np.array([3.0, 4.0]), np.array([4.0, 3.0])
    value = checks.call(cosine, u, v, called="cosine(u, v)")
    checks.number(value, name="cosine([3, 4], [4, 3])")
    checks.close(value, 0.96, name="cosine([3, 4], [4, 3])")
    checks.exists(most_similar, "most_similar")
    result = checks.call(most_similar, "monday", 4, called="most_similar('monday', 4)")
    checks.exists(result, "most_similar('monday', 4)")
    assert len(result) == 4, f"most_similar('monday', 4) has {len(result)} entries, but should have 4."
