"""The labs on a GPU: the same tests, the same thresholds, two at a time. And the option that hides the GPU.

Without an NVIDIA GPU those marked `gpu` skip, with a reason. docs/gpu.md says which of them have been run.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from autograder.bundle import Bundle
from autograder.calibrate import calibrate
from autograder.course import Lab, Limits, load_course
from autograder.engines import Engine
from autograder.errors import CourseError
from autograder.gpu_memory import DOUBT, IN_A_CELL, IN_A_TEST
from autograder.grade import grade
from autograder.graders import local_grader
from autograder.kernel import Kernels, open_kernels
from autograder.kernel.gpus import FRAMEWORKS, find_gpus
from autograder.outcomes import Outcome, Result
from autograder.submissions import Submission
from autograder.task import GradeTask
from autograder.verify import verify
from tests.engine.making import bundle, notebook

COURSE = load_course(Path(__file__).parents[1])
LABS = [lab for lab in COURSE.labs if FRAMEWORKS & set(lab.preload)]
TRAINED = ("l03_2_dropout", "l03_3_text_lstm", "l04_cnn_mnist", "l05_4_rnn", "l06_bert")  # with thresholds
SEEDS = 5

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
GREEDY = {
    "torch": "import torch\nkept = []\nwhile True: kept.append(torch.empty(1 << 30, device='cuda'))",
    "tensorflow": "import tensorflow as tf\nkept = []\nwhile True: kept.append(tf.ones((1 << 28,)) + 1)",
}
CALLS = bundle(
    q1="""
    @test_case(points=1)
    def test_f(f):
        assert f(1) == 2, "`f` should add 1."
    """
)
ADDS = "def f(x): return x + 1"


def device_seen(device: str, framework: str) -> str:
    """What goes wrong when a notebook asks for its device; empty when it is the one that was asked for."""
    tests = bundle(q1=WHERE.tests["q1"].format(device=device))
    with open_kernels(preload=[framework], device=device) as kernels:
        result = graded(kernels, tests, ASK[framework])
    return result.tests[0].message


def graded(kernels: Kernels, tests: Bundle, *cells: str) -> Result:
    return grade(Submission("s", "s.ipynb", notebook(*cells)), tests, Limits(), kernels)


def has_nvidia_driver() -> bool:
    """Whether there is a driver that knows of a GPU: asked of the driver itself, for frameworks import for seconds.

    Asked by NVML, for CUDA must not wake in a process that forks.
    """
    count = ctypes.c_uint(0)
    try:
        driver = ctypes.CDLL("libnvidia-ml.so.1")
    except OSError:
        return False
    return (
        driver.nvmlInit_v2() == 0
        and driver.nvmlDeviceGetCount_v2(ctypes.byref(count)) == 0
        and count.value > 0
    )


def need_cuda(framework: str) -> None:
    """Skips where the framework sees no CUDA device."""
    if sys.platform == "linux" and not has_nvidia_driver():
        pytest.skip("this machine has no NVIDIA driver, or no GPU that it knows of")
    try:
        with open_kernels(preload=[framework], device="cuda"):
            pass
    except CourseError as error:
        pytest.skip(str(error))


@pytest.fixture
def cuda(lab: Lab) -> None:
    need_cuda("tensorflow" if "tensorflow" in lab.preload else "torch")


@pytest.fixture
def framework_on_cuda(framework: str) -> None:
    need_cuda(framework)


on_cuda = pytest.mark.usefixtures("framework_on_cuda")


@pytest.mark.parametrize("framework", ASK)
def test_on_the_cpu_kernels_see_no_gpu(framework: str) -> None:
    assert device_seen("cpu", framework) == ""


@pytest.mark.gpu
@on_cuda
@pytest.mark.parametrize("framework", ASK)
def test_on_cuda_kernels_see_the_gpu(framework: str) -> None:
    """Each is forked from a warm process that has imported the framework, and left CUDA asleep."""
    assert device_seen("cuda", framework) == ""


RECORDS = """
import sys
import torch
from autograder.kernel import warm

asked = set()
def recorded(name):
    real = getattr(torch.cuda, name)
    def ask(*args, **kwargs):
        asked.add(name)
        return real(*args, **kwargs)
    return ask
for name in ("_lazy_init", "current_device", "device_count", "get_device_properties", "is_available", "mem_get_info"):
    setattr(torch.cuda, name, recorded(name))
warm.preload(sys.argv[1:], 1)
print("asked:", *sorted(asked))
"""


@pytest.mark.slow
def test_preloads_ask_pytorch_only_what_nvml_can_answer() -> None:
    """The double of the next test: a CPU build's functions are watched while all that labs preload is imported."""
    modules = dict.fromkeys(name for lab in COURSE.labs for name in lab.preload)
    command = [sys.executable, "-c", RECORDS, *modules]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=COURSE.root)
    assert done.stdout.splitlines()[-1] == "asked: device_count is_available"


@pytest.mark.gpu
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("cuda")
@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)
def test_no_preload_wakes_cuda(lab: Lab) -> None:
    """A warm process whose modules did so says so, and then no kernel is forked."""
    with open_kernels(preload=lab.preload, device="cuda") as kernels:
        assert kernels.gpus.all
        framework = "torch" if "torch" in lab.preload else "tensorflow"
        tests = bundle(q1=WHERE.tests["q1"].format(device="cuda"))
        assert graded(kernels, tests, ASK[framework]).tests[0].message == ""


