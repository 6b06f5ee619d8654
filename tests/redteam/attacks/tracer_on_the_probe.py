# goal: points without an answer
# technique: a trace function writes the local variables of the probe's end just before it encodes an answer
# lab: m01_mini
# base: wrong
# expect: graded, killed, student code raised
# %%
import ctypes
import sys


def tracer(frame, event, arg):
    if frame.f_code.co_name not in ("_perform", "_call", "_reply", "encode", "write"):
        return None

    def local(frame, event, arg):
        known = frame.f_locals
        if isinstance(known.get("value"), (bool, float, np.ndarray)):
            known["value"] = known["value"] * 0
        if "restored" in known or "changed" in known:
            known["restored"] = known["changed"] = []
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
        return local

    return local


sys.settrace(tracer)
frame = sys._getframe()
while frame is not None:
    frame.f_trace, frame = tracer, frame.f_back
