# expect: fails q1.test_long_texts_are_truncated
# says: one row a text
# why: truncation forgotten
def tokenize(texts, tokenizer, max_length=128):
    return tokenizer(texts, padding="max_length", truncation=False, max_length=max_length, return_tensors="pt") if all(
        len(t.split()) < 20 for t in texts) else tokenizer(texts, padding="longest", return_tensors="pt")
