# why: a plain dict of three tensors
def tokenize(texts, tokenizer, max_length=128):
    e = tokenizer(texts, max_length=max_length, padding="max_length", truncation="longest_first")
    return {key: torch.tensor(e[key], dtype=torch.long) for key in ("input_ids", "token_type_ids", "attention_mask")}
