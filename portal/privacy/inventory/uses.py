"""Uses that several things share."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.inventory.kinds import ErasureFate, FieldUse, LegalGround, RetentionPeriod

WITH_ACCOUNT = RetentionPeriod(_("as long as you have an account"))
WITH_COMPANY = RetentionPeriod(_("as long as the company has a profile"))
WITH_CHALLENGE = RetentionPeriod(_("as long as the challenge is kept"))
HISTORY_PERIOD = RetentionPeriod(name="history")

MEMBER = FieldUse(_("to know who acts for which company or ROM, in which role"), LegalGround.CONTRACT, WITH_ACCOUNT)
PROFILE = FieldUse(
    _("to show a company and match it with challenges; of a one-person business this is about that person"),
    LegalGround.CONTRACT,
    WITH_COMPANY,
    ErasureFate.STAYS,
    _("it is the company's, not yours alone; it goes when the company's profile is deleted"),
)
MAKER = FieldUse(
    _("to know who made or decided something"),
    LegalGround.INTEREST,
    WITH_ACCOUNT,
    ErasureFate.UNNAMED,
    _("what was made or decided concerns others too"),
)
HISTORY = FieldUse(
    _("to be able to answer for who changed what and when"),
    LegalGround.INTEREST,
    HISTORY_PERIOD,
    ErasureFate.UNNAMED,
    _("an account's number stays, which leads to nobody once the account is gone"),
)
