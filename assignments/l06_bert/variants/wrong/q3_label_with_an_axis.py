# expect: fails q3.test_rows_and_labels_keep_together, q3.test_batches_stay_on_the_cpu
# says: label|row i
# why: the label as a tensor of one element
class ReviewDataset(Dataset):
    def __init__(self, encodings, labels):
        self.encodings, self.labels = encodings, torch.as_tensor(labels)

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return {**{k: v[i] for k, v in self.encodings.items()}, "labels": self.labels[i : i + 1]}
