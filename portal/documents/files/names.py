"""Names of files as people send them, made safe to store, to show, and to save on any system."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 120  # characters, with the extension
LONGEST_BYTES = 240  # UTF-8; file systems allow 255, and "(2)" may be added
NAMELESS = "file"
# What Windows allows in no name; slashes never get this far.
_FORBIDDEN = re.compile(r'[<>:"|?*%]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,5})\Z")
# Control, format (among them those that turn the direction of writing), surrogates, private use, unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean_file_name(name: str) -> str:
    """The last part of a path, without what is unseen or forbidden somewhere, at most LONGEST characters.

    The extension stays, in lower case. A name of which nothing is left is "file".
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in last)
    text = " ".join(_FORBIDDEN.sub("_", unicodedata.normalize("NFC", seen)).split())
    extension = get_extension(text)
    stem = text[: len(text) - len(extension)].strip(" .") or NAMELESS
    if _RESERVED.match(stem.split(".")[0]):
        stem = f"{stem}_"
    return _shorten_stem(stem, LONGEST - len(extension), LONGEST_BYTES - len(extension)) + extension


def get_extension(name: str) -> str:
    """ ".pdf" of "Plan.PDF"; empty where there is none."""
    found = _EXTENSION.search(name)
    return f".{found[1].lower()}" if found else ""


def find_free_file_name(name: str, taken: Collection[str]) -> str:
    """The name, with " (2)" or more before its extension where a file of that name is there; case does not count."""
    lower = {each.lower() for each in taken}
    extension = get_extension(name)
    stem, number = name[: len(name) - len(extension)], 1
    while name.lower() in lower:
        number += 1
        mark = f" ({number})"
        stem = _shorten_stem(stem, LONGEST - len(mark + extension), LONGEST_BYTES - len(mark + extension))
        name = f"{stem}{mark}{extension}"
    return name


def _shorten_stem(stem: str, characters: int, size: int) -> str:
    cut = stem[:characters].encode()[:size]
    return cut.decode(errors="ignore").rstrip(" .")
