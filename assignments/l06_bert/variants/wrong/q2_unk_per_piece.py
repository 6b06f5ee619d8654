# expect: fails q2.test_unknown_words_are_unk_as_a_whole
# says: for the whole word
# why: [UNK] per piece
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if mark + word[start:end] in vocab), None)
        if end is None:
            pieces.append("[UNK]"); start += 1; continue
        pieces.append(mark + word[start:end])
        start = end
    return pieces
