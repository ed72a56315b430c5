"""Units of measurement: what stands behind a number, its dimension and its size in the base units."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tutor.frozen import dataclass
from tutor.reading.patterns import compiled

Dimension = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a multiple of a product of powers of base units."""

    dimension: Dimension
    scale: Fraction

    def __mul__(self, other: Unit) -> Unit:
        return Unit(_together(self.dimension, other.dimension), self.scale * other.scale)

    def __pow__(self, power: int) -> Unit:
        return Unit(tuple((base, n * power) for base, n in self.dimension if power), self.scale**power)


def _together(one: Dimension, two: Dimension) -> Dimension:
    powers = dict(one)
    for base, n in two:
        powers[base] = powers.get(base, 0) + n
    return tuple(sorted((base, n) for base, n in powers.items() if n))


PLAIN = Unit((), Fraction(1))
_METRE, _KILOGRAM, _SECOND, _AMPERE, _KELVIN = (Unit(((base, 1),), Fraction(1)) for base in ("m", "kg", "s", "A", "K"))
_MOLE = Unit((("mol", 1),), Fraction(1))
_NEWTON = _KILOGRAM * _METRE * _SECOND**-2
_JOULE, _PASCAL = _NEWTON * _METRE, _NEWTON * _METRE**-2
_WATT = _JOULE * _SECOND**-1
_VOLT = _WATT * _AMPERE**-1


def _times(number: int | Fraction, unit: Unit) -> Unit:
    return Unit(unit.dimension, unit.scale * number)


_GRAM, _LITRE = _times(Fraction(1, 1000), _KILOGRAM), _times(Fraction(1, 1000), _METRE**3)
_PREFIXES = {
    "n": Fraction(1, 10**9), "µ": Fraction(1, 10**6), "μ": Fraction(1, 10**6), "m": Fraction(1, 1000), "c": Fraction(1, 100),
    "d": Fraction(1, 10), "k": Fraction(1000), "M": Fraction(10**6), "G": Fraction(10**9),
}  # fmt: skip
_WITH_PREFIXES: dict[str, tuple[Unit, str]] = {
    "m": (_METRE, "nµμmcdk"), "g": (_GRAM, "µμmk"), "s": (_SECOND, "nµμm"), "N": (_NEWTON, "mkM"), "J": (_JOULE, "mkM"),
    "W": (_WATT, "mkMG"), "Pa": (_PASCAL, "kMG"), "V": (_VOLT, "mk"), "A": (_AMPERE, "mk"), "Hz": (_SECOND**-1, "kMG"),
    "L": (_LITRE, "mcd"), "K": (_KELVIN, ""), "l": (_LITRE, "mcd"),
}  # fmt: skip
_HOUR, _MINUTE = _times(3600, _SECOND), _times(60, _SECOND)
_INCH = _times(Fraction(254, 10000), _METRE)
_FOOT = _times(12, _INCH)
_CELSIUS, _FAHRENHEIT, _COUNT = (Unit(((name, 1),), Fraction(1)) for name in ("°C", "°F", "unit"))
_WORDS: dict[str, Unit] = {
    "metre": _METRE, "meter": _METRE, "second": _SECOND, "sec": _SECOND, "gram": _GRAM, "kilogram": _KILOGRAM, "newton": _NEWTON,
    "joule": _JOULE, "watt": _WATT, "pascal": _PASCAL, "volt": _VOLT, "ampere": _AMPERE, "kelvin": _KELVIN, "hertz": _SECOND**-1,
    "litre": _LITRE, "liter": _LITRE, "minute": _MINUTE, "hour": _HOUR, "hr": _HOUR, "inch": _INCH, "foot": _FOOT,
    "mile": _times(5280, _FOOT), "centimetre": _times(Fraction(1, 100), _METRE), "centimeter": _times(Fraction(1, 100), _METRE),
    "millimetre": _times(Fraction(1, 1000), _METRE), "millimeter": _times(Fraction(1, 1000), _METRE),
    "kilometre": _times(1000, _METRE), "kilometer": _times(1000, _METRE), "unit": _COUNT, "rad": PLAIN, "radian": PLAIN,
    "ohm": _VOLT * _AMPERE**-1, "mole": _MOLE, "bar": _times(100_000, _PASCAL), "coulomb": _AMPERE * _SECOND,
    "day": _times(86400, _SECOND), "year": _times(31_557_600, _SECOND),
}  # fmt: skip
_PLURALS = {"feet": _FOOT, "inches": _INCH}
_SHORT: dict[str, Unit] = {
    **{name: unit for name, (unit, _) in _WITH_PREFIXES.items()},
    **{p + name: _times(_PREFIXES[p], unit) for name, (unit, prefixes) in _WITH_PREFIXES.items() for p in prefixes},
    "mol": _MOLE, "mmol": _times(Fraction(1, 1000), _MOLE), "Ω": _VOLT * _AMPERE**-1,
    "h": _HOUR, "min": _MINUTE, "ft": _FOOT, "in": _INCH, "mi": _times(5280, _FOOT), "°C": _CELSIUS, "ºC": _CELSIUS, "°F": _FAHRENHEIT,
}  # fmt: skip
UNITS: dict[str, Unit] = {**_SHORT, **_WORDS, **_PLURALS, **{f"{word}s": unit for word, unit in _WORDS.items()}}

