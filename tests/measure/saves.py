"""The saves whose round trips are counted, as the person's browser sends them."""

from collections.abc import Callable, Iterator
from functools import partial

from django.test import Client

from portal.technologies.suggestions import load_tagger
from tests.factories import ChallengeFactory, MembershipFactory, TermFactory, UserFactory

MOST_ROUND_TRIPS = 25
CHALLENGE = {
    "title_nl": "Drones horen",
    "teaser_nl": "We zoeken een meetzwerm die luistert.",
    "branch": "army",
    "visibility": "public",
    "opens_at": "2026-12-01T09:00",
    "closes_at": "2026-12-18T17:00",
    "trl_min": "5",
    "trl_max": "7",
}
COMPANY = {"text_nl": "Wij maken een meetzwerm.", "to": "maturity"}

Save = tuple[str, Callable[[], object], int | None]


def saves() -> Iterator[Save]:
    """Yield each save, in an order in which they can be made one after the other.

    The first save of a challenge that is open changes its text, stores a proposed technology, and sends the challenge
    back to its two reviewers. The second repeats the first, and the third changes the text again.
    """
    TermFactory(text="meetzwerm", technology__slug="measured-swarm")
    load_tagger()
    challenge = ChallengeFactory(slug="measured-challenge")
    adviser, *_reviewers = UserFactory.create_batch(3, rom=challenge.rom, rom_role="adviser")
    edit = partial(_post, _client(adviser), f"/en/challenges/{challenge.slug}/edit/")
    yield "challenge, first save", partial(edit, CHALLENGE), MOST_ROUND_TRIPS
    yield "challenge, the same again", partial(edit, CHALLENGE), MOST_ROUND_TRIPS
    yield "challenge, next change", partial(edit, CHALLENGE | {"title_nl": "Drones zien"}), MOST_ROUND_TRIPS
    yield "challenge, posted", partial(_post, _client(adviser), "/en/challenges/new/", CHALLENGE), MOST_ROUND_TRIPS
    owner = MembershipFactory(company__slug="measured-company", company__text_nl="Wij maken radar.").user
    edit = partial(_post, _client(owner), "/en/companies/measured-company/edit/text/")
    yield "company, text of its profile", partial(edit, COMPANY), MOST_ROUND_TRIPS


def _client(user: object) -> Client:
    client = Client()
    client.force_login(user)
    client.get("/en/challenges/")
    return client


def _post(client: Client, path: str, data: dict[str, str]) -> None:
    response = client.post(path, data)
    if response.status_code != 302:
        raise ValueError(
            f"{path} answers {response.status_code}: {getattr(response.context.get('form'), 'errors', '')}"
        )
