"""What the ground floor, and the packages that the site is built with, hold of people."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.inventory import (
    HISTORY,
    MEMBER,
    WITH_ACCOUNT,
    ErasureFate,
    FieldUse,
    InventoryEntry,
    LegalGround,
    RetentionPeriod,
)

SIGN_IN = FieldUse(_("to let you sign in"), LegalGround.CONTRACT, WITH_ACCOUNT)
ADDRESS = FieldUse(_("to call you by your name and write in your language"), LegalGround.CONTRACT, WITH_ACCOUNT)
SECURITY = FieldUse(
    _("to keep others out of your account, and to close it when you no longer use it"),
    LegalGround.INTEREST,
    WITH_ACCOUNT,
)
MESSAGE = FieldUse(
    _("to tell you what happened"),
    LegalGround.CONTRACT,
    RetentionPeriod(name="message", after=_(", read ones shorter")),
)
WISH = FieldUse(_("to mail you what you want and nothing else"), LegalGround.CONTRACT, WITH_ACCOUNT)
MAIL = FieldUse(
    _("to send mail, and to be able to tell what was sent to whom"), LegalGround.CONTRACT, RetentionPeriod(name="mail")
)
MAIL_TEXT = FieldUse(MAIL.why, LegalGround.CONTRACT, RetentionPeriod(name="mail_text"))
SESSION = FieldUse(
    _("to keep you signed in, and to show a word once"),
    LegalGround.CONTRACT,
    RetentionPeriod(_("until you sign out, two weeks at most")),
)
ADMIN_LOG = FieldUse(
    _("to be able to answer for what admins did"),
    LegalGround.INTEREST,
    RetentionPeriod(name="admin_log"),
)
AGREED = FieldUse(_("to be able to show what you were told and what you agreed to"), LegalGround.DUTY, WITH_ACCOUNT)
SIGNED = FieldUse(
    _("to name who signed an agreement in public, from a public source"),
    LegalGround.INTEREST,
    RetentionPeriod(_("as long as the agreement is shown")),
    ErasureFate.STAYS,
    _("it is part of a public document; ask an admin to have it corrected or taken away"),
)

THINGS = [
    InventoryEntry(
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
    InventoryEntry(
        "portal.Notification",
        owner="user",
        personal={"user key title text url kind language frequency created_at read_at mailed_at": MESSAGE},
    ),
    InventoryEntry(
        "portal.NotificationPreference",
        owner="user",
        personal={"user kind frequency links_revoked": WISH},
    ),
    InventoryEntry(
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
    InventoryEntry("portal.Signatory", personal={"name office_nl office_en": SIGNED}),
    InventoryEntry(
        "portal.Consent",
        owner="user",
        personal={"user what version text_hash language given_at withdrawn_at": AGREED},
    ),
    InventoryEntry("portal.Erasure", other="rows"),
    InventoryEntry("portal.RetentionRun", other="counts failed"),
    InventoryEntry("portal.ROM", other="slug name website"),
    InventoryEntry("portal.Province", other="code name_nl name_en"),
    InventoryEntry("portal.Agreement", other="slug title_nl title_en occasion place source"),
    InventoryEntry("portal.FocusArea", other="code label_nl label_en source"),
    InventoryEntry(
        "portal.Technology",
        other="slug label_nl label_en civil_use_nl civil_use_en military_use_nl military_use_en",
    ),
    InventoryEntry("portal.TechnologyTerm", other="text"),
    InventoryEntry("portal.LoadedEntry", other="kind key content"),
    # The packages.
    InventoryEntry("portal.User_groups", owner="user", personal={"user group": MEMBER}, title=_("groups of users")),
    InventoryEntry(
        "portal.User_user_permissions", owner="user", personal={"user permission": MEMBER}, title=_("rights of users")
    ),
    InventoryEntry(
        "account.EmailAddress",
        owner="user",
        address="email",
        personal={"user email verified primary": SIGN_IN},
        title=_("e-mail addresses"),
    ),
    InventoryEntry(
        "account.EmailConfirmation",
        owner="email_address__user",
        personal={"email_address created sent key": SIGN_IN},
        unseen="key",
        title=_("confirmations of e-mail addresses"),
    ),
    InventoryEntry(
        "mfa.Authenticator",
        owner="user",
        personal={"user type data created_at last_used_at": SECURITY},
        unseen="data",
        title=_("second factors"),
    ),
    InventoryEntry(
        "sessions.Session", personal={"session_key session_data": SESSION}, title=_("sessions of signed-in people")
    ),
    InventoryEntry(
        "admin.LogEntry",
        owner="user",
        personal={"user action_time action_flag content_type object_id object_repr change_message": ADMIN_LOG},
        title=_("acts in the administration"),
    ),
    InventoryEntry(
        "pghistory.Context",
        owner="metadata__user",
        personal={"metadata": HISTORY},
        title=_("acts on the site: whose, and on which page"),
    ),
    InventoryEntry("auth.Group", other="name"),
    InventoryEntry("auth.Permission", other="name codename"),
    InventoryEntry("contenttypes.ContentType", other="app_label model"),
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
