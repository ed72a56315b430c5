"""Units behind numbers: which letters are one, what it is in base units, and where it begins."""

from fractions import Fraction

from every import over

from tutor.reading.units import behind, unit


@over(
    ("typed", "same"),
    [
        ("m/s^2", "m s^-2"), ("ms^-2", "m/s²"), ("N", "kg m/s^2"), ("[m/s^2]", "m s^{-2}"), (r"\text{ m}/\text{s}^2", "m/s/s"),
        ("Hz", "1/s"[1:]), ("metres per second", "m/s"), ("square metres", "m^2"), ("rads", "radians"), ("J", "N m"), ("cm^3", "mL"),
    ],
)  # fmt: skip
def test_the_same_unit_in_other_words(typed: str, same: str) -> None:
    assert unit(typed) is not None
    assert unit(typed) == unit(same)


@over(("typed", "times"), [("km", 1000), ("cm", Fraction(1, 100)), ("km/h", Fraction(5, 18)), ("min", 60), ("cm^2", Fraction(1, 10**4))])
def test_prefixes_scale(typed: str, times: Fraction | int) -> None:
    found = unit(typed)
    assert found is not None
    assert found.scale == times


@over("typed", ["x", "m+s", "", "mx", "m/", "* m", "m" * 60, "sin"])
def test_what_is_no_unit(typed: str) -> None:
    assert unit(typed) is None


@over(
    ("typed", "found"),
    [
        ("9.81 m/s^2", "m/s^2"),
        ("9.81[m/s^2]", "[m/s^2]"),
        ("6 pi cm^3", "cm^3"),
        ("(3, 1) m/s", "m/s"),
        ("3/s", "/s"),
        ("5 cos 3", ""),
        ("xm", ""),
    ],
)
def test_where_a_unit_begins(typed: str, found: str) -> None:
    span = behind(typed, 0, len(typed))
    assert (typed[slice(*span)] if span else "") == found
