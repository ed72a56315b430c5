"""Whether what stands before an equals sign or a colon only says what the answer is called.

Known nouns and one quantity do. A denial, a doubt, an unknown word or a calculation does not: `not f_x`, `maybe`, `2∇f`, `-lim`.
"""

from __future__ import annotations

from tutor.errors import Unreadable
from tutor.reading.functions import CONSTANTS, FUNCTIONS, GREEK
from tutor.reading.patterns import compiled
from tutor.reading.quantity import plain, quantity
from tutor.reading.scope import Scope

NOT_ASKED = "The left side is not the quantity asked."
_ADVICE = "Give the answer alone, or with the name of what is asked before it."

_JOINING = """the a an my our its this that these which it they and or so then is are equals equal to of at in for on with by from as
    respect approximately about over under between der die das des den dem ist sind von im am bei zu zur nach le la les du de est et
    el es und y"""
_NOUNS = """answer answers ans solution solutions sol result results value values respuesta resultado antwort lösung ergebnis réponse
    resultat final total exact required desired estimate estimated approximation approximate approx numeric numerical decimal
    derivative derivatives partial partials directional ordinary first second third mixed higher order gradient grad divergence div
    curl rot rotation jacobian hessian laplacian determinant det matrix limit lim slope rate change increase ascent steepest direction
    unit vector vectors maximal maximum minimum max min greatest least largest smallest local global extreme extremum extrema value
    point points critical stationary saddle area volume length mass distance height width depth radius diameter perimeter circumference
    surface speed velocity acceleration force work flux flow charge current power energy pressure temperature density time angle
    integral antiderivative primitive potential function functions field equation equations plane line curve tangent normal linear
    linearization linearisation polynomial taylor differential error uncertainty number sum difference product quotient ratio cost
    profit revenue price income probability expected mean average variance median center centre centroid moment inertia radius norm
    magnitude modulus size component components coordinate coordinates domain range set interval root roots zero zeros solution term
    constant coefficient coefficients parameter parameters inverse trace rank dimension class type prime convexity convex concave
    strictly exists exist linearly degree degrees iterate step steps ableitung gradient steigung grenzwert wert fläche volumen
    determinante richtung länge winkel fehler dérivée pente limite valeur aire derivada pendiente gradiente límite"""
_KNOWN = frozenset(f"{_JOINING} {_NOUNS}".split())
_WORD = compiled(r"(?<![A-Za-zÀ-ÖØ-öø-ÿ\\_^{'])[A-Za-zÀ-ÖØ-öø-ÿ]{2,}(?![A-Za-zÀ-ÖØ-öø-ÿ_'(/^])")
_LETTERS = compiled(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:[ _-]+[A-Za-zÀ-ÖØ-öø-ÿ]+)*'?")
_CAPITALS = compiled("[A-Z]{2}")
_FIRST = compiled(r"\s*([A-Za-zÀ-ÖØ-öø-ÿ]{2,})(?:\s+|:\s*)(?=\S)")
# One operation done on what stands behind it.
_DONE = compiled(
    r"(?:\\displaystyle|\\left|\\limits|\{\}|[\[(.])*"
    r"(?:[∫∬∭]|\\i+nt|int(?![a-z])|lim|\(?[d∂](?:\^?\{?\d\}?)?\)?/\(?[d∂]"
    r"|(?:∇[·.×]?|∇\^2|grad|gradient|div|curl|rot|det|Hess|Jac)[(\[|]).*"
)
_PRODUCT = compiled(r"(?:∇|grad)\(?[A-Za-z]\)?(?:\(.*\))?[·.]\\?(?:vec)?\{?(?:[uvnabd]|\([^()]*\))\}?")
_DIFFERENTIALS = compiled("(?:d[a-zA-Z]){1,3}")
_UNEQUAL = compiled(r"\\neq?(?![a-z])|\\not(?![a-z])")
_CHANGE = compiled(r"∂\([^()]+\)/∂\([^()]+\)")
_SIZE = compiled(r"\|{1,2}[^|]+\|{1,2}(?:_?[({].*)?")
_DETERMINANT = compiled(
    r"(?:det|Det)\(?[A-Z][a-zA-Z]?\)?(?:\(.*\))?|[A-Z]_\{?[A-Za-z]\}?(?:\(.*\))?|(?:Hess|Hf|Jac|J|D)\(?[A-Za-z]?\)?(?:\(.*\))?"
)
_PLANE_CURL = compiled(r"(?:∂|d)?[QN]?_?(?:∂Q/∂x|Q_x|dQ/dx)-(?:∂P/∂y|P_y|dP/dy)")
_DIRECTIONAL = compiled(
    r"D_?\{?(?:\\?(?:vec|hat|mathbf))?\{?[A-Za-z]\}?\}?\(?[A-Za-z]?\)?(?:[(|].*)?|D_?\{?\(?[<(].*[>)]\)?\}?[A-Za-z](?:\(.*\))?"
)
_SAYS_NOTHING = compiled(r"[\s\d.:,;)(-]*")


def unknown_word(text: str, scope: Scope) -> str | None:
    """The first word that is no noun for an answer; names, functions and products of the problem's letters are none."""
    for found in _WORD.finditer(text):
        word = found[0]
        if word.lower() in _KNOWN or word in FUNCTIONS or word in GREEK or word in CONSTANTS or _is_name(word, scope):
            continue
        return word
    return None


def names_only(label: str, scope: Scope) -> bool:
    """Whether a label is made of known nouns, of one quantity, or of an operation and what it is done on."""
    if unknown_word(label, scope) is not None or any(sign in label.replace("->", "") for sign in "≠<>≤≥?!") or _UNEQUAL.search(label):
        return False
    if _LETTERS.fullmatch(label) or _SAYS_NOTHING.fullmatch(label):
        return True
    while (word := _FIRST.match(label)) is not None and word[1].lower() in _KNOWN and word[1].lower() not in _OPERATORS:
        label = label[word.end() :]
    if quantity(label, scope.variables, "fgzwuhFTV") is not None:
        return True
    try:
        text = plain(label)
    except Unreadable:
        return False
    return any(p.fullmatch(text) for p in (_DONE, _PRODUCT, _SIZE, _CHANGE, _DETERMINANT, _PLANE_CURL, _DIRECTIONAL))


_OPERATORS = frozenset(["grad", "gradient", "div", "curl", "rot", "det", "lim", "int"])


def advice(scope: Scope, label: str) -> tuple[str, str]:
    """What is said of a label that does more than name, and what to do."""
    word = unknown_word(label, scope)
    return (NOT_ASKED if word is None else f"'{word[:20]}' before the answer cannot be understood."), _ADVICE


def _is_name(word: str, scope: Scope) -> bool:
    """Letters in a row that are a name: fx, dz, dxdy, AB, or a product of the problem's letters."""
    if word.lower() in ("no", "not", "do"):
        return False
    if _DIFFERENTIALS.fullmatch(word):
        return True
    if len(word) <= 3 and (word[0] in "dDfgzwuhFTVJH" or _CAPITALS.fullmatch(word)) and word.lower() not in ("don", "doubt", "few", "do"):
        return all(c in scope.variables or c in "dDfgzwuhFTVJHvn" or c.isupper() for c in word)
    return bool(scope.variables) and all(letter in scope.variables or letter == "d" for letter in word)
