"""The DOCX that Word opens: read back with python-docx, with real formulas, every shape of which is Office mathematics."""

from io import BytesIO
from xml.etree import ElementTree

from docx import Document as opened
from every import over

from tutor.page.document import Display, Document, Paragraph, Part, Text, WorkSpace
from tutor.page.layout import Accent, BigOperator, Fenced, FunctionName, Grid, Ident, Number, Operator, Root, Script, Words, row
from tutor.printing.notation.omml import omml, omml_display
from tutor.printing.output.base import PageMeta, load

OFFICE = "http://schemas.openxmlformats.org"
W, M = f"{{{OFFICE}/wordprocessingml/2006/main}}", f"{{{OFFICE}/officeDocument/2006/math}}"
SPACES = f'xmlns:w="{W[1:-1]}" xmlns:m="{M[1:-1]}"'
X, ONE = Ident("x"), Number("1")


def made(*documents, meta=None):
    form = load("docx")
    data = form.page([form.fragment(d) for d in documents], meta or PageMeta(title="A set"))
    assert data == form.page([form.fragment(d) for d in documents], meta or PageMeta(title="A set"))
    return opened(BytesIO(data))


def said(document):
    """All words and signs in order, those of formulas too."""
    return " ".join("".join(t.text or "" for t in p.iter(f"{W}t", f"{M}t")) for p in document.element.body.iter(f"{W}p"))


def test_every_block_is_there(every_block):
    page = said(made(every_block))
    for words in (
        "plain words",
        "strong words",
        "first item",
        "Table caption",
        "Innermost step",
        "answered",
        "not verified",
        "Title of check",
    ):
        assert words in page


def test_a_sheet_has_room_headings_numbers_and_a_line_for_the_name():
    parts = (Part("a", "", (Paragraph((Text("First?"),)),), (WorkSpace(30),), "2 marks"), Part("b", "Why", (), (WorkSpace(40),)))
    sheet = made(
        Document("1", "", "On a hill", (Paragraph((Text("A hill."),)),), (), marks="2 marks", parts=parts),
        Document("2", "", "Problem", (), (WorkSpace(20),)),
        meta=PageMeta(title="Week 1", due="Friday", blanks=("Name", "Student number")),
    )
    texts = [p.text for p in sheet.paragraphs]
    assert texts[0].startswith("Name: \t") and "Student number: \t" in texts[0] and "Week 1" in texts and "Due: Friday" in texts
    assert [p.text for p in sheet.paragraphs if p.style.name == "Heading 1"] == ["1. On a hill\t2 marks", "Problem 2"]
    assert "(a) First?\t2 marks" in texts and "(b) Why" in texts
    room = [p for p in sheet.paragraphs if p.paragraph_format.space_after and p.paragraph_format.space_after.mm > 19]
    assert [round(p.paragraph_format.space_after.mm) for p in room] == [30, 40, 20]
    assert [p.paragraph_format.keep_with_next for p in room] == [True, None, None]  # (a) stays with (b)
    fields = [f.get(f"{W}instr") for f in sheet.sections[0].footer._element.iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]


@over(
    ("layout", "tag", "text"),
    [
        (Script(X, sup=ONE), "sSup", "x1"),
        (Script(X, ONE, ONE), "sSubSup", "x11"),
        (Root(X), "rad", "x"),
        (Root(X, Number("3")), "rad", "3x"),
        (Fenced("⟨", row(X, Operator(","), ONE), "⟩"), "d", "x,1"),
        (Grid(((X, ONE), (ONE, X))), "m", "x11x"),
        (row(BigOperator(Operator("∫"), ONE, X), X, Operator("="), ONE), "nary", "1xx=1"),
        (BigOperator(FunctionName("lim"), X, limits=True), "limLow", "limx"),
        (Accent(X, "→"), "acc", "x"),
        (Words("if <b> & "), "oMath", "if <b> & "),
    ],
)
def test_every_shape_is_office_mathematics(layout, tag, text):
    root = ElementTree.fromstring(f"<r {SPACES}>{omml(layout)}</r>")  # noqa: S314  our own
    assert next(root.iter(f"{M}{tag}"), None) is not None and "".join(t.text or "" for t in root.iter(f"{M}t")) == text


def test_a_long_chain_is_aligned_rows():
    root = ElementTree.fromstring(f"<r {SPACES}>{omml_display((X, X, X), ('=', '='), 4)}</r>")  # noqa: S314  our own
    assert [len(list(rows)) for rows in root.iter(f"{M}eqArr")] == [3]


def test_no_character_acts():
    page = made(
        Document("1", "", "<b>&\x1b[31m", (Paragraph((Text("</w:t>\x00 <script>"),)), Display((X,))), ()), meta=PageMeta(title="<t>")
    )
    assert "</w:t>" in said(page) and "<t>" in said(page) and "\x1b" not in said(page)
