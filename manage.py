#!/usr/bin/env python3
"""Start a command of the site; on a bare machine, set the machine up first."""

import sys


def main():
    if sys.version_info < (3, 11):
        sys.exit(
            "Koppelvlak needs Python 3.11 or newer, and this is Python %d.%d (%s). "
            "Run the same command with a newer one, such as python3.13." % (sys.version_info[:2] + (sys.executable,))
        )
    from portal.devserver.command import prepare_machine

    prepare_machine(sys.argv)
    from portal.management.runner import run_command  # only now is Django installed

    run_command(sys.argv)


if __name__ == "__main__":
    main()
