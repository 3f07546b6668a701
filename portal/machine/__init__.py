"""Sets the machine up before Django is there: the environment, then a private PostgreSQL.

Standard library only. `command.run` is the way in; the rest are its steps.
"""
