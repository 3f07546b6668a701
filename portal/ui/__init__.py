"""What pages of every app show: the match bar, points, dates, and the gallery of components."""
