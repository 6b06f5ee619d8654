# why: a defaultdict of Counters, the size of the batches given
from collections import defaultdict


def entity_counts(docs, nlp):
    counts = defaultdict(Counter)
    for doc in nlp.pipe(docs, batch_size=16):
        counts_of_doc = [(ent.label_, ent.text) for ent in doc.ents]
        for label, text in counts_of_doc:
            counts[label].update([text])
    return dict(counts)
