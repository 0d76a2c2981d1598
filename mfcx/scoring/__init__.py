"""Records compared with labelled articles: precision, recall and F1 of every field.

``gold.py`` the types and the reading, ``agreement.py`` when one field is right, ``matching.py`` which figure of the
record is which of the gold, ``figures.py`` the sums.
"""
