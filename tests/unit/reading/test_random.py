"""Random trees written out and read back, and random text: only Unreadable may come of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.errors import Unreadable
from tutor.reading import Scope, parse
from tutor.reading.build import build
from tutor.reading.echo import layout_of
from tutor.reading.syntax import Abs, Call, Const, Neg, Node, Num, Pow, Prod, Quot, Sum, Sym, walk
from tutor.reading.typeset import split_statement, typeset

SCOPE = Scope(variables=frozenset("xyz"))

leaves = st.one_of(
    st.integers(0, 99).map(lambda n: Num(str(n))), st.sampled_from("xyz").map(Sym), st.sampled_from([Sym("theta"), Sym("R_1"), Const("pi")])
)


def larger(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(Sum),
        several.map(Prod),
        inner.map(Neg),
        inner.map(Abs),
        st.builds(Quot, inner, st.sampled_from([Num("2"), Sym("x"), Sum((Sym("y"), Num("1")))])),
        st.builds(Pow, inner, st.sampled_from([Num("2"), Num("3"), Neg(Num("1")), Quot(Num("1"), Num("2"))])),
        st.builds(lambda f, a: Call(f, (a,)), st.sampled_from(["sin", "exp", "ln", "sqrt", "asinh"]), inner),
    )


trees = st.recursive(leaves, larger, max_leaves=12)


def plain(node: Node) -> str:
    """The tree as someone types it who brackets everything."""
    match node:
        case Num(name) | Sym(name) | Const(name):
            return name
        case Neg(of):
            return f"(-{plain(of)})"
        case Sum(terms):
            return f"({' + '.join(map(plain, terms))})"
        case Prod(factors):
            return f"({' * '.join(map(plain, factors))})"
        case Quot(a, b):
            return f"({plain(a)}/{plain(b)})"
        case Pow(a, b):
            return f"({plain(a)})^({plain(b)})"
        case Call(f, (a,)):
            return f"{f}({plain(a)})"
        case Abs(of):
            return f"abs({plain(of)})"
    raise AssertionError(node)


def latex(node: Node) -> str:
    """The tree in LaTeX."""
    match node:
        case Sym("theta") | Const("pi"):
            return f"\\{node.name} "
        case Num(name) | Sym(name):
            return name
        case Neg(of):
            return rf"\left(-{latex(of)}\right)"
        case Sum(terms):
            return rf"\left({'+'.join(map(latex, terms))}\right)"
        case Prod(factors):
            return "(" + r"\cdot ".join(map(latex, factors)) + ")"
        case Quot(a, b):
            return rf"\frac{{{latex(a)}}}{{{latex(b)}}}"
        case Pow(a, b):
            return rf"\left({latex(a)}\right)^{{{latex(b)}}}"
        case Call("sqrt", (a,)):
            return rf"\sqrt{{{latex(a)}}}"
        case Call(f, (a,)):
            return rf"\{'operatorname{arsinh}' if f == 'asinh' else f}\left({latex(a)}\right)"
        case Abs(of):
            return rf"\left|{latex(of)}\right|"
    raise AssertionError(node)


def normal(node: Node) -> Node:
    """abs(x) is a call as typed and bars in LaTeX: one for the comparison."""
    match node:
        case Abs(of):
            return Call("abs", (normal(of),))
        case Sum(items):
            return Sum(tuple(map(normal, items)))
        case Prod(items):
            return Prod(tuple(map(normal, items)))
        case Neg(of):
            return Neg(normal(of))
        case Quot(a, b):
            return Quot(normal(a), normal(b))
        case Pow(a, b):
            return Pow(normal(a), normal(b))
        case Call(f, (a,)):
            return Call(f, (normal(a),))
    return node


@settings(max_examples=200, deadline=None)
@given(trees)
def test_written_and_read_back(tree: Node) -> None:
    for text in (plain(tree), latex(tree)):
        try:
            parsed = parse(text, SCOPE)
        except Unreadable as error:
            # Random numbers may divide by zero, ask for ln 0 or grow too large.
            assert any(word in str(error) for word in ("zero", "not defined", "too large")), (text, str(error))
        else:
            assert normal(parsed.tree) == normal(tree), text
            assert all(0 <= node.start <= node.end <= len(text) for node in walk(parsed.tree))
            build(parsed.tree)
            layout_of(parsed.tree)


WORDS = (
    r"x y 2 3.5 sin cos ln e pi ( ) [ ] { } | , ; = < > <= + - * / ^ _ ! ' d int f( \frac \sqrt { } \left( \right) \int dx \sin \theta "
    r"\begin{pmatrix} & \\ \end{pmatrix} √ ² π ± ∫ ∂ 1e5 and or matrix( log_ lim U in \text{ab} \hat{i} ⟨ ⟩ $ \, ° % 10^ x10^"
)
FRAGMENTS = st.sampled_from(WORDS.split())
RUNS = st.lists(FRAGMENTS, max_size=25)


@settings(max_examples=400, deadline=1000)
@given(st.one_of(st.text(max_size=60), RUNS.map("".join), RUNS.map(" ".join)), st.booleans())
def test_only_unreadable(text: str, vectors: bool) -> None:
    try:
        parsed = parse(text, Scope(variables=frozenset("xy"), vectors=vectors, differentials=vectors, complex=vectors))
        layout_of(parsed.tree)
        build(parsed.tree)
    except Unreadable as error:
        str(error).encode()


@settings(max_examples=300, deadline=1000)
@given(st.one_of(st.text(max_size=60), RUNS.map("".join)))
def test_typesetting_only_unreadable(text: str) -> None:
    try:
        typeset(text)
        split_statement(text)
    except Unreadable as error:
        str(error).encode()
