"""A registration in a few words: its state's chip, its place, its deadline."""

from challenges.posting.status_chips import StatusChip
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState

SHAPES = {
    RegistrationState.REQUESTED: "soon",
    RegistrationState.WAITING: "draft",
    RegistrationState.OFFERED: "soon",
    RegistrationState.CONFIRMED: "open",
}


def get_registration_chip(registration: Registration) -> StatusChip:
    return get_registration_state_chip(registration.state)


def get_registration_state_chip(state: str) -> StatusChip:
    return StatusChip(SHAPES.get(RegistrationState(state), "closed"), str(RegistrationState(state).label))
