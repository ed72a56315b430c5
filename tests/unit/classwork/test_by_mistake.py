"""The wrong answers of a problem by mistake, then by value, and the steps at which they arise."""

import tutor
from tutor.desk.classwork.posing import posed
from tutor.desk.classwork.summary import Judged, ProblemSummary
from tutor.reading.sets import load_set


def answer(value, mistake=None, step="", verdict="incorrect"):
    return Judged("hill", verdict, 0.0, value, value, "", f"{verdict}:{value}", misconception=mistake, step=step)


def test_a_class_by_mistake_then_by_value_and_by_step():
    problem = ProblemSummary()
    given = [
        answer("11", "direction_not_normalized", "Unit direction"),
        answer("22", "direction_not_normalized", "Unit direction"),
        answer("22", "direction_not_normalized", "Unit direction"),
        answer("7", "sign_slip"),
        answer("5"),
        answer("3", verdict="correct"),
    ]
    for k, one in enumerate(given):
        problem.add(f"s{k}", one)
    found = [(c.mistake, c.count, [(g.shown, g.count) for g in c.groups]) for c in problem.by_mistake()]
    assert found == [("direction_not_normalized", 3, [("22", 2), ("11", 1)]), ("sign_slip", 1, [("7", 1)])]
    assert problem.by_step() == [("Unit direction", 3)]


def test_a_step_is_named_with_its_letters():
    found = tutor.check("partial_derivative", "-2x cos y", function="x^2 sin y", with_respect_to=["x", "y"])
    assert found.record("Ada", "mixed")["step"] == "Second derivative, with respect to y"


def test_mistakes_are_looked_for_where_somebody_answers(tmp_path):
    path = tmp_path / "set.toml"
    path.write_text("".join(f"[[problem]]\nid = '{name}'\nkind = 'gradient'\nfunction = 'x^2 y'\n" for name in "ab"), encoding="utf-8")
    found = posed(load_set(path), 1, {}, {"a"})
    assert {name: bool(each.question.wrong) for name, each in found.items()} == {"a": True, "b": False}
