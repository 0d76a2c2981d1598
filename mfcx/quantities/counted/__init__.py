"""What a number counts: the unit or noun beside it, before it, behind its verb or in the head of its row."""
