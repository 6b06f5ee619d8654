# expect: fails q1.test_long_texts_are_truncated
# says: between .CLS. and .SEP.
# why: cuts the rectangle by slicing, and [SEP] with it
def tokenize(texts, tokenizer, max_length=128):
    e = tokenizer(texts, padding="max_length", max_length=max_length)
    return {key: torch.tensor([row[:max_length] for row in rows]) for key, rows in e.items()}
