# expect: fails q7
# says: row|off|raised
# why: rows are shifted by one

def embedding_matrix(vocab, words, vectors):
    row = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(vocab), vectors.shape[1]), dtype=np.float32)
    for word, i in vocab.items():
        if i != 0 and word in row:
            matrix[i - 1] = vectors[row[word]]
    return matrix


def make_embedding_layer(matrix, trainable):
    start = keras.initializers.Constant(matrix)
    return keras.layers.Embedding(*matrix.shape, embeddings_initializer=start, trainable=trainable)
