"""A sentence in note form, as students write it, and the whole sentences that it may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.reading.sentences.pieces import balanced, formula_like, pieces

PARTED = 3  # at so many of its last stops a sentence is tried as what is given, and what is asked


def wholes(sentence: str) -> Iterator[str]:
    """The sentence as it stands, then with the words that may have been left out, the likeliest first.

    `gradient of x^2 y`: what is to be found. `y = x^2, find dy/dx`: what is given first. `hessian x^2 y`: of what.
    `x^3 + y^3 = 6xy, dy/dx`: both.
    """
    yield sentence
    yield f"find {sentence}"
    yield f"let {sentence}"
    yield from _of(sentence)
    yield from _parted(sentence)


def _of(sentence: str) -> Iterator[str]:
    """With `of` before the first formula."""
    at = next((p.start for p in pieces(sentence) if p.punctuation or formula_like(p.text)), 0)
    if at:
        whole = f"{sentence[:at]}of {sentence[at:]}"
        yield whole
        yield f"find {whole}"


def _parted(sentence: str) -> Iterator[str]:
    """What stands before a stop as given, and what stands behind it as asked."""
    stops = [p for p in pieces(sentence)[:-1] if p.punctuation and balanced(sentence[: p.start])]
    for stop in stops[: -PARTED - 1 : -1]:
        yield f"let {sentence[: stop.start]}, find {sentence[stop.end :].lstrip()}"
