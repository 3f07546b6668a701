"""Numbered lines of a text, read one by one, however long the file or broken its end."""

import zlib
from typing import TextIO

MAX_LINE = 2_000_000  # characters; two texts of full length fit in, written as JSON escapes too


class LineTooLong(Exception):
    """A line of more than MAX_LINE characters; the next one can be read."""


class TruncatedFile(Exception):
    """The file cannot be read any further."""


class NumberedLines:
    """An iterator that survives its exceptions. `number` is that of the line read last, from 1."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.number = 0

    def __iter__(self) -> "NumberedLines":
        return self

    def __next__(self) -> str:
        self.number += 1
        line = self._read()
        if not line:
            raise StopIteration
        if _is_line_cut(line):
            while _is_line_cut(line):
                line = self._read()
            raise LineTooLong
        return line

    def _read(self) -> str:
        try:
            return self._stream.readline(MAX_LINE)
        except (OSError, EOFError, zlib.error, UnicodeError) as error:
            raise TruncatedFile from error


def _is_line_cut(line: str) -> bool:
    return len(line) == MAX_LINE and not line.endswith("\n")
