"""A challenge in a list as HTML, in one go: a list has twenty, and a template for each takes a third of its time.

What comes from the database is escaped here.
"""

from collections.abc import Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from challenges.catalogue.pages import ChallengeListRow
from challenges.posting.models import Challenge
from portal.technologies.phrases import get_opening_sentences
from portal.templatetags.ui import lang_attr, local, local_tag, state_chip
from portal.ui.dates import format_day

register = template.Library()

BRANCHES = dict(Challenge.Branch.choices)  # quicker than get_branch_display, which makes this each time


@register.simple_tag
def challenge_item(row: ChallengeListRow) -> SafeString:
    """What it asks and where it stands: all but the reader's own match."""
    challenge, technologies = row.challenge, escape(", ".join(row.technologies))
    facts = "\n".join(_facts(row))
    teaser = escape(get_opening_sentences(local(challenge, "teaser")))
    return SafeString(
        f'<h3><a href="{escape(challenge.get_absolute_url())}">{local_tag(challenge, "title")}</a></h3>\n'
        f'<p class="side facts-line">\n{facts}\n</p>\n'
        f'<p class="teaser"{lang_attr(challenge, "teaser")}>{teaser}</p>\n'
        + (f'<p class="side">{technologies}</p>' if technologies else "")
    )


def _facts(row: ChallengeListRow) -> Iterator[str]:
    challenge = row.challenge
    yield _span(str(BRANCHES.get(challenge.branch, challenge.branch)))
    if challenge.rom:
        yield _span(_("via %(rom)s") % {"rom": challenge.rom})
    if row.chip:
        yield state_chip(row.chip.state, row.chip.label)
    elif challenge.closes_at:
        yield _span(_("closes %(day)s") % {"day": format_day(challenge.closes_at)})
    if challenge.is_example:
        yield _span(_("example"))


def _span(text: str) -> str:
    return f"<span>{escape(text)}</span>"
