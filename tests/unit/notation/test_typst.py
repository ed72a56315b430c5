"""Typst mathematics: every sign has its class, and no text of a formula is read as Typst."""

import json
import re

from every import over

from tutor.edges.worker import run
from tutor.page.layout import (
    APPLY,
    TIMES,
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    FunctionName,
    Grid,
    Ident,
    Layout,
    Number,
    Operator,
    Root,
    Script,
    Space,
    Words,
    fenced,
    listed,
    row,
)
from tutor.printing.notation.typst import typst, typst_display
from tutor.printing.notation.typst_literal import literal

x, y, f = Ident("x"), Ident("y"), Ident("f")
HALF = Fraction(Number("1"), Number("2"))
MINUS = Operator("−", "prefix")
HOSTILE = '#import "a": * $x$ \\ */ // @b <c> `d` ~ = - _e_ [g] {h} , ; \\u{41} \\" \n'


def compiles(*written: str) -> bool:
    """Whether all of these compile, in line and displayed."""
    shown = (f'#math.equation(alt: "a", ${w}$)\n#math.equation(block: true, alt: "a", $ {w} $)' for w in written)
    return isinstance(alone(_compiled, "\n".join(('#set document(title: "t")', *shown))), bytes)


def alone(do, text):
    """What the engine says, in a process of its own: it starts threads, for which later forks of this one would wait."""
    ((_, made),) = run([text], do, processes=1, seconds=100.0)
    return made


def _compiled(source):
    import typst

    return typst.Compiler(source.encode(), ignore_system_fonts=True).compile(format="pdf", pdf_standards="ua-1", timestamp=0)


def _evaluated(text):
    import typst

    return typst.Compiler(b"x").eval(text)


@over(
    ("layout", "written"),
    [
        (x, "italic(x)"),
        (Ident("u", "bold"), "bold(upright(u))"),
        (Ident("β", "bold"), "bold(β)"),
        (Ident("∂"), "\\∂"),
        (Ident("dx"), 'italic("dx")'),
        (Number("0.25"), '"0.25"'),
        (row(x, TIMES, y), "italic(x)italic(y)"),
        (row(FunctionName("sin"), APPLY, x), 'op("sin")italic(x)'),
        (row(MINUS, x, Operator("+"), y), 'class("unary",\\−)italic(x)class("binary",\\+)italic(y)'),
        (row(f, fenced(listed((x, y)))), 'italic(f)\\(italic(x)class("punctuation",\\,)italic(y)\\)'),
        (fenced(HALF), 'lr(\\(frac("1","2")\\))'),
        (Fenced("|", x, "|"), 'class("opening",\\|)italic(x)class("closing",\\|)'),
        (Script(x, sub=Number("1"), sup=Number("2")), 'attach(italic(x),b:"1",t:"2")'),
        (Root(x), "sqrt(italic(x))"),
        (Root(x, Number("3")), 'root("3",italic(x))'),
        (Grid(((x, y),), "|", "|"), 'mat(delim:#("|", "|"),inline(italic(x)),inline(italic(y)))'),
        (Accent(x, "→"), "accent(italic(x),\\u{20d7})"),
        (BigOperator(FunctionName("lim"), x, None, True), 'attach(limits(op("lim")),b:italic(x))'),
    ],
)
def test_what_is_written(layout: Layout, written: str) -> None:
    assert typst(layout) == written
    assert compiles(written)


EVALUATED = Script(Fenced("", fenced(x), "|"), sub=x)
SHAPES: list[Layout] = [
    EVALUATED,
    Script(Fenced("", HALF, "|"), sub=row(x, Operator("=", "relation"), y)),
    Fenced("(", row(HALF, Operator("+")), ""),
    Fenced("", x, ")"),
    *(Fenced(a, HALF, b) for a, b in ("()", "[]", "{}", "⟨⟩", "||", "‖‖", "⌊⌋", "⌈⌉")),
    *(Fenced(a, x, b) for a, b in ("()", "[]", "{}", "⟨⟩", "||", "‖‖", "⌊⌋", "⌈⌉")),
    *(Grid(((x, row()), (HALF, y)), a, b) for a, b in (("[", "]"), ("(", ")"), ("|", "|"), ("‖", "‖"), ("{", ""), ("", ""))),
    *(Accent(x, mark) for mark in "→^¯~˙"),
    *(row(x, Operator(s), y) for s in "+−·×/±∓∪∩,;:"),
    *(row(x, Operator(s, "relation"), y) for s in "=≤≥<>≠≈→∈⇒↦"),
    *(BigOperator(Operator(s, "prefix"), x, y, limits) for s in "∫∑∏" for limits in (True, False)),
    Script(f, sup=row(Operator("′", "postfix"), Operator("′", "postfix"))),
    row(x, Operator("!", "postfix"), Space("wide"), Words(" if "), Ident("A_1"), Operator("…"), Ident("ℝ"), Ident("∞")),
    row(),
]


def test_every_shape_compiles_in_line_and_displayed() -> None:
    inside = [Fraction(shape, Script(x, sub=shape)) for shape in SHAPES]  # of a call nothing separates arguments
    written = [typst(shape) for shape in (*SHAPES, *inside)]
    assert compiles(*written), [w for w in written if not compiles(w)]


@over("make", [Ident, Number, FunctionName, Words, Operator, lambda text: Ident(text, "bold")])
def test_no_text_of_a_formula_acts(make: type[Words]) -> None:
    layout = make(HOSTILE)
    assert compiles(typst(Fraction(layout, layout)))
    assert "#import" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", typst(layout))


def test_a_long_chain_is_broken_at_its_relations() -> None:
    long = row(*[part for _ in range(20) for part in (x, Operator("+"))], y)
    written = typst_display((f, long, y), ("=", "="), 40)
    assert written.count("\\\n") >= 2
    assert written.count("&") == written.count("\\\n") + 1
    assert compiles(written)
    assert "&" not in typst_display((f, x), ("=",))


@over("text", [HOSTILE, "", '"', "\\", '\\"', "a\tb\r\n", "#{1}"])
def test_a_literal_says_its_text(text: str) -> None:
    assert json.loads(alone(_evaluated, literal(text))) == text
