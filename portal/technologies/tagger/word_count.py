r"""Count the words of a text, in the same way as the page does (static/portal/words.js).

A word is a series of characters without white space that has a letter or a digit. White space is the property
White_Space of Unicode; letters and digits are its general categories L and N. So "e-mail", "3,5", "and/or" and
"it's" are one word each, "a - b" is two, and a dash or a row of dots alone is none.
"""

import re
import unicodedata

SPACE = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # White_Space, Unicode 16
RUN = re.compile(f"[^{SPACE}]+")


def count_words(text: str) -> int:
    return sum(any(map(_is_word_character, run.group())) for run in RUN.finditer(text))


def _is_word_character(character: str) -> bool:
    return character.isalnum() if character.isascii() else unicodedata.category(character)[0] in "LN"
