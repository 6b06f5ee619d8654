"""The small things of labkit: there, device, seed_everything."""

import math
import random
import subprocess
import sys

import labkit
import numpy as np
import pytest
import torch
from labkit.place import importing_from


def test_there_is_an_ordinary_import_here():
    assert labkit.there("math") is math


def test_there_asks_the_importer_within_its_block():
    with importing_from(lambda name: f"proxy of {name}"):
        assert labkit.there("math") == "proxy of math"
    assert labkit.there("math") is math


@pytest.mark.parametrize(
    ("cuda", "mps", "kind"), [(True, True, "cuda"), (False, True, "mps"), (False, False, "cpu")]
)
def test_device_prefers_cuda_then_mps(monkeypatch, cuda, mps, kind):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    assert labkit.device() == torch.device(kind)


def draw():
    return random.random(), np.random.rand(), torch.rand(()).item()


def test_seed_everything_repeats_all_numbers():
    labkit.seed_everything(7)
    first = draw()
    labkit.seed_everything(np.int64(7))
    assert draw() == first
    labkit.seed_everything(8)
    assert all(a != b for a, b in zip(draw(), first, strict=True))
    assert torch.backends.cudnn.deterministic
    assert not torch.backends.cudnn.benchmark


@pytest.mark.parametrize("seed", [True, 1.0, "1", None])
def test_seed_everything_refuses_what_is_no_whole_number(seed):
    with pytest.raises(TypeError, match="should be a whole number"):
        labkit.seed_everything(seed)


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_seed_everything_refuses_numbers_out_of_range(seed):
    with pytest.raises(ValueError, match="should lie between 0 and"):
        labkit.seed_everything(seed)


def test_importing_labkit_and_its_checks_loads_no_framework():
    code = (
        "import sys, labkit, labkit.checks, labkit.data\n"
        "print({'torch', 'tensorflow', 'keras', 'sklearn', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
