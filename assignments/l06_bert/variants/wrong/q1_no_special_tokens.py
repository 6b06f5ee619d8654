# expect: fails q1.test_long_texts_are_truncated, q1.test_special_tokens_stand_around_each_text
# says: CLS
# why: special tokens left out
def tokenize(texts, tokenizer, max_length=128):
    return tokenizer(
        texts, padding="max_length", truncation=True, max_length=max_length, return_tensors="pt", add_special_tokens=False
    )
