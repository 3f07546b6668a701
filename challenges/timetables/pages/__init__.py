"""Prepare what the pages of timetables show."""
