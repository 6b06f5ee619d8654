# why: a recursion that returns a tuple
def wordpiece(word, vocab, prefix=""):
    for n in range(len(word), 0, -1):
        if prefix + word[:n] in vocab:
            if n == len(word):
                return (prefix + word,)
            rest = wordpiece(word[n:], vocab, "##")
            return ("[UNK]",) if "[UNK]" in rest else (prefix + word[:n], *rest)
    return ("[UNK]",)
