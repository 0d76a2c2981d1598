"""Stage 4, below: a runtime of our own, in plain numpy, for the name tagger whose weights come with natasha.

`archive` reads natasha's packaged archives, `weights` folds them into the arrays that `network` multiplies, `flat` is
the form of one mapped file, `prepared` where that file lives; `words`, `shapes` and `decoding` do what they are called.
"""
