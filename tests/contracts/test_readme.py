"""The README's example of a new rule works as it stands: one file and its words, dropped into a copy of the project."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def block(name, language):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(rf"<!-- example: {name} -->\n```{language}\n(.*?)```", text, re.S).group(1)


def test_a_rule_is_one_file_and_its_words(tmp_path):
    for part in ("tutor", "templates", "tests/contracts"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tutor/rules/differentiate/reciprocal.py").write_text(block("rule", "python"), encoding="utf-8")
    (tmp_path / "templates/prose/differentiate/reciprocal.md.j2").write_text(block("words", "jinja"), encoding="utf-8")
    command = [sys.executable, "-m", "tutor", "solve", "derivative", "function=1/(x^2 + 1)", "--format", "jsonl"]
    found = json.loads(subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout)
    assert found["verified"] and found["answer"]["expression"]["sympy"] == "-2*x/(x**2 + 1)**2"
    assert found["steps"][0]["steps"][0]["rule"] == "differentiate.reciprocal"
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/contracts/test_rules.py", "-k", "reciprocal"]
    assert "3 passed" in subprocess.run(tests, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
