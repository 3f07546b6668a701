"""A registration in a few words: its state's chip, its place, its deadline."""

from challenges.models import Registration
from challenges.presenters.challenge_list import Chip
from challenges.seats import State

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
