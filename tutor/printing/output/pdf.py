"""PDF: the Typst source, compiled in memory by the embedded engine to a tagged file that meets PDF/UA-1.

Nothing is read but the source, the fonts inside the engine, and the logo and fonts of the house: no network, no fonts of
the system. A character that no font has becomes a box, and is told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from warnings import warn

from tutor.edges.resources import own_templates
from tutor.errors import Place, Unsupported
from tutor.printing.output._apart import apart
from tutor.printing.output.base import Format, Lacking, PageMeta, lacking_characters
from tutor.printing.output.typst import LOGOS, fragment, lengths
from tutor.printing.output.typst import page as written
from tutor.printing.style import PLAIN, Style
from tutor.printing.templating import WrongTemplate

if TYPE_CHECKING:
    import typst

STANDARD: Final = "ua-1"  # accessible to a screen reader: structure, language, a title, words for every formula
FONTS: Final = (".otf", ".ttf")
BOX: Final = "□"
DOTS: Final = 200.0  # to the inch: sharp on a screen of twice the usual density
TRIES: Final = 8  # texts that cannot be shown though each of their characters can: the engine names one at a time
PANIC: Final = "PanicException"  # of the engine's own language: no `Exception`
PROXIES: Final = ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "http_proxy", "https_proxy")
NOBODY: Final = "http://127.0.0.1:0"
_FETCHED = re.compile(r"package|https?://")
_LACKING = re.compile(r"the text `?(.*?)`? could not be displayed")
_LINE = re.compile(r":(\d+):\d+")


def page(fragments: Sequence[str], meta: PageMeta, style: Style = PLAIN) -> bytes:
    """A whole file. The same fragments give the same bytes. Errors: `Unsupported`, `Invalid` for an own layout that does not compile."""
    made: bytes = apart(_page, fragments, meta, style, form="pdf")
    return made


def _page(fragments: Sequence[str], meta: PageMeta, style: Style) -> bytes:
    import typst

    text = written(fragments, meta, style)
    lacking: set[str] = set()
    for _ in range(TRIES):
        try:
            made = _compiled(text, style)
        except BaseException as error:
            if type(error).__name__ == PANIC:
                raise _broken_off(str(error)) from None
            if not isinstance(error, typst.TypstError):
                raise
            found = _LACKING.search(str(error))
            if found is None:
                raise _explained(error, style) from None
            fonts = _fonts(style)
            new = {c for c in found[1] if not c.isascii()} | {c for c in set(text) if not c.isascii() and not _shown(c, fonts)}
            if not new - lacking:
                break
            lacking |= new
            text = text.translate(dict.fromkeys(map(ord, new), BOX))
        else:
            _tell(lacking, fragments)
            if style.font and style.font not in _book(_fonts(style)).families():
                warn(Lacking(f"typst knows no font {style.font}: its file goes into the folder fonts, as .otf or .ttf"), stacklevel=2)
            return made
    raise Unsupported("the PDF engine has no font for a text of this page", hint="The html format shows it.")


def _compiled(text: str, style: Style) -> bytes:
    with TemporaryDirectory() as empty:
        logo = style.logo_file(LOGOS, "typst")
        if logo is not None:
            (Path(empty) / logo.name).write_bytes(style.logo_bytes(logo))
        with nullcontext() if _own_layout() is None else _no_network():
            made = _compiler(text, empty, _fonts(style)).compile(format="pdf", pdf_standards=STANDARD, timestamp=0)
    assert isinstance(made, bytes)
    return made


def png(source: str) -> bytes:
    """What `typst.alone` wrote, as dots on white."""
    made: bytes = apart(_png, source, form="pdf")
    return made


def _png(source: str) -> bytes:
    with TemporaryDirectory() as empty:
        made = _compiler(source, empty, ()).compile(format="png", ppi=DOTS)
    assert isinstance(made, bytes)
    return made


def _compiler(text: str, root: str, fonts: tuple[str, ...]) -> typst.Compiler:
    import typst

    return typst.Compiler(text.encode(), root=root, font_paths=_book(fonts), package_path=root, package_cache_path=root)


@cache
def _book(fonts: tuple[str, ...]) -> typst.Fonts:
    """The fonts inside the engine and those in these folders."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=list(fonts))


def _fonts(style: Style) -> tuple[str, ...]:
    """A folder with the house's fonts, where it names one."""
    found = tuple(path for path in style.fonts() if path.suffix.lower() in FONTS)
    return (_copied(style, found).name,) if found else ()


@cache
def _copied(style: Style, files: tuple[Path, ...]) -> TemporaryDirectory[str]:
    """A folder with these files only, each read within limits; it is there as long as this process."""
    folder = TemporaryDirectory()
    for path in files:
        (Path(folder.name) / path.name).write_bytes(style.font_bytes(path))
    return folder


@cache
def _shown(character: str, fonts: tuple[str, ...]) -> bool:
    """Whether some font has the character."""
    import typst

    from tutor.printing.notation.typst_literal import literal

    with TemporaryDirectory() as empty:
        try:
            _compiler(f'#set document(title: "-")\n#{literal(character)}', empty, fonts).compile(format="pdf", pdf_standards=STANDARD)
        except typst.TypstError:
            return False
    return True


def _tell(lacking: set[str], fragments: Sequence[str]) -> None:
    """Which characters are boxes, problem by problem; what is left stands in the heading."""
    left = set(lacking)
    for number, piece in enumerate(fragments):
        here = lacking & set(piece)
        left -= here
        if here:
            warn(Lacking(lacking_characters(sorted(here), "the PDF engine"), number), stacklevel=3)
    if left:
        warn(Lacking(lacking_characters(sorted(left), "the PDF engine")), stacklevel=3)


def _own_layout() -> str | None:
    """How a message names the own layout, None where there is none."""
    own = own_templates()
    return f"{own.name}/typst/layout.typ" if own is not None and (own / "typst" / "layout.typ").exists() else None


def _broken_off(said: str) -> Exception:
    """The engine itself broke off: by an own layout that asks for too much, or by a bug of its own."""
    layout = _own_layout()
    if layout is None:
        return RuntimeError(f"typst broke off: {said}")
    return WrongTemplate(f"typst broke off: {said}", hint="Does the layout make something too large?", place=Place(file=layout))


@contextmanager
def _no_network() -> Iterator[None]:
    """No package is fetched: what the engine would ask, it asks of a place where nobody answers."""
    before = {name: os.environ.get(name) for name in PROXIES}
    os.environ.update(dict.fromkeys(PROXIES, NOBODY))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _explained(error: Any, style: Style) -> Exception:
    """A bug as it is; what an own layout or a logo brings about, in words."""
    layout = _own_layout()
    if layout is not None:
        found = _LINE.search(str(error.diagnostic))
        line = int(found[1]) - lengths(style).count("\n") if found else 0
        said = "a layout uses no packages: nothing is fetched from a network" if _FETCHED.search(str(error.message)) else str(error.message)
        return WrongTemplate((f"line {line}: " if line > 0 else "") + said, place=Place(file=layout))
    if style.logo and re.search(r"image|SVG|decode|format", str(error.message)):
        return Unsupported(f"typst cannot show {style.logo}: {error.message}")
    return error if isinstance(error, Exception) else RuntimeError(str(error))


FORMAT = Format("pdf", ".pdf", fragment, page, styled=True, counts=True)
