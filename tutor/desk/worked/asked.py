"""What a student may write for the integral that is asked, where it has no ends: f dA, F · dr, P dx + Q dy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Expr

from tutor.checking.working.worked import letters_in
from tutor.checking.working.world import World
from tutor.desk.worked.reckoned import as_tree
from tutor.errors import Unreadable
from tutor.model import Problem
from tutor.reading.syntax import Neg, Node, Prod, Sum, Sym
from tutor.reading.working.operations import Operations
from tutor.reading.working.unended import bare, unended
from tutor.trees.heads import Strand
from tutor.trees.tree import plain

_WORK = ("F·dr", "F·Tds", "F·ds")
_FLUX = ("F·nds", "F·Nds")
_CURL = ("(Q_x-P_y)dA", "(∂Q/∂x-∂P/∂y)dA", "(\\frac∂Q∂x-\\frac∂P∂y)dA", "curlFdA")
_ROUND = frozenset(["circle", "ellipse", "closed", "polygon", "boundary"])


def standing(problem: Problem, world: World, operations: Operations) -> Callable[[str], bool | None]:
    """Tells of a text whether it is an integral without ends that stands for the one that is asked; None where it is no such integral."""
    found = tuple(_forms(problem))
    said = frozenset(f for f in found if isinstance(f, str))
    forms = tuple(f for f in found if isinstance(f, Node))

    def stands(text: str) -> bool | None:
        inside = unended(text) if len(problem.variables) > 1 else None
        if inside is None:
            return None
        if bare(inside) in said:
            return True
        try:
            tree = operations.tree(inside)
        except (Unreadable, RecursionError):
            return False
        return any(letters_in(tree) == letters_in(f) and world.everywhere.same(tree, f).outcome == "equal" for f in forms)

    return stands


def _forms(problem: Problem) -> Iterator[str | Node]:
    """What may stand behind the signs, as it is written or as a formula with differentials."""
    given, order = problem.given, [v.name for v in problem.variables]
    f, field = given.get("integrand"), given.get("field")
    if isinstance(f, Expr) and len(order) > 1 and (tree := as_tree(f)) is not None:
        element = "ds" if "curve" in given else "dS" if "surface" in given else "dA" if len(order) == 2 else "dV"
        yield from (f"{name}{element}" for name in ("f", f"f({','.join(order)})"))
        yield Prod((tree, Sym(element)))
        if not {"curve", "surface"} & set(given):
            yield Prod((tree, *(Sym(f"d{x}") for x in order)))
    if "region" in given and len(order) > 1 and not {"integrand", "function", "field", "density", "about"} & set(given):
        yield "dA" if len(order) == 2 else "dV"
    if isinstance(field, tuple) and len(field) == len(order) and {"curve", "region"} & set(given) and "surface" not in given:
        yield from _of_field([as_tree(c) for c in field], problem)


def _of_field(parts: list[Node | None], problem: Problem) -> Iterator[str | Node]:
    """The work of a field along a curve, or its flux across it, and of one that is round in the plane the integral of its curl."""
    order, flux = problem.variables, bool(problem.given.get("flux"))
    steps = [Sym(f"d{x.name}") for x in order]
    whole = [Prod((p, d)) for p, d in zip(parts, steps, strict=True) if p is not None]
    if len(whole) < len(order) or (len(order) > 2 and "curve" not in problem.given):
        return
    yield from _FLUX if flux else _WORK
    if flux:
        yield from ("Pdy-Qdx", Sum((Prod((whole[0].factors[0], steps[1])), Neg(Prod((whole[1].factors[0], steps[0]))))))
        return
    yield from ("Pdx+Qdy", "Mdx+Ndy") if len(order) == 2 else ("Pdx+Qdy+Rdz",)
    yield Sum(tuple(whole))
    if len(order) == 2 and _is_round(problem):
        p, q = (plain(c) for c in problem.given["field"])
        curl = as_tree(q.diff(order[0]) - p.diff(order[1]))
        smooth = not any(c.as_numer_denom()[1].free_symbols & set(order) for c in (p, q))
        if smooth and curl is not None:
            yield from (*_CURL, Prod((curl, Sym("dA"))), Prod((curl, *steps)))


def _is_round(problem: Problem) -> bool:
    """Whether what is asked is the work round a region, counterclockwise."""
    strands = problem.given.get("curve", ())
    turned = "clockwise" in (problem.given.get("orientation"), *(s.turn for s in strands if isinstance(s, Strand)))
    return not turned and all(isinstance(s, Strand) and s.word in _ROUND for s in strands)
