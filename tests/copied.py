"""A copy of the project, into which a test puts what the README or the guide shows, and runs the tests of the copy."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def copy(to: Path) -> None:
    """The code, its templates and exercises, and the tests."""
    for part in ("tutor", "templates", "exercises", "tests"):
        shutil.copytree(ROOT / part, to / part, ignore=shutil.ignore_patterns("__pycache__"))


def passes(at: Path, files: Sequence[str], chosen: str) -> None:
    """The tests of these names in these files of a copy are there and pass."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(f"tests/{f}" for f in files), "-k", chosen]
    done = subprocess.run(command, cwd=at, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and " passed" in done.stdout, done.stdout
