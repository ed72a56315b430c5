"""A difference of logarithms that both grow is the logarithm of a quotient."""

from collections.abc import Iterator

from sympy import Add, Expr, Mul, Pow, Rational, S, exp, gcd, log

from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

FINITE = ("zero", "finite")


def moves(node: Lim) -> Iterator[Move]:
    """c (a ln f - b ln g) = c ln(f^a/g^b) for f, g > 0, where x counts as ln e^x; beside it may stand what has a limit of its own."""
    value = tree.evaluated(node.expr)
    if not isinstance(value, Add) or value.has(Diff):
        return
    logs: list[tuple[Expr, Expr]] = []
    beside: list[Expr] = []
    exponential = any(f.has(exp) for f in value.atoms(log))
    power: Expr | None = None
    for t in value.args:
        if t.has(*node.variables) and tendency(node.of(t)) not in FINITE:
            number, rest = t.as_independent(*node.variables, as_Add=False)
            if isinstance(rest, log):
                logs.append((number, rest.args[0]))
            elif exponential and rest in node.variables and power is None:
                power = -t if number.could_extract_minus_sign() else t
                logs.append((t / power, exp(power)))
            else:
                return
        else:
            beside.append(t)
    shared = _shared([c for c, _ in logs])
    if shared is None:
        return
    front, powers = shared
    over, under = (Mul(*(Pow(u, abs(n)) for n, (_, u) in zip(powers, logs, strict=True) if (n > 0) == up)) for up in (True, False))
    if over is S.One or under is S.One:
        return
    inside = tree.quotient(written(over), written(under))
    joined = tree.scaled(front, tree.apply(log, inside))
    yield Move(
        node.of(tree.total(*map(written, beside), joined)),
        {"f": node.expr, "inside": inside, "power": power, "of": None if power is None else exp(power)},
    )


def _shared(numbers: list[Expr]) -> tuple[Expr, tuple[Rational, ...]] | None:
    """What all coefficients have in common, and the whole numbers that are left; None where these are none."""
    if not numbers or not all((n / numbers[0]).is_Rational for n in numbers):
        return None
    first = -numbers[0] if numbers[0].could_extract_minus_sign() else numbers[0]
    common = gcd([n / first for n in numbers])
    return first * common, tuple(n / first / common for n in numbers)


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "a ln f - b ln g = ln(f^a/g^b)",
    ("ln(x + 1) - ln(x); x = oo", "x - ln(e^x + 1); x = oo", "arctan(x) + ln(x)/3 - ln(x^2 + 1)/6; x = oo"),
    "Stewart, Calculus, 1.5",
)
