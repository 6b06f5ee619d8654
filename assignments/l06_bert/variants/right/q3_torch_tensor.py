# why: the tutorials' torch.tensor(row), no base class
class ReviewDataset:
    def __init__(self, encodings, labels):
        self.rows = {k: v.tolist() for k, v in encodings.items()}
        self.labels = torch.LongTensor(labels)

    def __len__(self):
        return len(self.rows["input_ids"])

    def __getitem__(self, i):
        return {k: torch.tensor(v[i], dtype=torch.long) for k, v in self.rows.items()} | {"labels": self.labels[i]}
