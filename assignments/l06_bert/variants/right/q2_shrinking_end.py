# why: two loops with an end that shrinks
def wordpiece(word, vocab):
    pieces = []
    rest, prefix = word, ""
    while rest:
        n = len(rest)
        while n > 0 and prefix + rest[:n] not in vocab:
            n -= 1
        if n == 0:
            return ["[UNK]"]
        pieces.append(prefix + rest[:n])
        rest, prefix = rest[n:], "##"
    return pieces
