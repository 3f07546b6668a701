"""The vocabulary of technologies, and the tagger that finds them in texts."""
