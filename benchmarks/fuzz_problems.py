"""Problems solved and printed: no bug, no refuted step, and the answer of a problem in other clothes is the same."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fuzz_text import Contradiction, clothed, formula

from tutor.budget import Budget
from tutor.checking.judge import check
from tutor.deriving.engine import derive
from tutor.desk.expected import question_of
from tutor.errors import TutorError
from tutor.model import Derivation
from tutor.printing.output.base import load
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record
from tutor.rule import topic
from tutor.telling.narrate import narrate
from tutor.telling.record import record

SECONDS = 10.0  # for one solution; one that takes longer is counted, and is no fault
FORMS = ("text", "html", "latex", "markdown", "typst", "ipynb")
# Something that is not defined everywhere, or is no formula of a textbook.
WILD = ("1/{}", "ln({})", "sqrt({})", "tan({})", "|{}|", "e^({})", "({})^(1/3)", "arcsin({})", "({})^x", "cosh({})", "({})^(-2)", "2^({})")


def spoiling(row: dict[str, Any]) -> str:
    """What changes the answer where it is added to the function; empty for kinds whose answer is not derivatives of it."""
    match row["kind"]:
        case "derivative":
            return "5x^2" if "order" in row else "5x"
        case "partial_derivative":
            return {1: "5x", 2: "5x y + 5x^2"}[len(row["with_respect_to"])]
        case "hessian":
            return "5x^2"
        case "curl":
            return "5y"
        case "gradient" | "directional_derivative" | "total_differential" | "linear_approximation" | "taylor_polynomial" | "divergence":
            return "5x"
    return ""


def number(draw: random.Random) -> str:
    return draw.choice(
        (str(draw.randint(-3, 3)), str(draw.randint(-3, 3)), f"{draw.randint(-5, 5)}/{draw.randint(2, 5)}", "pi", "sqrt(2)", "0.5")
    )


def function(draw: random.Random, letters: str = "xy") -> str:
    made = formula(draw, draw.choice((1, 1, 2, 2, 3)), letters)
    if draw.random() < 0.35:
        wild = draw.choice(WILD).format(formula(draw, draw.randint(0, 1), letters))
        made = draw.choice(("{} + {}", "({})*({})", "{} - {}")).format(made, wild)
    return made


def point(draw: random.Random, size: int = 2) -> list[str]:
    return [number(draw) for _ in range(size)]


def polynomial(draw: random.Random) -> str:
    terms = [f"{draw.randint(-4, 4)} x^{draw.randint(0, 3)} y^{draw.randint(0, 2)}" for _ in range(draw.randint(2, 4))]
    return " + ".join(terms)


def fields(draw: random.Random, kind: str) -> dict[str, Any]:
    """The fields of a problem of a kind."""
    at = {"point": point(draw)} if draw.random() < 0.4 else {}
    f = function(draw)
    match kind:
        case "derivative":
            return {
                "function": function(draw, "x"),
                **({"point": point(draw, 1)} if at else {}),
                **({"order": 2} if draw.random() < 0.2 else {}),
            }
        case "partial_derivative":
            return {"function": f, "with_respect_to": draw.choice((["x"], ["x", "y"], ["x", "x"])), "variables": ["x", "y"], **at}
        case "gradient" | "hessian" | "total_differential":
            return {"function": f, "variables": ["x", "y"], **({} if kind == "total_differential" else at)}
        case "directional_derivative":
            return {
                "function": f,
                "variables": ["x", "y"],
                "point": point(draw),
                "direction": draw.choice(([3, 4], [1, 1], [1, "-2"], [5, 0])),
            }
        case "steepest_ascent" | "linear_approximation" | "backpropagation":
            return {"function": f, "variables": ["x", "y"], "point": point(draw)}
        case "taylor_polynomial":
            return {"function": f, "variables": ["x", "y"], "point": point(draw), "order": draw.choice((1, 2, 2, 3))}
        case "tangent_plane" | "normal_line":
            return {"surface": f"z = {f}", "point": point(draw), "variables": ["x", "y", "z"]}
        case "critical_points" | "convexity":
            return {"function": f if draw.random() < 0.4 else polynomial(draw), "variables": ["x", "y"]}
        case "limit":
            return {
                "function": f"({f})/({function(draw)})" if draw.random() < 0.6 else f,
                "variables": ["x", "y"],
                "point": draw.choice(([0, 0], point(draw))),
            }
        case "jacobian":
            return {"functions": [f, function(draw)], "variables": ["x", "y"], **at}
        case "jacobian_determinant":
            return {"transform": {"u": f, "v": function(draw)}, "variables": ["x", "y"], **at}
        case "divergence" | "curl":
            return {
                "field": [function(draw, "xyz") for _ in range(draw.choice((2, 3)) if kind == "divergence" else 3)],
                "variables": ["x", "y", "z"],
            }
        case "implicit_derivative":
            return {"equation": f"{f} = {function(draw)}", "dependent": "y", "with_respect_to": "x", **at}
        case "chain_rule":
            return {
                "outer": f,
                "inner": {"x": function(draw, "t"), "y": function(draw, "t")},
                "with_respect_to": "t",
                **({"point": {"t": number(draw)}} if at else {}),
            }
        case "error_propagation":
            return {
                "function": f,
                "variables": ["x", "y"],
                "point": point(draw),
                "uncertainties": ["0.1", "0.05"],
                "combine": draw.choice(("worst", "quadrature")),
            }
        case "lagrange" | "kkt":
            return {
                "objective": polynomial(draw),
                "constraints": [draw.choice(("x^2 + y^2 = 8", "x + 2y = 3", "x y = 1", f"{polynomial(draw)} = 1"))],
                "goal": draw.choice(("max", "min", "both")[: 2 if kind == "kkt" else 3]),
            }
    assert kind == "extrema_on_region"
    return {
        "function": polynomial(draw),
        "region": draw.choice(("x^2 + y^2 <= 4", ["x >= 0", "y >= 0", "x + y <= 3"], ["0 <= x <= 1", "0 <= y <= 2"])),
    }


KINDS = (
    "derivative", "partial_derivative", "gradient", "hessian", "total_differential", "directional_derivative", "steepest_ascent",
    "linear_approximation", "backpropagation", "taylor_polynomial", "tangent_plane", "normal_line", "critical_points", "convexity", "limit",
    "jacobian", "jacobian_determinant", "divergence", "curl", "implicit_derivative", "chain_rule", "error_propagation", "lagrange", "kkt",
    "extrema_on_region",
)  # fmt: skip


def dressed(draw: random.Random, row: dict[str, Any], more: str = "") -> dict[str, Any]:
    """The same problem with its function written otherwise; another one with `more` added to it."""

    def other(text: str) -> str:
        return clothed(draw, f"({text} + {more})" if more else text)

    return {
        name: other(value)
        if name in ("function", "outer", "objective")
        else [other(value[0]), *value[1:]]
        if name in ("field", "functions")
        else value
        for name, value in row.items()
    }


def solved(row: dict[str, Any]) -> Derivation | None:
    """The derivation; None where the problem is refused. `Contradiction` where a step is refuted."""
    problem = read_problem(as_record(row, "1"))
    made = derive(problem, topic(problem.kind), Budget(SECONDS))
    if made.status == "failed":
        raise Contradiction(f"a bug: {made.message}")
    return made if made.status == "solved" else None


def typed(made: Derivation, how: str) -> Iterator[str]:
    """Its answer as a program would hand it in, where it is one value."""
    said = record(made, 0.0)["answer"]
    if said and list(said) in (["expression"], ["vector"], ["matrix"], ["equation"]):
        (value,) = said.values()
        if isinstance(value, list):
            rows = [r if isinstance(r, list) else [r] for r in value]
            made_rows = [", ".join(e[how] for e in row) for row in rows]
            yield f"[{', '.join(f'[{row}]' for row in made_rows)}]" if "matrix" in said else f"({', '.join(made_rows)})"
        elif how == "latex" or "equation" not in said:
            yield value[how]


def problems(draw: random.Random, _: Path) -> tuple[str, Callable[[], str]]:
    kind = draw.choice(KINDS)
    row = {"kind": kind, **fields(draw, kind)}
    spoils = draw.random() < 0.3 and bool(spoiling(row))
    other = dressed(draw, row, spoiling(row) if spoils else "")
    form, how, partner = draw.choice(FORMS), draw.choice(("latex", "sympy")), draw.random() < 0.6

    def run() -> str:
        try:
            made = solved(row)
            if made is None:
                return "refused"
            load(form).fragment(narrate(made))
            if not partner or other == row:
                return "solved"
            second = solved(other)
            if second is None:
                return "solved, its partner refused"
            question = question_of(second)
        except TutorError as error:
            str(error)
            return "refused"
        for answer in typed(made, how):
            found = check(question, answer).record("s", "p")["verdict"]
            if found in (("correct", "wrong_form") if spoils else ("incorrect", "partially_correct")):
                raise Contradiction(f"the answer {answer[:200]} is {found} for {'another' if spoils else 'the same'} problem {other}"[:600])
            return f"{'another' if spoils else 'its partner'} {found}"
        return "solved twice"

    return repr(row), run
