"""Sets the machine up before Django is there: the environment, then a private PostgreSQL.

Standard library only. `command.prepare` is the way in; the rest are its steps.
"""
