"""Labels: a Russian noun phrase for what each figure is a figure of."""
