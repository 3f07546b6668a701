"""Remove secrets from the log, and from the history of changes, before they are written."""

import logging
import re

SECRET = re.compile(r"(/calendar/)[^/\s]+(\.ics)")


def redact_secrets(text: str) -> str:
    return SECRET.sub(r"\1…\2", text)


class SecretFilter(logging.Filter):
    """Redact the paths that Django logs: the path of a calendar is its secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact_secrets(record.getMessage()), ()
        return True
