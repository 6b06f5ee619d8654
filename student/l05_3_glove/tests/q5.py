from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="A vector of 50 numbers, whatever the strategy.")
def test_a_vector_for_each_strategy(oov_vector):
    from labkit import checks

    checks.exists(oov_vector, "oov_vector")
    for strategy in ("zero", "random", "neighbours"):
        called = f"oov_vector('zorblax', ['the', 'planet'], '{strategy}')"
        vector = checks.call(oov_vector, "zorblax", ["the", "planet"], strategy, called=called)
        checks.shape(vector, (50,), name=called, why="a vector as those of the table")
        checks.finite(vector, name=called)
        if strategy == "zero":
            checks.close(vector, [0.0] * 50, name=called)
