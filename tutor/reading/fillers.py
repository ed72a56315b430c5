"""Words round an answer that say nothing of it: `so we get`, `is the answer`, `Also gilt`.

Only words of these lists are left out, in English, German and French: `not`, `maybe` and `only if` are none of them.
"""

from __future__ import annotations

import re
from functools import cache

from tutor.reading.functions import CONSTANTS, FUNCTIONS, GREEK
from tutor.reading.patterns import compiled, later

# What calls for a look at the words of a text.
_RUN = later(r"[A-Za-zÀ-ÿ]{2,}")
_SHORT = frozenset(["so", "ok", "is", "it", "we", "my", "es", "je", "on", "ex", "no", "nr", "la", "le", "ma"])
_SIGN = later(r"[A-Za-z0-9](?:\)\s|:)|[→⇒⟹➔➜►▶•●∴✓✔✅☑∎■]|=>|[Qq]\.|\(unit|[:;]-?[)D]\s*\Z")

_GAP = r"[\s,:]*"
_SO = r"(?:so|thus|hence|therefore|then|ok|okay|finally|also|somit|daher|damit|folglich|dann|donc|alors|ainsi|enfin)"
_WHO = r"(?:i|we|you|one|ich|wir|man|on|je|nous)"
_IT = r"(?:this|that|it|which|es|das|dies|daraus|ceci|cela)"
_GET = r"(?:get|got|have|obtain|obtained|find|found|calculated|erhalte|erhalten|erhält|bekomme|bekommen|habe|haben|obtient|obtiens|trouve)"
_GIVES = r"(?:gives(?:\s+us)?|gave|yields|is|would\s+be|equals|becomes|simplifies\s+to|ergibt|ist|gilt|folgt|lautet|donne|est|vaut)"
_OWN = r"(?:(?:the|my|our|final|die|das|meine|unsere|la|ma|le)\s+){0,3}"
_ANSWER = (
    r"(?:answers?|ans|solutions?|sol|results?|antwort(?:en)?|lösung(?:en)?|loesung(?:en)?|lsg|ergebnis(?:se)?|réponse|reponse|résultat)"
)
_IS = r"(?:is|are|would\s+be|ist|sind|lautet|lauten|beträgt|est|sont|vaut)"
# A part of an exercise: `b)`, `Question 2:`; and what points at an answer.
_PART = (
    r"(?:\(?(?:[a-df-h]|i{1,3}|iv)\)(?=\s+[\w\\(√])|\d{1,2}\)(?=\s)"
    r"|(?:question|q|problem|part|exercise|aufgabe|teil|teilaufgabe|frage)\.?\s?(?:\d{1,2}|[a-h])\)?\s?[:)]|a\s?:|[→⇒⟹➔➜►▶•●∴]|=>)"
)
_NOUN = (
    r"(?:ableitung|richtungsableitung|integral|abstand|länge|gradient|steigung|grenzwert|wert|fläche|volumen"
    r"|determinante|dérivée|pente|limite|valeur)"
)
_BEFORE = (
    rf"\s*(?:{_SO}(?![A-Za-z]){_GAP}|(?:{_WHO}\s+{_GET}|{_IT}\s+{_GIVES}|erhält\s+man|it's|that's|thats|(?:i|we)\s+(?:think|guess|believe)|gives|yields|ergibt|gilt|(?:(?:die|der|das|la|le)\s+)?{_NOUN}\s+{_IS})(?![A-Za-z]){_GAP}(?:that\s+|dass\s+)?"
    rf"|{_OWN}{_ANSWER}(?![A-Za-z])\.?\s*(?:{_IS}(?![A-Za-z]))?{_GAP}|{_PART}\s*)(?=\S)"
)
_AFTER = (
    rf"[\s,;.]*(?:(?:(?:which|das|what)\s+)?{_IS}\s+{_OWN}{_ANSWER}|(?:as\s+)?(?:the\s+|my\s+)?final\s+{_ANSWER}|\((?:final\s+)?{_ANSWER}\)"
    r"|(?<![A-Za-z])q\.?\s?e\.?\s?d\.?|[✓✔✅☑∎■]|[:;]-?[)D](?![^\s])|(?:(?-i:I)|we)\s+(?:think|guess|believe)(?![A-Za-z])|\(\s*(?:i|we)\s+(?:think|guess|believe)\s*\)"
    r"|\(\s*(?:(?:the|tangent|normal|gradient)\s+){0,2}(?:plane|line|vector|gradient|matrix)\s*\)|\((?:units?|einheit)\??\))[\s.!]*\Z"
)
_LINE = later(r"^", re.MULTILINE)
_LONGEST = 120  # of what is looked at for such words at the end
_MOST = 4  # at the beginning of a line: so the answer is ...
# The end of a sentence: a full stop after a bracket, a number or a word, before another word with a capital letter.
_SENTENCE = r"(?:(?<=[)\]}>\d])|(?<=[a-z]{4}))\.(?=\s+[A-Z][a-zäöü]+(?![a-z(^]))"
_SHORTENED = compiled(r"(?:approx|resp|bzw|incl)\Z", re.IGNORECASE)


@cache
def _pattern(of: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compiled when a text with words is read; most answers have none."""
    return compiled(of, flags)


def has_words(text: str) -> bool:
    """Whether there may be something to leave out: a word that is no name of mathematics, or a sign for an answer."""
    words = (w for w in _RUN.findall(text) if w not in FUNCTIONS and w not in GREEK and w not in CONSTANTS)
    return _SIGN.search(text) is not None or any(len(w) > 2 or w.lower() in _SHORT for w in words)


def without_fillers(text: str, letters: frozenset[str]) -> str:
    """The text with blanks for such words, each line looked at for itself; letters of the problem are none."""
    made = text
    for line in _LINE.finditer(text):
        at = line.start()
        for _ in range(_MOST):
            found = _pattern(_BEFORE).match(made, at)
            if found is None or _are_letters(found[0], letters):
                break
            made = made[:at] + " " * len(found[0]) + made[found.end() :]
            at = found.end()
    return _without_end(made, letters)


def _without_end(text: str, letters: frozenset[str]) -> str:
    first = max(0, len(text) - _LONGEST)
    found = _pattern(_AFTER).search(text, first)
    if found is None or not text[: found.start()].strip() or _are_letters(found[0], letters):
        return text
    return text[: found.start()] + " " * len(found[0])


def _are_letters(words: str, letters: frozenset[str]) -> bool:
    """Whether the words could be a product of the problem's letters."""
    found = [c for c in words if c.isalpha()]
    return bool(found) and set(found) <= letters


def with_sentences(text: str) -> str:
    """The text with a semicolon for each full stop between two sentences."""
    return _pattern(_SENTENCE, 0).sub(lambda m: "." if _SHORTENED.search(text, max(0, m.start() - 6), m.start()) else ";", text)
