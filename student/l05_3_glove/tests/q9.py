from otter.test_files import test_case

OK_FORMAT = False

name = "q9"
points = 1.5

@test_case(points=0.5, hidden=False, 
    failure_message="A dict with a fraction for each kind.")
def test_a_fraction_for_each_kind(analogy_accuracy):
    from labkit import checks, there

    checks.exists(analogy_accuracy, "analogy_accuracy")
    solve = there("labkit.spelling").ScriptedSolver({("a", "b", "c"): "d", ("a", "b", "e"): "x"})
    questions = {"letters": [("a", "b", "c", "d"), ("a", "b", "e", "f")]}
    result = checks.call(analogy_accuracy, questions, solve, called="analogy_accuracy(questions, solve)")
    checks.exists(result, "analogy_accuracy(questions, solve)")
    assert isinstance(result, dict) and set(result) == {"letters"}, (
        "analogy_accuracy should return a dict with the kinds of questions as keys."
    )
    checks.close(result["letters"], 0.5, name="the accuracy of one right answer in two")
