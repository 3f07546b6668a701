"""The terms of the field that a newcomer may not know, with their definitions; messages, so that both languages have
them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from portal.core.bilingual import LANGUAGES, get_reader_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Term:
    slug: str
    name: "StrOrPromise"
    definition: "StrOrPromise"

    def get_other_name(self) -> str:
        """Return the name in the language that the reader does not use, or "" where it is the same."""
        other = next(code for code in LANGUAGES if code != get_reader_language())
        with override(other):
            name = str(self.name)
        return "" if name == str(self.name) else name


TERMS = {
    slug: Term(slug, name, definition)
    for slug, name, definition in (
        (
            "rom",
            _("regional development agency (ROM)"),
            _(
                "A public agency that helps companies in one or more provinces to innovate, invest and go abroad. "
                "The Netherlands has nine of them. Their advisers publish challenges here and organise sessions."
            ),
        ),
        (
            "trl",
            _("TRL (technology readiness level)"),
            _(
                "How far a technology has been developed, from 1 (an idea with its basic principles) "
                "to 9 (proven in daily use)."
            ),
        ),
        (
            "durf",
            _("DURF"),
            _(
                "Dual Use Region Flevoland Utrecht: a day on which companies meet Defence units. "
                "It was first held at the Aviodrome in Lelystad on 5 February 2026."
            ),
        ),
        (
            "dual-use",
            _("dual-use"),
            _("Useful for both civil and military purposes, such as a drone that maps dikes or a battlefield."),
        ),
        (
            "challenge",
            _("challenge"),
            _("A problem of the armed forces for which Defence is looking for a solution, published with its dates."),
        ),
        (
            "requirement",
            _("requirement"),
            _(
                "Something a challenge asks of a company. A company must meet every must-have requirement. "
                "Nice-to-have requirements earn extra points."
            ),
        ),
        (
            "match-score",
            _("match score"),
            _(
                "How well a company fits a challenge, from 0 to 100 points. "
                "Each match shows which sentences and facts earned the points."
            ),
        ),
        (
            "near-miss",
            _("near miss"),
            _("A company that meets all requirements of a challenge but one."),
        ),
        (
            "proposition",
            _("proposition"),
            _("What a company offers: its product or service, for whom it is and what it achieves."),
        ),
        (
            "use-case",
            _("use case"),
            _("A situation in which someone uses the product, civil or military."),
        ),
        (
            "defence-unit",
            _("Defence unit"),
            _("The part of the armed forces that has the problem behind a challenge."),
        ),
        (
            "table-host",
            _("table host"),
            _("The person from Defence who receives companies at a table during a session."),
        ),
        (
            "introduction",
            _("introduction"),
            _(
                "An adviser brings a company and a Defence unit into contact. "
                "They see each other’s contact details only after both have agreed."
            ),
        ),
        (
            "response",
            pgettext_lazy("to a challenge", "response"),
            _("A company’s answer to a challenge. A submitted response is a submission and keeps its date and time."),
        ),
        (
            "restricted-annex",
            _("restricted annex"),
            _("A confidential part of a challenge that only invited companies can read. Every reading is recorded."),
        ),
        (
            "session",
            _("session"),
            _("A meeting day on which companies and Defence units talk at tables, by a timetable."),
        ),
        (
            "priority-meeting",
            _("priority meeting"),
            _("A meeting that a company or a table host has marked as most important. It is planned first."),
        ),
        (
            "self-declaration",
            _("self-declaration"),
            _(
                "A statement that a company signs about itself, for example about its owners. "
                "It does not replace vetting or a security screening."
            ),
        ),
        (
            "vetting",
            _("vetting"),
            _("A ROM or Defence checks a company, for example its owners. This is not a security screening of people."),
        ),
        (
            "security-screening",
            _("security screening"),
            _("The official investigation of a person, which the intelligence services AIVD and MIVD carry out."),
        ),
        (
            "minimum-visibility",
            _("minimum visibility"),
            _(
                "A rule that lets every eligible company appear in a top 10 from time to time. "
                "It is off unless the people who run the site switch it on."
            ),
        ),
    )
}


def list_terms() -> list[Term]:
    """Return the terms in the order of the reader's alphabet."""
    return sorted(TERMS.values(), key=lambda term: str(term.name).lower())
