"""What is read aloud: the same formula that an independent engine of speech says, and the whole of it in every language.

The engine is the npm package `speech-rule-engine`, in a folder that is named by hand: `npm install --prefix FOLDER
speech-rule-engine@4.1.5` once, then `SPEECH_RULE_ENGINE=FOLDER pytest -m fetched`. It reads the MathML without our words.
"""

import json
import os
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
from every import over
from notation_corpus import ROWS
from sympy import Abs, Add, Eq, Pow, Symbol, sqrt
from sympy.abc import n, x, y

from tutor.edges.language import ENGLISH, catalogue, languages, speaking, speech
from tutor.page.layout import Fenced, Ident, Number, Script
from tutor.printing.notation import spoken as room
from tutor.printing.notation.mathml import mathml
from tutor.printing.notation.spoken import spoken

FOLDER = Path(os.environ.get("SPEECH_RULE_ENGINE", ".")) / "node_modules" / "speech-rule-engine" / "lib"
ENGINE = """
const [folder] = process.argv.slice(1), sre = require(folder + "/sre.js");
const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));
sre.setupEngine({locale: "en", domain: "mathspeak", style: "default", modality: "speech", json: folder + "/mathmaps"});
sre.engineReady().then(() => console.log(JSON.stringify(formulas.map(f => sre.toSpeech(f)))));
"""


@over(
    ("formula", "english", "german"),
    [
        (x / y**2, "the fraction x over y squared, end fraction", "der Bruch x durch y Quadrat, Ende Bruch"),
        (Add(Pow(x, n), 1, evaluate=False), "x to the power n, end power plus 1", "x hoch n, Ende Exponent plus 1"),
        (Add(sqrt(x), 3, evaluate=False), "the square root of x, end root plus 3", "die Wurzel aus x, Ende Wurzel plus 3"),
        (Abs(x) ** 3, "the absolute value of x, end absolute value cubed", "der Betrag von x, Ende Betrag hoch 3"),
        (Eq(Symbol("X"), Symbol("x")), "capital X equals x", "großes X gleich x"),
        (Script(Fenced("[", Ident("x"), "]"), Number("0"), Number("1")),
         "open square bracket x close square bracket, from 0 to 1, end evaluation",
         "eckige Klammer auf x eckige Klammer zu, von 0 bis 1, Ende Auswertung"),
    ],
)  # fmt: skip
def test_where_a_root_a_power_or_a_bracket_ends_is_heard(formula, english, german):
    assert spoken(formula) == english
    with speaking("de"):
        assert spoken(formula) == german
        assert f'alttext="{german}"' in mathml(formula)


@pytest.mark.parametrize("code", [code for code in languages() if code != ENGLISH])
def test_every_word_is_there_in_a_language(code, monkeypatch):
    tables = [t for name, t in vars(room).items() if re.fullmatch("_[A-Z]+", name) and isinstance(t, dict)]
    wanted = {w for t in tables for v in t.values() for w in ((v,) if isinstance(v, str) else v) if w}
    monkeypatch.setattr(room, "speech", lambda english, *parts: wanted.add(english) or speech(english, *parts))
    room._said.cache_clear()
    with speaking(code):
        said = [spoken(tree) for tree, _, _ in ROWS]
    assert len(wanted) > 100
    assert wanted - catalogue(code).speech.keys() == set()
    assert not [s for s in said if re.search(r"\b(the|power|end|of|over|sub|bracket)\b", s)]


# What either says, as one sign: <k begins a group, >k ends it. The engine leaves out an end that it need not say.
OURS = {
    "the fraction": "<frac", ", end fraction": ">frac", "to the power": "<^", ", end power": ">^", "the square root of": "<root",
    "the cube root of": "<root3", ", end root": ">root", "the absolute value of": "<abs", ", end absolute value": ">abs",
    "open bracket": "<(", "close bracket": ">(", "open square bracket": "<[", "close square bracket": ">[", ", end sub,": ">_",
    "is at most": "≤", "is at least": "≥", "equals": "=", "of": "", "times": "·", ", times": "·,", "sub": "<_", "squared": "^2",
    "cubed": "^3", "capital": "upper", "partial": "∂", "by": "over", "is": "", "natural log": "ln", ",": ",",
    "the integral": "integral", "max": "maximum",
    "inverse hyperbolic": "area hyperbolic", **{f"{a} {b}": f"{a}/{c}" for a in range(1, 10) for b, c in (
        ("half", 2), ("halves", 2), ("third", 3), ("thirds", 3), ("quarters", 4), ("eighths", 8))},
}  # fmt: skip
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven")
THEIRS = {
    "StartFraction": "<frac", "Over": "over", "EndFraction": ">frac", "Superscript": "<^", "Baseline": ">", "StartRoot": "<root",
    "RootIndex 3 StartRoot": "<root3", "EndRoot": ">root", "StartAbsoluteValue": "<abs", "EndAbsoluteValue": ">abs",
    "left parenthesis": "<(", "right parenthesis": ">(", "left bracket": "<[", "right bracket": ">[", "less than or equals": "≤",
    "greater than or equals": "≥", "equals": "=", "dot": "", "Subscript": "<_", "squared": "^2", "cubed": "^3", "negative": "minus",
    "lamda": "lambda", "comma": ",", "partial differential": "∂", "divided by": "over", "double prime": "prime prime", "max": "maximum",
    "min": "minimum", "sgn": "sign", "StartStartFraction": "<frac", "OverOver": "over", "EndEndFraction": ">frac", "normal": "", "bold": "",
    "Delta": "delta", "not equals": "not equal to",
    **{f"{a} {b}": f"{k}/{c}" for k, a in enumerate(_COUNTS, start=1) for b, c in (
        ("half", 2), ("halves", 2), ("third", 3), ("thirds", 3), ("fourth", 4), ("fourths", 4), ("eighths", 8))},
}  # fmt: skip
BRIEF = {"^", "_", "root", "root3", "abs"}  # groups of one letter or number, that have no end aloud where nothing goes on
GOES_ON = {"plus", "minus", "^2", "^3", "over", "<^"}


