"""The user guides, written in Markdown in `docs/guides/<language>/`; the documentation site shows the same files."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt

GUIDES = ("founder", "adviser", "organiser", "admin")
GUIDE_LINK = re.compile(r'href="([a-z]+)\.md(#[\w-]*)?"')


@dataclass(frozen=True)
class Guide:
    """One guide as HTML; headings are the ids and texts of its sections."""

    slug: str
    title: str
    introduction: str
    body: str
    headings: list[tuple[str, str]]

    def render_body(self) -> SafeString:
        """Return the HTML with links to the pages of other guides. The files are our own, so their HTML is trusted."""
        return SafeString(
            GUIDE_LINK.sub(
                lambda found: f'href="{reverse("guide_detail", args=[found[1]])}{found[2] or ""}"',
                self.body,
            )
        )


def load_guide(slug: str, language: str) -> Guide:
    return read_guide(Path(settings.BASE_DIR) / "docs" / "guides" / language / f"{slug}.md")


@cache
def read_guide(path: Path) -> Guide:
    """Read a file: its title, a paragraph of introduction, and the text."""
    title, introduction, text = path.read_text(encoding="utf-8").split("\n\n", 2)
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(text)
    headings = []
    for token, words in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            token.attrSet("id", slugify(words.content))
            headings.append((slugify(words.content), words.content))
    body = parser.renderer.render(tokens, parser.options, {})
    return Guide(path.stem, title.removeprefix("# "), " ".join(introduction.split()), body, headings)
