# expect: fails q7
# says: shape|row
# why: the table itself, in the order of the file

def embedding_matrix(vocab, words, vectors):
    row = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(vocab), vectors.shape[1]), dtype=np.float32)
    for word, i in vocab.items():
        if i != 0 and word in row:
            matrix[i] = vectors[row[word]]
    return np.array(vectors[: len(vocab)])


def make_embedding_layer(matrix, trainable):
    start = keras.initializers.Constant(matrix)
    return keras.layers.Embedding(*matrix.shape, embeddings_initializer=start, trainable=trainable)
