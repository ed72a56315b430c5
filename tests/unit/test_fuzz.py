"""The fuzzer of the benchmarks, with cases that are the same each time: no fault in them, and planted ones are seen."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).resolve().parents[2] / "benchmarks" / "fuzz.py"
CASES = 4_000  # about half a minute on a processor that has nothing else to do

sys.path.insert(0, str(FUZZ.parent))
import fuzz  # noqa: E402


def run(*arguments):
    return subprocess.run([sys.executable, str(FUZZ), *arguments], capture_output=True, text=True, check=False)


def test_no_fault_in_a_fixed_run():
    done = run("--cases", str(CASES), "--seed", "7")
    assert done.returncode == 0 and f"{CASES} cases, 0 faults" in done.stdout, done.stdout[-3000:] + done.stderr[-1000:]


def always(found):
    return lambda question, text: type("Found", (), {"record": lambda *_: {"verdict": found, "score": 0.5}})()


def broken(question, text):
    raise ZeroDivisionError("planted")


@pytest.mark.parametrize(
    ("planted", "said"),
    [(always("correct"), "contradicted"), (always("incorrect"), "contradicted"), (broken, "broken")],
)
def test_a_planted_fault_is_seen(monkeypatch, capsys, planted, said):
    monkeypatch.setattr(fuzz, "check", planted)
    assert fuzz.plainly(None, 40, 1, ["clothes"]) > 0
    assert said in capsys.readouterr().out


def test_a_case_is_the_same_each_time(tmp_path):
    for name, made in fuzz.CASES.items():
        assert made(random.Random(3), tmp_path)[0] == made(random.Random(3), tmp_path)[0], name
