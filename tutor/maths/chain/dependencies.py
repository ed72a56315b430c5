"""The dependency graph of a composition z = f(x, y), x = x(s, t), ...: its edges, its paths, and the names on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sympy import Expr, Function, Symbol
from sympy.core.function import AppliedUndef

from tutor.model import Problem
from tutor.printing.figures.tree import Tree, TreeBranch
from tutor.trees import tree
from tutor.trees.heads import Diff, Name, Slot

Edge = tuple[Symbol, Symbol]
Path = tuple[Edge, ...]
OUTCOMES = ("z", "w", "y", "u", "v", "T", "Q", "q")  # what the outcome is called where the problem does not say, the first that is free
FUNCTIONS = ("f", "g", "F", "G")  # what the outer function is called where it must be told from the outcome


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Every quantity with the formula it has in the letters below it; `leaves` are the parameters.

    `full` gives each intermediate quantity in the parameters alone, `whole` the outcome. `letter` is the name of the outer
    function on the edges: that of the outcome, except where a parameter stands in the function directly, since there
    ∂z/∂t could be either of two things.
    """

    top: Symbol
    letter: str
    formula: Mapping[Symbol, Expr]
    leaves: tuple[Symbol, ...]
    full: Mapping[Symbol, Expr]
    whole: Expr

    @classmethod
    def of(cls, problem: Problem) -> Dependencies:
        """The graph of a problem. What is differentiated by is a leaf."""
        asked = problem.given["with_respect_to"]
        inner = {x: e for x, e in problem.given["inner"].items() if x not in asked}
        outer = problem.given["outer"]
        taken = set(problem.symbols) | {f.func.__name__ for e in (outer, *inner.values()) for f in e.atoms(AppliedUndef)}
        top = Symbol(_outcome(problem, taken), real=True)
        formula = {top: outer, **inner}
        leaves = tuple(v for v in problem.variables if v not in inner)
        full: dict[Symbol, Expr] = {}
        for x in inner:
            _expand(x, inner, full)
        whole = tree.substitute(outer, full)
        direct = bool(outer.free_symbols & set(leaves)) and bool(outer.free_symbols & inner.keys())
        if isinstance(outer, AppliedUndef):
            letter = outer.func.__name__
        else:
            letter = next((f for f in FUNCTIONS if f not in taken), top.name) if direct else top.name
        return cls(top, letter, formula, leaves, full, whole)

    @property
    def named(self) -> bool:
        """Whether the outer function has a name of its own."""
        return str(self.top) != self.letter

    @property
    def outer(self) -> Symbol:
        """The name of the outer function, as a letter."""
        return Symbol(self.letter, real=True)

    def below(self, node: Symbol) -> tuple[Symbol, ...]:
        """The letters in a quantity's formula: intermediate ones first, then parameters; constants are none."""
        letters = self.formula[node].free_symbols if node in self.formula else set()
        return tuple(v for v in (*self.full, *self.leaves) if v in letters)

    def held(self, node: Symbol, child: Symbol) -> tuple[Symbol, ...]:
        """The other letters of a formula, which stay constant while this one varies."""
        return tuple(v for v in self.below(node) if v != child)

    def paths(self, target: Symbol) -> tuple[Path, ...]:
        """Every path from the outcome down to a leaf, from left to right."""
        return tuple(self._paths(self.top, target))

    def _paths(self, node: Symbol, target: Symbol) -> Iterator[Path]:
        if node == target:
            yield ()
        for child in self.below(node):
            for rest in self._paths(child, target):
                yield ((node, child), *rest)

    def paths_from(self, node: Symbol, target: Symbol) -> tuple[Path, ...]:
        """Every path from a quantity down to a leaf."""
        return tuple(self._paths(node, target))

    def total(self, *targets: Symbol) -> Name:
        """dz/dt, or ∂z/∂s where there are several parameters; with more targets the higher derivative."""
        return Name(self.top.name, "∂" if len(self.leaves) > 1 else "d", targets)

    def edge(self, node: Symbol, child: Symbol, *more: Symbol) -> Name:
        """∂z/∂x, or dx/dt where x depends on t only; differentiated once more with a further letter."""
        return Name(self.letter if node == self.top else node.name, "∂" if self.held(node, child) else "d", (child, *more))

    def product(self, path: Path) -> Expr:
        """The names along a path, multiplied."""
        return tree.product(*(self.edge(*edge) for edge in path))

    def unspecified(self, target: Symbol, paths: tuple[Path, ...]) -> tuple[Expr, Expr]:
        """The law of this tree for any functions at all: the derivative of the composition, and the sum over the paths."""
        products = (tree.product(*(self.composed_slope(*edge) for edge in path)) for path in paths)
        return Diff(self._composed(self.top), target, *(v for v in self.leaves if v != target)), tree.total(*products)

    def composed_slope(self, node: Symbol, child: Symbol) -> Slot:
        """The slope on an edge where every quantity is any function at all of what stands below it."""
        applied = self._composed(node)
        assert isinstance(applied, AppliedUndef)
        below = self.below(node)
        return Slot(applied, (below.index(child),), below)

    def _composed(self, node: Symbol) -> Expr:
        """A quantity as an unspecified function of what is below it, down to the leaves."""
        return Function(node.name, real=True)(*map(self._composed, self.below(node))) if node in self.formula else node

    def layers(self) -> tuple[tuple[Symbol, ...], ...] | None:
        """The quantities by depth, the outcome first and the leaves last; None where paths have different lengths."""
        found: list[tuple[Symbol, ...]] = [(self.top,)]
        while any(v in self.formula for v in found[-1]):
            if not all(v in self.formula for v in found[-1]):
                return None
            found.append(tuple(dict.fromkeys(child for node in found[-1] for child in self.below(node))))
        listed = [v for layer in found for v in layer]
        return tuple(found) if len(set(listed)) == len(listed) else None

    def tree(self, targets: tuple[Symbol, ...]) -> Tree:
        """The graph as a tree, a shared quantity once for every path to it; the paths to the targets are marked."""
        return self._tree(self.top, targets)

    def _tree(self, node: Symbol, targets: tuple[Symbol, ...]) -> Tree:
        branches = []
        for child in self.below(node):
            marked = child in targets or any(True for t in targets for _ in self._paths(child, t))
            branches.append(TreeBranch(self.edge(node, child), self._tree(child, targets), marked))
        return Tree(node, tuple(branches))


def _outcome(problem: Problem, taken: set[str]) -> str:
    if problem.letter != "f":
        return problem.letter
    return next(name for name in OUTCOMES if name not in taken)


def _expand(x: Symbol, inner: Mapping[Symbol, Expr], full: dict[Symbol, Expr]) -> Expr:
    """A quantity in the parameters alone."""
    if x not in full:
        needed = [v for v in inner if v in inner[x].free_symbols]
        full[x] = tree.substitute(inner[x], {v: _expand(v, inner, full) for v in needed})
    return full[x]
