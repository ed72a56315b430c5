"""`tutor.check` from Python: a function, whatever was imported before."""

import pytest

import tutor
from tutor.errors import Invalid, Unsupported


def test_a_kind_and_its_fields():
    found = tutor.check("gradient", "(2xy, y^2)", function="x^2 y")
    assert found.verdict.verdict == "partially_correct" and found.verdict.score == 0.5


def test_a_loaded_problem_and_a_short_answer(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text("[[problem]]\nkind = 'gradient'\nfunction = 'log(100 x)'\nlog_base = 10\n", encoding="utf-8")
    assert tutor.check(tutor.load(path)[0], "1/(x ln 10)").verdict.verdict == "correct"
    assert tutor.check("short_answer", "y + x", statement="?", answer={"type": "expression", "value": "x + y"}).verdict.score == 1


def test_assumptions_of_the_problem_count():
    fields = {"function": "x sqrt(a^2)", "variables": ["x"]}
    assert tutor.check("partial_derivative", "a", with_respect_to=["x"], **fields).verdict.verdict == "incorrect"
    assert tutor.check("partial_derivative", "a", with_respect_to=["x"], assume={"a": "positive"}, **fields).verdict.verdict == "correct"


def test_errors_are_of_the_problem_not_of_the_answer():
    with pytest.raises(Invalid):
        tutor.check("gradent", "x", function="x")
    with pytest.raises(Unsupported):
        tutor.check("steepest_ascent", "x", function="x^2 + y^2", point=[0, 0])
    assert tutor.check("gradient", "<2x", function="x^2").verdict.verdict == "unreadable"


def test_in_a_notebook_nothing_typed_is_markup():
    shown = tutor.check("gradient", "<script>", function="x^2")._repr_html_()
    assert "<script>" not in shown and "unreadable" in shown
    assert "<math" in tutor.check("gradient", "2x", function="x^2")._repr_html_()
