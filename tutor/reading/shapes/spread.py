"""Planes by a point and two directions: (x, y, z) = (1, 2, 5) + s(1, 0, 2) + t(0, 1, 4), also by coordinates."""

from __future__ import annotations

from tutor.reading.draft import Draft
from tutor.reading.linearity import coefficients
from tutor.reading.shapes.kinds import is_scalar
from tutor.reading.shapes.planes import letters_in, spanned
from tutor.reading.syntax import Apply, Joined, Node, Num, Relation, Rows, Sym, Tup, walk
from tutor.reading.vectors import collected

_ZERO = Num("0")


def parametric_plane(draft: Draft, tree: Node) -> Relation | None:
    """The equation of a plane given by two parameters; None where the tree is no such. Errors: Unreadable at vectors that do not fit."""
    found = _by_vectors(draft, tree) or _by_coordinates(draft, tree)
    if found is None or len(found[1]) != 3:
        return None
    letters, components = found
    used = dict.fromkeys(n.name for c in components for n in walk(c) if isinstance(n, Sym))
    new = [n for n in used if n not in letters and n not in draft.scope.variables - {"s", "t", "u", "v"}]
    split = [coefficients(c, new) for c in components]
    parts = [s for s in split if s is not None]
    if len(new) != 2 or len(parts) < 3 or any(letters_in(c, letters) for c in components):
        return None
    point = tuple(p[0] for p in parts)
    first, second = (tuple(p[1].get(n, _ZERO) for p in parts) for n in new)
    return spanned(point, first, second, letters, (tree.start, tree.end))


def _by_vectors(draft: Draft, tree: Node) -> tuple[list[str], tuple[Node, ...]] | None:
    """Coordinates and components of (x, y, z) = P + s u + t v, or of r = P + s u + t v."""
    match tree:
        case Relation((left, right), ("=",)) if isinstance(left, Tup | Rows | Sym | Apply):
            made = collected(draft.text, right)
        case _:
            return None
    components = made.items if isinstance(made, Tup) else tuple(r[0] for r in made.rows) if isinstance(made, Rows) else ()
    named = [i.name for i in left.items if isinstance(i, Sym)] if isinstance(left, Tup) else list(draft.names)
    if isinstance(left, Sym) and left.name in draft.names:
        return None
    return (named, components) if len(named) == len(components) == 3 and all(map(is_scalar, components)) else None


def _by_coordinates(draft: Draft, tree: Node) -> tuple[list[str], tuple[Node, ...]] | None:
    """x = 1 + s, y = 2 + t, z = 5 + 2s + 4t."""
    items = tree.items if isinstance(tree, Tup | Joined) else ()
    named: dict[str, Node] = {}
    for item in items:
        match item:
            case Relation((Sym(name), right), ("=",)) if is_scalar(right) and name in draft.names:
                named[name] = right
            case _:
                return None
    letters = [n for n in draft.names if n in named]
    return (letters, tuple(named[n] for n in letters)) if len(letters) == len(items) == 3 else None