_NAME = "|".join(sorted(UNITS, key=len, reverse=True))
_POWER = r"(?:\s?\^\s?(?:\{\s?[-−+]?\d\s?\}|\(\s?[-−+]?\d\s?\)|[-−+]?\d)|[⁻-]?[¹²³]|(?<=[A-Za-z])-?\d(?![\d.]))"
_FACTOR = compiled(
    rf"\s*(?P<sign>[/*·⋅.]|per(?![A-Za-z])|\\cdot|\\,)?\s*(?P<word>square|cubic)?\s*(?P<name>{_NAME})(?![A-Za-z])(?P<power>{_POWER})?"
)
_DIGIT = compiled(r"\d|[¹²³]")
_RAISED = dict(zip("¹²³", "123", strict=True))
_COMMAND = r"\\(?:text|mathrm|textrm|operatorname|rm)\s*"
_TYPESET = compiled(rf"\{{\s*{_COMMAND}\{{([^{{}}]*)\}}\s*\}}|{_COMMAND}\{{([^{{}}]*)\}}")
# Longer than any unit that people write.
LONGEST = 60


def unit(text: str) -> Unit | None:
    """The unit that a text is, as in `m/s^2`, `cm^3`, `kg m s^{-2}`; None where it is something else."""
    if len(text) > LONGEST:
        return None
    plain = _TYPESET.sub(lambda m: m[1] or m[2] or "", text).strip()
    if plain[:1] + plain[-1:] in ("[]", "()"):
        plain = plain[1:-1].strip()
    factors = list(_factors(plain))
    if not factors or None in factors:
        return None
    whole = PLAIN
    for one in factors:
        assert one is not None
        whole = whole * one
    return whole


def written(text: str) -> list[tuple[str, str, int]]:
    """The factors of a unit as they are printed: the sign before each, its name, and its power."""
    plain = _TYPESET.sub(lambda m: m[1] or m[2] or "", text).strip("[]() ")
    out: list[tuple[str, str, int]] = []
    for m in _FACTOR.finditer(plain):
        sign = "/" if m["sign"] in ("/", "per") else "·" if out else ""
        out.append((sign, m["name"], _power(m["power"]) * {"square": 2, "cubic": 3}.get(m["word"] or "", 1)))
    return out


def _factors(text: str) -> Iterator[Unit | None]:
    """The factors of a unit, those behind a stroke inverted; None last where something else stands there."""
    at, first = 0, True
    while at < len(text):
        m = _FACTOR.match(text, at)
        if m is None or (first and m["sign"] not in (None, "/")):
            yield None
            return
        power = _power(m["power"]) * {"square": 2, "cubic": 3}.get(m["word"] or "", 1)
        made = UNITS[m["name"]] ** power
        if m["name"] == "ms" and power < 0:  # ms^-2 is m s^-2
            made = _METRE * _SECOND**power
        yield made**-1 if m["sign"] in ("/", "per") else made
        at, first = m.end(), False


def _power(typed: str | None) -> int:
    if not typed:
        return 1
    found = _DIGIT.search(typed)
    assert found is not None
    number = int(_RAISED.get(found[0], found[0]))
    return -number if any(sign in typed for sign in "-−⁻") else number


_BEHIND = compiled(
    rf"(?<=[\d)\]>}}\sπ°⟩])\s*(?P<unit>(?:\[|\()?\s*(?:(?:1?/\s*)?(?:\{{\s*)?(?:{_COMMAND}\{{\s*)?(?:1?/\s*)?(?:square\s|cubic\s)?"
    rf"(?:{_NAME})(?![A-Za-z]){_POWER}?\s*\}}{{0,2}}\s*{_POWER}?\s*(?:/|\*|·|⋅|\\cdot|per(?=\s))?\s*){{1,4}}\s*[\])]?)\s*\.?\s*\Z"
)


def behind(text: str, first: int, last: int) -> tuple[int, int] | None:
    """Where a unit stands at the end of a stretch, behind a number or a vector."""
    found = _BEHIND.search(text, max(first, last - LONGEST), last)
    if found is None or unit(found["unit"]) is None:
        return None
    return found.span("unit")
