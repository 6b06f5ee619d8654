from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A list of k words.")
def test_a_list_of_words(analogy):
    from labkit import checks

    checks.exists(analogy, "analogy")
    result = checks.call(
        analogy, "france", "paris", "peru", 3, called="analogy('france', 'paris', 'peru', 3)"
    )
    checks.exists(result, "analogy('france', 'paris', 'peru', 3)")
    assert len(result) == 3, (
        f"analogy('france', 'paris', 'peru', 3) has {len(result)} entries, but should have 3."
    )
    first = result[0] if isinstance(result[0], str) else result[0][0]
    assert first == "lima", "France is to Paris as Peru is to Lima: that should come first."
