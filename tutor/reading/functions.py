"""The names of mathematics: library functions with their aliases, Greek letters, constants."""

from __future__ import annotations

_CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot")
_ALSO = {
    "cosec": "csc", "tg": "tan", "ctg": "cot", "cotg": "cot", "cotan": "cot", "cosech": "csch", "sh": "sinh", "ch": "cosh",
    "th": "tanh", "arctg": "atan", "arcctg": "acot", "arccosec": "acsc", "arsh": "asinh", "arch": "acosh", "arth": "atanh",
    "sgn": "sign", "ceiling": "ceil", "arctan2": "atan2",
}  # fmt: skip
_OTHER = ("exp", "ln", "log", "lg", "sqrt", "cbrt", "root", "abs", "norm", "sign", "max", "min", "floor", "ceil", "atan2",
          "binomial", "factorial")  # fmt: skip

# Every spelling of a function, to the one name it has in the tree.
FUNCTIONS: dict[str, str] = {
    **{f: f for f in (*_CIRCULAR, *_OTHER)},
    **{f"{f}h": f"{f}h" for f in _CIRCULAR},
    **{f"{arc}{f}": f"a{f}" for f in _CIRCULAR for arc in ("a", "arc")},
    **{f"{ar}{f}h": f"a{f}h" for f in _CIRCULAR for ar in ("a", "ar", "arc")},
    **_ALSO,
}
# The inverse of a function, for sin^-1.
INVERSES: dict[str, str] = {f: f"a{f}" for f in (*_CIRCULAR, *(f"{f}h" for f in _CIRCULAR))}
# How many arguments a function takes, where it is not exactly one.
ARGUMENTS: dict[str, tuple[int, int]] = {
    "log": (1, 2), "lg": (1, 2), "root": (2, 2), "max": (1, 20), "min": (1, 20), "atan2": (2, 2), "binomial": (2, 2), "atan": (1, 2),
}  # fmt: skip
# Aliases so short that they are letters more often: functions only where they are the whole word.
WHOLE_ONLY = frozenset({"sh", "ch", "th", "tg", "lg", "ctg", "arch", "max", "min", "sign", "root", "norm", "abs", "floor", "ceil"})

_LOWER = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "mu", "nu", "xi", "omicron", "rho",
    "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "lamda",
]  # fmt: skip
_UPPER = ["Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"]
# Every spelling of a Greek letter, to its plain name. `lambda` is a word of Python's; pi is a constant, not a letter.
GREEK: dict[str, str] = {
    **{g: g for g in (*_LOWER, *_UPPER)},
    **{f"var{g}": g for g in ("epsilon", "theta", "rho", "sigma", "phi", "kappa")},
    "lambda": "lamda",
    "Lamda": "Lambda",
}
CONSTANTS: dict[str, str] = {
    "e": "e", "pi": "pi", "Pi": "pi", "PI": "pi", "varpi": "pi", "oo": "oo", "inf": "oo", "infty": "oo", "infinity": "oo",
    "Inf": "oo", "Infinity": "oo", "INF": "oo", "INFINITY": "oo", "Infty": "oo", "unendlich": "oo",
}  # fmt: skip
# Words that are short enough to pass for a product of letters and never are one.
WORDS = frozenset(
    [
        "idk", "dne", "nan", "none", "null", "nil", "and", "or", "the", "not", "for", "yes", "no", "if", "of", "is", "are",
        "max", "min", "div", "curl", "det", "lim", "grad", "del", "def", "int", "sum", "let", "so", "but", "can", "you", "any",
        "all", "one", "two", "has", "was", "how", "who", "why", "what",
    ]
)  # fmt: skip
# Letters that stand for a function where a bracket follows and nothing was declared.
FUNCTION_LETTERS = frozenset("fghFGH")
# Letters that may be glued to a function's name, sinx, or stand three in a row before a bracket, without being declared.
COMMON_LETTERS = frozenset("abcmnpqrstuvwxyz")
# A function in pieces: its environments, and the words before its conditions.
CASES = frozenset(["cases", "dcases", "rcases"])
WHEN = frozenset(["if", "for", "when", "where", "falls"])
OTHERWISE = frozenset(["otherwise", "else", "elsewhere", "sonst"])
# Units that may stand in \text{..} after a number; they are left out, with a notice.
UNITS = frozenset([
    "m", "cm", "mm", "km", "s", "ms", "min", "h", "hr", "kg", "g", "meters", "meter", "metres", "metre", "seconds", "second",
    "units", "unit", "feet", "ft", "inches", "in", "miles", "rad", "radians",
])  # fmt: skip
