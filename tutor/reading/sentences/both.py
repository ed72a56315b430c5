"""Two questions in one sentence, taken apart: `Find the gradient and the Hessian of x^2 y`."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.reading.sentences.pieces import Piece, balanced, pieces

JOINS = ("of", "for", "to")  # before what a thing is asked of
MOST = 4  # places at which a sentence is taken apart


def halves(sentence: str, openings: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each way to make two questions of it, at its `and` and its stops: what both are of, and what is given, is said to both."""
    found = pieces(sentence)
    verb = next((p for p in found if p.word in openings), None)
    if verb is None:
        return
    places = [p for p in found[:-1] if p.start > verb.end and (p.word == "and" or p.text in ".;,?") and balanced(sentence[: p.start])]
    for place in places[:MOST]:
        left, right = sentence[: place.start].rstrip(" ,.;"), sentence[place.end :].strip()
        lead = sentence[: verb.start]
        again = right if right.split(maxsplit=1)[0].lower() in openings else f"{verb.text} {right}"
        yield f"{left} {_tail(found, place, sentence)}", lead + again
        yield left, lead + again
        for topic in _topics(found, verb, place, sentence):
            yield left, f"{lead}{again.rstrip(' .?;')} {topic}"


def _tail(found: tuple[Piece, ...], place: Piece, sentence: str) -> str:
    """What stands behind the second thing that is asked: `of x^2 y at (1, 2)`."""
    at = next((p.start for p in found if p.start > place.end and p.word in JOINS), len(sentence))
    return sentence[at:]


def _topics(found: tuple[Piece, ...], verb: Piece, place: Piece, sentence: str) -> Iterator[str]:
    """What the first thing may be asked of."""
    for p in found:
        if verb.end < p.start < place.start and p.word in JOINS:
            yield sentence[p.start : place.start].rstrip(" ,.;")
