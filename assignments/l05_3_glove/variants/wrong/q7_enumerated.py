# expect: fails q7.test_row_i_belongs_to_id_i
# says: id i
# why: rows in the order in which the dict lists them

def embedding_matrix(vocab, words, vectors):
    row = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(vocab), vectors.shape[1]), dtype=np.float32)
    for i, word in enumerate(vocab):
        if i != 0 and word in row:
            matrix[i] = vectors[row[word]]
    return matrix


def make_embedding_layer(matrix, trainable):
    start = keras.initializers.Constant(matrix)
    return keras.layers.Embedding(*matrix.shape, embeddings_initializer=start, trainable=trainable)
