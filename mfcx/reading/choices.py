"""How inputs are to be read, where their names do not say it."""

from __future__ import annotations

from datetime import date as day

from msgspec import Struct

MAX_BYTES = 20_000_000
MAX_CHARS = 1_000_000  # hundreds of pages of news; a text of nothing but figures takes a minute
FORMATS = ("txt", "html", "jsonl")


class Choices(Struct, frozen=True):
    """What a user may say about the input: ``Choices(text_field="body", keep=("url",))``.

    `format` None goes by the suffix. A field is a name or a path of names: «meta.date». `id_field` and `date_field`
    None take `id` and `date` where the line has them, and do without where it has not.
    """

    encoding: str | None = None
    date: day | None = None
    format: str | None = None
    text_field: str = "text"
    id_field: str | None = None
    date_field: str | None = None
    keep: tuple[str, ...] = ()
    max_chars: int = MAX_CHARS  # of the text of one article
    max_bytes: int = MAX_BYTES  # of one article: a file as it is inflated, or one line of JSON Lines
