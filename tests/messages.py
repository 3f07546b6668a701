"""The catalogue of messages: what the code and templates say, against what is translated.

`.venv/bin/python -m tests.messages` adds new messages with an empty translation, and removes those that nothing says
any more.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "portal" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
Message = tuple[str, str, str]  # context, singular, plural


def sources() -> Iterator[Path]:
    """The code and templates whose words people read."""
    for app in ("portal", "companies", "challenges"):
        yield from (path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts)
    yield from sorted((ROOT / "templates").rglob("*.html"))
    yield from sorted((ROOT / "templates").rglob("*.txt"))


def said() -> dict[Message, str]:
    """Every message, with the file that says it first."""
    found: dict[Message, str] = {}
    for path in sources():
        for message in messages_of(path):
            found.setdefault(message, path.relative_to(ROOT).as_posix())
    return found


def messages_of(path: Path) -> Iterator[Message]:
    text = path.read_text(encoding="utf-8")
    return messages_in(text if path.suffix == ".py" else read_template(text))


def messages_in(code: str) -> Iterator[Message]:
    """Yield the messages of a module."""
    for _line, words, _comments, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
        singular, plural = words if isinstance(words, tuple) else (words, "")
        if singular:
            yield context or "", singular, plural or ""


def read_template(text: str) -> str:
    """Return the messages of a template as lines of Python, without the template's own indentation."""
    return "\n".join(line.lstrip() for line in templatize(text).splitlines())


def translated() -> dict[Message, polib.POEntry]:
    entries = polib.pofile(str(CATALOGUE))
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural): entry for entry in entries if not entry.obsolete}


def update() -> None:
    """Bring the catalogue in line with what is said; translations are a person's work."""
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=110)
    known, wanted = translated(), said()
    for entry in [entry for entry in catalogue if (entry.msgctxt or "", entry.msgid, entry.msgid_plural) not in wanted]:
        catalogue.remove(entry)
    for context, singular, plural in wanted.keys() - known.keys():
        entry = polib.POEntry(msgctxt=context or None, msgid=singular)
        if plural:
            entry.msgid_plural, entry.msgstr_plural = plural, {0: "", 1: ""}
        if "%(" in singular or "%s" in singular:
            entry.flags.append("python-format")
        catalogue.append(entry)
    for entry in catalogue:
        entry.occurrences = []
    catalogue.sort(key=lambda entry: (entry.msgid.lower(), entry.msgctxt or ""))
    catalogue.save()


if __name__ == "__main__":
    update()
