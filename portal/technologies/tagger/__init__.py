"""Dutch and English text in plain Python: words, language, sentences, and technologies found in it. No Django
here.

fold(text)              lower case without accents, every character in its own place
stems(text, language)   the words that carry meaning, cut down to their stem
language_of(text)       "nl" or "en"
sentences(text)         the sentences with their place in the text
Tagger(terms).technologies(text)   the technologies a text names, each with the phrase that says so
"""
