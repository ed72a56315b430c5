"""What readers have done, kept by the server in one file: for each reader and problem the seed, the tries, the best score.

A reader is a number that the server drew and the browser keeps in a cookie; nobody's name is asked or kept. What is kept of a problem
only grows, so that two windows of one reader cannot undo each other.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from tutor.errors import Invalid, Place
from tutor.web import request

READER = re.compile(r"[0-9a-f]{32}")
MOST_TRIES = 10**6
LARGEST = 500_000_000  # bytes of the file; then nothing new is kept
WAIT = 5.0  # seconds for another process that has the file
TABLE = """
CREATE TABLE IF NOT EXISTS progress (
    reader TEXT NOT NULL, set_name TEXT NOT NULL, id TEXT NOT NULL,
    seed INTEGER NOT NULL, tries INTEGER NOT NULL, best REAL NOT NULL, solved INTEGER NOT NULL,
    PRIMARY KEY (reader, set_name, id)
) WITHOUT ROWID
"""
KEEP = """
INSERT INTO progress VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET seed = excluded.seed,
tries = max(tries, excluded.tries), best = max(best, excluded.best), solved = max(solved, excluded.solved)
"""


class Progress:
    """The file. It is opened for each call alone, which any thread may make: the workers of the server, its forks, never hold it."""

    def __init__(self, path: Path) -> None:
        """Errors: `Invalid` where the file cannot be used."""
        self._path, self._lock = path, Lock()
        try:
            with self._opened() as file:
                file.execute(TABLE)
        except sqlite3.Error as error:
            raise Invalid(
                f"progress cannot be kept in {path}: {error}", hint="Name a file that is new, or was made by this command."
            ) from None

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self._lock, closing(sqlite3.connect(self._path, timeout=WAIT)) as file, file:
            yield file

    def of(self, reader: str) -> dict[str, dict[str, dict[str, float]]]:
        """All that is known of a reader: by the set, by the problem."""
        out: dict[str, dict[str, dict[str, float]]] = {}
        with self._opened() as file:
            for _, name, problem, seed, tries, best, solved in file.execute("SELECT * FROM progress WHERE reader = ?", (reader,)):
                out.setdefault(name, {})[problem] = {"seed": seed, "tries": tries, "best": best, "solved": bool(solved)}
        return out

    def keep(self, reader: str, asked: Mapping[str, object], on: request.Shelf) -> None:
        """One problem of a set, or that all of a set is to be forgotten. Errors: `Invalid`."""
        name = request.text(asked, "set")
        if asked.get("forget") is True:
            with self._opened() as file:
                file.execute("DELETE FROM progress WHERE reader = ? AND set_name = ?", (reader, name))
            return
        entry, seed = request.problem({"set": name, "id": asked.get("id")}, on), request.version(asked).seed
        tries, best = _number(asked, "tries", MOST_TRIES), _number(asked, "best", 1)
        if self._path.stat().st_size > LARGEST:
            raise Invalid("there is no more room for progress", hint="What you do is still kept in your browser.")
        with self._opened() as file:
            file.execute(KEEP, (reader, name, entry.id, seed, int(tries), best, asked.get("solved") is True))


def reader_of(cookie: str | None) -> tuple[str, bool]:
    """The reader of a cookie, a new one where it is none; and whether it is new."""
    if cookie is not None and READER.fullmatch(cookie):
        return cookie, False
    return secrets.token_hex(16), True


def _number(asked: Mapping[str, object], name: str, most: float) -> float:
    value = asked.get(name)  # of a decimal, its text
    try:
        number = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else -1.0
    except (ValueError, OverflowError):
        number = -1.0
    if not 0 <= number <= most:
        raise Invalid(f"{name} is a number from 0 to {most}", place=Place(field=name))
    return number
