"""Does a function solve an equation in its derivatives? They are computed, put in, and both sides compared; constants are chosen."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from sympy import Abs, Eq, Expr, Function, Gt, Integer, Max, Min, Ne, S, Symbol, asinh, atan, cos, cosh, exp, log, sin, sinh, tanh
from sympy.core.function import AppliedUndef

from tutor.errors import Unsupported
from tutor.maths.classification.domain import interior_conditions, kinks
from tutor.maths.fields.constants import pivots
from tutor.maths.fields.identities import Vanishing, vanishing
from tutor.maths.limits.written import written
from tutor.maths.numbers import is_zero, nonzero_somewhere
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.model import Answer, Claim, Problem, stated
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import Diff, Equation, Name, Slot, System

Sides = tuple[Expr, Expr]
Known = dict[Name, Expr]
SMOOTH = (AppliedUndef, Abs, Max, Min, exp, log, sin, cos, sinh, cosh, tanh, atan, asinh)  # smooth where they have a value, but for kinks
PLACES = (1, 2, 0, -1, 3)  # coordinates of a point at which the two sides are seen to differ


def plan(problem: Problem) -> Plan:
    """Every derivative, both sides of every equation, and what makes them equal or shows that they are not."""
    functions, equations = solutions(problem), problem.given["equation"]
    unknown = problem.given.get("unknown", ())
    _constants(problem, functions, unknown)
    known: Known = {Name(letter, "scalar"): f for letter, f in functions.items()}
    for name in _wanted(equations):
        if str(name.args[0]) not in functions:
            raise Unsupported(f"cannot do this: nothing says what {name.args[0]} is")
        yield from _derivative(problem, name, known)
    sides = []
    for k, equation in enumerate(equations):
        sides.append((yield from _sides(equation, known, {"number": k, "several": len(equations) > 1, "equation": equation})))
    different = [(k, d) for k, (left, right) in enumerate(sides) if (d := _difference(left, right)) is not None]
    if not different:
        yield _agree(problem, functions, sides)
        if unknown:
            return Answer({"holds": True, "constants": ({u: u for u in unknown},)}, {"every": unknown})
        return Answer({"holds": True}, _inside(functions))
    if unknown:
        return (yield from _chosen(problem, functions, sides, different, unknown))
    k, difference = different[0]
    yield _apart(problem, sides[k], difference, {"equation": equations[k], "several": len(equations) > 1})
    return Answer({"holds": False})


def _inside(functions: Mapping[str, Expr]) -> dict[str, object]:
    """Where the functions surely have all derivatives, as far as their formulas say it, and whether that is open."""
    plain = [tree.plain(f) for f in functions.values()]
    found = dict.fromkeys(c for f in plain for c in interior_conditions(f))
    found |= dict.fromkeys(Ne(u, 0, evaluate=False) for f in plain for u in kinks(f) if Gt(u, 0, evaluate=False) not in found)
    is_open = any(not isinstance(part, SMOOTH) for f in plain for part in f.atoms(Function))
    return {"inside": () if is_open else tuple(found), "open": is_open}


def solutions(problem: Problem) -> Mapping[str, Expr]:
    """The functions by their letters."""
    found = problem.given["function"]
    return found if isinstance(found, Mapping) else {problem.letter: found}


def _constants(problem: Problem, functions: Mapping[str, Expr], unknown: Sequence[Symbol]) -> None:
    """Errors: `Unsupported` where something unknown is no constant of the functions or the equations."""
    there = set[object]().union(*(e.free_symbols for e in (*functions.values(), *problem.given["equation"])))
    for u in unknown:
        if u.name in functions:
            raise Unsupported(f"cannot do this: {u} is the name of a function; unknown are the constants that are to be chosen")
        if u in problem.variables:
            raise Unsupported(f"cannot do this: {u} is a variable; unknown are the constants that are to be chosen")
        if u not in there:
            raise Unsupported(f"cannot do this: {u} is to be chosen, but stands neither in the function nor in the equation")


def _wanted(equations: Sequence[Eq]) -> list[Name]:
    """The derivatives in the equations, in the order of their lengths."""
    found = dict.fromkeys(n for e in equations for n in _names(e))
    return sorted((n for n in found if n.args[2].args), key=lambda n: (str(n.args[0]), len(n.args[2].args), str(n.args[2])))


def _names(expr: Any) -> Iterator[Name]:
    if isinstance(expr, Name):
        yield expr
        return
    for a in expr.args:
        yield from _names(a)


def _put_in(expr: Expr, values: Mapping[Name, Expr]) -> Expr:
    """The tree with what the names stand for in their places."""
    if isinstance(expr, Name):
        return values.get(expr, expr)
    made: Any = tree.rebuild(expr, tuple(_put_in(a, values) for a in expr.args)) if next(_names(expr), None) is not None else expr
    return made


def _derivative(problem: Problem, name: Name, known: Known) -> Generator[Stage, Expr, Expr]:
    """A derivative from the one before it; what was found is not done again."""
    if name in known:
        return known[name]
    letter, prefix, order = str(name.args[0]), str(name.args[1]), name.args[2].args
    before = Name(letter, prefix, order[:-1]) if len(order) > 1 else Name(letter, "scalar")
    start = yield from _derivative(problem, before, known)
    x = order[-1]
    facts = {"x": x, "held": problem.held(x), "of": before, "first": len(order) == 1, "several": len(solutions(problem)) > 1}
    known[name] = yield Stage("derivative", Diff(start, x, *problem.held(x)), facts, name)
    return known[name]


def _sides(equation: Eq, known: Known, facts: Mapping[str, object]) -> Generator[Stage, Expr, Sides]:
    """Both sides with the derivatives put in; a side that holds none is left as it is."""
    out = []
    for words, side in (("left", equation.lhs), ("right", equation.rhs)):
        if next(_names(side), None) is None:
            out.append(side)
            continue
        placed = _put_in(side, known)
        out.append(placed if placed == side else (yield Stage(words, placed, facts, side)))
    left, right = out
    return left, right


def _difference(left: Expr, right: Expr) -> Expr | None:
    """The left side less the right one; None where no value of it is seen not to be 0."""
    difference = tree.total(left, tree.negative(right))
    if not nonzero_somewhere(difference):
        return None
    value: Expr = tree.plain(difference)
    return value


def _agree(problem: Problem, functions: Mapping[str, Expr], sides: Sequence[Sides]) -> Stage:
    """The conclusion, with the equation in derivatives of the function itself as a claim of its own."""
    claims = tuple(Claim(left, right) for left, right in sides)
    direct = tuple(Claim(*(_direct(problem, functions, side) for side in e.args)) for e in problem.given["equation"])
    facts = {"equations": problem.given["equation"], "same": all(left == right for left, right in sides)}
    return Stage("agree", sides[0][0], facts, claims=(*claims, *direct), solve=False, equals=sides[0][0], shown=UNSAID)


def _direct(problem: Problem, functions: Mapping[str, Expr], side: Expr) -> Expr:
    """A side with the derivatives still to be taken."""
    values = {}
    for name in _names(side):
        f = functions[str(name.args[0])]
        for x in name.args[2].args:
            f = Diff(f, x, *problem.held(x))
        values[name] = f
    return _put_in(side, values)


def _apart(problem: Problem, sides: Sides, difference: Expr, facts: Mapping[str, object]) -> Stage:
    """A place at which the two sides differ. `Unsupported` where they agree for some values of the letters."""
    whole = tree.total(sides[0], tree.negative(sides[1]))
    if whole.has(AppliedUndef, Slot):
        open_ = sorted({f.func.__name__ for side in sides for f in side.atoms(AppliedUndef)})
        told = {**facts, "open": tuple(map(Symbol, open_))}
        claims: tuple[Claim, ...] = (stated(Ne(whole, 0, evaluate=False)),)
        return Stage("apart_open", whole, told, claims=claims, solve=False, equals=whole, shown=UNSAID)
    letters = sorted(difference.free_symbols - set(problem.variables), key=str)
    if letters:
        found = vanishing(difference, problem.variables, letters)
        if all(c.free_symbols & set(letters) for c in found.conditions):
            listed = ", ".join(map(str, letters))
            raise Unsupported(f"cannot do this: whether the equation holds depends on {listed}; list what is to be chosen as unknown")
    for place in product(PLACES, repeat=len(problem.variables)):
        at = dict(zip(problem.variables, map(Integer, place), strict=True))
        values = [tree.plain(side).xreplace(at) for side in sides]
        gap = values[0] - values[1]
        if all(v.is_finite is not False for v in values) and (is_zero(gap) is False if not gap.free_symbols else nonzero_somewhere(gap)):
            told = {**facts, "at": at, "left": values[0], "right": values[1], "letters": letters}
            claims = () if gap.free_symbols else (stated(Ne(tree.total(values[0], tree.negative(values[1])), 0, evaluate=False)),)
            return Stage("apart", sides[0], told, claims=claims, solve=False, equals=sides[0], shown=UNSAID)
    raise Unsupported("cannot do this: the two sides differ, but no simple point was found that shows it")


def _chosen(
    problem: Problem,
    functions: Mapping[str, Expr],
    sides: Sequence[Sides],
    different: Sequence[tuple[int, Expr]],
    unknown: Sequence[Symbol],
) -> Generator[Stage, Expr, Answer]:
    """The constants for which both sides agree everywhere."""
    found = [vanishing(d, problem.variables, unknown) for _, d in different]
    for (k, difference), one in zip(different, found, strict=True):
        if one.factored is not None:
            shown = Shown(as_written=True)
            facts = {"equation": problem.given["equation"][k]}
            whole = tree.total(sides[k][0], tree.negative(sides[k][1])) if sides[k][1] != 0 else sides[k][0]
            yield Stage("factored", whole, facts, solve=False, equals=one.factored, arranged=True, shown=shown)
        elif difference.free_symbols & set(problem.variables):
            yield Stage("compared", S.Zero, {}, solve=False, equals=S.Zero, shown=UNSAID)
    conditions = tuple(dict.fromkeys(c for one in found for c in one.conditions))
    open_ = sorted({s for c in conditions if not c.free_symbols & set(unknown) and not c.is_nonzero for s in c.free_symbols}, key=str)
    if open_:
        raise Unsupported(
            f"cannot do this: whether the equation holds depends on {', '.join(map(str, open_))}; list what is to be chosen as unknown"
        )
    zeros = tuple(dict.fromkeys(a for one in found for a in one.assumed))
    assumed = tuple(Ne(a, 0, evaluate=False) for a in zeros)
    told: dict[str, object] = {"assumed": assumed} if assumed else {}
    if any(not c.free_symbols & set(unknown) for c in conditions):
        yield Stage("never", S.Zero, {"unknown": tuple(unknown)}, solve=False, equals=S.Zero, shown=UNSAID)
        return Answer({"holds": False})
    wanted = pivots(conditions, unknown)
    solved = solve_system(System([Equation(written(c), S.Zero) for c in conditions], wanted))
    factors = all(one.factored is not None for one in found)
    yield system_stage("constants", solved, {"roots": solved.roots, "unknown": tuple(wanted), "factors": factors, "assumed": assumed})
    if not solved.complete:
        raise Unsupported("cannot do this: not all constants were found")
    if any(set(root.parameters) - set(unknown) for root in solved.roots):
        raise Unsupported("cannot do this: the constants run through a family without end")
    if any(root.conditions for root in solved.roots):
        if not factors or any(one.others for one in found):
            raise Unsupported("cannot do this: the constants satisfy an equation that is not solved for one of them")
        where = tuple(Eq(written(c), S.Zero, evaluate=False) for c in conditions)
        yield Stage("where", S.Zero, {"where": where, "assumed": assumed}, solve=False, equals=S.Zero, shown=UNSAID)
        return Answer({"holds": True, "where": where}, told)
    choices = [{s: value for s, value in root.at.items() if s != value} for root in solved.roots]
    more = yield from _flat(found, unknown, choices)
    trivial = [c for c in more if all(_is_nothing(f, c) for f in functions.values())]
    choices += [c for c in more if c not in trivial]
    if not choices and not trivial:
        return Answer({"holds": False}, told)
    always = [{a: S.Zero} for a in zeros if a.is_Symbol] if len(found) == 1 else []  # there it holds whatever is chosen
    checked = [_put(sides, choice) for choice in (*choices, *trivial, *always)]
    claims = tuple(Claim(left, right) for both in checked for left, right in both)
    facts = {"choices": choices, "trivial": trivial, "assumed": assumed, "always": always, "unknown": tuple(unknown)}
    yield Stage("chosen", S.Zero, facts, claims=claims, solve=False, equals=S.Zero, shown=UNSAID)
    return Answer({"holds": True, "constants": tuple(choices), **({"trivial": tuple(trivial)} if trivial else {})}, told)


def _is_nothing(f: Expr, choice: Mapping[Symbol, Expr]) -> bool:
    """Whether a function is 0 everywhere for these constants."""
    return bool(tree.plain(f).subs(dict(choice)).is_zero)


def _put(sides: Sequence[Sides], choice: Mapping[Symbol, Expr]) -> list[Sides]:
    return [(tree.substitute(left, dict(choice)), tree.substitute(right, dict(choice))) for left, right in sides]


def _flat(
    found: Sequence[Vanishing], unknown: Sequence[Symbol], choices: Sequence[Mapping[Symbol, Expr]]
) -> Generator[Stage, Expr, list[dict[Symbol, Expr]]]:
    """Constants for which a factor with variables is 0 everywhere: one letter, one equation."""
    others = [c for one in found for c in one.others]
    if not others:
        return []
    if len(found) > 1 or len(unknown) > 1:
        raise Unsupported("cannot do this: for some constants a factor is 0 everywhere, which is not followed up for several of them")
    out: list[dict[Symbol, Expr]] = []
    for conditions in others:
        solved = solve_system(System([Equation(written(c), S.Zero) for c in conditions], unknown))
        new = [dict(root.at) for root in solved.roots if dict(root.at) not in (*choices, *out)]
        for choice in new:
            yield Stage("flat", S.Zero, {"choice": choice}, solve=False, equals=S.Zero, shown=UNSAID)
        out += new
    return out


def _facts(problem: Problem) -> Mapping[str, object]:
    equations = problem.given["equation"]
    return {
        "functions": {Name(letter, "scalar", (), problem.variables): f for letter, f in solutions(problem).items()},
        "equations": equations,
        "which": kind_of(equations, problem.variables),
        "letter": Name(next(iter(solutions(problem))), "scalar"),
    }


def kind_of(equations: Sequence[Eq], variables: Sequence[Symbol]) -> str:
    """`laplace`, `heat`, `wave`, `cauchy` or nothing, by the form of the equation."""
    if len(equations) == 2:
        names = {(str(n.args[0]), n.args[2].args) for e in equations for n in _names(e)}
        return "cauchy" if len(names) == 4 and len({letter for letter, _ in names}) == 2 and all(len(o) == 1 for _, o in names) else ""
    (equation,) = equations
    names_ = list(_names(equation))
    if not names_:
        return ""
    letter = str(names_[0].args[0])
    t = [v for v in variables if v.name == "t"]
    space = [v for v in variables if v.name != "t"]
    laplacian = tree.total(*(Name(letter, "", (v, v)) for v in space)) if space else S.Zero
    value = _formal(tree.total(equation.lhs, tree.negative(equation.rhs)))
    second = _formal(laplacian)
    if not t:
        return "laplace" if len(space) > 1 and value in (second, -second) else ""
    for word, order in (("heat", (t[0],)), ("wave", (t[0], t[0]))):
        first = _formal(Name(letter, "", order))
        rest = (value - first) / second if value.coeff(first) == 1 else (-value - first) / second if value.coeff(first) == -1 else None
        if rest is not None and rest.cancel().free_symbols.isdisjoint(set(second.free_symbols) | set(variables)):
            return word
    return ""


def _formal(expr: Expr) -> Expr:
    """With a plain letter for each name."""
    letters = {n: Symbol("_".join([str(n.args[0]), str(n.args[1]), *map(str, n.args[2].args)])) for n in _names(expr)}
    value: Expr = tree.plain(_put_in(expr, letters)).expand()
    return value


TOPIC = Topic(
    "Verifying an equation",
    (Field("function", "solution"), Field("equation", "differential"), Field("unknown", "symbols", required=False)),
    plan,
    ("holds", "constants", "trivial", "where"),
    facts=_facts,
)
