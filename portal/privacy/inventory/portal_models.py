"""What the ground floor, and the packages that the site is built with, hold of people."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.inventory.kinds import Fate, Ground, Period, Thing, Use
from portal.privacy.inventory.uses import HISTORY, MEMBER, WITH_ACCOUNT

SIGN_IN = Use(_("to let you sign in"), Ground.CONTRACT, WITH_ACCOUNT)
ADDRESS = Use(_("to call you by your name and write in your language"), Ground.CONTRACT, WITH_ACCOUNT)
SECURITY = Use(
    _("to keep others out of your account, and to close it when you no longer use it"), Ground.INTEREST, WITH_ACCOUNT
)
MESSAGE = Use(
    _("to tell you what happened"),
    Ground.CONTRACT,
    Period(name="message", after=_(", read ones shorter")),
)
WISH = Use(_("to mail you what you want and nothing else"), Ground.CONTRACT, WITH_ACCOUNT)
MAIL = Use(_("to send mail, and to be able to tell what was sent to whom"), Ground.CONTRACT, Period(name="mail"))
MAIL_TEXT = Use(MAIL.why, Ground.CONTRACT, Period(name="mail_text"))
SESSION = Use(
    _("to keep you signed in, and to show a word once"),
    Ground.CONTRACT,
    Period(_("until you sign out, two weeks at most")),
)
ADMIN_LOG = Use(
    _("to be able to answer for what admins did"),
    Ground.INTEREST,
    Period(name="admin_log"),
)
AGREED = Use(_("to be able to show what you were told and what you agreed to"), Ground.DUTY, WITH_ACCOUNT)
SIGNED = Use(
    _("to name who signed an agreement in public, from a public source"),
    Ground.INTEREST,
    Period(_("as long as the agreement is shown")),
    Fate.STAYS,
    _("it is part of a public document; ask an admin to have it corrected or taken away"),
)

THINGS = [
    Thing(
        "portal.User",
        owner="pk",
        personal={
            "email password": SIGN_IN,
            "name language": ADDRESS,
            "rom rom_role is_staff is_superuser groups user_permissions": MEMBER,
            "is_active date_joined last_login": SECURITY,
        },
        unseen="password",
    ),
    Thing(
        "portal.Notification",
        owner="user",
        personal={"user key title text url kind language frequency created_at read_at mailed_at": MESSAGE},
    ),
    Thing(
        "portal.NotificationPreference",
        owner="user",
        personal={"user kind frequency links_revoked": WISH},
    ),
    Thing(
        "portal.OutboxMail",
        owner="user",
        address="to",
        personal={
            "to user subject key kind language created_at next_try_at attempts sent_at last_error is_secret": MAIL,
            "text html headers": MAIL_TEXT,
        },
        unseen="headers html",
        unseen_if=("is_secret", "text"),
        note=_("The text of mail with a link that acts for you is shown to nobody."),
    ),
    Thing("portal.Signatory", personal={"name office_nl office_en": SIGNED}),
    Thing(
        "portal.Consent",
        owner="user",
        personal={"user what version text_hash language given_at withdrawn_at": AGREED},
    ),
    Thing("portal.Erasure", other="rows"),
    Thing("portal.RetentionRun", other="counts failed"),
    Thing("portal.ROM", other="slug name website"),
    Thing("portal.Province", other="code name_nl name_en"),
    Thing("portal.Agreement", other="slug title_nl title_en occasion place source"),
    Thing("portal.FocusArea", other="code label_nl label_en source"),
    Thing(
        "portal.Technology",
        other="slug label_nl label_en civil_use_nl civil_use_en military_use_nl military_use_en",
    ),
    Thing("portal.TechnologyTerm", other="text"),
    Thing("portal.LoadedEntry", other="kind key content"),
    # The packages.
    Thing("portal.User_groups", owner="user", personal={"user group": MEMBER}, title=_("groups of users")),
    Thing(
        "portal.User_user_permissions", owner="user", personal={"user permission": MEMBER}, title=_("rights of users")
    ),
    Thing(
        "account.EmailAddress",
        owner="user",
        address="email",
        personal={"user email verified primary": SIGN_IN},
        title=_("e-mail addresses"),
    ),
    Thing(
        "account.EmailConfirmation",
        owner="email_address__user",
        personal={"email_address created sent key": SIGN_IN},
        unseen="key",
        title=_("confirmations of e-mail addresses"),
    ),
    Thing(
        "mfa.Authenticator",
        owner="user",
        personal={"user type data created_at last_used_at": SECURITY},
        unseen="data",
        title=_("second factors"),
    ),
    Thing("sessions.Session", personal={"session_key session_data": SESSION}, title=_("sessions of signed-in people")),
    Thing(
        "admin.LogEntry",
        owner="user",
        personal={"user action_time action_flag content_type object_id object_repr change_message": ADMIN_LOG},
        title=_("acts in the administration"),
    ),
    Thing(
        "pghistory.Context",
        owner="metadata__user",
        personal={"metadata": HISTORY},
        title=_("acts on the site: whose, and on which page"),
    ),
    Thing("auth.Group", other="name"),
    Thing("auth.Permission", other="name codename"),
    Thing("contenttypes.ContentType", other="app_label model"),
]

ELSEWHERE = [
    (
        _("the reader's own browser"),
        _("what somebody types as an answer and is not saved yet, so that a lost connection loses no words"),
        _("until it is saved, 7 days at most; nobody else sees it"),
    ),
    (
        _("counters of log-in attempts"),
        _("an address on the network and a scrambled e-mail address, to stop guessing"),
        _("as long as the limit lasts, a day at most"),
    ),
    (
        _("the server's own log"),
        _("error messages, without names or addresses; the proxy in front may log addresses on the network"),
        _("as the people who run the site set it"),
    ),
    (
        _("backups of the database"),
        _("a copy of everything above"),
        _("as the people who run the site set it; what was erased since is erased again after a restore"),
    ),
]
