# expect: fails q3.test_batches_stay_on_the_cpu
# says: device
# why: moves each sample to the device
class ReviewDataset(Dataset):
    def __init__(self, encodings, labels):
        self.encodings, self.labels = encodings, torch.as_tensor(labels)

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return {**{k: v[i].to(labkit.device()) for k, v in self.encodings.items()}, "labels": self.labels[i]}
