"""Read Dutch and English text in plain Python: words, language, sentences, and the technologies that it names.

The package imports no Django.

fold_text(text)             return the text in lower case without accents, each character in its own place
stem_text(text, language)   return the stems of the words that carry meaning
detect_language(text)       return "nl" or "en"
split_sentences(text)       return the sentences with their places in the text
Tagger(terms)               find the technologies that a text names, each with its phrase
"""
