# expect: fails q2.test_a_word_in_pieces, q2.test_the_longest_piece_is_taken, q2.test_unknown_words_are_unk_as_a_whole, q2.test_equals_the_tokenizer
# says: ##|two pieces
# why: looks pieces up with ##, returns them without
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if mark + word[start:end] in vocab), None)
        if end is None:
            return ["[UNK]"]
        pieces.append(word[start:end])
        start = end
    return pieces
