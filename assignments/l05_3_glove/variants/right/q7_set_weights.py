# why: build, then set_weights; a row for each word in the order of ids

def embedding_matrix(vocab, words, vectors):
    place = dict(zip(words, range(len(words))))
    rows = []
    for word in sorted(vocab, key=vocab.get):
        if word in place and vocab[word] != 0:
            rows.append(vectors[place[word]])
        else:
            rows.append(np.zeros(vectors.shape[1]))
    return np.stack(rows)


def make_embedding_layer(matrix, trainable):
    layer = keras.layers.Embedding(matrix.shape[0], matrix.shape[1], mask_zero=True)
    layer.build((None, None))
    layer.set_weights([matrix])
    layer.trainable = trainable
    return layer
