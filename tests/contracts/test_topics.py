"""Every kind found: its words are complete for every stage it can ask for, and every format prints it."""

import json

import pytest
from bank import FILES, RECORDS, at_length, for_each, solved, told

from tutor.desk.worked.hints import hinters
from tutor.printing.output.base import PageMeta, formats, load
from tutor.rule import kinds, topic
from tutor.telling.prose import has, template
from tutor.telling.record import record

ANSWERS = {
    "expression", "expressions", "vector", "matrix", "direction", "value", "equation", "does_not_exist", "points", "families", "max", "min",
    "class", "conservative", "exists", "centre", "diverges", "mass", "iterates", "parameters", "explained", "limits", "parts",
    "vectors", "point", "continuous", "differentiable", "holds",
}  # fmt: skip


@pytest.mark.parametrize("kind", kinds())
def test_has_exercises_and_words(kind):
    assert len([r for r in RECORDS if r.kind == kind]) >= 5
    assert topic(kind).title and topic(kind).answer
    assert {"statement", "intro"} <= template(kind).blocks.keys()


FIRST = {next(r.id for r in RECORDS if r.kind == kind) for kind in {r.kind for r in RECORDS}}
READ_BACK = ("docx", "pdf")  # files of bytes, in tests of their own
WHOLE = {r.id for file in FILES for r in at_length(file)}
EVERY = {("full", "text"), ("brief", "text"), ("full", "html")} | {("normal", name) for name in formats() if name not in READ_BACK}


@for_each()
def test_every_stage_has_words_and_every_format_prints_it(problem):
    solution = solved(problem.id)
    for step in solution.derivation.steps:
        block = step.rule.partition(".")[2]
        worded = has(problem.kind, f"{block}_check") or (
            has(problem.kind, block) and (has(problem.kind, f"{block}_title") or has(problem.kind, f"{block}_group"))
        )
        assert worded, f"{problem.kind}.{block} has no words"
    printed = {("normal", "text")} | (EVERY if problem.id in FIRST else {("full", "text")} if problem.id in WHOLE else set())
    for detail, name in sorted(printed):
        chosen = load(name)
        fragment = chosen.fragment(told(problem.id, detail))
        page = chosen.page([fragment], PageMeta(title="All"))
        assert "\ue000" not in page and "None" not in page.replace("none", "")
        assert "(true)" not in fragment and "(false)" not in fragment  # how a truth value would stand in a formula
        if (name, detail) == ("text", "normal"):  # the terminal page fits 80 columns
            for line in fragment.splitlines():
                assert len(line) <= 84, line  # a matrix that cannot be broken may stand out by its frame
    assert set(solution.derivation.answer.fields) & ANSWERS
    if problem.id in WHOLE:
        for hinter in hinters(solution.derivation):
            asked, named, done = (tuple(hinter.blocks(strength)) for strength in (1, 2, 3))
            assert "?" in str(asked) and named != asked != done != named, f"the hints to {hinter.step.rule} say the same"
        found = json.loads(json.dumps(record(solution.derivation, solution.seconds)))
        assert found["status"] == "solved" and found["verified"] and found["steps"]
        assert found["answer"].keys() == solution.derivation.answer.fields.keys()


@pytest.mark.parametrize("problem", [p for p in RECORDS if p.kind == "directional_derivative"][:2], ids=lambda p: p.id)
def test_a_notebook_shows_the_page_and_the_answer(problem):
    solution = solved(problem.id)
    assert solution._repr_html_().startswith('<div class="tutor') and "<math" in solution._repr_html_()
    assert "Directional derivative" in solution._repr_latex_() and r"\nabla f" in solution._repr_latex_()
