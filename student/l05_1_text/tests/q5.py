from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="A list of tokens, and a number.")
def test_nouns_and_a_share(keep_pos, vocabulary_reduction):
    from labkit import checks

    checks.exists(keep_pos, "keep_pos")
    checks.exists(vocabulary_reduction, "vocabulary_reduction")
    kept = checks.call(
        keep_pos, [("a", "DET"), ("bright", "ADJ"), ("lamp", "NOUN")], called="keep_pos(tagged)"
    )
    checks.exists(kept, "keep_pos(tagged)")
    kept = [item if isinstance(item, str) else item[0] for item in kept]
    assert kept == ["bright", "lamp"], (
        "keep_pos([('a', 'DET'), ('bright', 'ADJ'), ('lamp', 'NOUN')]) should be ['bright', 'lamp']."
    )
    called = "vocabulary_reduction(['a', 'bright', 'lamp', 'glows'], ['bright'])"
    share = checks.call(vocabulary_reduction, ["a", "bright", "lamp", "glows"], ["bright"], called=called)
    checks.close(share, 0.75, name=called, why="one of four different words is left")
