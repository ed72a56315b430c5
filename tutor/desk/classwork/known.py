"""Verdicts already given, so that the same answer to the same problem is judged once: as many as fit into a bound of memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from tutor.desk.classwork.record import Pair

# Bytes, measured: a record of 300 characters takes 1.9 kB, and each further character about 2 with its copies.
RECORD = 1_500
CHARACTER = 2


@dataclass(slots=True)
class Cell:
    """The place of a verdict, from when an answer is first met; those who wait for it hold on to it."""

    record: dict[str, Any] | None = None
    size: int = 0


class KnownCells:
    """Cells by answer. Those used longest ago are forgotten first; one that still waits for its verdict takes no room yet."""

    def __init__(self, most: int) -> None:
        self._cells: OrderedDict[Pair, Cell] = OrderedDict()
        self._most = most
        self._size = 0

    def cell(self, pair: Pair) -> tuple[Cell, bool]:
        """The cell of an answer, and whether it is new, so that somebody has to fill it."""
        found = self._cells.get(pair)
        if found is not None:
            self._cells.move_to_end(pair)
            return found, False
        self._cells[pair] = fresh = Cell()
        return fresh, True

    def fill(self, pair: Pair, cell: Cell, record: dict[str, object]) -> None:
        """Keep a verdict, and forget others where there is no room."""
        cell.record = record
        if self._cells.get(pair) is not cell:  # forgotten while it waited
            return
        cell.size = _size(pair, record)
        self._size += cell.size
        while self._size > self._most:
            _, oldest = self._cells.popitem(last=False)
            self._size -= oldest.size


def _size(pair: Pair, record: dict[str, Any]) -> int:
    """About how many bytes a verdict and its answer take."""
    read = record.get("read_as") or {}
    texts = (*pair, record.get("feedback") or "", *(v for v in read.values() if isinstance(v, str)))
    return RECORD + CHARACTER * sum(map(len, texts)) + RECORD // 4 * len(record.get("parts", ()))
