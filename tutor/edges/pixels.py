"""How large a picture is, from its first bytes, without unpacking anything."""

from __future__ import annotations

from struct import error as Short
from struct import unpack_from

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
# Markers of JPEG that begin a frame, which has the size; three of their row mean something else.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length


def pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None where the data are neither."""
    try:
        if data.startswith(PNG):
            return unpack_from(">II", data, 16) if data[12:16] == b"IHDR" else None
        return _jpeg(data) if data.startswith(JPEG) else None
    except Short:
        return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = len(JPEG)
    while True:
        mark, kind = unpack_from(">BB", data, at)
        if mark != 0xFF:
            return None
        if kind in FRAMES:
            height, width = unpack_from(">HH", data, at + 5)
            return width, height
        if kind == 0xFF:  # a byte that fills up
            at += 1
        elif kind in ALONE:
            at += 2
        else:
            (length,) = unpack_from(">H", data, at + 2)
            at += 2 + max(2, length)
