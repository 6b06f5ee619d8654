"""The labs on a GPU: the same tests, the same thresholds. And the option that hides the GPU."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest
from rich.console import Console

from autograder.course import Lab, Limits, load_course
from autograder.errors import CourseError
from autograder.grade import grade
from autograder.kernel import open_kernels
from autograder.submissions import Submission
from autograder.verify import verify
from tests.engine.making import bundle, notebook

COURSE = load_course(Path(__file__).parents[1])
LABS = [lab for lab in COURSE.labs if lab.name in ("l03_2_dropout", "l04_cnn_mnist")]

WHERE = bundle(
    q1="""
    @test_case(points=1)
    def test_device(device):
        assert device == {device!r}, f"the labs would run on {{device}}."
    """
)
ASK = {
    "torch": "import labkit\ndevice = labkit.device().type",
    "tensorflow": "import tensorflow as tf\n"
    "device = 'cuda' if tf.config.list_logical_devices('GPU') else 'cpu'",
}


def device_seen(device: str, framework: str) -> str:
    """What goes wrong when a notebook asks for its device; empty when it is the one that was asked for."""
    tests = bundle(q1=WHERE.tests["q1"].format(device=device))
    submission = Submission("s", "s.ipynb", notebook(ASK[framework]))
    with open_kernels(preload=[framework], device=device) as kernels:
        result = grade(submission, tests, Limits(), kernels)
    return result.tests[0].message


def has_nvidia_driver() -> bool:
    """Whether there is a driver that knows of a GPU: asked of the driver itself, for frameworks import for seconds."""
    count = ctypes.c_int(0)
    try:
        driver = ctypes.CDLL("libcuda.so.1")
    except OSError:
        return False
    return driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0 and count.value > 0


@pytest.fixture
def cuda(lab: Lab) -> None:
    """Skips where the lab's framework sees no CUDA device."""
    if sys.platform == "linux" and not has_nvidia_driver():
        pytest.skip("this machine has no NVIDIA driver, or no GPU that it knows of")
    try:
        with open_kernels(preload=lab.preload, device="cuda"):
            pass
    except CourseError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("framework", ASK)
def test_on_the_cpu_kernels_see_no_gpu(framework: str) -> None:
    assert device_seen("cpu", framework) == ""


@pytest.mark.gpu
@pytest.mark.usefixtures("cuda")
@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)
def test_on_cuda_kernels_see_the_gpu(lab: Lab) -> None:
    framework = "tensorflow" if "tensorflow" in lab.preload else "torch"
    assert device_seen("cuda", framework) == ""


@pytest.mark.gpu
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("cuda")
@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)
def test_the_labs_tests_and_thresholds_hold_on_cuda(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(width=200)
    assert verify((lab,), COURSE, repeat=3, device="cuda", console=console), capsys.readouterr().out


@pytest.mark.parametrize(("framework", "called"), [("torch", "PyTorch"), ("tensorflow", "TensorFlow")])
def test_a_gpu_that_is_not_there_is_one_line(
    framework: str, called: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    wanted = f"{called} sees no CUDA device on this machine. Use --device cpu"
    with pytest.raises(CourseError, match=wanted), open_kernels(preload=[framework], device="cuda"):
        pass
