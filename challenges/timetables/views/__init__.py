"""Views of timetables: fetch, check, call a service, respond."""
