"""Periods: the time of each figure, by its own words, its sentence and what the text said before."""
