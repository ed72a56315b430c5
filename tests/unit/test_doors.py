"""The doors of the house: the reference is as the code says, the examples run, and what the guide for contributors shows works."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from copied import copy, passes
from sympy import symbols

import tutor
from tutor.desk.fields import OF_A_PROBLEM, OF_A_SET
from tutor.errors import Invalid
from tutor.reading.declared import COMMON
from tutor.reading.sets import HEADER

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


def test_the_reference_is_current():
    pages = runpy.run_path(str(ROOT / "scripts" / "docs.py"))["pages"]()
    old = [name for name, text in pages.items() if (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") != text]
    assert not old, "python scripts/docs.py writes them anew"


def test_every_field_has_its_words():
    assert set(OF_A_SET) == set(HEADER)
    assert set(OF_A_PROBLEM) >= set(COMMON) and not set(OF_A_PROBLEM) - {*COMMON, *HEADER, "id", "kind", "parts", "exceptions"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("practice", r"\(4, 1\): correct.*\(4, 2\): partially_correct.*Hint: "),
        ("evaluated", r"\(2, 0\) \[0\.0, 5\.0\]"),
        ("answer_sheet", r"gradients-hiker\.a +solved +\\frac\{8\}\{5\}"),
    ],
)
def test_the_examples_run(name, said, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", [name])
    runpy.run_path(str(ROOT / "examples" / f"{name}.py"), run_name="__main__")
    assert re.search(said, capsys.readouterr().out, re.DOTALL)


def test_no_example_is_left_out():
    assert [p.stem for p in EXAMPLES] == ["answer_sheet", "evaluated", "practice"]


def test_fields_may_be_sympy_and_arrays():
    x, y = symbols("x y")
    numpy = pytest.importorskip("numpy")
    found = tutor.solve("gradient", function=x**2 * y, point=numpy.array([1, 2]))
    assert str(found.answer["vector"]) == "Vector(4, 1)"


def test_a_detail_that_is_none_is_named():
    with pytest.raises(Invalid, match=r"there is no detail 'brif'\. Did you mean brief\?"):
        tutor.solve("gradient", function="x", detail="brif")


def blocks():
    """What CONTRIBUTING.md shows, by the path that stands above it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL)


def changes():
    """What CONTRIBUTING.md changes: the lines that stand in a file, by its path, and those that take their place."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for path, shown in re.findall(r"<!-- change: (\S+) -->\n```diff\n(.*?)```", text, re.DOTALL):
        before, after = ("".join(line[1:] for line in shown.splitlines(True) if line[0] in signs) for signs in (" -", " +"))
        yield path, before, after


def test_what_the_guide_adds_is_found_and_works(tmp_path):
    copy(tmp_path)
    assert len(blocks()) >= 5
    for path, content in blocks():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    for path, before, after in changes():
        old = (tmp_path / path).read_text(encoding="utf-8")
        assert old.count(before) == 1, f"{path} has no such line: {before}"
        (tmp_path / path).write_text(old.replace(before, after), encoding="utf-8")

    done = subprocess.run([sys.executable, "-c", USED], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    solved, checked, page, outline, percent, directions, dutch = json.loads(done)
    assert solved["verified"] and solved["answer"]["expression"]["sympy"] == "2"
    assert checked == ["height_for_slope", "This is the height of the graph. What tells how steep it is?"]
    assert page.startswith("Slope at zero (slope_at_zero)") and "tutor solve slope_at_zero function='x^3 + 2x'" in page
    assert outline == "# Slope at zero\n- step 1\n- step 2\n"
    assert percent == ["5%", "1/20", True]
    assert directions == ["correct", "incorrect", "incorrect"]
    assert dutch[:2] == ["nl", "Helling in nul"] and re.match(r"Deze bladzijde is in het Engels.*\(differentiate", dutch[2])
    tests = (
        "contracts/test_topics.py",
        "contracts/test_words.py",
        "contracts/test_claims.py",
        "topics/test_bank.py",
        "topics/test_checking.py",
    )
    passes(tmp_path, tests, "slope_at_zero or slope-")


USED = """
import json
import tutor
from sympy import Integer, Rational
from tutor.desk.manual import kind_page
from tutor.edges.language import speaking, word
from tutor.maths.values import BALLS, Evaluator
from tutor.printing.notation.compose import compose
from tutor.printing.notation.text import text
from tutor.telling.narrate import asked_in
from tutor.trees import tree
from tutor.trees.heads.percent import Percent

solved = tutor.solve("slope_at_zero", function="x^3 + 2x")
verdict = tutor.check("slope_at_zero", "7", function="x^3 + 2x + 7").verdict
checked = [verdict.misconception, verdict.feedback]
five = Percent(Integer(5))
ball = Evaluator(BALLS, {})(five).parts[0]
percent = [text(compose(five)), str(tree.plain(five)), bool(ball.overlaps(Evaluator(BALLS, {})(Rational(1, 20)).parts[0]))]
way = {"type": "direction", "value": "(1, 2)"}
directions = [tutor.check("short_answer", a, statement="Which way?", answer=way).verdict.verdict for a in ("(2, 4)", "(-1, -2)", "(1, 3)")]
with speaking("nl"):
    notice, *_ = solved.document("full").body
    dutch = [asked_in(solved.derivation.problem), word("Slope at zero"), notice.blocks[0].inlines[0].text]
print(json.dumps([solved.record(), checked, kind_page("slope_at_zero"), tutor.render(solved, "outline"), percent, directions, dutch]))
"""
