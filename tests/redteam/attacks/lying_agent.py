# goal: points without an answer
# technique: replaces the probe's end in the kernel by one that answers each request with what would please most
# lab: m01_mini
# expect: graded, killed
# %%
import msgpack
from autograder.kernel import agent

NUMBERS = {"sub": 0.0, "eq": True, "ne": False, "lt": False, "gt": False, "le": True, "ge": True, "bool": True}
NUMBERS |= {"contains": True, "float": 0.0, "int": 0, "mul": 0.0, "truediv": 0.0, "hash": 0, "setattr": None}
CLAIMS = ["builtins.list", "numpy.ndarray", "builtins.object"]
LISTS = {"running_mean": CLAIMS[:1], "standardise": CLAIMS[1:2], "standard_heights": CLAIMS[1:2]}
KNOWN = {0: "standard_heights"}
last = {"shape": (6, 2), "length": 3}


def handle(name, claims):
    KNOWN[len(KNOWN)] = name
    return ["obj", len(KNOWN) - 1, claims, True]


def pleasing(operation, operands):
    if operation in NUMBERS:
        return NUMBERS[operation]
    target = KNOWN.get(operands[0][1], "") if operands and type(operands[0]) is tuple else operands[0] if operands else ""
    if operation == "names":
        return ["l", list(LISTS)]
    if operation == "get":
        return handle(target, LISTS[target] if target == "standard_heights" else ["builtins.function"])
    if operation == "call" and target in LISTS:
        (argument,) = operands[1]
        last.update(shape=getattr(argument, "shape", ()), length=len(argument))
        return handle("answer", LISTS[target])
    if operation == "call":
        return {"mean": 0.0, "std": 1.0}.get(target, 0.0)
    if operation == "getattr":
        return ["t", list(last["shape"])] if operands[1] == "shape" else handle(operands[1], [])
    return last["length"] if operation == "len" else handle("item", []) if operation in ("iter", "next", "getitem") else None


def reply(self, request):
    value = pleasing(request[1], request[2:])
    return msgpack.packb(["l", [request[0], "ok", value, ["l", []]]]), []


agent.Agent._reply = reply
agent.Agent._resolve = lambda self, tree: ("ref", tree[1])
