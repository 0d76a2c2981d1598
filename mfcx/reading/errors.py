"""What is wrong with an input that gives no record."""

from __future__ import annotations


class InputError(ValueError):
    """An input that cannot be read as an article: ``b.txt: empty``, ``c.jsonl:3: not JSON``."""

    def __init__(self, reason: str, source: str = "-", line: int | None = None) -> None:
        super().__init__(f"{place_of(source, line)}: {reason}")
        self.source = source
        self.line = line
        self.reason = reason

    @classmethod
    def of(cls, error: OSError, source: str) -> InputError:
        """What the operating system said, in its own words: «No such file or directory»."""
        return cls(error.strerror or str(error), source)

    def at(self, line: int | None) -> InputError:
        """The same error at a line of its input."""
        return InputError(self.reason, self.source, line)

    @property
    def place(self) -> str:
        """Where it is, as messages name it: `b.txt`, `c.jsonl:3`."""
        return place_of(self.source, self.line)


def place_of(source: str, line: int | None) -> str:
    """An input, or one line of it: `c.jsonl:3`."""
    return source if line is None else f"{source}:{line}"


def describe(error: Exception) -> str:
    """An error nobody foresaw, as a reason: «internal error: KeyError: 'a'»."""
    return f"internal error: {type(error).__name__}: {error}".rstrip(": ")
