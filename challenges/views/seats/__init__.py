"""Pages about seats of a session: the company's own, the organiser's, and those for the day itself."""
