"""What stays after an erasure beyond what is counted: sentences for the page that asks whether it is meant."""

from django.utils.translation import gettext as _


def list_kept_account_data(*, has_company: bool) -> list[str]:
    companys = _(
        "What is your company's: profile, declarations and responses. That goes when its owner deletes the profile."
    )
    return [
        *([companys] if has_company else []),
        _("The record of who changed what: with the number of your account, which leads to nobody then."),
        _("Messages and mails that others got about you: until their own period ends, a year at most."),
        _("One mail to you that confirms it, until it is sent."),
    ]


def list_kept_company_data() -> list[str]:
    return [
        _("The record of who changed what and when, without what the profile said."),
        _("Of each response that was sent in: the moment and its hash, without a name and without a word of it."),
        _("Messages and mails that others got about the company: until their own period ends, a year at most."),
    ]
