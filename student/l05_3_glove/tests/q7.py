from otter.test_files import test_case

OK_FORMAT = False

name = "q7"
points = 3

@test_case(points=0.5, hidden=False, 
    failure_message="A matrix, and a layer that takes ids.")
def test_a_matrix_and_a_layer(embedding_matrix, make_embedding_layer):
    import numpy as np
    from labkit import checks, vectors

    checks.exists(embedding_matrix, "embedding_matrix")
    known, table = vectors.course_table()
    vocab = {"<PAD>": 0, "<UNK>": 1, "mars": 2, "rover": 3, "zorblax": 4}
    matrix = checks.call(
        embedding_matrix, vocab, known, table, called="embedding_matrix(vocab, words, vectors)"
    )
    checks.shape(
        matrix, (5, 50), name="embedding_matrix(…)", why="a row for each of 5 words of the vocabulary"
    )
    checks.finite(matrix, name="embedding_matrix(…)")
    checks.exists(make_embedding_layer, "make_embedding_layer")
    matrix = np.random.randn(5, 8).astype(np.float32)
    layer = checks.call(make_embedding_layer, matrix, False, called="make_embedding_layer(matrix, False)")
    checks.exists(layer, "make_embedding_layer(matrix, False)")
    output = checks.call(layer, np.array([[1, 2, 0], [4, 3, 3]]), called="layer(ids)")
    checks.shape(output, (2, 3, 8), name="layer(ids)", why="a vector for each id")
