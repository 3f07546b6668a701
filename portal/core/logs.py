"""What is taken out of the log, and out of the history of changes, before it is written."""

import logging
import re

SECRET = re.compile(r"(/calendar/)[^/\s]+(\.ics)")


def redact_secrets(text: str) -> str:
    return SECRET.sub(r"\1…\2", text)


class SecretFilter(logging.Filter):
    """Django logs the path of each answer that is not found or fails, and its own server that of each request; the path
    of a calendar is its secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact_secrets(record.getMessage()), ()
        return True
