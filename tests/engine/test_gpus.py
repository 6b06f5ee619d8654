"""Which kernel gets which GPU; the GPUs are doubles, since what is shared out are files."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from autograder.kernel import Kernels, gpus
from autograder.kernel.environment import gpus_hidden
from autograder.kernel.gpus import Gpu, Gpus, choose_gpus, find_gpus, parse_list, slots_for
from autograder.kernel.sandbox import try_level
from autograder.kernel.warm import cuda_is_awake
from autograder.outcomes import Result
from tests.engine.making import bundle

if sys.platform != "linux":
    pytest.skip("GPUs are shared out on Linux only", allow_module_level=True)
from autograder.kernel.slots import take

A, B = "GPU-aaaa-11", "GPU-bbbb-22"
TWO = f"GPU 0: NVIDIA H200 (UUID: {A})\nGPU 1: NVIDIA H200 (UUID: {B})\n"
MIG = (
    f"GPU 0: NVIDIA A100-SXM4-40GB (UUID: {A})\n"
    "  MIG 1g.5gb      Device  0: (UUID: MIG-1111-aa)\n"
    "  MIG 1g.5gb      Device  1: (UUID: MIG-2222-bb)\n"
    f"GPU 1: NVIDIA A100-SXM4-40GB (UUID: {B})\n"
)


@pytest.fixture
def pair(tmp_path: Path) -> Gpus:
    return Gpus((Gpu(A, "NVIDIA H200"), Gpu(B, "NVIDIA H200")), slots=2, locks=str(tmp_path / "locks"))


def taken(several: Gpus, count: int) -> list[str]:
    with ExitStack() as held:
        return [asyncio.run(take(several, held)).id for _ in range(count)]


def test_kernels_are_spread_evenly(pair: Gpus) -> None:
    first = taken(pair, 4)
    assert Counter(first[:2]) == Counter(first[2:]) == {A: 1, B: 1}


def test_the_next_one_goes_where_fewest_are(pair: Gpus) -> None:
    with ExitStack() as held, ExitStack() as first:
        got = {asyncio.run(take(pair, stack)).id: stack for stack in (first, held)}
        other = next(gpu for gpu, stack in got.items() if stack is held)
        asyncio.run(take(pair, held))
        first.close()
        assert asyncio.run(take(pair, held)).id != other


async def comes(several: Gpus, held: ExitStack, *, alone: bool = False, after: Callable[[], None]) -> Gpu:
    """What is had once `after` was called; not before."""
    waiting = asyncio.ensure_future(take(several, held, alone=alone))
    done, _ = await asyncio.wait({waiting}, timeout=0.3)
    assert not done, "it was had although there was no room"
    after()
    return await asyncio.wait_for(waiting, 10)


def test_where_all_slots_are_taken_the_next_one_waits(pair: Gpus) -> None:
    with ExitStack() as held, ExitStack() as last:
        for stack in (held, held, held):
            asyncio.run(take(pair, stack))
        gave_back = asyncio.run(take(pair, last))
        assert asyncio.run(comes(pair, held, after=last.close)) == gave_back


def test_alone_waits_for_the_others_and_lets_nobody_in_meanwhile(pair: Gpus) -> None:
    async def play() -> None:
        with ExitStack() as running, ExitStack() as alone, ExitStack() as later:
            for _ in range(2):
                await take(pair, running)

            async def see() -> Gpu:
                return await comes(pair, alone, alone=True, after=running.close)

            lonely = asyncio.ensure_future(see())
            await asyncio.sleep(0)  # it has claimed its GPU
            others = {(await take(pair, later)).id for _ in range(1)}
            claimed = (await lonely).id
            assert others.isdisjoint({claimed})
            await take(pair, later)
            await comes(pair, later, after=alone.close)

    asyncio.run(play())


def test_two_that_want_to_be_alone_come_one_after_the_other(pair: Gpus) -> None:
    one = replace(pair, all=pair.all[:1])
    with ExitStack() as first, ExitStack() as second:
        asyncio.run(take(one, first, alone=True))
        assert asyncio.run(comes(one, second, alone=True, after=first.close)).id == A


def test_runs_with_other_slots_keep_clear_of_one_that_is_alone(pair: Gpus) -> None:
    one, many = replace(pair, all=pair.all[:1]), replace(pair, all=pair.all[:1], slots=9)
    with ExitStack() as alone, ExitStack() as later:
        asyncio.run(take(one, alone, alone=True))
        assert asyncio.run(comes(many, later, after=alone.close)).id == A


def test_who_is_killed_gives_back_what_it_had(pair: Gpus) -> None:
    code = (
        "import asyncio, contextlib, sys\n"
        "from autograder.kernel.gpus import Gpu, Gpus\n"
        "from autograder.kernel.slots import take\n"
        f"gpus = Gpus((Gpu({A!r}),), slots=1, locks=sys.argv[1])\n"
        "held = contextlib.ExitStack()\n"
        "print(asyncio.run(take(gpus, held)).id, flush=True)\n"
        "sys.stdin.read()"
    )
    one = replace(pair, all=pair.all[:1], slots=1)
    command = [sys.executable, "-c", code, one.locks]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == f"{A}\n"
        with ExitStack() as held:
            asyncio.run(comes(one, held, after=lambda: other.send_signal(signal.SIGKILL)))


def test_the_drivers_list_is_read() -> None:
    nodes = {A: "/dev/nvidia1", B: "/dev/nvidia0"}
    assert list(parse_list(TWO, nodes)) == [
        Gpu(A, "NVIDIA H200", "/dev/nvidia1"),
        Gpu(B, "NVIDIA H200", "/dev/nvidia0"),
    ]
    assert list(parse_list("No devices were found\n", {})) == []


def test_a_gpu_in_parts_is_its_parts() -> None:
    found = list(parse_list(MIG, {A: "/dev/nvidia0"}))
    assert [(gpu.id, gpu.node) for gpu in found] == [
        ("MIG-1111-aa", "/dev/nvidia0"),
        ("MIG-2222-bb", "/dev/nvidia0"),
        (B, ""),
    ]


def test_the_drivers_files_tell_which_node_is_whose(tmp_path: Path) -> None:
    folder = tmp_path / "0000:01:00.0"
    folder.mkdir()
    text = f"Model: \t\t NVIDIA H200\nGPU UUID: \t {A}\nDevice Minor: \t 3\n"
    (folder / "information").write_text(text, encoding="utf-8")
    assert gpus._nodes(tmp_path) == {A: "/dev/nvidia3"}


@pytest.mark.parametrize(
    ("visible", "wanted"),
    [
        (None, [A, B]),
        ("", []),
        ("-1", []),
        ("1", ["1"]),
        ("1,-1,0", ["1"]),
        ("0,7", ["0"]),
        ("GPU-bb", [B]),
        (f"{B}, {A}", [B, A]),
        ("MIG-1111-aa", ["MIG-1111-aa"]),
    ],
)
def test_what_the_user_made_visible_counts(
    visible: str | None, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(monkeypatch, visible)
    assert [gpu.id for gpu in find_gpus()] == wanted


def machine(monkeypatch: pytest.MonkeyPatch, visible: str | None = None) -> None:
    """A machine with two GPUs."""
    monkeypatch.setattr(gpus, "gpu_devices", lambda: [Path("/dev/nvidia0"), Path("/dev/nvidia1")])
    monkeypatch.setattr(gpus, "_listed", lambda: tuple(parse_list(TWO, {})))
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    if visible is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", visible)


def test_where_the_driver_has_no_tool_nodes_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = [Path("/dev", name) for name in ("nvidia0", "nvidia1", "nvidia-uvm", "nvidiactl")]
    monkeypatch.setattr(gpus, "gpu_devices", lambda: nodes)
    monkeypatch.setenv("PATH", "")
    assert gpus._listed.__wrapped__() == (Gpu("0"), Gpu("1"))


@pytest.mark.parametrize(
    ("device", "preload", "count"),
    [
        ("auto", ["torch"], 2),
        ("cuda", ["keras", "tensorflow"], 2),
        ("cpu", ["torch"], 0),
        ("auto", ["numpy"], 0),
    ],
)
def test_a_lab_gets_gpus_if_it_can_use_them(
    device: str, preload: list[str], count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(monkeypatch)
    chosen = choose_gpus(preload, device, 3)
    assert len(chosen.all) == count
    assert chosen.jobs(100) == (6 if count else 100)
    assert bool(chosen.description) == bool(count)
    assert chosen.environment(None).get("CUDA_VISIBLE_DEVICES") == (None if count else "")


def test_all_jobs_of_verify_find_room(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch)
    assert choose_gpus(["torch"], "auto", slots_for(5)).jobs(5) == 5


def test_a_kernel_is_told_of_its_gpu_and_its_share_of_the_memory(pair: Gpus) -> None:
    told = pair.environment(pair.all[1])
    assert told == {"CUDA_VISIBLE_DEVICES": B, "PYTORCH_ALLOC_CONF": "per_process_memory_fraction:0.450"}
    alone = pair.environment(pair.all[1], alone=True)
    assert alone["PYTORCH_ALLOC_CONF"] == "per_process_memory_fraction:1.000"


def test_the_installed_pytorch_knows_that_share() -> None:
    """Its CUDA builds read the setting; they all come with the file that lists what it may say."""
    found = find_spec("torch")
    assert found is not None
    assert found.origin is not None
    header = Path(found.origin).parent / "include/c10/cuda/CUDAAllocatorConfig.h"
    assert '"per_process_memory_fraction"' in header.read_text(encoding="utf-8")
    assert '"PYTORCH_ALLOC_CONF"' in header.read_text(encoding="utf-8")


def test_the_line_about_the_run_names_gpus_and_slots(pair: Gpus, kernels: Kernels) -> None:
    assert pair.description == "2 × NVIDIA H200, 2 submissions at a time on each"
    one = replace(pair, all=pair.all[:1], slots=1)
    assert replace(kernels, gpus=one).description.endswith("; GPU: NVIDIA H200, 1 submission at a time")
    assert "GPU" not in replace(kernels, gpus=Gpus()).description


def test_a_judge_finds_no_gpu_and_leaves_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for before in ("0", None):
        machine(monkeypatch, before)
        with gpus_hidden():
            assert os.environ["CUDA_VISIBLE_DEVICES"] == ""
        assert os.environ.get("CUDA_VISIBLE_DEVICES") == before


def test_a_warm_process_that_woke_cuda_is_found_out(tmp_path: Path) -> None:
    (tmp_path / "0").symlink_to("/dev/null")
    (tmp_path / "1").symlink_to("/dev/nvidiactl")  # NVML only asks
    assert not cuda_is_awake(tmp_path)
    (tmp_path / "2").symlink_to("/dev/nvidia-uvm")
    assert cuda_is_awake(tmp_path)
    assert not cuda_is_awake()


SEES = bundle(
    q1="""
    @test_case(points=1)
    def test_sees(seen):
        import os
        assert os.environ["CUDA_VISIBLE_DEVICES"] == "", "the judge would find a GPU."
        assert seen == {wanted!r}, f"the kernel sees {{seen}}."
    """
)
LOOK = """
import os
from pathlib import Path
nodes = sorted(path.name for path in Path({folder!r}).glob("nvidia*"))
seen = [os.environ["CUDA_VISIBLE_DEVICES"], nodes, Path({folder!r}, "nvidiactl").read_text()]
"""


@pytest.mark.skipif(try_level("namespaces") is not None, reason="device nodes are hidden by namespaces")
def test_a_kernel_sees_its_own_gpu_only(
    kernels: Kernels, run_with: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files stand in for the nodes."""
    folder = tmp_path / "dev"
    folder.mkdir()
    for name in ("nvidia0", "nvidia1", "nvidiactl"):
        (folder / name).write_text("x", encoding="utf-8")
        (folder / name).chmod(0o666)
    for path in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        path.chmod(0o755)  # a kernel is nobody's user
    monkeypatch.setattr(gpus, "gpu_devices", lambda: sorted(folder.iterdir()))
    two = tuple(Gpu(name, node=str(folder / node)) for name, node in ((A, "nvidia0"), (B, "nvidia1")))
    with ExitStack() as held:
        several = Gpus(two, slots=1, visible=None, locks=str(tmp_path / "locks"))
        first = asyncio.run(take(several, held))
        other = next(gpu for gpu in two if gpu != first)
        wanted = [other.id, [Path(other.node).name, "nvidiactl"], "x"]
        tests = replace(SEES, tests={"q1": SEES.tests["q1"].format(wanted=wanted)})
        result = run_with(replace(kernels, gpus=several), tests, LOOK.format(folder=str(folder)))
    assert result.tests[0].passed, result.tests[0]
