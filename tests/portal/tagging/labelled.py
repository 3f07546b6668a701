"""Short texts written for this project, each with the technologies that a careful reader finds in it.

A technology is right where the text offers or asks for it, is made of it or is made for it; what is denied, or
is only a word with another meaning, is not. Of a technology and one above it in the tree only the deeper one is a
label, unless the text speaks of both apart.
"""

import tomllib
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "labelled"
WRITTEN_LATER = "written-later"
PARTS = ("mended by", "judging", "written later")
KINDS = ("plain", "plural", "compound", "abbreviation", "misspelling", "paraphrase", "negation", "homonym")


@dataclass(frozen=True, slots=True)
class Labelled:
    """`theme` is the file it stands in; `kind` says what makes it hard."""

    theme: str
    language: str
    kind: str
    text: str
    technologies: frozenset[str]

    @property
    def part(self) -> str:
        """The tagger may be mended by its errors in the first part only; the others judge.

        Which half a text is in follows from its letters; what was written after the mending is a part of its own.
        """
        if self.theme == WRITTEN_LATER:
            return "written later"
        return "mended by" if zlib.crc32(self.text.encode()) % 2 == 0 else "judging"


@cache
def labelled_texts() -> tuple[Labelled, ...]:
    return tuple(
        Labelled(path.stem, row["language"], row["kind"], row["text"], frozenset(row["technologies"]))
        for path in sorted(HERE.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["texts"]
    )
