# expect: fails q6.test_entities_whole_by_label, q6.test_any_pipeline
# says: several words
# why: counts the tokens of entities
def entity_counts(docs, nlp):
    counts = {}
    for doc in nlp.pipe(docs):
        for token in doc:
            if token.ent_type_:
                counts.setdefault(token.ent_type_, Counter())[token.text] += 1
    return counts
