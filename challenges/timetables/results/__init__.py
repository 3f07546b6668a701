"""What came of the talks of a session: asked of each side, and told to the organisers."""
