"""latex2sympy2 as a second opinion: where both read a text, they agree; what it says is never trusted."""

import random
import subprocess
import sys
from functools import partial

import pytest
from every import over
from sympy import Basic

from tutor.errors import Unreadable
from tutor.reading import parse, second_reader
from tutor.reading.build import build, free_names
from tutor.reading.problem import read_problem
from tutor.reading.second_reader import second_reading
from tutor.reading.sets import as_record
from tutor.trees.tree import plain

PATIENT = 120  # seconds: a busy machine must not make a reading fail


def value(expr: Basic, seed: int) -> complex:
    rng = random.Random(seed)
    point = {s: rng.uniform(0.3, 1.2) for s in sorted(expr.free_symbols, key=str)}
    return complex(plain(expr).subs(point).evalf())


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{x^{2}y}{x^{4}+y^{2}} - \sqrt{2xy}",
        r"\sin^{2}(x) \cos(2y) e^{-x^{2}}",
        r"\ln(x+1) + \sqrt[3]{y} - \frac{\pi}{4}",
        r"\int_0^1 x t^2 dt",
    ],
)
@pytest.mark.slow
def test_both_agree(latex: str) -> None:
    ours, theirs = parse(latex).tree, second_reading(latex, PATIENT)
    assert set(free_names(ours)) == set(free_names(theirs))
    assert value(build(ours), 1) == pytest.approx(value(build(theirs), 1))


@over("latex", ["x=1", r"\log x", r"\begin{cases}1\end{cases}", "9^{9^{9^{9}}}", "", "x" * 3000, r"\lim_{x\to0}x"])
def test_refused(latex: str) -> None:
    with pytest.raises(Unreadable):
        second_reading(latex)


def test_time_limit() -> None:
    with pytest.raises(Unreadable):
        second_reading("x", seconds=0.01)


@pytest.mark.slow
def test_it_is_only_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_reader, "second_reading", partial(second_reading, seconds=PATIENT))
    record = as_record({"kind": "gradient", "function": r"\lfloor x \rfloor + y"}, "1")
    with pytest.raises(Unreadable, match=r"Unknown command \\lfloor. Did you mean floor\(x\) \+ y\?"):
        read_problem(record)


@pytest.mark.parametrize("latex", [r"\overline{y}", r"\bar{x} + 1", r"\ell x", r"\foo{x}", r"\dot{x}"])
@pytest.mark.slow
def test_a_mark_or_a_command_is_no_name(latex: str) -> None:
    with pytest.raises(Unreadable):
        second_reading(latex)


def test_where_it_cannot_be_loaded_that_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(second_reader, "_CHILD", second_reader._CHILD.replace("from latex2sympy2", "from no_such_package"))
    with pytest.raises(second_reader.Absent, match="latex2sympy2 cannot be loaded"):
        second_reader.second_reading(r"\hbar x")
    error = second_reader.questioned(Unreadable("Unknown command.", hint="Write it out."), r"\hbar x")
    assert error.message == "Unknown command." and error.hint.startswith("Write it out. There is no second reading")


@pytest.mark.slow
def test_a_limit_of_memory_that_is_lower_stays():
    """The child must not fail where it would have to raise one."""
    code = "import resource; resource.setrlimit(resource.RLIMIT_AS, (900 << 20,) * 2)\n"
    code += "from tutor.reading.second_reader import second_reading\nprint(second_reading('x + y', 60.0))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "Sum" in done.stdout, done.stderr
