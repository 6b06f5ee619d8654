# expect: fails q6
# says: label
# why: ent.label is a number, ent.label_ its name
def entity_counts(docs, nlp):
    counts = {}
    for doc in nlp.pipe(docs):
        for ent in doc.ents:
            counts.setdefault(ent.label, Counter())[ent.text] += 1
    return counts
