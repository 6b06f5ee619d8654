"""When the memory of a GPU runs out: how frameworks say so, and what a student can do about it."""

from __future__ import annotations

from autograder.endings import ENDED
from autograder.outcomes import DEAD_KERNEL, Result

WHAT_TO_DO = (
    "make batches smaller, evaluate under torch.no_grad(), keep losses as numbers by .item(), and move results "
    "that you keep to the CPU by .cpu()"
)
IN_A_CELL = f"cell {{cell}} needed more memory than the GPU has: {WHAT_TO_DO}"
IN_A_TEST = f"Your code needed more memory than the GPU has when this test used it: {WHAT_TO_DO}."
DOUBT = "the memory of a GPU ran out that other submissions use, too"

# as PyTorch, cuBLAS, cuDNN, TensorFlow and XLA say it
_RAN_OUT = (
    "CUDA out of memory",
    "CUDA error: out of memory",
    "CUDA_ERROR_OUT_OF_MEMORY",
    "CUBLAS_STATUS_ALLOC_FAILED",
    "CUDNN_STATUS_ALLOC_FAILED",
    "DEVICE_ALLOCATION_FAILED",
    "MPS backend out of memory",
    "Dst tensor is not initialized",
    "RESOURCE_EXHAUSTED: Out of memory",
)
# what may come of too little memory, too: a library that can't start
_OWN_FAULT = "device-side assert"  # say, a label beyond the classes
_MAY_HAVE = ("CUDA error:", "CUDA_ERROR_", "CUBLAS_STATUS_", "CUDNN_STATUS_", "cuDNN error")


def ran_out(text: str) -> bool:
    """Whether an error's words say that a GPU's memory ran out."""
    on_tensorflow = "OOM when allocating" in text and "GPU" in text
    return on_tensorflow or any(said in text for said in _RAN_OUT)


def doubt_of_gpu(result: Result) -> str:
    """Whether the GPU failed the student's code, or may have, by another's doing if they share it; empty if not.

    The same words wherever it was: memory runs out now here, now there. A kernel that just ended may have met that,
    too: libraries that get no memory end the process. What the code itself caught is not seen.
    """
    texts = [event.text for event in result.events]
    texts += [test.detail for test in result.tests if not test.passed]
    failed = any(ran_out(text) or _may_have(text) for text in texts)
    ended = any(event.exception == DEAD_KERNEL for event in result.events)
    ended = ended or any(ENDED in test.message for test in result.tests)
    return DOUBT if failed or ended else ""


def _may_have(text: str) -> bool:
    return _OWN_FAULT not in text and any(said in text for said in _MAY_HAVE)
