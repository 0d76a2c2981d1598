"""Stage 1: which lines of a page are the article, its headline, its day and its authors.

``words``, ``stamps``, ``signatures``, ``listings``, ``furniture``, ``datelines`` and ``leads`` know one line by itself;
``rows`` holds what is known of every line of a page; ``cleaning`` decides by neighbours, ``headlines`` and
``publication`` choose headline and day, ``openings`` cuts lines that hold two things.
"""

from mfcx.page.cleaning import find_page

__all__ = ["find_page"]
