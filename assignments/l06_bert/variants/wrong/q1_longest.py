# expect: fails q1.test_a_rectangle_of_ids, q1.test_padded_to_max_length, q1.test_special_tokens_stand_around_each_text
# says: padded
# why: padding to the longest text
def tokenize(texts, tokenizer, max_length=128):
    return tokenizer(texts, padding=True, truncation=True, max_length=max_length, return_tensors="pt")
