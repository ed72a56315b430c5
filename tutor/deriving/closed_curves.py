"""Integrals round closed curves, and whether a field could have a potential but for a hole."""

from __future__ import annotations

from itertools import combinations

from sympy import cancel

from tutor.model import Derivation
from tutor.trees import tree

KINDS = ("line_integral", "green", "stokes")


def closed_integral(derivation: Derivation) -> bool:
    """Whether the work of a field round a closed curve is asked."""
    problem = derivation.problem
    if problem.kind not in KINDS or "field" not in problem.given or problem.given.get("flux"):
        return False
    return problem.kind != "line_integral" or any(s.facts.get("closed") or s.facts.get("method") in KINDS for s in derivation.steps)


def is_curl_free(derivation: Derivation) -> bool:
    """Whether all mixed derivatives of the field agree."""
    pairs = zip(map(tree.plain, derivation.problem.given["field"]), derivation.problem.variables, strict=False)
    return all(cancel(p.diff(y) - q.diff(x)) == 0 for (p, x), (q, y) in combinations(tuple(pairs), 2))
