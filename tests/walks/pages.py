"""Every page of the site, with its main states, in the demo: who looks, at what."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

DRONES = "kleine-drones-opmerken"
SILENT = "zware-last-zonder-rugpijn"  # no company has what it asks
DRAFT = "voorraad-tellen-zonder-openen"
CLOSED = "documenten-aan-de-slagboom"
OWN = "zilverreiger-sensing"
SESSION = "durf-voorbeeldsessie"
COMPARED = "company=zilverreiger-sensing&company=dwarsgolf&company=stilwater-instruments&company=luchthaak-robotics"
ANSWERED, BEGUN = "een-beeld-uit-twintig-cameras", "drones-wijzen-elkaar-de-weg"  # by that company


@dataclass(frozen=True)
class Shown:
    name: str
    who: str = ""
    args: tuple[str, ...] = ()
    query: str = ""
    status: int = 200

    def path(self, language: str) -> str:
        with translation.override(language):
            return reverse(self.name, args=self.args) + (f"?{self.query}" if self.query else "")

    def __str__(self) -> str:
        return f"{self.path('en')} as {self.who or 'visitor'}"


def shown(name: str, *args: str, who: str = "", query: str = "", status: int = 200) -> Shown:
    return Shown(name, who, args, query, status)


VISITOR = [
    shown("challenges:home"),
    shown("challenges:score"),
    shown("challenges:challenge_list"),
    shown("challenges:challenge_list", query="technology=drones&technology=sensor-fusion&state=open&order=newest"),
    shown("challenges:challenge_list", query="q=xyzzy&branch=navy"),
    shown("challenges:challenge_list", query="page=9e99&trl=12"),
    shown("challenges:challenge_detail", DRONES),
    shown("challenges:challenge_detail", CLOSED),
    shown("challenges:session_list"),
    shown("challenges:session_detail", "durf-voorbeeldsessie"),
    shown("challenges:session_detail", "durf-2026"),
    shown("companies:company_list"),
    shown("companies:company_list", query="q=sonar"),
    shown("companies:company_list", query="q=xyzzy"),
    shown("companies:company_detail", OWN),
    shown("companies:company_detail", "hearteye"),
    shown("challenges:province_map"),
    shown("challenges:province_map", query="technology=xyzzy"),
    shown("technology_list"),
    shown("technology_detail", "drones"),
    shown("agreement_list"),
    shown("accessibility"),
    shown("contact"),
    shown("glossary"),
    shown("help"),
    shown("guide_detail", "founder"),
    shown("privacy"),
    shown("privacy_register"),
    shown("account_login"),
    shown("account_signup"),
    shown("account_reset_password"),
    shown("account_reset_password_done"),
    shown("account_reset_password_from_key", "1", "gone-stale"),
    shown("account_reset_password_from_key_done"),
    shown("account_email_verification_sent"),
    shown("account_confirm_email", "no-such-key"),
    shown("account_inactive"),
]
FOUNDER = [
    shown("challenges:company_home", who="founder"),
    shown("challenges:challenge_list", who="founder"),
    shown("challenges:challenge_detail", DRONES, who="founder"),
    shown("challenges:challenge_detail", "drones-wijzen-elkaar-de-weg", who="founder"),
    shown("challenges:challenge_detail", SILENT, who="founder"),
    shown("challenges:match_detail", DRONES, OWN, who="founder"),
    shown("challenges:match_detail", "drones-wijzen-elkaar-de-weg", OWN, who="founder"),
    shown("challenges:why_not_me", DRONES, who="founder"),
    shown("challenges:why_not_me", "drones-wijzen-elkaar-de-weg", who="founder"),
    shown("challenges:why_not_me", SILENT, who="founder"),
    shown("challenges:why_not_me", "stroom-zonder-aggregaat", who="founder"),
    shown("challenges:why_not_me", "stroom-zonder-aggregaat", who="starter"),
    shown("challenges:why_not_me", DRAFT, who="founder", status=404),
    shown("companies:company_detail", OWN, who="founder"),
    shown("companies:company_confirm", OWN, who="founder"),
    shown("companies:company_edit", OWN, who="founder"),
    *(
        shown("companies:profile_wizard", OWN, step, who="founder")
        for step in ("who", "text", "technologies", "maturity")
    ),
    *(shown("companies:profile_wizard", OWN, step, who="founder") for step in ("cases", "sharing")),
    shown("challenges:profile_completeness", OWN, who="founder"),
    shown("challenges:profile_completeness", "essteen-radio", who="starter"),
    shown("companies:logo_edit", OWN, who="founder"),
    shown("companies:company_visibility", OWN, who="founder"),
    shown("companies:company_preview", OWN, who="founder", query="as=public"),
    shown("companies:company_preview", OWN, who="founder", query="as=own_rom"),
    shown("companies:company_preview", OWN, who="founder", query="as=nobody", status=404),
    shown("account_email", who="founder"),
    shown("account_change_password", who="founder"),
    shown("account_logout", who="founder"),
    shown("account_reauthenticate", who="founder"),
    shown("mfa_index", who="founder"),
    shown("my_data", who="founder"),
    shown("notification_list", who="founder"),
    shown("notification_preferences", who="founder"),
    shown("mail_log", who="founder"),
    shown("challenges:staff_dashboard", who="founder", status=403),
    shown("challenges:challenge_detail", DRAFT, who="founder", status=404),
    shown("challenges:response_list", who="founder"),
    shown("challenges:response_list", who="starter"),
    shown("challenges:response_edit", DRONES, who="founder"),
    shown("challenges:response_edit", ANSWERED, who="founder"),
    shown("challenges:response_edit", BEGUN, who="founder"),
    shown("challenges:response_edit", CLOSED, who="founder", status=404),
    shown("challenges:response_detail", ANSWERED, who="founder"),
    shown("challenges:coapplicant_add", BEGUN, who="founder"),
    shown("challenges:coapplicant_add", BEGUN, who="founder", query="q=sen"),
    shown("challenges:response_detail", BEGUN, who="founder"),
    shown("challenges:registration_own", SESSION, who="founder"),
    shown("challenges:registration_own", SESSION, who="starter"),
    shown("challenges:introduction_list", who="founder"),
    shown("challenges:introduction_list", who="founder", query="state=declined&age=week"),
    shown("challenges:introduction_list", who="starter"),
    shown("challenges:introduction_ask", "drones-wijzen-elkaar-de-weg", who="founder"),
    shown("challenges:company_home", who="starter"),
    shown("companies:profile_wizard", "essteen-radio", "text", who="starter"),
    shown("companies:profile_wizard", "essteen-radio", "maturity", who="starter"),
    shown("companies:declaration_sign", OWN, who="founder"),
    shown("companies:declaration_sign", "essteen-radio", who="starter"),
]
JOINING = [
    shown("companies:company_create", who="stranger"),
    shown("companies:company_create", who="stranger", query="q=zilverreiger"),
    shown("companies:company_create", who="stranger", query="q=1234567"),
    shown("companies:company_create", who="stranger", query="q=12345678"),
    shown("companies:company_join", OWN, who="stranger"),
    shown("companies:company_claim", "hearteye", who="stranger"),
    shown("companies:claim_confirm", "no-such-link", who="stranger", status=404),
    shown("companies:invitation_detail", "no-such-link", status=404),
    shown("companies:membership_requests", who="stranger"),
    shown("companies:member_list", OWN, who="founder"),
    shown("companies:member_list", OWN, who="colleague"),
    shown("companies:claim_list", who="adviser"),
    shown("companies:claim_list", who="founder", status=403),
]
STAFF = [
    shown("challenges:staff_dashboard", who="adviser"),
    shown("challenges:province_map", who="adviser", query="technology=drones"),
    shown("challenges:staff_dashboard", who="adviser.zeeland", query="kind=undecided"),
    shown("challenges:challenge_list", who="adviser"),
    shown("challenges:challenge_create", who="adviser"),
    shown("challenges:challenge_detail", DRONES, who="adviser"),
    shown("challenges:challenge_detail", DRONES, who="adviser", query="show=dismissed"),
    shown("challenges:challenge_detail", DRAFT, who="adviser"),
    shown("challenges:challenge_edit", DRONES, who="adviser"),
    shown("challenges:challenge_edit", DRAFT, who="adviser"),
    shown("challenges:team_list", DRONES, who="adviser"),
    shown("challenges:longlist_list", DRONES, who="adviser"),
    shown("challenges:team_list", DRAFT, who="adviser"),
    shown("challenges:challenge_owners", DRAFT, who="adviser"),
    shown("challenges:session_create", who="adviser"),
    shown("challenges:session_detail", SESSION, who="adviser"),
    *(
        shown(f"challenges:session_{name}", SESSION, who="adviser")
        for name in ("edit", "copy", "owners", "rooms", "slots", "programme", "pitches")
    ),
    shown("challenges:annex_edit", DRONES, who="adviser"),
    shown("challenges:challenge_invitations", DRONES, who="adviser"),
    shown("challenges:challenge_invitations", DRAFT, who="adviser", query="q=a"),
    shown("challenges:annex_edit", DRAFT, who="adviser"),
    shown("challenges:annex_read", DRONES, who="adviser"),
    *(
        shown("challenges:challenge_preview", DRONES, who="adviser", query=f"as={eyes}")
        for eyes in ("public", "vetted")
    ),
    shown("companies:company_vetting", "polderbaken", who="adviser"),
    shown("challenges:company_challenges", OWN, who="adviser"),
    shown("companies:company_vetting", OWN, who="admin"),
    shown("challenges:response_inbox", DRONES, who="adviser"),
    shown("challenges:response_inbox", CLOSED, who="admin"),
    shown("challenges:question_edit", DRONES, who="adviser"),
    shown("challenges:question_preview", DRONES, who="adviser"),
    shown("challenges:match_detail", DRONES, OWN, who="adviser"),
    shown("challenges:match_detail", DRONES, "stilwater-instruments", who="adviser"),
    shown("challenges:match_compare", DRONES, who="adviser", query=COMPARED),
    shown("challenges:match_compare", DRONES, who="adviser", query="company=zilverreiger-sensing&company=gone"),
    shown("challenges:match_decide", DRONES, "dwarsgolf", who="adviser"),
    shown("challenges:challenge_contact", DRONES, who="adviser"),
    shown("challenges:registration_list", SESSION, who="adviser"),
    shown("challenges:registration_list", SESSION, who="adviser", query="state=waiting&state=offered"),
    shown("challenges:check_in", SESSION, who="adviser"),
    shown("challenges:check_in_list", SESSION, who="adviser"),
    shown("challenges:introduction_list", who="adviser"),
    shown("challenges:introduction_list", who="adviser.zeeland", query="turn=mine"),
    shown("challenges:introduction_pipeline", who="adviser"),
    shown("challenges:introduction_pipeline", who="admin"),
    shown("challenges:exposure", who="adviser"),
    shown("challenges:exposure", who="admin"),
    shown("challenges:exposure", who="admin", query="quarter=2020-1"),
    shown("challenges:exposure_companies", who="adviser"),
    shown("challenges:exposure_companies", who="admin", query="by=size&group=10-49&seen=no"),
    shown("challenges:exposure_floor", who="admin"),
    shown("challenges:exposure_misses", who="admin"),
    shown("challenges:introduction_propose", DRONES, "dwarsgolf", who="adviser"),
    shown("challenges:introduction_propose", "stroom-zonder-aggregaat", OWN, who="adviser"),
    shown("companies:call_list", who="adviser"),
    shown("companies:call_list", who="adviser.zeeland", query="show=all&page=9"),
    shown("companies:company_call", "polderbaken", who="adviser"),
    shown("companies:company_call", "roerganger-maritiem", who="adviser", status=404),
    shown("companies:company_list", who="adviser", query="freshness=stale"),
    shown("companies:company_create", who="adviser"),
    shown("companies:company_edit", "hearteye", who="admin"),
    shown("companies:technology_review", "hearteye", who="admin"),
    shown("challenges:staff_dashboard", who="admin"),
    shown("challenges:challenge_detail", SILENT, who="admin"),
    shown("components", who="admin"),
]
ALL = [*VISITOR, *FOUNDER, *JOINING, *STAFF]

# What is not looked at as a page, and why.
NO_PAGE = {
    "companies:company_logo": "a picture",
    "feeds:calendar_feed": "a file for calendars",
    "health_live": "a word for machines",
    "health_ready": "a word for machines",
    "my_data_unlock": "asks for the password again, and leads back",
    "companies:account_erase": "asks for the password first, and no walk types it yet",
    "companies:company_erase": "asks for the password first, and no walk types it yet",
    "my_start": "leads to the page of one's role",
    "companies:vetting_withdraw": "takes a form, leads back",
    "companies:declaration_withdraw": "takes a form, leads back",
    "companies:company_profile": "leads to one's own profile",
    "companies:profile_publish": "takes a form, leads back",
    "companies:member_change": "takes a form, leads back",
    "companies:join_request_decide": "takes a form, leads back",
    "companies:invitation_change": "takes a form, leads back",
    "challenges:challenge_move": "takes a form, leads back",
    "challenges:why_not_me_choose": "leads to the challenge that was chosen",
    "challenges:session_publish": "takes a form, leads back",
    "challenges:challenge_pool": "takes a form, shows the page of challenge_edit",
    "challenges:challenge_pool_new": "takes a form, shows the page of challenge_create",
    "challenges:requirement_judge": "takes a form, leads back",
    "challenges:match_wrong": "takes a form, leads back",
    "challenges:attachment_file": "a file",
    "challenges:response_download": "a file",
    "challenges:response_table": "a file",
    "challenges:coapplicant_end": "takes a form, leads back",
    "challenges:answer_save": "takes an answer, tells in JSON",
    "challenges:response_withdraw": "takes a form, leads back",
    "notification_read": "takes a form, leads back",
    "account_set_password": "leads to the change of a password: everyone has one",
    "account_confirm_login_code": "logging in by code is off",
    "companies:call_export": "a file",
    "mfa_download_recovery_codes": "a file",
}
# Pages that come only at the end of a walk: test_account.py looks at them, or what is named beside it.
WALKED = {
    "challenges:coapplication",  # tests/walks/test_together.py
    "challenges:introduction_detail",  # tests/challenges/introductions/test_browser.py
    "challenges:longlist_detail",  # tests/walks/test_adviser.py
    "challenges:pitch_edit",  # tests/walks/test_timetable.py
    "challenges:plan_compare",  # tests/walks/test_repair.py
    "challenges:plan_own",
    "challenges:plan_repair",
    "challenges:plan_edit",
    "challenges:plan_locks",
    "challenges:plan_detail",
    "challenges:plan_list",
    "challenges:preference_company",
    "challenges:preference_host",
    "challenges:preference_hosts",
    "challenges:registration_code",  # tests/challenges/sessions/registrations/test_browser.py
    "challenges:registration_detail",
    "challenges:agenda_detail",  # tests/walks/test_hands.py
    "challenges:agenda_list",
    "challenges:agenda_own",
    "challenges:brief_detail",
    "challenges:calendar_host",
    "challenges:calendar_own",
    "challenges:result_host",  # tests/walks/test_outcomes.py
    "challenges:result_hosts",
    "challenges:result_own",
    "challenges:session_result_list",
    "challenges:session_results",
    "challenges:plan_whole",
    "challenges:sheet_detail",
    "challenges:sheet_list",
    "challenges:response_read",
    "companies:freshness_answer",
    "companies:company_join_by_number",
    "companies:claim_review",  # tests/walks/test_joining.py
    "unsubscribe",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
}
