"""Change the wording of messages in the code, the templates, the migrations, the tests and the catalogue at once.

`.venv/bin/python -m tests.reword FILE` reads a JSON list of changes. Each change is an object with `old` (the English
text as it stands in the catalogue) and any of: `context` (its gettext context), `en` and `nl` (the new texts),
`en_plural` and `nl_plural`, and `new_context` (to tell two meanings of one English word apart). A change that leaves
out `en` only replaces the Dutch text. The command refuses a change whose placeholders differ from the old ones, and
prints the messages that it could not find. Run `just fix` afterwards.
"""

import ast
import json
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from tests.messages import CATALOGUE, KEYWORDS, ROOT

PLACEHOLDER = re.compile(r"%\([a-z_A-Z0-9]+\)[sdf]|%[sd]|\{[a-z_]*\}")
MIGRATION_KEYWORDS = {"verbose_name", "verbose_name_plural", "help_text", "violation_error_message", "message"}
TAG = re.compile(r"""(?P<open>\{%-?\s*(?:translate|trans)\s+)(?P<text>"[^"]*"|'[^']*')(?P<rest>[^%]*?%\})""")
FILTERED = re.compile(r"""_\((?P<text>"[^"]*"|'[^']*')\)""")
BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b(?P<options>[^%]*)%\}(?P<body>.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.S
)
PLURAL_TAG = re.compile(r"\{%\s*plural\s*%\}")


@dataclass(frozen=True)
class Change:
    """One message and its new words; the plural is empty for a message without one."""

    old: str
    old_plural: str
    context: str
    en: str
    en_plural: str
    new_context: str

    @property
    def is_phrase(self) -> bool:
        """Tell whether the old text is a phrase, which no identifier or key in the code can equal."""
        return " " in self.old and len(self.old) > 8


def read_changes(rows: list[dict[str, str]], catalogue: polib.POFile) -> Iterator[Change]:
    """Apply the changes to the catalogue, and yield those that the sources must follow."""
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}
    for row in rows:
        old, context = row["old"], row.get("context") or ""
        entry = entries.get((context, old))
        if entry is None:
            print(f"not in the catalogue: {old!r} {context!r}")
            continue
        plural = entry.msgid_plural or ""
        texts = [row.get(key) for key in ("en", "nl", "en_plural", "nl_plural") if row.get(key)]
        wanted = set(PLACEHOLDER.findall(old + plural))
        strange = [text for text in texts if not set(PLACEHOLDER.findall(str(text))) <= wanted]
        english_texts = " ".join(row.get(key) or "" for key in ("en", "en_plural"))
        lost = wanted - set(PLACEHOLDER.findall(english_texts)) if row.get("en") else set()
        if strange or lost:
            print(f"placeholders differ: {old!r} {strange} {lost}")
            continue
        english = row.get("en") or old
        new_context = row.get("new_context", context)
        taken = entries.get((new_context, english))
        if taken is not None and taken is not entry:
            if (taken.msgid_plural or "") != (row.get("en_plural") or plural):
                print(f"another message has this text, with another plural: {english!r}")
                continue
            catalogue.remove(entry)
            del entries[context, old]
            entry = taken
        if plural:
            entry.msgid_plural = row.get("en_plural") or plural
            if row.get("nl"):
                entry.msgstr_plural = {0: row["nl"], 1: row.get("nl_plural") or entry.msgstr_plural[1]}
        elif row.get("nl"):
            entry.msgstr = row["nl"]
        entry.msgid, entry.msgctxt = english, new_context or None
        entries.pop((context, old), None)
        entries[new_context, english] = entry
        if english != old or new_context != context or (plural and entry.msgid_plural != plural):
            yield Change(old, plural, context, english, entry.msgid_plural or "", new_context)


def literal(text: str, indent: int, is_bracketed: bool) -> str:
    """Write a text as Python, over several lines when it does not fit on one."""
    quoted = json.dumps(text, ensure_ascii=False) if "\\" not in text else repr(text)
    if len(quoted) + indent <= 116:
        return quoted
    parts = textwrap.wrap(text, 100, drop_whitespace=False, break_long_words=False, break_on_hyphens=False)
    lines = ("\n" + " " * indent).join(json.dumps(part, ensure_ascii=False) for part in parts)
    return lines if is_bracketed else f"({lines})"


