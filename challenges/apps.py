from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChallengesConfig(AppConfig):
    name = "challenges"
    verbose_name = _("Challenges")

    def ready(self) -> None:
        from challenges import tasks  # noqa: F401  (a web process, which imports no tasks, can queue them too)
        from challenges.matching.receivers import freeze_longlist_on_closing
        from challenges.posting.services import challenge_closed

        challenge_closed.connect(freeze_longlist_on_closing)
