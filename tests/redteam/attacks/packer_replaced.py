# goal: points without an answer
# technique: replaces msgpack's packer in the kernel by one that makes every answer a success with small numbers
# lab: m01_mini
# base: wrong
# expect: graded, killed
# %%
import msgpack

honest_pack = msgpack.packb


def small(tree):
    if isinstance(tree, float):
        return 0.0
    return [small(part) for part in tree] if isinstance(tree, list) else tree


def pack(tree, **kwargs):
    if isinstance(tree, list) and tree[:1] == ["l"]:
        number, _, value, _ = tree[1]
        tree = ["l", [number, "ok", small(value), ["l", []]]]
    return honest_pack(tree, **kwargs)


msgpack.packb = msgpack.Packer = pack
