# expect: fails q6
# says: .
# why: uses the notebook's pipeline, not the one passed in
other = load_nlp()


def entity_counts(docs, nlp):
    counts = {}
    for doc in other.pipe(docs):
        for ent in doc.ents:
            counts.setdefault(ent.label_, Counter())[ent.text] += 1
    return counts