def reword_python(source: str, changes: dict[tuple[str, str], Change], is_product: bool) -> str:
    """Replace the messages of a module. Outside gettext calls only phrases are replaced: a word may be a key."""
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    data = source.encode()
    edits: list[tuple[int, int, str]] = []
    done: set[int] = set()
    by_text: dict[str, str] = {}
    for change in changes.values():
        if change.is_phrase and not change.context:
            by_text.setdefault(change.old, change.en)
            if change.old_plural:
                by_text.setdefault(change.old_plural, change.en_plural)

    def edit(node: ast.AST, text: str, is_bracketed: bool) -> None:
        start = starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        edits.append((start, end, literal(text, node.col_offset, is_bracketed)))  # type: ignore[attr-defined]

    def is_text(node: ast.AST) -> bool:
        return isinstance(node, ast.Constant) and isinstance(node.value, str)

    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in KEYWORDS and all(map(is_text, node.args[: 1 + name.startswith("p")])):
                values = [arg.value if is_text(arg) else "" for arg in node.args]  # type: ignore[attr-defined]
                at = 1 if "p" in name.split("gettext")[0] else 0
                context = values[0] if at else ""
                change = changes.get((context, values[at]))
                done.update(id(arg) for arg in node.args)
                if change is None:
                    continue
                edit(node.args[at], change.en, True)
                if "n" in name.split("gettext")[0]:
                    edit(node.args[at + 1], change.en_plural, True)
                if at and change.new_context != context:
                    edit(node.args[0], change.new_context, True)
                elif change.new_context and not at:
                    print(f"give this call a context by hand: {change.en!r} {change.new_context!r}")
            for keyword in node.keywords:
                if not is_product and keyword.arg in MIGRATION_KEYWORDS and is_text(keyword.value):
                    change = changes.get(("", keyword.value.value))  # type: ignore[attr-defined]
                    if change and id(keyword.value) not in done:
                        done.add(id(keyword.value))
                        edit(keyword.value, change.en, True)
    brackets = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call | ast.Tuple | ast.List | ast.Set | ast.Dict)
        for child in ast.iter_child_nodes(node)
    }
    joined = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if is_text(node) and id(node) not in done | joined and node.value in by_text:  # type: ignore[attr-defined]
            edit(node, by_text[node.value], id(node) in brackets)  # type: ignore[attr-defined]
    for start, end, text in sorted(edits, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return data.decode()


def block_message(body: str, is_trimmed: bool) -> str:
    if is_trimmed:
        body = " ".join(line.strip() for line in body.strip().splitlines())
    return re.sub(r"\{\{\s*([\w.|]+)\s*\}\}", r"%(\1)s", body.replace("%", "%%"))


def block_body(message: str) -> str:
    return re.sub(r"%\(([\w.|]+)\)s", r"{{ \1 }}", message).replace("%%", "%")


def reword_template(source: str, changes: dict[tuple[str, str], Change]) -> str:
    def tag(found: re.Match[str]) -> str:
        rest = found["rest"]
        given = re.search(r"""\bcontext\s+(["'])(.*?)\1""", rest)
        context = given[2] if given else ""
        change = changes.get((context, found["text"][1:-1].replace("%", "%%"))) or changes.get(
            (context, found["text"][1:-1])
        )
        if change is None:
            return found[0]
        quote = "'" if '"' in change.en else found["text"][0]
        if quote == "'" and "'" in change.en:
            print(f"a text with both kinds of quotes: {change.en!r}")
            return found[0]
        if change.new_context != context:
            if given:
                new = f'context "{change.new_context}"' if change.new_context else ""
                rest = rest.replace(given[0], new).replace("  ", " ")
            else:
                rest = f' context "{change.new_context}"' + rest
        return f"{found['open']}{quote}{change.en.replace('%%', '%')}{quote}{rest}"

    def filtered(found: re.Match[str]) -> str:
        change = changes.get(("", found["text"][1:-1]))
        if change is None:
            return found[0]
        quote = found["text"][0]
        return f"_({quote}{change.en}{quote})"

    def block(found: re.Match[str]) -> str:
        options = found["options"]
        is_trimmed = "trimmed" in options.split()
        given = re.search(r"""\bcontext\s+(["'])(.*?)\1""", options)
        context = given[2] if given else ""
        singular, *plurals = PLURAL_TAG.split(found["body"])
        change = changes.get((context, block_message(singular, is_trimmed)))
        if change is None:
            return found[0]
        space = "\n" if is_trimmed else ""
        bodies = [change.en, change.en_plural] if plurals else [change.en]
        body = "{% plural %}".join(f"{space}{block_body(text)}{space}" for text in bodies)
        head = found[0][: found.start("body") - found.start()]
        tail = found[0][found.end("body") - found.start() :]
        if change.new_context != context:
            written = f'context "{change.new_context}"' if change.new_context else ""
            head = head.replace(given[0], written) if given else head.replace("%}", f"{written} %}}")
        return head + body + tail

    return FILTERED.sub(filtered, TAG.sub(tag, BLOCK.sub(block, source)))


def main(paths: list[str]) -> None:
    rows = [row for path in paths for row in json.loads(Path(path).read_text(encoding="utf-8"))]
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=110)
    changes = {(change.context, change.old): change for change in read_changes(rows, catalogue)}
    for app in ("portal", "companies", "challenges", "tests"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if path.name == "reword.py":
                continue
            source = path.read_text(encoding="utf-8")
            new = reword_python(source, changes, "migrations" not in path.parts)
            if new != source:
                path.write_text(new, encoding="utf-8")
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]:
        source = path.read_text(encoding="utf-8")
        new = reword_template(source, changes)
        if new != source:
            path.write_text(new, encoding="utf-8")
    for entry in catalogue:
        entry.occurrences = []
    catalogue.sort(key=lambda entry: (entry.msgid.lower(), entry.msgctxt or ""))
    catalogue.save()
    print(f"{len(rows)} changes read, {len(changes)} of them change the English text")


if __name__ == "__main__":
    main(sys.argv[1:])
