"""Dutch and English text in plain Python: words, language, sentences, and technologies found in it. No Django
here.

fold(text)              lower case without accents, every character in its own place
stems(text, language)   the words that carry meaning, cut down to their stem
language_of(text)       "nl" or "en"
sentences(text)         the sentences with their place in the text
Tagger(terms).technologies(text)   the technologies a text names, each with the phrase that says so
"""

from portal.text.bridge import meanings, meanings_in_place
from portal.text.language import Language, language_of, leaning
from portal.text.sentences import Sentence, sentences
from portal.text.tagger import Mention, Tagger, Term
from portal.text.words import fold, stem, stems, stems_in_place, words

__all__ = [
    "Language",
    "Mention",
    "Sentence",
    "Tagger",
    "Term",
    "fold",
    "language_of",
    "leaning",
    "meanings",
    "meanings_in_place",
    "sentences",
    "stem",
    "stems",
    "stems_in_place",
    "words",
]
