"""A registration in a few words: its state's chip, its place, its deadline."""

from challenges.posting.status_chips import Chip
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import State

SHAPES = {
    State.REQUESTED: "soon",
    State.WAITING: "draft",
    State.OFFERED: "soon",
    State.CONFIRMED: "open",
}


def chip_of(registration: Registration) -> Chip:
    return chip_of_state(registration.state)


def chip_of_state(state: str) -> Chip:
    return Chip(SHAPES.get(State(state), "closed"), str(State(state).label))