@pytest.mark.gpu
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("cuda")
@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)
def test_the_labs_tests_hold_on_cuda(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(width=200)
    assert verify((lab,), COURSE, device="cuda", console=console), capsys.readouterr().out


@pytest.mark.gpu
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("cuda")
@pytest.mark.parametrize("lab", [COURSE.lab(name) for name in TRAINED], ids=lambda lab: lab.name)
def test_thresholds_hold_on_cuda(lab: Lab, tmp_path: Path) -> None:
    """The reference, with five seeds: each figure on its side, and no test fails for another reason."""
    text = StringIO()
    console = Console(file=text, width=200)
    calibrate(lab, seeds=SEEDS, variants=False, device="cuda", csv=tmp_path / "figures.csv", console=console)
    rows = (tmp_path / "figures.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert rows
    assert all(row.endswith(",yes") for row in rows), text.getvalue()
    assert " fails " not in text.getvalue()


@pytest.mark.gpu
@on_cuda
@pytest.mark.parametrize("framework", GREEDY)
def test_memory_that_runs_out_is_an_outcome_with_advice(framework: str) -> None:
    with open_kernels(preload=[framework], device="cuda", gpu_slots=1) as kernels:
        result = graded(kernels, CALLS, GREEDY[framework], "kept.clear()", ADDS)
    assert (result.outcome, result.detail) == (Outcome.OUT_OF_MEMORY, IN_A_CELL.format(cell=1)), result.events
    assert (result.score, result.doubt) == (1.0, "")


@pytest.mark.gpu
@on_cuda
@pytest.mark.parametrize("framework", ["torch"])
def test_memory_that_runs_out_in_a_test_is_advice(framework: str) -> None:
    with open_kernels(preload=[framework], device="cuda", gpu_slots=1) as kernels:
        grabs = "import torch\ndef f(x): return torch.empty(1 << 50, device='cuda').sum()"
        result = graded(kernels, CALLS, grabs)
    assert result.tests[0].message == IN_A_TEST, result.tests[0]


@pytest.mark.gpu
@on_cuda
@pytest.mark.parametrize("framework", ["torch"])
def test_what_fits_alone_but_not_in_a_share_is_graded_alone(framework: str) -> None:
    """PyTorch keeps to the share that the kernel's environment names; the second run has the whole GPU."""
    wants = (
        "import torch\n"
        "total = torch.cuda.get_device_properties(0).total_memory\n"
        "kept = torch.empty(int(0.6 * total), dtype=torch.uint8, device='cuda')"
    )
    submission = Submission("s", "s.ipynb", notebook(wants, ADDS))
    with open_kernels(preload=[framework], device="cuda", gpu_slots=2) as kernels:
        assert grade(submission, CALLS, Limits(), kernels).doubt == DOUBT
        result = GradeTask(CALLS, Limits(), kernels)(submission)
    assert (result.outcome, result.doubt, result.score) == (Outcome.GRADED, "", 1.0)


@pytest.mark.gpu
@on_cuda
@pytest.mark.parametrize("framework", ["torch"])
def test_a_class_shares_the_gpus_in_slots(framework: str) -> None:
    """Two slots on each GPU; a greedy submission among honest ones costs nobody but itself."""
    lab = replace(COURSE.lab("l03_1_pytorch"), preload=(framework,))
    honest = notebook(
        "import torch\nx = torch.rand(2000, 2000, device='cuda') @ torch.rand(2000, 2000, device='cuda')",
        ADDS,
    )
    cells = {f"s{number}": honest for number in range(8)} | {"greedy": notebook(GREEDY[framework])}
    todo = [(Submission(name, f"{name}.ipynb", cell), None) for name, cell in cells.items()]
    grader = local_grader(lab, CALLS, engine=Engine(device="cuda", gpu_slots=2, jobs=16))
    assert grader.jobs == 2 * len(find_gpus())
    with closing(grader.run(lab, todo)) as pairs:
        results = {submission.id: result for submission, result in pairs}
    assert results.pop("greedy").outcome is Outcome.OUT_OF_MEMORY
    assert {name: (result.outcome, result.score) for name, result in results.items()} == dict.fromkeys(
        results, (Outcome.GRADED, 1.0)
    )


@pytest.mark.gpu
@on_cuda
@pytest.mark.parametrize("framework", ["torch"])
def test_the_same_seed_gives_the_same_network(framework: str) -> None:
    """Layers, convolutions and LSTMs, trained twice: as far as cuDNN and cuBLAS are asked, they repeat themselves."""
    trains = """
    import labkit, torch
    def trained():
        labkit.seed_everything(0)
        layers = torch.nn.Conv1d(4, 8, 3), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(240, 2)
        net = torch.nn.Sequential(*layers)
        lstm = torch.nn.LSTM(32, 4)
        net, lstm = net.cuda(), lstm.cuda()
        optimizer = torch.optim.Adam([*net.parameters(), *lstm.parameters()])
        for _ in range(20):
            x, _ = lstm(torch.randn(16, 4, 32, device="cuda"))
            loss = net(torch.randn(16, 4, 32, device="cuda")).square().mean() + x.square().mean()
            optimizer.zero_grad(); loss.backward(); optimizer.step()
        return [p.detach().cpu() for p in [*net.parameters(), *lstm.parameters()]]
    same = all(torch.equal(a, b) for a, b in zip(trained(), trained()))
    """
    tests = bundle(q1="@test_case(points=1)\ndef test_same(same):\n    assert same, 'other weights'\n")
    with open_kernels(preload=[framework], device="cuda") as kernels:
        assert graded(kernels, tests, trains).tests[0].message == ""


@pytest.mark.parametrize(("framework", "called"), [("torch", "PyTorch"), ("tensorflow", "TensorFlow")])
def test_a_gpu_that_is_not_there_is_one_line(
    framework: str, called: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    wanted = f"{called} sees no CUDA device on this machine. Use --device cpu"
    with pytest.raises(CourseError, match=wanted), open_kernels(preload=[framework], device="cuda"):
        pass
