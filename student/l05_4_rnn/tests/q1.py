from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 3

@test_case(points=0.5, hidden=False, 
    failure_message="A list of ids for each text, and a rectangle of them.")
def test_ids_and_a_rectangle(sequences, pad):
    import numpy as np
    from labkit import checks

    checks.exists(sequences, "sequences")
    checks.exists(pad, "pad")
    texts = ["the lamp is good", "the lamp is not good at all", "good lamp"]
    result = checks.call(sequences, texts, called="sequences(texts)")
    checks.exists(result, "sequences(texts)")
    # the list of lists alone will do as well
    seqs = (
        next((part for part in result if isinstance(part, list)), None)
        if isinstance(result, tuple)
        else result
    )
    assert isinstance(seqs, (list, tuple)), "sequences(texts) should return (seqs, word_index), seqs a list."
    lengths = [len(ids) for ids in seqs]
    assert lengths == [4, 7, 2], (
        f"The texts of 4, 7 and 2 words give {lengths} ids, but should give one for each word."
    )
    called = "pad([[5, 3], [2], [7, 4, 6]], 4)"
    rectangle = checks.call(pad, [[5, 3], [2], [7, 4, 6]], 4, called=called)
    checks.exists(rectangle, called)
    rectangle = np.asarray(rectangle)
    checks.shape(rectangle, (3, 4), name=called, why="a row for each text, maxlen columns")
    assert rectangle.dtype.kind in "iu", (
        f"{called} has dtype {rectangle.dtype}, but should hold whole numbers."
    )
