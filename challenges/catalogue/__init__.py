"""The list of challenges and the pages of one challenge, which draw on all other subjects."""
