"""The words of every template: only facts that there are, words for every case, and sentences that are whole and hold."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from every import over
from jinja2 import meta
from sentences import broken, faults, sentences
from sympy import Eq, Le, Symbol, Tuple, exp, symbols

from tutor.deriving.engine import derive
from tutor.deriving.tidy import How as Tidied
from tutor.desk.manual import example_goal
from tutor.edges.resources import folder
from tutor.maths.extrema.compact import Bound, How, Reason
from tutor.maths.solving.grounds import Why
from tutor.printing.output.text import fragment
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.rule import rules, topic
from tutor.telling.narrate import narrate
from tutor.telling.prose import package_blocks, template, words

x, y = symbols("x y", real=True)
k = Symbol("k", integer=True)

HOSTILE = {case["name"]: case for case in tomllib.loads((Path(__file__).parent / "hostile_pages.toml").read_text(encoding="utf-8"))["case"]}


def page(kind, fields, detail="normal"):
    return narrate(derive(read_problem(Record("test", kind, fields)), topic(kind)), detail)


def joined(document):
    """The page as the terminal shows it, on one line."""
    return re.sub(r"\s+", " ", fragment(document).replace("│", " "))


@over("case", HOSTILE)
def test_a_hostile_case_is_told_in_sentences_that_hold(case):
    kind, fields = HOSTILE[case]["kind"], HOSTILE[case]["fields"]
    shown = joined(page(kind, fields, HOSTILE[case].get("detail", "normal")))
    assert "Stopped" not in shown
    assert [m for m in HOSTILE[case].get("says", ()) if m not in shown] == []
    assert [m for m in HOSTILE[case].get("never", ()) if m in shown] == []
    for detail in ("brief", "normal", "full"):
        told = page(kind, fields, detail)
        assert list(broken((*told.statement, *told.body))) == []


# -- every case has words ------------------------------------------------------------------------------------------------


def brief(name, facts, block="brief"):
    found = [s for b in words(name, block, facts) for s in sentences(b)]
    assert found, f"{name} says nothing"
    assert [f for s in found for f in faults(s, goes_on=True)] == []
    return " ".join(found)


@over("how", get_args(Tidied))
def test_every_way_to_tidy_is_said(how):
    assert brief("algebra.tidy", {"how": how}) == "Simplified." or how not in ("collect", "simplify")


@over("how", get_args(How))
@over("said", [None, Le(x + y, 4)])
@over("given", [(), (x >= 0, x <= 3)])
def test_every_reason_for_a_bound_is_said(how, said, given):
    if how == "added":  # the sum of two relations, which is always said
        said, given = Le(x + y, 4), ()
    relation = Tuple(x >= 0, x <= 3) if how in ("given", "powers") else x + y <= 4
    bound = Bound((Reason(how, relation, (x,), said, given), Reason(how, relation, (x, y), said, given)))
    facts = {"word": "max", "how": "level", "best": {"value": 4}, "bound": bound, "compact": bound, "alone": True, "closed": True}
    facts |= {"goal": "max", "curves": (), "shared": ()}
    for kind in ("kkt", "lagrange"):
        assert len(brief(kind, facts, "decide").split(": ", 1)[1]) > len("X. On it the function has a maximum")


@over("why", get_args(Why))
def test_every_ground_is_said(why):
    grounds = (((x**2 + 1,), why, (x > 0,)), ((exp(y), y), why, (x > 0, y > 0)))
    for one in (grounds[:1], grounds):
        assert "not 0" in (told := brief("solve.never_zero", {"grounds": one})) or "X" in told
        brief("solve.no_zero", {"grounds": one}, "after")
        brief("solve.divide", {"grounds": one, "equation": Eq(x, y), "coefficient": y, "nonzero": ()})


# -- templates use only facts that there are ------------------------------------------------------------------------------


def undeclared(name):
    source = (folder("templates") / "prose" / f"{name.replace('.', '/')}.md.j2").read_text(encoding="utf-8")
    return meta.find_undeclared_variables(template(name).environment.parse(source))


@pytest.mark.parametrize("name", rules())
def test_a_rule_is_told_with_its_own_facts(name):
    rule = rules()[name]
    facts = {f for example in rule.examples for move in rule.moves(example_goal(rule, example)) for f in move.facts}
    assert undeclared(name) - facts <= {"result", "held", "inner_slope", "untold"}  # what the teller knows of a step besides


@over("room", sorted({p.parent for p in (folder("templates") / "prose").rglob("*.md.j2")}))
def test_templates_have_no_broken_text(room):
    for path in sorted(room.glob("*.md.j2")):
        assert_whole(path)


def assert_whole(path):
    name = path.relative_to(folder("templates") / "prose").as_posix().removesuffix(".md.j2").replace("/", ".")
    assert template(name).blocks or "macro" in path.read_text(encoding="utf-8")
    assert package_blocks(name) >= template(name).blocks.keys()
    text = re.sub(r"{[{%#].*?[}%#]}", "X", path.read_text(encoding="utf-8"), flags=re.S)
    assert "  " not in text.replace("\n\n", "\n")
    if name.partition(".")[0] in ("limit", "differentiate", "algebra"):
        assert not re.search(r"(above|below) the line|\b(top|bottom)\b", text)
