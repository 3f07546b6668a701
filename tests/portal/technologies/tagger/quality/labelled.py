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
WRITTEN_AFTER = {
    "written-later": "written later",
    "written-last": "written last",
    "profiles-first": "profiles, first reading",
    "profiles-second": "profiles, second reading",
    "third-reading": "third reading",
    "fourth-reading": "fourth reading",
    "fifth-reading": "fifth reading",
    "sixth-reading": "sixth reading",
}
PARTS = ("mended by", "judging", *WRITTEN_AFTER.values())
KINDS = ("plain", "plural", "compound", "abbreviation", "misspelling", "paraphrase", "negation", "homonym")
STYLES = ("profile", "challenge", "web", "mail")  # kinds of the texts that are written as people write


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
        """Which half a text is in follows from its letters. What was written after the tagger was mended is apart.

        The parts were read in this order, each when the tagger had been mended by the parts before. Nothing was mended
        by the last one, and no word of the vocabulary was added by what only the fourth and fifth show.
        """
        half = "mended by" if zlib.crc32(self.text.encode()) % 2 == 0 else "judging"
        return WRITTEN_AFTER.get(self.theme, half)


@cache
def labelled_texts() -> tuple[Labelled, ...]:
    return tuple(
        Labelled(path.stem, row["language"], row["kind"], row["text"], frozenset(row["technologies"]))
        for path in sorted(HERE.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["texts"]
    )
