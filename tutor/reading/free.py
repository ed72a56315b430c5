"""The names in a reader's tree, found without SymPy."""

from __future__ import annotations

from tutor.reading.syntax import Apply, DerivativeNode, IntegralNode, Node, Series, Sym, parts, walk


def free_names(tree: Node) -> tuple[str, ...]:
    """The variables and constants, each once, in order of appearance; the variable of an integral or sum is bound."""
    found: dict[str, None] = {}
    for node in walk(tree):
        if type(node) is Sym or type(node) is DerivativeNode:
            found[node.name] = None
        elif type(node) is IntegralNode or type(node) is Series:
            return tuple(_free(tree, frozenset(), {}))
    return tuple(found)


def _free(node: Node, bound: frozenset[str], found: dict[str, None]) -> dict[str, None]:
    """The same where something binds its variable."""
    match node:
        case Sym(name) if name not in bound:
            found[name] = None
        case DerivativeNode():
            found[node.name] = None
        case IntegralNode(integrand, variable, lower, upper):
            for bound_node in (lower, upper):
                if bound_node is not None:
                    _free(bound_node, bound, found)
            # An indefinite integral is a function of its variable.
            _free(integrand, bound | {variable} if lower is not None else bound, found)
        case Series(_, term, index, lower, upper):
            _free(lower, bound, found)
            _free(upper, bound, found)
            _free(term, bound | {index}, found)
        case _:
            for part in parts(node):
                _free(part, bound, found)
    return found


def applied_functions(tree: Node) -> tuple[tuple[str, int], ...]:
    """The unspecified functions, each once with its number of arguments, in order of appearance."""
    found: dict[tuple[str, int], None] = {}
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Apply):
            found[node.function, len(node.args)] = None
        stack.extend(reversed(parts(node)))
    return tuple(found)
