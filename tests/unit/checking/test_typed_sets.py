"""Sets, intervals and points as students spell them, against an author's answer: read for what they are, or not at all."""

from every import over

from tutor.checking.judge import check
from tutor.checking.short_answer import question
from tutor.reading.sets import as_record

NOT_FIVE = ("inequality", "x != 5")
HALF_OPEN = ("inequality", "1 <= x < 7")
OUTSIDE = ("inequality", "x < -2 or x > 2")
TWO_GAPS = ("inequality", "x != 1 and x != 4")
POINTS = ("set", "{(2,7),(3,9)}")
OPPOSITE = ("set", "{(2,3),(-2,-3)}")
FOUR = ("set", "{(2,3),(-2,-3),(2,-3),(-2,3)}")
NUMBERS = ("set", "{9,1}")
GAP = ("set", "(-oo,2) U (2,oo)")
PARTS = ("set", "[2,3] U [5,9]")
FAMILY = ("set", "{pi/3 + k pi}")

CORRECT = [
    (NOT_FIVE, [r"R\{5}", r"R \{5\}", r"\mathbb{R}\setminus\{5\}", "ℝ∖{5}", "R - {5}", "R-5", "all real numbers except 5"]),
    (NOT_FIVE, ["all x except when x=5", "x can be any real number except 5", "all x≠5", "{x ∈ ℝ | x ≠ 5}", r"\left\{x\mid x\ne5\right\}"]),
    (NOT_FIVE, ["]-∞;5[ ∪ ]5;+∞[", "(-INF,5)u(5,INF)", "(-oo,5) union (5,+oo)", "x<>5", "x=/=5", "x<5, 5<x", "D = {x : x != 5}"]),
    (TWO_GAPS, [r"R\{1,4}", "all reals except 1 and 4", "x≠1, x≠4", "x≠1, 4", "{x | x<1} U {x | 1<x<4} U {x | x>4}"]),
    (HALF_OPEN, ["[1,7)", "[1,7[", "[1;7[", "[1,7]-{7}", "x>=1, x<7", "[0,7)∩[1,9]", r"(-oo,7) \ (-oo,1)", "x ∈ [1,7[", "[1,2) U [2,7)"]),
    (OUTSIDE, [r"R\[-2,2]", "ℝ-[-2,2]", "x<-2, x>2", "x<-2 v x>2", "x < -2, or x > 2", "(-oo,-2), (2,oo)", "x E (-oo,-2) U (2,oo)"]),
    (GAP, [r"R\{2}", r"D_f = R \ {2}", "all reals except 2", "x ≠ 2", "x in R - {2}"]),
    (PARTS, ["[2,9]-(3,5)", r"[2,9]\(3,5)", "[2,9] without (3,5)", "2<=x<=3, 5<=x<=9"]),
    (POINTS, ["x=2, y=7 and x=3, y=9", "x=2 and y=7, or x=3 and y=9", "(x,y)=(2,7),(3,9)", "A(2,7), B(3,9)", "P_1=(2,7), P_2=(3,9)"]),
    (POINTS, ["(2,7) & (3,9)", "{(2,7);(3,9)}", "(2;7), (3;9)", "(2,7), (3,9) are the only solutions", "x=2, y=7\nx=3, y=9"]),
    (OPPOSITE, ["±(2,3)", "(2,3), -(2,3)", r"\pm(2,3)"]),
    (FOUR, ["(±2,±3)", "x=±2, y=±3", "±(2,3), ±(2,-3)"]),
    (NUMBERS, ["5+-4", "5 +/- 4", "5 pm 4", "x = 5 plus or minus 4", "x1=9 x2=1", "9, 1 are the roots"]),
    (NUMBERS, ["x = 9 ∨ x = 1", "1, and 9", "{1;9}"]),
    (FAMILY, ["π/3 + nπ", "x = pi/3 + m*pi for every integer m", "pi/3+2kpi, 4pi/3+2kpi", "-2pi/3 - k pi", "pi/3 + n pi, n ∈ Z"]),
    (("set", "{pi/3, 4pi/3}"), ["pi/3 + k pi, k=0,1", "pi/3 + n pi for n = 0, 1", "pi/3 + n pi, n in {0,1}"]),
    (("set", "{}"), ["[]", "no solution exists", "does not exist", "ø"]),
    (("system", "x=1, y=2, z=3"), ["x=1, y=2, and z=3"]),
]  # fmt: skip

