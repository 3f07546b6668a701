"""Introductions: begun by a side, answered by the others, carried on or ended, and told to everyone they concern."""

from challenges.services.introductions.agreeing import agree
from challenges.services.introductions.beginning import begin, why_not
from challenges.services.introductions.clockwork import follow_clock
from challenges.services.introductions.resting import ended_by, refusal_of
from challenges.services.introductions.stepping import take_step

__all__ = ["agree", "begin", "ended_by", "follow_clock", "refusal_of", "take_step", "why_not"]
