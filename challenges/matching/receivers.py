"""What matching does when another subject says that something happened."""

from typing import Any

from challenges.matching.longlists import freeze_closing_longlist
from challenges.posting.models import Challenge


def freeze_longlist_on_closing(sender: type[Challenge], challenge: Challenge, **kwargs: Any) -> None:
    freeze_closing_longlist(challenge)
