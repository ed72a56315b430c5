"""TOML and JSON that somebody else wrote, read within limits.

The readers of the standard library take whatever fits into memory: a name of a hundred thousand parts in quadratic time, a
number of as many digits that no later step can print, lists so deep that whatever walks them falls over.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from tutor.errors import Invalid

MOST_DEEP = 32  # tables and lists within one another; a problem with parts and pieces needs seven
MOST_PARTS = 8  # of a dotted name in TOML: `problem.parts.mistakes` has three; the reader's time grows with their square
MOST_DIGITS = 1000  # of a whole number; one of more than a formula's 200 is then refused with its field
LONGEST_NAME = 200  # characters of a field's name: it is quoted in messages and compared with the names that are known
LONGEST_MESSAGE = 300  # characters of a reader's message, which may quote a name as long as the file

_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_LONG_NAME = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}){{{MOST_PARTS}}}")

_AT_LINE = re.compile(r"\(at line (\d{1,9}), column")
_BARE = re.compile(r"\s{0,80}([A-Za-z0-9_-]{1,40})\s{0,80}=\s{0,80}([A-Za-z(][^\"'#\[{]{0,80}?)\s{0,80}")


def toml(text: str) -> dict[str, Any]:
    """A table of TOML, decimals as they were typed. Errors: `Invalid`, where it is none or beyond a limit."""
    if found := _LONG_NAME.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Invalid(f"more than {MOST_PARTS} names are joined by dots in line {line}")
    try:
        data = tomllib.loads(text, parse_float=str)
    except RecursionError:
        raise Invalid(_TOO_DEEP) from None
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"this is not TOML: {_short(str(error))}", hint=_unquoted(text, str(error))) from None
    except ValueError:  # of `int`, for more digits than Python turns into a number
        raise Invalid(_TOO_LONG) from None
    check(data)
    return data


def _unquoted(text: str, said: str) -> str | None:
    """What is to be done where a text stands without its quotes in the line that an error is about."""
    at = _AT_LINE.search(said)
    lines = text.splitlines()
    bare = _BARE.fullmatch(lines[int(at[1]) - 1]) if at is not None and 0 < int(at[1]) <= len(lines) else None
    return None if bare is None else f"Text stands in quotes: {bare[1]} = '{bare[2]}'"


def json_value(text: str) -> Any:
    """A value of JSON, decimals as they were typed. Errors: `Invalid`, where it is none or beyond a limit."""
    try:
        value = json.loads(text, parse_float=str, parse_constant=str)
    except RecursionError:
        raise Invalid(_TOO_DEEP) from None
    except json.JSONDecodeError as error:
        raise Invalid(f"this is not JSON: {error.msg}") from None
    except ValueError:
        raise Invalid(_TOO_LONG) from None
    check(value)
    return value


def check(value: Any) -> None:
    """Errors: `Invalid`, where a value is nested too deeply or holds a name or a whole number that is too long."""
    level = [value]
    for _ in range(MOST_DEEP):
        following: list[Any] = []
        for each in level:
            match each:
                case Mapping():
                    if any(len(name) > LONGEST_NAME for name in each):
                        raise Invalid(_TOO_LONG_A_NAME)
                    following += each.values()
                case list():
                    following += each
                case int():
                    if abs(each) >= _BOUND:
                        raise Invalid(_TOO_LONG)
        if not following:
            return
        level = following
    raise Invalid(_TOO_DEEP)


def _short(message: str) -> str:
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}…"


_BOUND = 10**MOST_DIGITS
_TOO_DEEP = f"tables and lists are nested too deeply: at most {MOST_DEEP} within one another"
_TOO_LONG = f"a whole number is too long: at most {MOST_DIGITS} digits"
_TOO_LONG_A_NAME = f"the name of a field is too long: at most {LONGEST_NAME} characters"
