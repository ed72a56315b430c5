"""The README's example of a new rule works as it stands: one file and its words, dropped into a copy of the project."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

from copied import copy, passes

from tutor.cli import main

ROOT = Path(__file__).parents[2]


def block(name, language):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(rf"<!-- example: {name} -->\n```{language}\n(.*?)```", text, re.S).group(1)


def test_a_rule_is_one_file_and_its_words(tmp_path):
    copy(tmp_path)
    (tmp_path / "tutor/deriving/rules/differentiate/reciprocal.py").write_text(block("rule", "python"), encoding="utf-8")
    (tmp_path / "templates/prose/differentiate/reciprocal.md.j2").write_text(block("words", "jinja"), encoding="utf-8")
    command = [sys.executable, "-m", "tutor", "solve", "derivative", "function=1/(x^2 + 1)", "--format", "jsonl"]
    found = json.loads(subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout)
    assert found["verified"] and found["answer"]["expression"]["sympy"] == "-2*x/(x**2 + 1)**2"
    assert found["steps"][0]["steps"][0]["rule"] == "differentiate.reciprocal"
    passes(tmp_path, ("contracts/test_rules.py", "contracts/test_words.py"), "reciprocal")


def commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.S))
    listed = [line.split("#")[0].strip() for line in shell.splitlines() if line.startswith("tutor ")]
    return [line for line in listed if not line.startswith(("tutor serve", "tutor site"))]  # tests/web has these


def test_every_command_of_the_readme_works(tmp_path, monkeypatch, capsys):
    (tmp_path / "exercises").symlink_to(ROOT / "exercises")
    (tmp_path / "answers.csv").write_text(block("answers", "csv"), encoding="utf-8")
    (tmp_path / "roster.csv").write_text("name,id\nAda,1001\nBo,1002\nCy,1003\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(commands()) >= 5
    for command in commands():
        assert main(shlex.split(command)[1:]) == 0, command
    assert capsys.readouterr().out
    assert (tmp_path / "hessian.html").is_file()


def test_the_first_screen_is_what_the_tutor_says(capsys):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    command, page = re.search(r"```console\n\$ (.*?)\n```\n\n```text\n(.*?)```", text, re.S).groups()
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out == page


def test_the_verdict_is_what_the_tutor_says(capsys):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    command, said = re.search(r"```console\n\$ (tutor check .*?)\n(.*?)```", text, re.S).groups()
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out == said


def test_the_short_answer_of_the_readme_is_checked(tmp_path):
    path = tmp_path / "short.toml"
    path.write_text(block("short", "toml"), encoding="utf-8")
    assert main(["check", str(path), "--answer", "z = 2x + y - 3"]) == 0


def test_the_set_of_the_readme_is_read(tmp_path, capsys):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "homework.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", text, re.S).group(1), encoding="utf-8")
    assert main(["solve", str(path)]) == 0
    assert "Homework 5: the gradient" in capsys.readouterr().out
