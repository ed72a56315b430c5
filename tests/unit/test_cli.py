"""The command: what it prints where, and the status it ends with."""

import json

import pytest

from tutor.cli import main
from tutor.cli.solve import _lost
from tutor.edges.job import Lost
from tutor.printing.style import PLAIN
from tutor.reading.sets import Record


def run(capsys, *arguments):
    status = main(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def test_one_problem(capsys):
    status, out, err = run(capsys, "solve", "gradient", "function=x^2 y", "point=(1, 2)")
    assert status == 0 and "∇f(1, 2) = ⟨4, 1⟩" in out and not err


def test_a_set_keeps_its_order_and_loses_nothing(capsys, tmp_path):
    rows = [
        {"id": "a", "kind": "gradient", "function": "x^2 y"},
        {"id": "b", "kind": "gradiant", "function": "x"},
        {"id": "c", "kind": "gradient", "functoin": "x"},
        {"id": "d", "kind": "gradient", "function": "x^2 + sim(y)"},
        {"id": "a", "kind": "gradient", "function": "x"},
        {"id": "e", "kind": "derivative", "function": "floor(x)"},
        {"id": "f", "kind": "gradient", "function": "x y z"},
    ]
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\nnot json\n", encoding="utf-8")
    status, out, err = run(capsys, "solve", str(path), "--format", "jsonl", "--jobs", "2")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [f["id"] for f in found] == ["a", "b", "c", "d", "a", "e", "f", "8"]
    assert [f["status"] for f in found][:5] == ["solved", "invalid", "invalid", "invalid", "invalid"]
    assert found[6]["status"] == "solved" and found[7]["status"] == "invalid"
    assert "Did you mean gradient?" in found[1]["message"] and "Did you mean function?" in found[2]["message"]
    assert "sin" in found[3]["message"] and found[3]["position"] == 6 and found[3]["field"] == "function"
    for problem in ("problem b", "problem c", "problem d", "problem e"):
        assert problem in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["solve", "gradiant", "function=x"], "Did you mean gradient?"),
        (["solve", "gradient"], "function is missing"),
        (["solve", "gradient", "function=x +"], "x +\n  ^"),
        (["solve", "gradient", "function"], "field=value"),
        (["solve", "gradient", "function=x", "point=(1, 2, 3, 4)"], "4 coordinates for the variable x"),
        (["solve", "missing.toml"], "cannot read"),
        (["solve", "directional_derivative", "function=x y", "direction=(1, 1)", "angle=1"], "exactly one of"),
        (["rules", "differentiate.chian"], "Did you mean differentiate.chain?"),
        (["kinds", "hesian"], "Did you mean hessian?"),
        (["solve", "gradient", "function=x", "-o", "page.odt"], "no format has the suffix"),
    ],
)
def test_wrong_input_is_named_and_ends_with_2(capsys, arguments, said):
    status, out, err = run(capsys, *arguments)
    assert status == 2 and said in err and not out


def test_what_it_cannot_do_ends_with_1(capsys):
    status, out, err = run(capsys, "solve", "steepest_ascent", "function=x^2 + y^2", "point=(0, 0)")
    assert status == 1 and "gradient is the zero vector" in err and "Not solved" in out


def test_out_of_time_is_said(capsys):
    status, out, _ = run(capsys, "solve", "derivative", "function=" + "(x+1)^(x)" * 40, "--time-limit", "0.01", "--format", "jsonl")
    assert status == 1 and json.loads(out)["status"] == "timeout"


def test_a_problem_whose_worker_was_ended_shows_its_question():
    page = _lost([Record("1", "gradient", {"function": "x^3 y"})], Lost("timeout", "not finished within 1 s", 1.0), "text", PLAIN).fragment
    assert "Find the gradient of f(x, y) = x³y." in page and "not finished within 1 s" in page


def test_the_format_follows_the_file(capsys, tmp_path):
    for name, start in (("page.html", "<!DOCTYPE html>"), ("page.txt", "Gradient"), ("page.json", "["), ("page.jsonl", "{")):
        path = tmp_path / name
        status, out, _ = run(capsys, "solve", "gradient", "function=x^2 y", "-o", str(path))
        assert status == 0 and not out and path.read_text(encoding="utf-8").lower().startswith(start.lower())


def test_one_problem_of_a_set(capsys, tmp_path):
    path = tmp_path / "hw.toml"
    path.write_text(
        'title = "HW"\n[[problem]]\nid = "p"\nkind = "gradient"\nfunction = "x y"\n[[problem]]\nkind = "curl"\n', encoding="utf-8"
    )
    assert run(capsys, "solve", str(path), "--id", "p")[0] == 0
    status, _, err = run(capsys, "solve", str(path), "--id", "q")
    assert status == 2 and "no problem 'q'" in err


def test_the_manual(capsys):
    assert "directional_derivative  function" in run(capsys, "kinds")[1]
    assert "exactly one of direction, toward, angle" in run(capsys, "kinds", "directional_derivative")[1]
    assert "d/dx [f g] = f' g + f g'" in run(capsys, "rules")[1]
    page = run(capsys, "rules", "differentiate.product")[1]
    assert "x^2 sin(x)" in page and "Stewart" in page and "product rule" in page
