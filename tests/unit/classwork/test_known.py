"""Verdicts that are kept: no more than fit, the latest used, and none lost to those who wait for it."""

from tutor.desk.classwork.known import KnownCells

RECORD = {"feedback": "", "read_as": None, "parts": []}


def test_no_more_than_fits_is_kept_and_the_latest_used_stays():
    known = KnownCells(100_000)
    for k in range(10_000):
        cell, new = known.cell(("1", str(k)))
        assert new
        known.fill(("1", str(k)), cell, RECORD)
        assert not known.cell(("1", "0"))[1]
    assert known._size <= 100_000 and len(known._cells) < 100
    assert known.cell(("1", "5"))[1] and not known.cell(("1", "9999"))[1]


def test_long_texts_take_more_room():
    known = KnownCells(100_000)
    for k in range(100):
        pair = ("1", f"{k}" * 4_000)
        known.fill(pair, known.cell(pair)[0], RECORD)
    assert len(known._cells) < 12


def test_what_is_forgotten_while_it_waits_still_arrives():
    known = KnownCells(10_000)
    waiting, _ = known.cell(("1", "slow"))
    for k in range(100):
        cell, _ = known.cell(("1", str(k)))
        known.fill(("1", str(k)), cell, RECORD)
    known.fill(("1", "slow"), waiting, {**RECORD, "verdict": "correct"})
    assert waiting.record is not None and waiting.record["verdict"] == "correct"
    assert 0 <= known._size <= 10_000 and known.cell(("1", "slow"))[1]
