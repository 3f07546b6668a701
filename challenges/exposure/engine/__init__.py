"""Measures of inequality and the fair re-ranking of lists, in plain Python."""
