"""Integration by parts: the product rule read backwards."""

from collections.abc import Iterator

from sympy import Add, Mul

from tutor.maths.integrals.improper import proper
from tutor.maths.integrals.parts import Split, splits
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bracket, Int

LETTERS = (("u", "v"), ("p", "q"), ("s", "w"))  # for the two factors: the first that are no letters of the integral
TWICE = 0.5  # the limits are put in twice


def moves(node: Int) -> Iterator[Move]:
    """The integral of u v' is u v less that of u' v."""
    if not proper(node):
        return
    for split in splits(tree.evaluated(node.expr), node.variable):
        yield _move(node, split)


def _move(node: Int, split: Split) -> Move:
    x = node.variable
    u, v, du, dv = map(written, (split.u, split.v, split.du, split.dv))
    product = written(split.u * split.v)
    ahead = Bracket(product, x, *node.limits) if node.is_definite else product
    used = {s.name for s in node.free_symbols | {x}}
    first, second = next((pair for pair in LETTERS if not used & {*pair}), LETTERS[0])
    facts: dict[str, object] = {
        "first": first,
        "second": second,
        "u": u,
        "v": v,
        "du": None if split.du == 1 else du,
        "dv": dv,
        "x": x,
        "by": None if split.by is None else written(split.by),
    }
    halves = [f for part in (split.v, split.du) for f in Mul.make_args(part) if f.has(x)]
    shorter = sum(f.has(x) for f in Mul.make_args(split.rest)) < len(halves)
    facts["left"] = written(split.rest) if shorter and not isinstance(split.v, Add) else None
    if split.rest.could_extract_minus_sign():
        left = node.of(written(-split.rest))
    else:
        left = tree.negative(node.of(written(split.rest)))
    return Move(tree.total(ahead, left), facts, split.conditions, effort=split.effort + (TWICE if node.is_definite else 0.0))


RULE = Rule(
    Int,
    moves,
    Rank.COMBINE,
    "int u v' dx = u v - int u' v dx",
    ("x e^x", "x sin x", "ln x", "x ln x", "arctan x", "x sec(x)^2"),
    "Stewart, Calculus, 7.1",
    effort=4.0,
)
