"""The interface of the page: a verb and a table in, a table out, both JSON; the same for a server and for a browser alone.

What is wrong with a request is an answer too: `{"error": {"message", "hint", "field", "position", "excerpt"}}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from tutor.edges.language import message, speaking
from tutor.errors import Invalid, TutorError, Unsupported, nearest
from tutor.web.request import Shelf, spoken

SECONDS = 20.0  # that an answer may take
ABSENT = ("numpy", "typst")  # what a browser alone may not have
# The module that knows each verb, loaded when it is asked for; and whether it is quick: a reader waits for it while typing.
VERBS: Mapping[str, tuple[str, bool]] = {
    "kinds": ("shelf", True),
    "sets": ("shelf", True),
    "problem": ("shelf", True),
    "ask": ("sentences", True),
    "read": ("answers", True),
    "check": ("answers", True),
    "working": ("workings", True),
    "hint": ("workings", True),
    "solve": ("solutions", False),
    "download": ("solutions", False),
    "picture": ("pictures", False),
    "explore": ("explorer", False),
}


def known(verb: str) -> None:
    """Errors: `Invalid`, with the nearest name, where there is no such verb."""
    if verb not in VERBS:
        raise Invalid(f"there is no request {verb[:40]!r}", hint=nearest(verb[:40], VERBS))


def answer(verb: str, asked: object, on: Shelf) -> dict[str, object]:
    """What the page gets. Whatever was asked, there is an answer; only a bug raises."""
    try:
        known(verb)
        if not isinstance(asked, Mapping):
            raise Invalid("a request is a table")
        do: Callable[[Mapping[str, object], Shelf], dict[str, object]] = getattr(import_module(f"tutor.web.{VERBS[verb][0]}"), verb)
        with speaking(spoken(asked, on)):
            try:
                return do(asked, on)
            except TutorError as error:
                return {"error": told(error)}
    except TutorError as error:
        return {"error": told(error)}
    except ModuleNotFoundError as error:
        if error.name not in ABSENT:
            raise
        return {"error": told(Unsupported(f"this takes {error.name}, which is not here", hint="An installed tutor can do it."))}


def told(error: TutorError) -> dict[str, object]:
    """An error as the page shows it; the place in words only as far as the page does not show it itself."""
    place = error.place
    out: dict[str, object] = {"kind": type(error).__name__, "message": message(error.message)}
    out |= {
        "hint": message(error.hint) if error.hint else error.hint,
        "field": place.field,
        "position": place.start,
        "excerpt": place.excerpt(),
    }
    return {name: value for name, value in out.items() if value is not None}
