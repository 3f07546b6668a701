"""A Django app for one benchmark: things with tags."""
