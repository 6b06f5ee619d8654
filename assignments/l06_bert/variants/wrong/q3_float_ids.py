# expect: fails q3.test_rows_and_labels_keep_together
# says: int64
# why: ids of dtype float32
class ReviewDataset(Dataset):
    def __init__(self, encodings, labels):
        self.encodings, self.labels = encodings, torch.as_tensor(labels)

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return {**{k: v[i].float() for k, v in self.encodings.items()}, "labels": self.labels[i]}
