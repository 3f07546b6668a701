"""Set data in type as PDF with the Typst compiler, which needs its own wheel and the fonts beside this file.

A template (templates/challenges/timetables/*.typ) receives its data as JSON and never runs any of it, so that the name
of a company cannot be taken for a command. The texts come with the data, in the reader's language.
"""

import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language

FONTS = Path(__file__).parent / "fonts"
CONTENT_TYPE = "application/pdf"


def render_pdf(template: str, data: dict[str, Any]) -> bytes:
    """A tagged PDF with a title and a language, as PDF/UA-1 asks. Its bytes depend on the data alone."""
    root = Path(settings.BASE_DIR) / "templates"
    told = json.dumps({"language": get_language() or "nl", **data}, ensure_ascii=False)
    made: bytes = typst.compile(
        str(root / template),
        root=str(root),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": told},
        pdf_standards=["ua-1"],
    )
    return made
