# expect: fails q1
# says: in (order|the text's order)
# why: the order of the text is lost
import re


def clean(text):
    return sorted(re.findall(r"[a-z]+", text.lower()))
