"""The fuzzer of the benchmarks, with cases that are the same each time: no fault in them, and planted ones are seen."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).resolve().parents[2] / "benchmarks" / "fuzz.py"
sys.path.insert(0, str(FUZZ.parent))
import fuzz  # noqa: E402
import fuzz_templates  # noqa: E402

# Some seconds on a processor that has nothing else to do; more are tried by hand.
CASES = {" ".join(fuzz.QUICK): 250, "templates": 8, "problems": 3}


def run(*arguments):
    return subprocess.run([sys.executable, str(FUZZ), *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("names", CASES)
@pytest.mark.slow
def test_no_fault_in_a_fixed_run(names):
    done = run("--cases", str(CASES[names]), "--seed", "7", "--only", *names.split())
    assert done.returncode == 0 and f"{CASES[names]} cases, 0 faults" in done.stdout, done.stdout[-3000:] + done.stderr[-1000:]


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


def test_a_process_that_ends_is_a_fault_of_one_case(monkeypatch, capsys):
    told, _ = fuzz.clothes(random.Random("1:4"), None)

    def ending(question, text):
        return os._exit(9) if told.endswith(f" answered {text!r}") else always("undecided")(question, text)

    monkeypatch.setattr(fuzz, "check", ending)
    assert fuzz.plainly(None, 6, 1, ["clothes"]) == 1
    out = capsys.readouterr().out
    assert "clothes 4: the worker ended" in out and "6 cases, 1 faults" in out and "5 undecided" in out


def test_text_that_is_run_is_seen(monkeypatch, tmp_path):
    """A template that leaves a file behind, or prints what stands in another folder."""
    for does, said in (((tmp_path / "ran").touch, "was run"), (None, "was read")):
        monkeypatch.setattr(fuzz_templates, "narrate", lambda _, does=does: does() if does else None)
        monkeypatch.setattr(fuzz_templates, "load", lambda _: Printing())
        _, run = fuzz_templates.templates(random.Random(1), tmp_path)
        with pytest.raises(fuzz.Contradiction, match=said):
            run()


class Printing:
    def fragment(self, _):
        return ""

    def page(self, *_):
        return fuzz_templates.PLANTED


def test_a_case_is_the_same_each_time(tmp_path):
    for name, made in fuzz.CASES.items():
        assert made(random.Random(3), tmp_path)[0] == made(random.Random(3), tmp_path)[0], name