def signs(said, words):
    """The signs of what was said, the longest phrases first."""
    pattern = "|".join(rf"(?:(?<!\w)|(?=,)){re.escape(w)}(?![a-z])" for w in sorted(words, key=len, reverse=True))
    return re.sub(pattern, lambda m: f" {words[m[0]]} ", said).split()


def ours(said):
    """The one tree that a listener can make of our words."""
    said = re.sub(r"the integral from (.+?) to (.+?) of", r"integral sub \1 , end sub, to the power \2 , end power", said)
    trees = [tree for tree, end in groups(signs(re.sub(r" sub (\d+)(?!\d)(?! , end)", r" \1", said), OURS), 0, None) if end is None]
    assert len(set(map(str, trees))) == 1, (said, trees)
    return plain(trees[0])


def plain(tree):
    """Without what is not said by one of the two: a bracket round one sign, the bar of a derivative."""
    out = []
    for part in tree:
        if isinstance(part, tuple):
            kind, body = part[0], plain(part[1])
            bare = (kind == "(" and len(body) == 1) or (kind == "frac" and body[0] in ("d", "∂") and body.count("over") == 1)
            out += body if bare else [(kind, body)]
        else:
            out.append(part)
    return tuple(out)


def groups(tokens, k, closer):
    """Every way to hear the tokens from `k` on as far as `closer`, with where it ends; None at the end of all."""
    if k == len(tokens):
        if closer is None:
            yield (), None
        return
    token = tokens[k]
    if token[0] == ">" and len(token) > 1:
        if token == closer:
            yield (), k + 1
        return
    if token[0] != "<" or len(token) == 1:
        for rest, end in groups(tokens, k + 1, closer):
            yield (() if token in ("·", "·,") else (token,)) + rest, end
        return
    kind = token[1:]
    for body, end in groups(tokens, k + 1, f">{kind.removesuffix('3')}"):
        for rest, last in groups(tokens, end, closer):
            yield ((kind, body), *rest), last
    alone, after = tokens[k + 1], tokens[k + 2] if k + 2 < len(tokens) else None
    if kind in BRIEF and alone[0] not in "<>" and (after not in GOES_ON or (kind == "^" and alone.isdigit())):
        for rest, end in groups(tokens, k + 2, closer):
            yield ((kind, (alone,)), *rest), end


def theirs(said):
    """The tree that the engine says: a script ends at the baseline, or with what it stands in."""
    open_groups, out = [], []

    def ends():
        out.append(f">{open_groups.pop().removesuffix('3')}")

    for sign in signs(re.sub(r"Subscript (\d+) Baseline", r"\1", said), THEIRS):
        while open_groups and open_groups[-1] in "^_" and (sign[0] == ">" or (sign, open_groups[-1]) == ("<^", "_")):
            ends()
            if sign == ">":
                break
        else:
            if sign[0] == ">":
                ends()
            else:
                out.append(sign)
                open_groups += [sign[1:]] if sign[0] == "<" else []
    while open_groups:
        ends()
    trees = [tree for tree, end in groups(out, 0, None) if end is None]
    return plain(max(trees, key=lambda t: str(t).count("(")))


# Where the two have words of their own for the same thing.
APART = re.compile(
    "cases|matrix|determinant|vector|evaluat|limit|derivative|the sum|the product|bar|hat|choose|contour|gradient|divergence|curl|"
    "floor|ceiling|brace|atan|end sub,$|f sub y y"
)


@pytest.mark.fetched
@pytest.mark.skipif(not FOLDER.is_dir(), reason="the engine is not there: npm install --prefix FOLDER speech-rule-engine@4.1.5")
def test_an_independent_engine_says_the_same():
    trees = [t for t, _, _ in ROWS if not APART.search(spoken(t)) and len(spoken(t).split()) > 2]
    silent = [re.sub(' alttext="[^"]*"', "", mathml(t)) for t in trees]
    run = subprocess.run(
        [which("node"), "-e", ENGINE, str(FOLDER.resolve())], input=json.dumps(silent), capture_output=True, text=True, check=True
    )
    said = json.loads(run.stdout)
    assert len(said) == len(trees) >= 50
    pairs = [(spoken(t), engine) for t, engine in zip(trees, said, strict=True)]
    other = [(own, engine, ours(own), theirs(engine)) for own, engine in pairs if ours(own) != theirs(engine)]
    assert not other, "\n".join(map(str, other))
