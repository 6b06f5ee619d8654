# expect: fails q6
# says: .
# why: sets of names, each counted once
def entity_counts(docs, nlp):
    names = {}
    for doc in nlp.pipe(docs):
        for ent in doc.ents:
            names.setdefault(ent.label_, set()).add(ent.text)
    return {label: Counter(found) for label, found in names.items()}
