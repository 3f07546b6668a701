"""What the pages show and how: the match bar's geometry, points, dates, and texts in the reader's language."""
