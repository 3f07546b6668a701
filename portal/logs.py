"""What is taken out of the log before it is written."""

import logging
import re

SECRET = re.compile(r"(/calendar/)[^/\s]+(\.ics)")


class HideSecrets(logging.Filter):
    """Django logs the path of each answer that is not found or fails; the path of a calendar is its secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET.sub(r"\1…\2", record.getMessage()), ()
        return True
