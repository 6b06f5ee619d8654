# why: weights= in the constructor; random vectors for unknown words

def embedding_matrix(vocab, words, vectors):
    rng = np.random.default_rng(0)
    matrix = rng.normal(0, vectors.std(), (len(vocab), vectors.shape[1]))
    table = dict(zip(words, vectors))
    for word, i in vocab.items():
        if word in table:
            matrix[i] = table[word]
    matrix[0] = 0
    return matrix


def make_embedding_layer(matrix, trainable):
    return keras.layers.Embedding(
        input_dim=len(matrix), output_dim=matrix.shape[1], weights=[matrix], trainable=bool(trainable)
    )
