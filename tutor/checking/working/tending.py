"""Where a limit is asked: paths to the point, other coordinates in which it is neared, what tends to what, and squeezing inequalities."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from tutor.checking.plain import NOUGHT, number
from tutor.checking.values import NoValue, precision, value
from tutor.checking.working.findings import Finding
from tutor.checking.working.meanings import Meanings
from tutor.checking.working.relations import is_refuted
from tutor.checking.working.worked import entries, letters_in, put
from tutor.checking.working.world import Alternatives, World
from tutor.reading.syntax import Apply, Node, Num, Quot, Sum, Sym, walk
from tutor.reading.working.line import Chain, WorkingLine
from tutor.reading.working.operations import Operation

BITS = 100
_NEAR = (1000, 90, 8)  # inequalities are tried at places so many times nearer than 1 to where their letters go
_NOT_EVENLY = "This holds in each direction by itself: there are other ways to the point, on which the direction changes too."
_SHARES = (Fraction(1), Fraction(-1), Fraction(2, 3), Fraction(-3, 7), Fraction(1, 50))


class Tending:
    """What is known of the way on which the point is neared: `to` are the letters that tend, with where they go."""

    def __init__(self, meanings: Meanings) -> None:
        self.meanings = meanings
        self.to: dict[str, Node] = {}

    @property
    def world(self) -> World:
        """The right way."""
        return self.meanings.world

    def neared(self, line: WorkingLine) -> bool:
        """Whether a line puts other coordinates for all, in which the point is where one letter is 0: x = r cos t, y = r sin t."""
        chains = line.chains if len(line.alternatives) == 1 else ()
        ends = ((c.members[0].tree, c.members[-1].tree) for c in chains)
        said = {x.name: v for x, v in ends if isinstance(x, Sym) and v is not None}
        if len(said) != len(chains) or set(said) != set(self.world.order) or any(c.signs != ("=",) for c in chains):
            return False
        inside = letters_in(*said.values())
        if inside & set(self.world.order) or len(self.world.order) < 2:
            return False
        for letter in sorted(inside):
            there = {x: put(v, {letter: NOUGHT}) for x, v in said.items()}
            if all(x in self.world.point and self.world.same(v, self.world.point[x]).outcome == "equal" for x, v in there.items()):
                self.meanings.elsewhere = (said,)
                self.to = {letter: NOUGHT}
                return True
        return False

    def on_path(self, line: WorkingLine) -> Finding | None:
        """What is found of a limit along a path, y = m x: f → 2m/(1 + m²); None for another line."""
        function, point = self.world.tending, self.world.point
        chains = line.chains if len(line.alternatives) == 1 else ()
        way = chains[0].members if len(chains) > 1 and chains[0].signs == ("=",) else ()
        said = [c for c in chains[1:] if not (isinstance(x := c.members[0].tree, Sym) and x.name in self.world.order)]
        if function is None or len(way) != 2 or len(said) != 1 or way[1].tree is None or len(self.world.order) != 2 or len(point) != 2:
            return None
        letter, path = way[0].tree, way[1].tree
        if not isinstance(letter, Sym) or letter.name not in self.world.order or letter.name in letters_in(path):
            return None
        rest = next(n for n in self.world.order if n != letter.name)
        there = put(function, {letter.name: path})
        if self.world.same(put(path, {rest: point[rest]}), point[letter.name]).outcome != "equal":
            return None
        found = Finding("true", linked=True, path=there)
        latest: Node | None = there
        for written in (m.tree for m in said[0].members if m.tree is not None and not self._is_function(m.tree)):
            stated = (self.meanings.expanded(written) or (written,))[0]  # of f(x, 0) what it is
            if any(isinstance(n, Apply) for n in walk(stated)):
                return None
            before, latest = latest, stated
            if rest in letters_in(stated):
                made: Alternatives = (there,)
            else:
                made = self.limit(before if before is not None and rest in letters_in(before) else there, {rest: point[rest]})
            outcome = self.meanings.compare(made, (stated,))
            if outcome == "different":
                return Finding("false", left=made[0], right=stated, inside=True, path=there)
            if outcome != "equal":
                return None
            found = Finding("true", linked=True, value=stated, path=there)
        return found if found.value is not None else None

    def _is_function(self, node: Node) -> bool:
        return isinstance(node, Sym) and node.name in ("f", *self.world.called)

    def goes(self, chain: Chain, before: Alternatives) -> Finding:
        """What is found of what tends to something, where its letters go to the point, or where `to` says."""
        tree, end = chain.members[0].tree, chain.members[-1].tree
        letters_ = [n.name for n in (entries(tree) or (tree,)) if isinstance(n, Sym)] if tree is not None else []
        if end is not None and letters_ and all(n in self.to or n in self.world.order for n in letters_):
            return Finding("true", linked=True)
        ends = () if end is None else self.meanings.of(chain.members[-1])
        found = Finding("unknown")
        for place in self.meanings.elsewhere if self.to else ():
            before = tuple(dict.fromkeys(put(v, place) for v in before))
        for value_ in before:
            to = {n: at for n, at in {**self.world.point, **self.to}.items() if n in letters_in(value_)}
            made = self.limit(value_, to)
            outcome = self.meanings.compare(made, ends) if made and ends else "undecided"
            if outcome == "equal" and self.world.limitless and self._is_whole(value_):
                return Finding("suspect", value=ends[0], says=_NOT_EVENLY)
            if outcome == "equal":
                return Finding("true", linked=True, value=ends[0])
            if outcome == "different" and not self.world.strange(value_, *ends) and len(before) == 1:
                found = Finding("false", left=made[0], right=ends[0], inside=True)
        return found

    def _is_whole(self, value_: Node) -> bool:
        """Whether a formula is the function in the coordinates in which the point is neared, one of which may still be anything."""
        function = self.world.tending
        there = [put(function, place) for place in self.meanings.elsewhere] if function is not None and self.to else []
        return bool(letters_in(value_) - self.to.keys()) and any(self.world.same(t, value_).outcome == "equal" for t in there)

    def limit(self, of: Node, to: Mapping[str, Node]) -> Alternatives:
        """What a formula tends to: its value there, where it has one, else its limit."""
        if not to:
            return (of,)
        there = put(of, to)
        if self._has_value(there):
            return (there,)
        return self.world.reckon(Operation("", "limit", of, tuple(to), tuple(to.values())))

    def _has_value(self, node: Node) -> bool:
        """Whether a formula has a value, its letters anything."""
        some = put(node, {name: Quot(Num(str(7 + k)), Num("5")) for k, name in enumerate(sorted(letters_in(node)))})
        with precision(BITS):
            try:
                return bool(value(some, {}, self.world.domain).is_finite())
            except (NoValue, AttributeError):
                return False

    def compared(self, a: Node, sign: str, b: Node) -> tuple[str, Mapping[str, Node]]:
        """Whether an inequality holds near the point, and a place very near to it where it does not; letters that tend to 0 alone are not
        negative."""
        for place in self.meanings.elsewhere if self.to else ():
            a, b = put(a, place), put(b, place)
        names = sorted(letters_in(a, b))
        free = [n for n in names if n not in self.to and n not in self.world.point]
        if len(names) > 3 or (free and not self.to):
            return "undecided", {}
        tried = 0
        for times in _NEAR:
            for shares in product(_SHARES, repeat=len(names)):
                at = {n: self._near(n, share, times) for n, share in zip(names, shares, strict=True)}
                if not self._has_value(put(a, at)) or not self._has_value(put(b, at)):
                    continue
                tried += 1
                if is_refuted(put(a, at), sign, put(b, at), self.world.domain):
                    return ("different", at) if times == _NEAR[0] else ("undecided", {})
        return ("equal" if tried > len(_NEAR) else "undecided"), {}

    def _near(self, name: str, share: Fraction, times: int) -> Node:
        if name in self.to:
            share, to = abs(share) / times, self.to[name]
        elif name in self.world.point:
            share, to = share / times, self.world.point[name]
        else:
            share, to = share * 3, NOUGHT
        return Sum((to, number(share)))
