# expect: fails q1.test_padded_to_max_length, q1.test_long_texts_are_truncated, q1.test_special_tokens_stand_around_each_text
# says: padding
# why: mask all ones
def tokenize(texts, tokenizer, max_length=128):
    e = tokenizer(texts, padding="max_length", truncation=True, max_length=max_length, return_tensors="pt")
    return {"input_ids": e["input_ids"], "attention_mask": torch.ones_like(e["input_ids"])}
