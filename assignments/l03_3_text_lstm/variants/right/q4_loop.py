# why: word by word, then fill up


def encode(tokens, vocab, max_len=100):
    ids = []
    for token in tokens:
        if len(ids) == max_len:
            break
        ids.append(vocab[token] if token in vocab else vocab["<UNK>"])
    while len(ids) < max_len:
        ids.append(vocab["<PAD>"])
    return ids
