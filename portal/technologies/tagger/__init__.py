"""Read Dutch and English text in plain Python: words, language, sentences, and the technologies that it names.

The package imports no Django.

fold_text(text)             lower case without accents, every character in its own position
stem_text(text, language)   the words that carry meaning, reduced to their stem
detect_language(text)       "nl" or "en"
split_sentences(text)       the sentences with their position in the text
Tagger(terms)               finds the technologies that a text names, each with the phrase that proves it
"""
