"""Stage 4, below: a runtime of our own, in plain numpy, for the name tagger whose weights come with natasha.

`tags` is the way from tokens to names: `network` scores them and `decoding` chooses, over the arrays of `weights`.
`archive` reads natasha's archives, `flat` is the form of the file that is mapped instead, `prepared` where it lives;
`words` and `shapes` are what the model knows of a token.
"""
