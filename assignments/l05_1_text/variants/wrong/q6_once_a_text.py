# expect: fails q6.test_entities_whole_by_label
# says: each mention
# why: an entity counts once in each text
def entity_counts(docs, nlp):
    counts = {}
    for doc in nlp.pipe(docs):
        for label, text in {(entity.label_, entity.text) for entity in doc.ents}:
            counts.setdefault(label, Counter())[text] += 1
    return counts