MORE = [
    (HALF_OPEN, ["x>=1; x<7", "x>=1\nx<7", "x >= 1 && x < 7", "x lies in [1,7)", "x: [1,7)"]),
    (HALF_OPEN, ["x is in [1,7)", "[1,7) = x", "{t | 1<=t<7}", "{1<=x<7}"]),
    (HALF_OPEN, ["[1,7], x≠7", "(-oo,7) and [1,oo)", "x is at least 1 and x is less than 7"]),
    (HALF_OPEN, ["1 ≤ x < 7, x real", "all real numbers x with 1 <= x < 7"]),
    (NOT_FIVE, ["x is not equal to 5", "x can't be 5", "everything except 5", "all numbers but 5", "x∉{5}", "x<5 u x>5", "x<5 || x>5"]),
    (("set", "[1,7)"), ["x lies in [1,7)", "x>=1; x<7", "{x ∈ ℝ ; 1<=x<7}", "{t | 1<=t<7}"]),
    (("set", "{(0,4),(2,2)}"), ["x=0,y=4; x=2,y=2", "(x=0, y=4), (x=2, y=2)", "(0|4), (2|2)", "x=0, y=4 or x=y=2"]),
    (("set", "{(3,0),(-3,0)}"), ["x = 3 or -3, y = 0", "x=±3, y=0"]),
    (NUMBERS, ["5 +- 4", "10/2 +- 8/2"]),
]  # fmt: skip

OTHERWISE = [
    (NOT_FIVE, r"R\{4}", "incorrect"),
    (NOT_FIVE, "all real numbers", "incorrect"),
    (TWO_GAPS, r"R\{1}", "incorrect"),
    (TWO_GAPS, "R \\ {1} ∪ {4}", "unreadable"),
    (HALF_OPEN, "]1;7]", "incorrect"),
    (HALF_OPEN, "[1,7]", "incorrect"),
    (HALF_OPEN, "{x ∈ Z | 1<=x<7}", "unreadable"),
    (HALF_OPEN, "1 <= r < 7", "unreadable"),
    (OUTSIDE, r"R \ (-2,2)", "incorrect"),
    (OUTSIDE, "x<-2 and x>2", "incorrect"),
    (PARTS, "(2,9)-(3,5)", "unreadable"),
    (POINTS, "(2,7)", "partially_correct"),
    (POINTS, "x=2, y=9 and x=3, y=7", "incorrect"),
    (OPPOSITE, "(±2,±3)", "partially_correct"),
    (NUMBERS, "(x-5)^2=16", "wrong_form"),
    (NUMBERS, "|x-5|=4", "wrong_form"),
    (NUMBERS, "x-5=±3", "incorrect"),
    (FAMILY, "pi/3 + 2k pi", "incorrect"),
    (FAMILY, "pi/3 + k pi/2", "incorrect"),
    (("set", "{}"), "{∅}", "incorrect"),
    (("set", "(1,5)"), "(1,±5)", "incorrect"),
    (("set", "(1,5)"), "P(1,5)", "incorrect"),
    (HALF_OPEN, "(-oo,7) or [1,oo)", "incorrect"),
    (HALF_OPEN, "x > 7; x < 1", "incorrect"),
    (HALF_OPEN, "2x >= 2\n1 <= x < 8", "incorrect"),
    (FAMILY, "pi/3 + k pi, k=0,1,2,...", "unreadable"),
    (POINTS, "x=2, x=3, y=7, y=9", "unreadable"),
    (POINTS, "x=2 or 3, y=7 or 9", "unreadable"),
    (NUMBERS, "x-9=0, x-1=0", "wrong_form"),
    (("set", "(1,5)"), "<1,5>", "incorrect"),
    (("set", "(1,5)"), "x=1, y=5", "incorrect"),
    (("set", "{0.5, 1}"), "{0,5;1}", "unreadable"),
    (("set", "{0.5, 1}"), "0,5 und 1", "unreadable"),
]


def verdict(key: tuple[str, str], answer: str) -> str:
    record = as_record({"kind": "short_answer", "statement": "?", "answer": {"type": key[0], "value": key[1]}}, "q")
    return check(question(record), answer).verdict.verdict


@over(("key", "answer"), [(key, answer) for key, answers in [*CORRECT, *MORE] for answer in answers])
def test_spellings(key: tuple[str, str], answer: str) -> None:
    assert verdict(key, answer) == "correct"


@over(("key", "answer", "right"), OTHERWISE)
def test_otherwise(key: tuple[str, str], answer: str, right: str) -> None:
    assert verdict(key, answer) == right


@over("piece", ["all real numbers ", "all x ", "R-", "[0,1]-", "{x|", "x>1,"])
def test_long_repetitions_are_refused_soon(piece: str) -> None:
    verdict(NOT_FIVE, (piece * 700)[:1990])
