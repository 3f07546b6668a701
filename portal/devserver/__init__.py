"""Set the machine up before Django runs: first the environment, then a private PostgreSQL.

This package uses the standard library only. Start at `command.prepare_machine`, which calls the other modules.
"""
