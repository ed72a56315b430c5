"""Long chains: one row where it fits, else one relation a row, and sums broken before their signs."""

from every import over
from notation_corpus import add, mul, neg, pow, quo, x, y
from sympy import Integer, pi, sin

from tutor.printing.notation.break_lines import broken
from tutor.printing.notation.compose import compose
from tutor.printing.notation.latex import latex_display
from tutor.printing.notation.measure import tall, width
from tutor.printing.notation.text_display import text_display
from tutor.trees.heads import At, Bracket, Diff, Int, MatrixOf, Name, Vector

LONG = add(*(mul(k, pow(x, k), sin(mul(k, x, y))) for k in range(2, 9)))


def rows(terms, room=62):
    return broken(tuple(map(compose, terms)), ("=",) * (len(terms) - 1), room)


def test_a_short_chain_is_one_row():
    assert len(rows((Name("f", "", (x,)), mul(2, x), Integer(4)))) == 1
    assert latex_display((Name("f", "", (x,)), mul(2, x)), ("=",)) == "f_{x} = 2x"


def test_a_long_chain_has_a_row_a_relation():
    latex = latex_display((Name("f"), add(LONG.args[0], LONG.args[1]), add(*LONG.args[2:4])), ("=", "="), 30)
    assert latex == ("\\begin{aligned}\nf &= 2x^2\\sin(2xy) + 3x^3\\sin(3xy) \\\\\n&= 4x^4\\sin(4xy) + 5x^5\\sin(5xy)\n\\end{aligned}")


def test_a_vector_is_broken_at_its_commas():
    found = rows((Name("f"), Vector(mul(LONG.args[0], LONG.args[1]), mul(LONG.args[2], LONG.args[3]))), 40)
    assert [right.items[-1].close for _, right in found] == ["", "⟩"]


@over("term", [LONG, Diff(LONG, x, y), neg(LONG), Vector(*LONG.args), mul(2, LONG)])
def test_rows_keep_to_the_width(term):
    found = rows((Name("f"), term))
    assert len(found) > 1
    lefts = max(width(left) for left, _ in found)
    assert all(lefts + width(right) <= 62 for _, right in found)


def test_a_wide_left_side_stands_alone():
    found = rows((LONG, Integer(0)))
    assert width(found[0][0]) == 0
    assert len(found) >= 3


def test_a_continued_row_begins_with_its_sign():
    lines = text_display((Name("f"), LONG), ("=",), 60)
    assert lines[0].startswith("f = 2x² sin(2xy) + ")
    assert all(line.strip().startswith("+ ") for line in lines[1:])
    assert max(map(len, lines)) <= 60


def test_the_terminal_shows_two_dimensions():
    matrix = MatrixOf((quo(x, y), Integer(0)), (Integer(1), pow(x, 2)))
    assert text_display((Name("J"), matrix), ("=",)) == [
        "    ⎡ x     ⎤",
        "    ⎢ ─  0  ⎥",
        "J = ⎢ y     ⎥",
        "    ⎢       ⎥",
        "    ⎣ 1  x² ⎦",
    ]
    assert text_display((quo(add(x, 1), mul(2, y)),)) == ["x + 1", "─────", " 2y"]


def test_only_what_is_tall_has_tall_brackets():
    assert not tall(compose(pow(x, 2)))
    assert tall(compose(quo(x, y)))
    assert tall(compose(pow(quo(x, y), 2)))


def test_limits_behind_a_bracket_do_not_run_together():
    assert text_display((Bracket(y, y, pow(x, 2), Integer(4)),)) == ["   4", "[y]", "   x²"]
    assert text_display((Bracket(y, y, pi / 6, 5 * pi / 6),)) == ["   5π/6", "[y]", "   π/6"]
    assert text_display((Bracket(y, y, Integer(0), Integer(4)),)) == ["[y]₀⁴"]


def test_values_stand_below_behind_a_bar_in_text():
    assert text_display((At(Vector(x, y), (x, y), (Integer(1), Integer(2))), Vector(Integer(1), Integer(2))), ("=",)) == [
        "⟨x, y⟩│             = ⟨1, 2⟩",
        "      │x = 1, y = 2",
    ]


def test_a_rather_wide_left_side_stands_alone_where_that_keeps_the_right_side_whole():
    left, right = add(*LONG.args[:2]), add(*LONG.args[2:5])
    assert [width(row) for row, _ in rows((left, right))] == [0, 0]
    assert width(rows((Name("f"), LONG))[0][0]) > 0
    assert width(rows((left, LONG.args[2], LONG.args[3], LONG.args[4]))[0][0]) > 0


def test_in_text_a_row_that_goes_on_stands_farther_in_than_its_sign():
    left = add(*LONG.args)
    lines = text_display((left, add(*(quo(a, 2) for a in LONG.args)), left), ("=", "="), 50)
    signs = [line.index("=") for line in lines if line.strip().startswith("= ")]
    more = [line.index("+") for line in lines[lines.index(next(n for n in reversed(lines) if n.strip().startswith("= "))) + 1 :]]
    assert len(signs) == 2 and len(set(signs)) == 1
    assert more and min(more) > signs[0]


def test_a_right_side_that_cannot_be_broken_goes_below_a_wide_left_side():
    product = mul(*(Int(pow(x, k), x, Integer(0), Integer(k + 10)) for k in range(2, 5)))
    found = rows((add(*LONG.args[:4]), product))
    assert all(width(left) + width(right) <= 62 for left, right in found) and width(found[0][0]) == 0
