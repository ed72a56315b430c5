"""Trees and readings in a plain spelling, one line each, for tests."""

from dataclasses import fields, is_dataclass

from tutor.reading.answers import ClassedPoint, ClassWord, Linear
from tutor.reading.syntax import (
    Abs,
    Apply,
    Basis,
    Call,
    Const,
    DerivativeNode,
    Factorial,
    IntegralNode,
    Joined,
    Neg,
    Node,
    Norm,
    Num,
    PlusMinus,
    Pow,
    Prod,
    Quot,
    Relation,
    Rows,
    Sum,
    Sym,
    Tup,
)  # fmt: skip


def spelled(tree: Node) -> str:
    """The tree, sums and products in full brackets: `(x + -(1))`, a bare list between `.` and `.`."""
    match tree:
        case Num(text) | Sym(text) | Const(text) | Basis(text):
            return text
        case Neg(of):
            return f"-{spelled(of)}"
        case PlusMinus(of, flipped):
            return f"{'∓' if flipped else '±'}{spelled(of)}"
        case Sum(items):
            return f"({' + '.join(map(spelled, items))})"
        case Prod(items):
            return "*".join(map(spelled, items))
        case Quot(over, under):
            return f"{spelled(over)}/{spelled(under)}"
        case Pow(base, exponent):
            return f"{spelled(base)}^{spelled(exponent)}"
        case Call(name, args) | Apply(name, args):
            return f"{name}({', '.join(map(spelled, args))})"
        case Abs(of):
            return f"|{spelled(of)}|"
        case Norm(of):
            return f"||{spelled(of)}||"
        case Factorial(of):
            return f"{spelled(of)}!"
        case Relation(items, signs):
            return spelled(items[0]) + "".join(f" {s} {spelled(i)}" for s, i in zip(signs, items[1:], strict=True))
        case Tup(items, opened, closed):
            return f"{opened or '.'}{', '.join(map(spelled, items))}{closed or '.'}"
        case Rows(rows):
            return "[" + "; ".join(", ".join(map(spelled, r)) for r in rows) + "]"
        case Joined(word, items):
            return f" {word} ".join(map(spelled, items))
        case DerivativeNode():
            return tree.name
        case IntegralNode(inner, variable):
            return f"int({spelled(inner)}, {variable})"
    return type(tree).__name__


def told(reading: object) -> str:
    """A reading of any kind: its parts in order, points in brackets, what was not typed as `-`."""
    if isinstance(reading, Node):
        return spelled(reading)
    if reading is None:
        return "-"
    if isinstance(reading, str):
        return reading
    if isinstance(reading, tuple):
        return f"({', '.join(map(told, reading))})"
    if isinstance(reading, ClassedPoint):
        beside = [reading.value] * (reading.value is not None) + ["everywhere"] * reading.everywhere
        return " ".join(map(told, (reading.at, reading.label, *beside)))
    if isinstance(reading, ClassWord):
        return reading.word + " not strictly" * reading.weaker
    if isinstance(reading, Linear):
        return " ".join(map(told, (reading.expression, reading.estimate, *((reading.about,) if reading.about else ()))))
    assert is_dataclass(reading)
    return " ".join(told(getattr(reading, f.name)) for f in fields(reading) if f.name != "about") or type(reading).__name__
