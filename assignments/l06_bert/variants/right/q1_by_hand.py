# why: ids one text at a time, padded by hand
def tokenize(texts, tokenizer, max_length=128):
    ids, masks = [], []
    for text in texts:
        row = tokenizer.encode(text, truncation=True, max_length=max_length)
        rest = max_length - len(row)
        ids.append(row + [tokenizer.pad_token_id] * rest)
        masks.append([1] * len(row) + [0] * rest)
    return {"input_ids": torch.tensor(ids), "attention_mask": torch.tensor(masks)}
