# expect: fails q2.test_the_longest_piece_is_taken, q2.test_unknown_words_are_unk_as_a_whole, q2.test_equals_the_tokenizer
# says: longest
# why: shortest match
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(start + 1, len(word) + 1)
        end = next((end for end in ends if mark + word[start:end] in vocab), None)
        if end is None:
            return ["[UNK]"]
        pieces.append(mark + word[start:end])
        start = end
    return pieces
