"""PDF: the Typst source, compiled in memory by the embedded engine to a tagged file that meets PDF/UA-1.

Nothing is read but the source and the fonts inside the engine: no network, no fonts of the system, no files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from tempfile import TemporaryDirectory
from typing import Final

from tutor.errors import Unsupported
from tutor.output.base import Format, PageMeta
from tutor.output.typst import fragment
from tutor.output.typst import page as source

STANDARD: Final = "ua-1"  # accessible to a screen reader: structure, language, a title, words for every formula
_LACKING = re.compile(r"the text `?(.*?)`? could not be displayed")


def page(fragments: Sequence[str], meta: PageMeta) -> bytes:
    """A whole file. The same fragments give the same bytes. Errors: `Unsupported` for a character that no font here has."""
    import typst

    with TemporaryDirectory() as empty:
        compiler = typst.Compiler(
            source(fragments, meta).encode(), root=empty, ignore_system_fonts=True, package_path=empty, package_cache_path=empty
        )
        try:
            made = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=0)
        except typst.TypstError as error:
            lacking = _LACKING.search(str(error))
            if lacking is None:
                raise
            raise Unsupported(f"no font of the PDF engine has {lacking[1]}", hint="The html format shows it.") from None
    assert isinstance(made, bytes)
    return made


FORMAT = Format("pdf", ".pdf", fragment, page)
