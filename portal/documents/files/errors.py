"""Why a file is not taken."""


class RejectedFile(Exception):
    """code: empty, kind (not in the list), other (than its name says), broken, double (two things at once), coding,
    markup, macros, locked (by a password), huge (when unpacked)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
