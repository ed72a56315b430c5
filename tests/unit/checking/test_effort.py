"""One answer costs no more than one judgement's effort, however many heavy formulas are in it."""

import pytest

from tutor.checking import effort, prove
from tutor.checking.judge import check
from tutor.checking.opinion import UNDECIDED, Domain
from tutor.checking.short_answer import question
from tutor.reading.sets import as_record
from tutor.reading.syntax import Num, Sym, Tup

SETS = [
    "sum(1/k^2, k, 1, 10^9)", "sum(cos(k)/k, k, 1, 990)", "int_0^1 int_0^1 sqrt(t u + 2) dt du", "int_0^1 |sin(60 t)| dt",
]  # fmt: skip


def asked(kind, value):
    return question(as_record({"kind": "short_answer", "answer": {"type": kind, "value": value}}, "1"))


@pytest.mark.parametrize("heavy", SETS)
def test_many_heavy_elements_are_not_each_judged_at_length(heavy, monkeypatch):
    spent = []
    monkeypatch.setattr("tutor.checking.prove.prove_equal", lambda *job: spent.append(job[-1]) or effort_of_a_proof())

    def effort_of_a_proof():
        from tutor.checking.opinion import UNDECIDED

        effort.current().seconds -= 2
        return UNDECIDED

    made = "{" + ", ".join(f"{heavy} + {n}/7" for n in range(8)) + "}"
    found = check(asked("set", "{0, 1, 2, 3, 4, 5, 6, 7}"), made)
    assert found.verdict.verdict in ("undecided", "incorrect")
    assert len(spent) <= 2


@pytest.mark.parametrize(("value", "given"), [("x", "x + 0 ln(-1 - x^2)"), ("sin(2x)", "2 sin x cos x"), ("|x|", "x"), ("x", "sqrt(x)^2")])
@pytest.mark.parametrize("work", [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89])
def test_what_is_not_finished_is_never_judged_wrongly(value, given, work, monkeypatch):
    whole = check(asked("expression", value), given).verdict.verdict
    monkeypatch.setattr("tutor.checking.effort.Effort", lambda: _Small(work))
    assert check(asked("expression", value), given).verdict.verdict in (whole, "undecided")


class _Small:
    def __init__(self, work):
        self.work, self.seconds = work, 0.0


def test_a_point_where_a_number_is_meant_breaks_no_prover(monkeypatch):
    """In a worker that judges a class the prover has no process of its own to break."""
    monkeypatch.setattr(prove, "starts_others", lambda: False)
    found = check(asked("expression", "2x + sqrt(y)"), "max 4 a(2, 2); min -4 at (2, -acsin2csin2)")
    assert found.verdict.verdict == "unreadable"
    assert prove.prove_equal(Tup((Num("1"), Sym("x")), "(", ")"), Sym("x"), Domain(), 5.0) == UNDECIDED
