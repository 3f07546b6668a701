"""The Dutch trade register (Handelsregister), asked through the API of its keeper, the Chamber of Commerce (KvK).

Nothing is ever sent without a key, and only numbers of eight digits or a name and a town are. Whoever asks gets an
answer, None, or KvKUnavailable; then the person types by hand and is told so.
"""
