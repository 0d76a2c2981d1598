"""What is wrong with an input that is not an article."""

from __future__ import annotations


class InputError(ValueError):
    """An input that cannot be read as an article: ``b.txt: empty``."""

    def __init__(self, reason: str, source: str = "-") -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    @classmethod
    def of(cls, error: OSError, source: str) -> InputError:
        """What the operating system said, in its own words: «No such file or directory»."""
        return cls(error.strerror or str(error), source)
