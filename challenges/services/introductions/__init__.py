"""Introductions: begun by a side, answered by the others, carried on or ended, and told to everyone they concern."""

from challenges.services.introductions.beginning import begin, why_not
from challenges.services.introductions.clockwork import follow_clock
from challenges.services.introductions.resting import refusal_of
from challenges.services.introductions.stepping import take_step

__all__ = ["begin", "follow_clock", "refusal_of", "take_step", "why_not"]
