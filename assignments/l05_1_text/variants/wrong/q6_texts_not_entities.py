# expect: fails q6
# says: .
# why: one Counter of labels only
def entity_counts(docs, nlp):
    return Counter(ent.label_ for doc in nlp.pipe(docs) for ent in doc.ents)
