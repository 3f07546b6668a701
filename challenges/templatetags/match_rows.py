"""A company in a challenge's list as its ROM gets it, as HTML in one go: a page has up to 25, and more that nearly
qualify; templates for each take a third of its time.

What comes from the database is escaped here.
"""

from collections.abc import Collection, Iterator
from html import escape

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from challenges.matching.match_list import MatchRow
from challenges.matching.models import Decision
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.templatetags.ui import icon, most_points
from portal.ui.dates import format_day, format_month
from portal.ui.match_bar import format_tenths
from portal.ui.match_bar_html import draw_match_bar, draw_match_total

register = template.Library()


@register.simple_tag(takes_context=True)
def match_row(
    context: Context, row: MatchRow, challenge: Challenge, chosen: Collection[str], csrf_token: str
) -> SafeString:
    """In <ol class="results" role="list">. chosen: the slugs of those to compare."""
    ranked, match, company = row.ranked, row.ranked.match, row.ranked.match.company
    who = "\n".join(_who(row))
    return SafeString(
        f'<li class="result{" dismissed" if ranked.is_dismissed else ""}" id="{company.slug}">\n'
        f'<span class="rank">{ranked.rank}</span>\n'
        f'<div class="who">\n{who}\n</div>\n'
        f"{draw_match_total(match)}\n{draw_match_bar(match, 'row', most_points(context))}\n"
        f'<p class="reason">{escape(row.reason)}</p>\n'
        f'<div class="actions">\n{compare_choice(company, chosen)}\n{_why(challenge, company, match.total)}\n'
        f"{introduction_link(challenge, company, row.introduction, row.introduction_state)}\n"
        f"{decision_form(challenge, company, ranked.decision, csrf_token)}\n</div>\n</li>"
    )


def _who(row: MatchRow) -> Iterator[str]:
    company = row.ranked.match.company
    yield f'<h3><a href="{company.get_absolute_url()}">{escape(company.name)}</a></h3>'
    if row.place:
        yield _aside(row.place)
    if row.ranked.by_floor:
        yield _aside(row.ranked.floor_label)
    if not company.is_claimed:
        yield _aside(_("not confirmed by the company"))
    if company.is_stale:
        told = _("Not confirmed since %(month)s") % {"month": format_month(company.confirmed_at)}
        yield f'<p class="side"><span class="not-confirmed">{escape(told)}</span></p>'


def _aside(text: str) -> str:
    return f'<p class="side">{escape(text)}</p>'


def _why(challenge: Challenge, company: Company, total: int) -> str:
    url = reverse("challenges:match_detail", args=[challenge.slug, company.slug])
    asked = _("Why %(points)s points?") % {"points": format_tenths(total)}
    return f'<a class="why" href="{url}">{icon("onward")}<span>{escape(asked)}{_of(company)}</span></a>'


@register.simple_tag
def compare_choice(company: Company, chosen: Collection[str]) -> SafeString:
    """Belongs to the form "compare" of challenges/matching/_matches.html."""
    checked, label = " checked" if company.slug in chosen else "", _("Compare")
    return SafeString(
        '<label class="option compare-choice"><input type="checkbox" name="company"'
        f' value="{company.slug}" form="compare"{checked}> <span>{label}{_of(company)}</span></label>'
    )


@register.simple_tag
def introduction_link(challenge: Challenge, company: Company, number: int | None, state: str) -> SafeString:
    """number and state: of the introduction that runs, if any."""
    if number:
        url, label = reverse("challenges:introduction_detail", args=[number]), _("Introduction:") + f" {state}"
    elif company.is_claimed:
        url, label = reverse("challenges:introduction_propose", args=[challenge.slug, company.slug]), _("Introduce")
    else:
        return SafeString("")
    return SafeString(f'<a href="{url}">{escape(label)}{_of(company)}</a>')


@register.simple_tag
def decision_form(
    challenge: Challenge, company: Company, decision: Decision | None, csrf_token: str, query: str = ""
) -> SafeString:
    """query: of the comparison to come back to."""
    url = reverse("challenges:match_decide", args=[challenge.slug, company.slug])
    url += f"?{escape(query)}" if query else ""
    choices = _decided(company, decision) if decision else _undecided(company, url)
    return SafeString(
        f'<form method="post" action="{url}" class="decision">\n'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(csrf_token)}">\n{choices}\n</form>'
    )


def _undecided(company: Company, url: str) -> str:
    dismiss, classes = _("Dismiss"), "button button-second button-small"
    link = f'<a href="{url}">{dismiss}{_of(company)}</a>\n'
    return link + _button(classes, "shortlisted", _("Shortlist"), company)


def _decided(company: Company, decision: Decision) -> str:
    if decision.kind == Decision.Kind.SHORTLISTED:
        told = _("On the shortlist since %(day)s") % {"day": format_day(decision.decided_at)}
    else:
        told = _("Dismissed: %(reason)s") % {"reason": decision.get_reason_display().lower()}
    return f'<span class="side">{escape(told)}</span>\n' + _button("link-button", "undecided", _("Undo"), company)


def _button(classes: str, kind: str, label: str, company: Company) -> str:
    return f'<button type="submit" class="{classes}" name="kind" value="{kind}">{label}{_of(company)}</button>'


def _of(company: Company) -> str:
    """Heard, not seen: a link without its company says little to who listens."""
    return f'<span class="visually-hidden"> {escape(company.name)}</span>'
