"""Nothing depends on the clothes: every formula of the bank means the same as a programmer, a phone or an editor writes it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from clothes import MODES, Undressed

from tutor.errors import TutorError
from tutor.reading.build import build
from tutor.reading.fields import Fields
from tutor.reading.sets import Record, load_set
from tutor.rule import Field, kinds, topic
from tutor.trees.tree import plain

BANK = Path(__file__).parents[3] / "exercises"
TYPES = ("function", "equation", "surface")


@cache
def formulas() -> list[tuple[Record, Field]]:
    """Each field of each exercise that holds one formula as text."""
    records = [r for path in sorted(BANK.glob("*.toml")) for r in load_set(path).records if r.error is None and r.kind in kinds()]
    return [
        (r, f) for r in records for f in topic(r.kind).fields
        if f.type in TYPES and isinstance(r.fields.get(f.name), str) and not {"parameters", "log_base"} & set(r.fields)
    ]  # fmt: skip


def tree(record: Record, field: Field, text: str):
    only = {k: v for k, v in record.fields.items() if k in ("variables", "point", "assume")} | {field.name: text}
    return Fields(Record(record.id, record.kind, only)).parsed(field)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.slow
def test_a_formula_of_the_bank_means_the_same_in_all_clothes(mode):
    dressed, wrong = 0, []
    for record, field in formulas():
        original = tree(record, field, record.fields[field.name])
        try:
            typed = MODES[mode](original)
        except Undressed:
            continue
        dressed += 1
        try:
            same = plain(build(tree(record, field, typed))) == plain(build(original))
        except TutorError as error:
            same, typed = False, f"{typed}: {error}"
        if not same:
            wrong.append(f"{record.kind} {record.id}: {typed}")
    assert wrong == []
    assert dressed > 100
