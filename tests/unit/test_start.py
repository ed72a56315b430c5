"""For who starts: a set to begin with, templates to copy, completion, fields where they come, and a solution that prints itself."""

import subprocess

import pytest

import tutor
from tutor.cli import main
from tutor.errors import TutorError
from tutor.telling.templates import listed


@pytest.mark.slow
def test_the_set_to_start_from_is_solved_handed_out_and_checked(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "week1.toml"]) == 0 and main(["solve", "week1.toml"]) == 0
    worked = capsys.readouterr().out
    assert "Problem 1: Along a ridge" in worked and "Problem 4" in worked and "Not solved" not in worked
    assert main(["handout", "week1.toml", "-o", "sheet.txt", "--key", "key.txt"]) == 0
    assert main(["check", "week1.toml", "--id", "ridge", "--answer", "11 sqrt(2)/2"]) == 0
    assert main(["check", "week1.toml", "--id", "plane", "--answer", "2x + y - z = 0"]) == 0
    said = capsys.readouterr().out
    assert "Correct." in said and "Does your plane go through the point?" in said
    assert "tutor solve week1.toml" in (tmp_path / "week1.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "said"), [("there.toml", "is there already"), ("set.json", "Name it set.toml")])
def test_nothing_is_written_over(tmp_path, capsys, name, said):
    (tmp_path / "there.toml").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path / name)]) == 2 and said in capsys.readouterr().err
    assert (tmp_path / "there.toml").read_text(encoding="utf-8") == "mine" and len(list(tmp_path.iterdir())) == 1


def test_templates_are_listed_shown_and_copied_to_where_they_act(tmp_path, capsys):
    assert main(["words"]) == 0
    page = capsys.readouterr().out
    assert len(listed()) > 100 and all(f"{file}\n" in page for file in listed()) and "  assemble, assemble_title" in page
    assert main(["words", "gradient"]) == 0 and "{% block intro %}" in capsys.readouterr().out
    assert main(["words", "prose/gradient.md.j2", "--to", str(tmp_path / "mine")]) == 0
    copy = tmp_path / "mine/prose/gradient.md.j2"
    copy.write_text(copy.read_text(encoding="utf-8").replace("The gradient is the vector of", "Our gradient is made of"), encoding="utf-8")
    assert main(["words", "gradient", "--to", str(tmp_path / "mine")]) == 2 and "is there already" in capsys.readouterr().err
    assert main(["solve", "gradient", "function=x^2", "--templates", str(tmp_path / "mine")]) == 0
    assert "Our gradient is made of" in capsys.readouterr().out


def test_a_template_that_is_none_is_named(capsys):
    assert main(["words", "gradent"]) == 2 and "Did you mean gradient?" in capsys.readouterr().err


def test_completion_is_a_script_that_a_shell_takes(capsys):
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)
    assert "directional_derivative" in script and "--time-limit" in script


def test_fields_and_options_come_in_any_order(capsys):
    assert main(["solve", "gradient", "--detail", "brief", "function=x^2 y", "--format", "text", "point=(1, 2)"]) == 0
    assert "⟨4, 1⟩" in capsys.readouterr().out
    assert main(["check", "gradient", "--answer", "-2x", "function=-x^2"]) == 0 and "Correct." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["slove", "gradient"], "there is no command 'slove'. Did you mean solve?"),
        (["solve", "gradient", "--detial", "brief", "function=x"], "unrecognized arguments: --detial"),
        (["kinds", "gradient", "function=x"], "unrecognized arguments: function=x"),
    ],
)
def test_what_is_no_command_and_no_option(capsys, arguments, said):
    try:
        status = main(arguments)
    except SystemExit as ended:
        status = ended.code
    assert status == 2 and said in capsys.readouterr().err


def test_a_solution_prints_its_text_and_shows_a_line():
    found = tutor.solve("gradient", function="x^2 y", point=[1, 2])
    assert repr(found) == "<Solution of gradient '1': solved; vector = ⟨4, 1⟩>"
    assert str(found).splitlines()[0] == "Gradient" and "∇f(1, 2) = ⟨4, 1⟩" in str(found)
    assert repr(tutor.solve("derivative", function="floor(x)")).count("\n") == 0


def test_the_latex_of_a_notebook_holds_the_whole_page():
    page = tutor.solve("gradient_descent", function="x^2 + 2y^2", start=[2, 1], learning_rate="0.1", steps=2)._repr_latex_()
    for said in (r"\textbf{Gradient descent}", "\\[ ", r"\begin{tabular}", r"\textit{Answer.}", "Picture", r"\begin{itemize}"):
        assert said in page
    assert "\\tutor" not in page


def test_a_sheet_a_picture_and_the_kinds_from_python(tmp_path):
    file = tmp_path / "set.toml"
    file.write_text(
        """title = "Two"
[[problem]]
id = "one"
kind = "gradient"
function = 'a x^2 y'
parameters = { a = [2, 3, 4] }
"""
    )
    questions = tutor.handout(file, "text", versions=2)
    keys = tutor.handout(file, "text", versions=2, show="answers")
    assert len(questions) == 2 and questions[0] != questions[1]
    assert all("Answer" not in sheet for sheet in questions) and all("Answers" in key for key in keys)
    assert tutor.picture("x^2 - y^2").startswith("<svg")
    with pytest.raises(TutorError):
        tutor.picture("x^2 - y^2 - z")
    with pytest.raises(TutorError, match="no view 'contour'"):
        tutor.picture("x^2 - y^2", views=["contour"])
    assert tutor.kinds()["newton_root"] == "Newton's method"
