import json
from argparse import ArgumentParser, ArgumentTypeError
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from challenges.matching.selectors import count_challenges, count_unmatched_challenges, export_rankings, get_match_limit


def parse_positive_number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return int(text)


class Command(BaseCommand):
    help = "Write the best companies of every open challenge as JSON lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="where to write; - for the terminal")
        parser.add_argument(
            "--top", type=parse_positive_number, default=50, metavar="N", help="companies per challenge (50)"
        )

    def handle(self, *, file: str, top: int, **options: Any) -> None:
        self._require_challenges()
        self._warn(top)
        written = empty = 0
        try:
            with nullcontext(self.stdout) if file == "-" else Path(file).open("w", encoding="utf-8") as out:
                for ranking in export_rankings(top):
                    out.write(json.dumps(ranking, ensure_ascii=False) + "\n")
                    written += 1
                    empty += not ranking["ranking"]
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}") from error
        self.stderr.write(f"{written} challenges written.", style_func=str)
        if empty:
            self.stderr.write(f"{empty} of them have no companies.", style_func=str)

    def _require_challenges(self) -> None:
        """Stop before writing an empty file, and say what to do instead."""
        listed, drafts = count_challenges()
        if listed:
            return
        reason = "There is nothing to export: no challenge is announced or open."
        if drafts:
            reason += (
                f" {drafts} challenges are drafts. Submit them on the site and let a colleague approve them, "
                "or import a file that has been approved with import_challenges --trusted."
            )
        raise CommandError(reason)

    def _warn(self, top: int) -> None:
        kept = get_match_limit()
        if top > kept:
            self.stderr.write(f"Matching keeps the best {kept} per challenge, so no more than that are written.")
        if waiting := count_unmatched_challenges():
            self.stderr.write(f"{waiting} challenges are not matched yet, their ranking is empty: run refresh_matches.")
