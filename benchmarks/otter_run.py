"""`otter run` on one notebook, in a process of its own, as an instructor without our grader would do it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def otter_run(notebook: Path, bundle: Path) -> dict[str, float]:
    """Each question's score. Raises: RuntimeError, with otter's last words, when it gives no results."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "otter",
            "run",
            str(notebook.resolve()),
            "-a",
            str(bundle.resolve()),
            "-o",
            folder,
        ]
        environment = {
            **os.environ,
            "OMP_NUM_THREADS": "1",
            "HF_HUB_OFFLINE": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
        }
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        results = Path(folder, "results.json")
        if not results.is_file():
            raise RuntimeError(f"otter run gave no results for {notebook.name}: {done.stderr[-2000:]}")
        tests = json.loads(results.read_text())["tests"]
        return {test["name"]: float(test["score"]) for test in tests if "max_score" in test}
