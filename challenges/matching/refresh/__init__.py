"""Bring stored matches up to date.

runner.py       what is due, and the order of the work: start reading here
computation.py  how lists are computed: of everything, or of what changed and of the lists that a change touches
storage.py      how lists are stored, and which stored list a change can touch
"""
