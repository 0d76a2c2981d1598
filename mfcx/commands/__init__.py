"""One module for each command of ``mfcx``; shared habits of options and messages are in ``options``."""
