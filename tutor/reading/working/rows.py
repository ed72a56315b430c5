"""The lines of a working as they were written: at line ends, at LaTeX's `\\\\`, and at arrows."""

from __future__ import annotations

import re

from tutor.reading.working.levels import cut

MOST_ROWS = 200
_LINE = re.compile(
    r"\r\n|[\n\r]|\\\\(?:\[[^\]\n]{0,9}\])?|=>|⇒|⟹|⟺|⇔|<=>|\\(?:Long)?(?:left)?[Rr]ightarrow(?![A-Za-z])|\\(?:implies|iff)(?![A-Za-z])"
)
_ARROW = re.compile(r"(?<![-<])->|[→⟶➔]|\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])")
_STATES = re.compile(r"[=<>≤≥≈≠]|\\(?:leq?|geq?|approx|neq?)(?![A-Za-z])")
_LIMIT = re.compile(r"lim(?![a-z])")
_BEGIN = re.compile(r"\\(?:begin|end)\s*\{(?:align|aligned|equation|gather|gathered|split|eqnarray|displaymath)\*?\}")
_MATRIX = re.compile(r"\\begin\s*\{[a-z]*(?:matrix|cases|array)\}.*?\\end\s*\{[a-z]*(?:matrix|cases|array)\}", re.S)
_NUMBERED = re.compile(r"\s*(?:\(?\d{1,2}[.)](?=\s)|[-*•](?=\s+\S)|\([a-z]\)\s)\s*")
_KEPT = "\ue000"  # stands for a line end inside of a matrix


def rows(text: str) -> tuple[str, ...]:
    """The lines that are not empty, in order, without their numbers and bullets."""
    text = _BEGIN.sub(" ", text)
    text = _MATRIX.sub(lambda m: m[0].replace("\\\\", _KEPT).replace("\n", " "), text)
    pieces, _ = cut(text, _LINE) if text.count("(") == text.count(")") else (_LINE.split(text), [])
    found = [part.replace(_KEPT, "\\\\").strip() for piece in pieces for part in _implied(piece)]
    return tuple(_NUMBERED.sub("", row, count=1) if _NUMBERED.match(row) else row for row in found if row.strip(" .,;&$"))[:MOST_ROWS]


def _implied(row: str) -> list[str]:
    """A row as the statements between its arrows; an arrow that no statement stands before and behind says where something tends to."""
    pieces, arrows = cut(row, _ARROW)
    out = [pieces[0]]
    for arrow, piece in zip(arrows, pieces[1:], strict=True):
        if _STATES.search(out[-1]) and _STATES.search(piece) and not _LIMIT.search(out[-1]):
            out.append(piece)
        else:
            out[-1] += arrow + piece
    return out
