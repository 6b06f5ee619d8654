# expect: fails q2.test_a_word_in_pieces, q2.test_the_longest_piece_is_taken, q2.test_unknown_words_are_unk_as_a_whole, q2.test_equals_the_tokenizer
# says: .
# why: ## missing in the look-up
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        end = next((end for end in range(len(word), start, -1) if word[start:end] in vocab), None)
        if end is None:
            return ["[UNK]"]
        pieces.append(("##" if start else "") + word[start:end])
        start = end
    return pieces
