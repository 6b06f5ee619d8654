# why: counts everything and takes the stopwords out of the Counter at the end
from collections import defaultdict


def token_counts(lines, stopwords):
    counts = defaultdict(int)
    for line in lines:
        for word in re.findall(r"[a-z']+", line.lower()):
            counts[word] += 1
    return Counter({word: n for word, n in counts.items() if word not in stopwords})
