"""Seats of a session: asked for, given, waited for, offered, and told to everyone they concern."""

from challenges.services.sessions.seats.capacity import set_capacity
from challenges.services.sessions.seats.clockwork import follow_clock
from challenges.services.sessions.seats.door import check_in, close_day, undo_check_in, walk_in
from challenges.services.sessions.seats.groups import change_group
from challenges.services.sessions.seats.inviting import invite, take_back
from challenges.services.sessions.seats.moving import move, reorder
from challenges.services.sessions.seats.people import Person
from challenges.services.sessions.seats.registering import register, why_not

__all__ = [
    "Person",
    "change_group",
    "check_in",
    "close_day",
    "follow_clock",
    "invite",
    "move",
    "register",
    "reorder",
    "set_capacity",
    "take_back",
    "undo_check_in",
    "walk_in",
    "why_not",
]
