"""Timetables of sessions: plans, preferences, handouts, calendars and meeting results."""
