"""Answering a challenge: saving what people write, sending it in, taking it back, and telling them of it."""
