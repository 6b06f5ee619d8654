# why: nlp.pipe on batches of its own, labels from the vocabulary
def entity_counts(docs, nlp):
    docs, counts = list(docs), {}
    for start in range(0, len(docs), 8):
        for doc in nlp.pipe(docs[start : start + 8], n_process=1):
            for ent in doc.ents:
                label = nlp.vocab.strings[ent.label]
                counts[label] = counts.get(label, Counter()) + Counter([ent.text])
    return counts
