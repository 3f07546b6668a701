"""What became of every line of an imported file."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.importing.readers import RejectedLine
from portal.importing.values import format_raw_value

LINES_NAMED = 5  # of those that a remark is about


@dataclass
class ImportReport:
    """`remarks`: what was passed over, with the lines. `unknown`: fields of no meaning here. `notes`: on the whole.

    `drafts`: challenges in the file that are drafts after the import, and are therefore not matched.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    drafts: int = 0
    refused: list[RejectedLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: dict[str, list[int]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    @property
    def accepted(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def read(self) -> int:
        return self.accepted + len(self.refused)

    @property
    def is_complete(self) -> bool:
        """Whether the file could be read to its end."""
        return not any(refusal.ends for refusal in self.refused)

    def remark(self, line: int, text: str) -> None:
        self.remarks.setdefault(text, []).append(line)

    def summary(self) -> str:
        counts = {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": len(self.refused),
        }
        return _("%(created)d created, %(updated)d updated, %(unchanged)d unchanged, %(refused)d refused") % counts

    def remark_lines(self) -> Iterator[str]:
        """Notes and remarks, each once, with the lines that it is about."""
        yield from self.notes
        if self.unknown:
            yield _("fields passed over, not known: %(names)s") % {
                "names": ", ".join(map(format_raw_value, sorted(self.unknown)))
            }
        for text, lines in self.remarks.items():
            yield f"{_format_line_numbers(lines)}: {text}"

    def refusal_lines(self) -> Iterator[str]:
        for refusal in sorted(self.refused, key=lambda refusal: refusal.line):
            yield f"{_format_line_numbers([refusal.line])}: {refusal.reason}"


def _format_line_numbers(numbers: list[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:LINES_NAMED])
    more = len(numbers) - LINES_NAMED
    values = {"lines": named, "more": more}
    if more > 0:
        return ngettext("lines %(lines)s and %(more)d more", "lines %(lines)s and %(more)d more", more) % values
    return ngettext("line %(lines)s", "lines %(lines)s", len(numbers)) % values
