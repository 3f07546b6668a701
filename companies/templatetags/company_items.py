"""A company in a list as HTML, in one go: a list has twenty, and a template for each takes a third of its time.

What comes from the database is escaped here.
"""

from collections.abc import Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from companies.catalogue.pages import CompanyRow
from companies.profiles.models import Company
from portal.templatetags.ui import lang_attr, local, state_chip
from portal.ui.dates import format_month

register = template.Library()

KINDS = dict(Company.Kind.choices)  # quicker than get_kind_display, which makes this each time


@register.simple_tag
def company_item(row: CompanyRow) -> SafeString:
    """Who it is and what it offers: all but the logo."""
    company, technologies = row.company, escape(", ".join(row.technologies))
    facts = "\n".join(_facts(row))
    line = f'<p class="teaser"{lang_attr(row, "line")}>{escape(local(row, "line"))}</p>\n'
    return SafeString(
        f'<h3><a href="{escape(company.get_absolute_url())}">{escape(str(company))}</a></h3>\n'
        f'<p class="side facts-line">\n{facts}\n</p>\n'
        + (line if row.line_nl or row.line_en else "")
        + (f'<p class="side">{technologies}</p>' if technologies else "")
    )


def _facts(row: CompanyRow) -> Iterator[str]:
    company = row.company
    where = ", ".join(str(each) for each in (company.city, company.province) if each)
    if where:
        yield _span(where)
    yield _span(str(KINDS.get(company.kind, company.kind)))
    if row.shown.trl:
        yield _span(f"TRL {row.shown.trl}")
    yield from _standing(company)


def _standing(company: Company) -> Iterator[str]:
    """How far it is from a profile that its company published and confirmed of late."""
    if not company.is_published:
        shape = "draft" if company.state == Company.State.DRAFT else "closed"
        yield state_chip(shape, company.get_state_display())
    if not company.is_claimed:
        yield _span(_("not confirmed by the company"))
    if company.is_stale:
        told = _("Not confirmed since %(month)s") % {"month": format_month(company.confirmed_at)}
        yield f'<span class="not-confirmed">{escape(told)}</span>'
    if company.is_example:
        yield _span(_("example"))


def _span(text: str) -> str:
    return f"<span>{escape(text)}</span>"
