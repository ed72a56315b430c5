"""Integrals: \\int_0^x sin(t^2) dt, and int(sin(t^2), t, 0, x)."""

from __future__ import annotations

from tutor.reading.brackets import group
from tutor.reading.calls import bracket_list
from tutor.reading.cursor import Cursor
from tutor.reading.syntax import IntegralNode, Neg, Node, Num, Quot, Sym
from tutor.reading.tokens import Token


def integral(c: Cursor) -> Node:
    """The integral at the cursor."""
    token = c.take()
    if c.kind == "(" and len(c.outer_items(c.at)) > 1:
        return _listed(c, token)
    bounds: dict[str, Node] = {}
    while c.kind in ("_", "^"):
        side = c.take()
        if side.kind in bounds:
            raise c.fail("The integral has this bound twice.", side)
        bounds[side.kind] = bound(c)
    if len(bounds) == 1:
        raise c.fail("The integral has one bound; it needs both or none.", token)
    c.enter()
    c.integrals += 1
    outer, c.held = c.held, None
    body: Node = Num("1", token.end, token.end) if c.at_differential() else c.grammar.sum(c)
    if c.held is not None:
        variable = c.held
    elif c.at_differential():
        variable = c.differential()
    else:
        raise c.fail("The integral has no dx.", token, "Say with respect to what to integrate, as in int x^2 dx.")
    if c.kind == "/":  # ∫ x dx/(x² + 1): what a differential stands over is under the sign, too
        c.take()
        body = Quot(body, c.grammar.power(c), body.start, c.before.end)
    c.held = outer
    c.integrals -= 1
    c.leave()
    return IntegralNode(body, variable, bounds.get("_"), bounds.get("^"), token.start, c.before.end)


def bound(c: Cursor) -> Node:
    """A bound of an integral or sum: braces, or one thing with a sign."""
    token = c.token
    if token.kind == "{":
        return group(c)
    if token.kind == "-":
        c.take()
        return Neg(c.grammar.operand(c), token.start, c.before.end)
    return c.grammar.operand(c)


def _listed(c: Cursor, token: Token) -> Node:
    """int(integrand, variable) or int(integrand, variable, lower, upper)."""
    args = bracket_list(c, token)
    if len(args) not in (2, 4) or not isinstance(args[1], Sym):
        raise c.fail("An integral is written int(integrand, variable, lower, upper).", token)
    lower, upper = args[2:] if len(args) == 4 else (None, None)
    return IntegralNode(args[0], args[1].name, lower, upper, token.start, c.before.end)
