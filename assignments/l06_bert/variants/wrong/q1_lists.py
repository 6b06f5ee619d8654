# expect: fails q1.test_a_rectangle_of_ids, q1.test_padded_to_max_length, q1.test_long_texts_are_truncated, q1.test_special_tokens_stand_around_each_text
# says: list
# why: lists in place of tensors
def tokenize(texts, tokenizer, max_length=128):
    return tokenizer(texts, padding="max_length", truncation=True, max_length=max_length)
