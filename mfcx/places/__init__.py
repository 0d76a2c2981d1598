"""Stage 3: the federal subjects, towns and districts that an article names, and the subject it is about."""
