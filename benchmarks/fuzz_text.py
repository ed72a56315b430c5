"""What the fuzzer writes: garbage, mutated texts, formulas, and the same formula in other clothes or spoiled."""

import random

PIECES = r"""
x y z t s e pi i j k f g C 0 1 2 3.5 .5 10 2e3 7,425 + - * / ^ ** ! ' _ = < > <= >= != ± ∓ ( ) [ ] { } | || , ; : . & % $ # ~ " \ \\
sin cos tan ln log sqrt exp abs arcsin sinh max min sum int lim DNE none and or union in at local saddle minimum maximum direction rate
\frac \sqrt \left \right \cdot \times \pm \int \sum \lim \infty \begin{pmatrix} \end{pmatrix} \\ \text \mathrm \operatorname \langle \rangle
\partial \nabla ∂ ∇ ∞ √ π θ · × ÷ − ≤ ≥ ≠ ∈ ∪ ∅ ² ³ ⟨ ⟩ → ⇒ => ’ （ ） 𝑥 ０ é 中 \x00 \u202e
""".split()  # noqa: SIM905  a list of these would be twice as long


class Contradiction(AssertionError):
    """Something that cannot be right."""


def mutated(draw: random.Random, text: str, pieces: list[str], most: int = 6) -> str:
    found = list(text)
    for _ in range(draw.randint(1, most)):
        k = draw.randrange(len(found) + 1)
        match draw.randrange(3):
            case 0:
                found[k:k] = draw.choice(pieces)
            case 1:
                del found[k : k + draw.randint(1, 4)]
            case 2:
                found[k:k] = found[k : k + 8] * draw.randint(1, 3)
    return "".join(found) or "x"


def garbage(draw: random.Random, seeds: list[str]) -> str:
    if draw.random() < 0.5:
        return draw.choice(("", " ")).join(draw.choice(PIECES) for _ in range(draw.randint(1, 25)))
    return mutated(draw, draw.choice(seeds), PIECES)


def formula(draw: random.Random, depth: int, letters: str = "xy") -> str:
    """Something with a value everywhere, in brackets wherever it matters."""
    if depth == 0:
        return draw.choice((*letters, "1", "2", "3", "7", *letters))
    one, two = (lambda: formula(draw, depth - 1, letters)), (lambda: formula(draw, draw.randrange(depth), letters))
    match draw.randrange(9):
        case 0 | 1:
            return f"({one()} + {two()})"
        case 2:
            return f"({one()} - {two()})"
        case 3 | 4:
            return f"({one()})*({two()})"
        case 5:
            return f"({one()})^{draw.randint(2, 3)}"
        case 6:
            return f"({one()})/(({two()})^2 + {draw.randint(1, 5)})"
        case 7:
            return f"{draw.choice(('sin', 'cos', 'arctan'))}({one()})"
        case _:
            return f"{draw.choice(('sqrt', 'ln'))}(({one()})^2 + {draw.randint(1, 5)})"


def clothed(draw: random.Random, text: str) -> str:
    """The same value, written otherwise."""
    number = draw.randint(2, 9)
    for _ in range(draw.randint(1, 3)):
        text = draw.choice((
            f"({text})", f"0 + {text}", f"1*({text})", f"({text})*{number}/{number}", f"({text}) + {number} - {number}", f"-(-({text}))",
            rf"\frac{{{number}({text})}}{{{number}}}", rf"\left({text}\right)", f"{number} - ({number} - ({text}))", f"({text}) - 0*x",
            text.replace("*", " * "), text.replace("*(", r" \cdot ("), text.replace("sqrt(", "√("), f"({text})/2 + ({text})/2",
        ))  # fmt: skip
    return text


def spoiled(draw: random.Random, text: str) -> str:
    """Another value: a number other than nought is added, or a letter."""
    return f"{clothed(draw, text)} + {draw.choice(('1', '2', '1/3', '-5', 'x', '3y', 'x^2 + 1'))}"
