# expect: fails q6
# says: .
# why: the dict is made anew for each text
def entity_counts(docs, nlp):
    counts = {}
    for doc in nlp.pipe(docs):
        counts = {}
        for ent in doc.ents:
            counts.setdefault(ent.label_, Counter())[ent.text] += 1
    return counts
