"""DOCX: a document to go on with in Word or LibreOffice, with real formulas and real headings.

A fragment is the paragraphs of a problem as WordprocessingML; python-docx makes the file round them, and its built-in styles
are what the reader changes. Of a figure the words are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tutor.edges.harmless import clean
from tutor.page.document import (
    AnswerBox,
    Block,
    Cases,
    Display,
    Document,
    Emph,
    Figure,
    Inlines,
    ListBlock,
    Math,
    Note,
    Paragraph,
    Part,
    StepBlock,
    Steps,
    Strong,
    Table,
    Text,
    WorkSpace,
)
from tutor.printing.output.base import ROLE_WORDS, WORDS, Format, PageMeta, asks
from tutor.printing.style import PAPERS, PLAIN, Style

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TWIPS = 56.7  # of a millimetre
STEP_IN, DETAIL_IN = 6.0, 5.0  # millimetres that steps and what folds away stand in
DISPLAY_IN = 6.0
GLYPHS = 2.0  # digits to the em
INCH = 72
BEGUN = (1980, 1, 1, 0, 0, 0)  # the date of every file inside, so that the same page has the same bytes
EDGES = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="{{}}"/>' for side in ("top", "left", "bottom", "right"))
KEEP = "<w:keepNext/>"
LIGHT = '<w:b w:val="0"/>'
NUMBER, BARE = "<!--number-->", "<!--bare-->"  # where the number of a problem goes


def fragment(document: Document, style: Style = PLAIN) -> str:
    """One problem."""
    said = partial(_blocks, style=style)
    parts = [_heading(1, document.title.strip() or WORDS["statement"], document.marks, style)]
    parts.append(said(document.statement, keep=True))
    if not document.verified:
        parts.append(_paragraph(_words(WORDS["not_verified_document"], "<w:i/>")))
    parts.append(said(document.body))
    parts += [_part(part, style, asks(document) and part != document.parts[-1]) for part in document.parts]
    return "".join(parts)


def _part(part: Part, style: Style, keep: bool) -> str:
    """A part; a question, with the room to work in, is kept with the next."""
    letter = f"({part.letter})"
    match part.statement:
        case (Paragraph(inlines), *rest) if part.runs_in:
            lead = _words(f"{letter} ", "<w:b/>") + _inlines(inlines) + _marks(part.marks)
            head = _paragraph(lead, keep=True, marks=style) + _blocks(rest, style, keep=True)
        case _:
            head = _heading(2, f"{letter} {part.title}".strip(), part.marks, style) + _blocks(part.statement, style, keep=True)
    return head + _blocks(part.body, style, keep=keep)


def page(fragments: Sequence[str], meta: PageMeta, style: Style = PLAIN) -> bytes:
    """A whole file. The same fragments give the same bytes."""
    from docx import Document as Made
    from docx.oxml import parse_xml

    made = Made()
    _set_up(made, meta, style)
    body = made.element.body
    content = _head(meta, style) + "".join(_numbered(f, k, len(fragments)) for k, f in enumerate(fragments, start=1))
    root = parse_xml(f"<w:body {SPACES}>{content}</w:body>")
    for element in list(root):
        body.insert(len(body) - 1, element)  # before the properties of the section, which stand last
    _foot(made.sections[0], meta, style, parse_xml)
    written = BytesIO()
    made.save(written)
    return _dateless(written.getvalue())


def _numbered(fragment: str, number: int, count: int) -> str:
    """The fragment with its number, where there are several: before a title, behind the word where there is none."""
    before, behind = ("", "") if count == 1 else (_words(f"{number}. "), _words(f" {number}"))
    return fragment.replace(NUMBER, before).replace(BARE, behind)


def _set_up(made: Any, meta: PageMeta, style: Style) -> None:
    from docx.shared import Mm, Pt, RGBColor

    section = made.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAPERS[style.paper])
    section.left_margin = section.right_margin = Mm(style.margin)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    styles = made.styles
    styles["Normal"].font.size, styles["Normal"].font.name = Pt(style.font_size), style.font or "Cambria"
    styles["Normal"].paragraph_format.space_after = Pt(5)
    for name, size in (("Title", 17.0), ("Heading 1", 1.2 * style.font_size), ("Heading 2", style.font_size)):
        styles[name].font.color.rgb = RGBColor.from_string(style.accent[1:].upper() if name != "Title" else "000000")
        styles[name].font.size, styles[name].font.name = Pt(size), style.font or "Cambria"
        fonts = styles[name].element.rPr.rFonts
        for attribute in [a for a in fonts.attrib if a.endswith("Theme")]:  # the theme's font would go before the one that is named
            del fonts.attrib[attribute]
    properties = made.core_properties
    properties.title, properties.author = clean(meta.title) or WORDS["title"], clean(meta.author)
    properties.language, properties.comments = clean(meta.language), ""


def _head(meta: PageMeta, style: Style) -> str:
    facts = "   ".join(f"{name}: {value}" for name, value in meta.facts)
    out = [_paragraph(_words(line)) for line in (style.institution,) if line]
    if meta.blanks:
        width = round(style.across * TWIPS / len(meta.blanks))
        stops = "".join(f'<w:tab w:val="left" w:leader="underscore" w:pos="{width * (k + 1) - 120}"/>' for k in range(len(meta.blanks)))
        said = "".join(f"{_words(f'{blank}: ')}<w:r><w:tab/></w:r>{_words('  ')}" for blank in meta.blanks)
        out.append(f'<w:p><w:pPr><w:tabs>{stops}</w:tabs><w:spacing w:after="300"/></w:pPr>{said}</w:p>')
    if meta.course:
        out.append(_paragraph(_words(meta.course, f'<w:b/><w:color w:val="{style.accent[1:]}"/>')))
    out.append(f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{_words(meta.title or WORDS["title"])}</w:p>')
    out += [_paragraph(_words(facts))] if facts else []
    out += [_paragraph(_words(meta.instructions, "<w:i/>"))] if meta.instructions else []
    return "".join(out)


def _foot(section: Any, meta: PageMeta, style: Style, parse: Callable[[str], Any]) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = 1
    said = [_words(f"{style.footer}   ")] if style.footer else []
    said += [_field("PAGE"), _words(f" {WORDS['of']} "), _field("NUMPAGES")]
    said += [_words(f"   {meta.foot}")] if meta.foot else []
    for run in parse(f"<w:p {SPACES}>{''.join(said)}</w:p>"):
        paragraph._p.append(run)


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _dateless(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as read, ZipFile(out, "w", ZIP_DEFLATED) as write:
        for name in read.namelist():
            write.writestr(ZipInfo(name, BEGUN), read.read(name), ZIP_DEFLATED)
    return out.getvalue()


# -- blocks ------------------------------------------------------------------------------------------------------------


def _heading(level: int, title: str, marks: str, style: Style) -> str:
    words = _words(title)
    if level == 1:
        words = words + BARE if title == WORDS["statement"] else NUMBER + words
    return _paragraph(words + _marks(marks), name=f"Heading{level}", keep=True, marks=style)


def _marks(marks: str) -> str:
    return f"<w:r><w:tab/></w:r>{_words(marks, LIGHT)}" if marks else ""


def _paragraph(content: str, inset: float = 0.0, name: str = "", keep: bool = False, marks: Style | None = None, border: str = "") -> str:
    """A paragraph that stands in so many millimetres; `marks` is the style whose line has them at its right end."""
    properties = f'<w:pStyle w:val="{name}"/>' if name else ""
    properties += KEEP if keep else ""
    properties += f"<w:pBdr>{border}</w:pBdr>" if border else ""
    properties += f'<w:tabs><w:tab w:val="right" w:pos="{round(marks.across * TWIPS)}"/></w:tabs>' if marks else ""
    properties += f'<w:ind w:left="{round(inset * TWIPS)}"/>' if inset else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _blocks(blocks: Sequence[Block], style: Style, inset: float = 0.0, keep: bool = False, border: str = "") -> str:
    return "".join(_block(block, style, inset, keep, border) for block in blocks)


def _block(block: Block, style: Style, inset: float, keep: bool, border: str) -> str:
    inside = partial(_blocks, style=style)
    match block:
        case Paragraph(inlines):
            return _paragraph(_inlines(inlines), inset, keep=keep, border=border)
        case Display():
            return _display(block, style, inset, keep, border)
        case ListBlock(items):
            return "".join(_paragraph(_inlines(item), inset, "ListBullet", border=border) for item in items)
        case Cases(cases):
            return "".join(inside(case, inset=inset + DETAIL_IN) for case in cases)
        case Table():
            return _table(block)
        case Steps(steps):
            return "".join(_step(step, style, inset) for step in steps)
        case Note(role, title, blocks):
            said = ROLE_WORDS[role]
            lead = _words(said if clean(title) in ("", said) else f"{said}: {title}", "<w:b/>")
            return _paragraph(lead, inset, keep=True) + inside(blocks, inset=inset + DETAIL_IN)
        case AnswerBox(blocks):
            frame = EDGES.replace("{}", style.accent[1:])
            return _paragraph(_words(WORDS["answer"], "<w:b/>"), inset, keep=True, border=frame) + inside(blocks, inset=inset, border=frame)
        case Figure():
            lead = _paragraph(_words(f"{WORDS['picture']}: ", "<w:i/>") + _inlines(block.caption), inset, keep=True)
            return lead + inside((ListBlock(block.facts),), inset=inset)
        case WorkSpace(millimetres):
            return f'<w:p><w:pPr>{KEEP if keep else ""}<w:spacing w:before="0" w:after="{round(millimetres * TWIPS)}"/></w:pPr></w:p>'


def _step(step: StepBlock, style: Style, inset: float) -> str:
    mark = _words(f" ({WORDS['not_verified']})", "<w:i/>") if step.unverified else ""
    head = _paragraph(_words(f"{step.number}  ", "<w:b/>") + _inlines(step.title, "<w:b/>") + mark, inset, keep=True)
    details = _blocks((Steps(step.details),), style, inset + DETAIL_IN) if step.details else ""
    return head + _blocks(step.blocks, style, inset + STEP_IN) + details


def _display(display: Display, style: Style, inset: float, keep: bool, border: str) -> str:
    from tutor.printing.notation.omml import omml_display

    room = style.ems(INCH) - (inset + DISPLAY_IN) / style.across * style.ems(INCH)
    shown = omml_display(display.terms, display.relations, room * GLYPHS)
    mark = _words(f" ({WORDS['not_verified']})", "<w:i/>") if display.unverified else ""
    return _paragraph(shown + mark, inset + (0 if border else DISPLAY_IN), keep=keep, border=border)


def _table(table: Table) -> str:
    caption = _paragraph(_words(table.caption, "<w:i/>"), keep=True) if table.caption else ""
    rows = [_row(table.header, "<w:b/>"), *(_row(cells) for cells in table.rows)]
    edges = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "bottom", "insideH"))
    grid = "<w:gridCol/>" * len(table.header)
    return (
        f"{caption}<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>{_paragraph('')}"
    )


def _row(cells: Sequence[Inlines], bold: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(f'<w:tc>{_paragraph(_inlines(cell, bold))}</w:tc>' for cell in cells)}</w:tr>"


def _inlines(inlines: Inlines, properties: str = "") -> str:
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                out.append(_words(text, properties))
            case Strong(inner):
                out.append(_inlines(inner, f"{properties}<w:b/>" if "<w:b/>" not in properties else properties))
            case Emph(inner):
                out.append(_inlines(inner, f"{properties}<w:i/>" if "<w:i/>" not in properties else properties))
            case Math(formula):
                from tutor.printing.notation.omml import omml

                out.append(omml(formula))
    return "".join(out)


def _words(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'


FORMAT = Format("docx", ".docx", fragment, page, styled=True, counts=True)
