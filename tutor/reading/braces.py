"""Braces that hold nothing together, as equation editors write them: f{{\\left({x},{y}\\right)}} is f(x, y)."""

from __future__ import annotations

from tutor.reading.tokens import Token

_OPENING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "⟨": "⟩"}


def unwrapped(tokens: list[Token]) -> list[Token]:
    """The tokens without braces round the whole of a bracket, the arguments of a name, one argument or a function's name."""
    partner = _partners(tokens)
    dropped: set[int] = set()
    for k, token in enumerate(tokens):
        if token.kind == "{" and k in partner and _is_idle(tokens, partner, k, dropped):
            dropped |= {k, partner[k]}
    return [t for k, t in enumerate(tokens) if k not in dropped]


def _partners(tokens: list[Token]) -> dict[int, int]:
    """Where each bracket is closed; what does not match is left to the grammar, which says so."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for k, token in enumerate(tokens):
        if token.kind in _OPENING:
            stack.append(k)
        elif token.kind in _OPENING.values() and stack:
            first = stack.pop()
            if _OPENING[tokens[first].kind] != token.kind:
                return {}
            found[first] = k
    return found


def _is_idle(tokens: list[Token], partner: dict[int, int], k: int, dropped: set[int]) -> bool:
    """Whether the braces at a position could as well be left out."""
    last = partner[k]
    before = k - 1
    while before in dropped:  # f{{(x, y)}}
        before -= 1
    after = last + 1
    while after in dropped:
        after += 1
    left, right = tokens[before].kind if before >= 0 else "", tokens[after].kind
    whole = left in ("(", "{", "⟨") and partner.get(before) == after
    arguments = (
        left == "name" and tokens[k + 1].kind in ("(", "{") and partner.get(k + 1) == last - 1 and _is_bracket(tokens, partner, k + 1)
    )
    single = last == k + 2 and tokens[k + 1].kind == "name" and left in ("(", ",") and right in (")", ",")
    return whole or arguments or single or _is_function(tokens, partner, k)


def _is_function(tokens: list[Token], partner: dict[int, int], k: int) -> bool:
    """Whether braces hold the name of a function and no more than an exponent or a base: {\\sin ^2}, {{\\sin}^{-1}}, {\\log _2}."""
    last, at = partner[k], k + 1
    if tokens[at].kind == "{" and partner.get(at) == at + 2:
        at += 1
    if tokens[at].kind != "function":
        return False
    at = at + 1 if at == k + 1 else at + 2
    if at == last:
        return True
    script = at + 1
    return tokens[at].kind in ("^", "_") and (partner.get(script) if tokens[script].kind == "{" else script) == last - 1


def _is_bracket(tokens: list[Token], partner: dict[int, int], k: int) -> bool:
    """Whether what opens at a position is a round bracket, or braces round nothing but one."""
    while tokens[k].kind == "{":
        if partner.get(k + 1) != partner[k] - 1:
            return False
        k += 1
    return tokens[k].kind == "("
