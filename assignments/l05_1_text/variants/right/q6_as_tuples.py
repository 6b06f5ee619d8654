# why: texts with their places, and names in lower case
def entity_counts(docs, nlp):
    pairs = ((text, i) for i, text in enumerate(docs))
    counts = {}
    for doc, _ in nlp.pipe(pairs, as_tuples=True):
        for ent in doc.ents:
            counts.setdefault(ent.label_, Counter())[ent.text.lower().strip()] += 1
    return counts
