"""One thread and one seed for all tests of labkit."""

import pytest
import torch
from labkit import seed_everything


@pytest.fixture(autouse=True)
def same_numbers_each_time():
    torch.set_num_threads(1)
    seed_everything(0)
