"""A GPU's memory that runs out: an outcome with advice, and nobody's points are lost by another's doing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.bundle import Bundle
from autograder.course import Limits
from autograder.gpu_memory import DOUBT, IN_A_CELL, IN_A_TEST, doubt_of_gpu, ran_out
from autograder.kernel import Kernels
from autograder.kernel.gpus import Gpu, Gpus
from autograder.outcomes import CellEvent, Outcome, QuestionResult, Result, TestResult
from autograder.submissions import Submission
from autograder.task import GradeTask, fairly
from tests.engine.making import bundle, notebook

Run = Callable[..., Result]

CALLS = bundle(
    q1="""
    @test_case(points=1)
    def test_plain(f):
        assert f(1) == 2, "`f` should add 1."

    @test_case(points=1, hidden=True)
    def test_in_a_sentence(f):
        from labkit import checks
        assert checks.call(f, 2, called="f(2)") == 3, "`f` should add 1."
    """,
)
TORCH = "CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 8.00 GiB."
KERAS = (
    "OOM when allocating tensor with shape[9999,9999] on /job:localhost/device:GPU:0 by allocator GPU_0_bfc"
)
RUNS_OUT = f"import torch\nraise torch.OutOfMemoryError({TORCH!r})"
ADDS = "def f(x): return x + 1"


@pytest.fixture
def shared(kernels: Kernels, tmp_path: Path) -> Kernels:
    """Kernels that believe to be two on a GPU."""
    return replace(kernels, gpus=Gpus((Gpu("0"),), slots=2, visible=None, locks=str(tmp_path / "locks")))


def graded(kernels: Kernels, *cells: str, tests: Bundle = CALLS) -> Result:
    """As a worker grades it."""
    return GradeTask(tests, Limits(), kernels)(Submission("s", "s.ipynb", notebook(*cells)))


@pytest.mark.parametrize(
    "text",
    [
        TORCH,
        KERAS,
        "CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
        "CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED",
        "failed to allocate 2.00G bytes from device: CUDA_ERROR_OUT_OF_MEMORY: out of memory",
        "Failed copying input tensor from CPU:0 to GPU:0: Dst tensor is not initialized.",
        "RESOURCE_EXHAUSTED: Out of memory while trying to allocate 8589934592 bytes.",
    ],
)
def test_what_frameworks_say_is_understood(text: str) -> None:
    assert ran_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "[enforce fail at alloc_cpu.cpp:127] DefaultCPUAllocator: can't allocate memory",
        "OOM when allocating tensor with shape[9999,9999] on /job:localhost/device:CPU:0 by allocator cpu",
        "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!",
        "CUDA error: device-side assert triggered",
    ],
)
def test_other_errors_are_none_of_its(text: str) -> None:
    assert not ran_out(text)


@pytest.mark.parametrize("cell", [RUNS_OUT, f"raise RuntimeError({KERAS!r})"])
def test_in_a_cell_it_is_an_outcome_with_advice(run: Run, cell: str) -> None:
    result = run(CALLS, "x = 1", cell, ADDS)
    assert (result.outcome, result.detail) == (Outcome.OUT_OF_MEMORY, IN_A_CELL.format(cell=2))
    assert "torch.no_grad()" in result.detail
    assert (result.score, result.doubt) == (2.0, "")


@pytest.mark.parametrize(
    "cell",
    ["if shared: os.abort()", "def f(x): return os.abort() if shared else x + 1"],
    ids=["in a cell", "in a test"],
)
def test_a_kernel_that_ended_may_have_met_it(shared: Kernels, cell: str) -> None:
    head = "import os\nshared = ':1.000' not in os.environ['PYTORCH_ALLOC_CONF']"
    result = graded(shared, head, ADDS, cell)
    assert (result.outcome, result.score, result.doubt) == (Outcome.GRADED, 2.0, "")


def test_memory_of_the_machine_is_told_apart(run: Run) -> None:
    result = run(CALLS, "raise MemoryError")
    assert (result.outcome, result.detail) == (
        Outcome.OUT_OF_MEMORY,
        "cell 1 needed more memory than there is",
    )


def test_in_a_test_it_is_advice_and_no_bare_name(run: Run) -> None:
    result = run(CALLS, f"import torch\ndef f(x): raise torch.OutOfMemoryError({TORCH!r})")
    assert [test.message for test in result.tests] == [IN_A_TEST, IN_A_TEST]
    assert result.tests[0].detail.startswith("torch.OutOfMemoryError: CUDA out of memory")
    assert result.outcome is Outcome.GRADED


def test_the_advice_repeats_nothing_of_the_kernels(run: Run) -> None:
    secret = f"def f(x): raise RuntimeError(f'CUDA out of memory {{x}} secret')\n{ADDS.replace('f(', 'g(')}"
    assert all("secret" not in test.message for test in run(CALLS, secret).tests)


def test_on_a_gpu_that_others_use_it_runs_again_alone(shared: Kernels) -> None:
    """The cell fails as long as PyTorch may take but a part of the memory."""
    cell = (
        f"import os\nif ':1.000' not in os.environ['PYTORCH_ALLOC_CONF']:\n    raise RuntimeError({TORCH!r})"
    )
    result = graded(shared, cell, ADDS)
    assert (result.outcome, result.score, result.doubt) == (Outcome.GRADED, 2.0, "")


def test_claiming_it_always_changes_nothing(shared: Kernels, kernels: Kernels) -> None:
    honest = graded(kernels, RUNS_OUT, ADDS)
    claimed = graded(shared, RUNS_OUT, ADDS)
    same = {"seed": 0, "seconds": {}, "cells": (), "questions": ()}
    assert replace(claimed, **same) == replace(honest, **same)
    assert (claimed.score, claimed.outcome, claimed.doubt) == (2.0, Outcome.OUT_OF_MEMORY, "")


def _result(seed: int, doubt: str) -> Result:
    return Result("s", "lab", Outcome.GRADED, seed=seed, doubt=doubt)


@pytest.mark.parametrize(
    ("doubt", "runs"), [(DOUBT, 2), ("", 1), ("signal 9 from an unknown sender in cell 1", 1)]
)
def test_the_second_run_has_the_inputs_of_the_first(shared: Kernels, doubt: str, runs: int) -> None:
    seen: list[tuple[Any, bool]] = []

    def grade(*args: Any, seed: int | None = None) -> Result:
        seen.append((seed, args[3].shares_gpu))
        return _result(41, doubt if len(seen) == 1 else "")

    fairly(grade, Submission("s", "s.ipynb", b""), CALLS, Limits(), shared)
    assert seen == [(None, True), (41, False)][:runs]


def test_where_nobody_can_be_alone_the_doubt_stays(kernels: Kernels) -> None:
    result = fairly(
        lambda *args: _result(1, DOUBT), Submission("s", "s.ipynb", b""), CALLS, Limits(), kernels
    )
    assert result.doubt == DOUBT


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        (TORCH, True),
        ("CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`", True),
        ("CUDA error: device-side assert triggered", False),
        ("list index out of range", False),
    ],
)
def test_what_may_come_of_it_is_in_doubt(text: str, doubted: bool) -> None:
    in_a_cell = replace(_result(1, ""), events=(CellEvent(3, "RuntimeError", text),))
    failed = TestResult("q1", "test_x", True, False, 1.0, detail=f"RuntimeError: {text}")
    in_a_test = replace(_result(1, ""), questions=(QuestionResult("q1", 0.0, 1.0, (failed,)),))
    assert [bool(doubt_of_gpu(result)) for result in (in_a_cell, in_a_test)] == [doubted, doubted]
