"""Uses that several things share."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.inventory.kinds import Fate, Ground, Period, Use

WITH_ACCOUNT = Period(_("as long as you have an account"))
WITH_COMPANY = Period(_("as long as the company has a profile"))
WITH_CHALLENGE = Period(_("as long as the challenge is kept"))
HISTORY_PERIOD = Period(name="history")

MEMBER = Use(_("to know who acts for which company or ROM, in which role"), Ground.CONTRACT, WITH_ACCOUNT)
PROFILE = Use(
    _("to show a company and match it with challenges; of a one-person business this is about that person"),
    Ground.CONTRACT,
    WITH_COMPANY,
    Fate.STAYS,
    _("it is the company's, not yours alone; it goes when the company's profile is deleted"),
)
MAKER = Use(
    _("to know who made or decided something"),
    Ground.INTEREST,
    WITH_ACCOUNT,
    Fate.UNNAMED,
    _("what was made or decided concerns others too"),
)
HISTORY = Use(
    _("to be able to answer for who changed what and when"),
    Ground.INTEREST,
    HISTORY_PERIOD,
    Fate.UNNAMED,
    _("an account's number stays, which leads to nobody once the account is gone"),
)
