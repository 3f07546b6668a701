"""Fills the site with examples: what is missing is created, what is there stays as people left it."""

from challenges.services.demo.judgements import load_judgements
from challenges.services.demo.loading import Loaded, load_demo
from challenges.services.demo.people import DEMO_PASSWORD, Person, demo_people
from challenges.services.demo.timetable import load_timetable

__all__ = ["DEMO_PASSWORD", "Loaded", "Person", "demo_people", "load_demo", "load_judgements", "load_timetable"]
