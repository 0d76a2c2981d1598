"""JSON Lines to articles, line by line: an input may be larger than the memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from mfcx.document import Article
from mfcx.reading.choices import Choices
from mfcx.reading.content import open_content, too_large
from mfcx.reading.errors import InputError
from mfcx.reading.json_values import ERRORS, make_decoder, reason_of, to_exact
from mfcx.reading.lines import LineDecoder, split_lines
from mfcx.reading.paths import Input

_ABSENT = object()
_DECODER: msgspec.json.Decoder[Any] = make_decoder(Any)
# a small gzip file can hold billions of them
_MOST_BLANK = 1_000_000
_DAY = len("2024-05-31")


def read_json_lines(found: Input, how: Choices) -> Iterator[Article | InputError]:
    """An article for each line that holds an object with a text; what is wrong with others, in its place."""
    empty, blank = True, 0
    with open_content(found.path, found.content) as stream:
        decoder = LineDecoder(stream, how.encoding, found.path)
        for number, line in split_lines(decoder.lines, how.max_bytes):
            if line is not None and not line.strip():
                blank += 1
                if blank > _MOST_BLANK:
                    raise InputError(f"{_MOST_BLANK} blank lines in a row", found.path, number)
                continue
            empty, blank = False, 0
            try:
                if line is None:
                    raise too_large(how.max_bytes, found.path)
                yield _to_article(_parse(decoder.decode(line), found.path), found, how, number)
            except InputError as error:
                yield error.at(number)
    if empty:
        raise InputError("empty", found.path)


def read_line(found: Input, how: Choices, number: int) -> Article | InputError | None:
    """The article of one line, which is all there is of the input; None for a blank one."""
    line = found.content or b""
    if not line.strip():
        return None
    try:
        if len(line.rstrip(b"\r\n")) > how.max_bytes:
            raise too_large(how.max_bytes, found.path)
        with open_content(found.path, line) as stream:
            decoder = LineDecoder(stream, how.encoding, found.path)
            return _to_article(_parse(decoder.decode(line), found.path), found, how, number)
    except InputError as error:
        return error.at(number)


def _parse(line: str, source: str) -> dict[str, Any]:
    try:
        fields = _load(line)
    except ERRORS as error:
        raise InputError(reason_of(error), source) from error
    if not isinstance(fields, dict):
        raise InputError("not a JSON object, which each line must be", source)
    return fields


def _load(line: str) -> Any:
    """Also what json of Python writes, but no standard allows: NaN, half a surrogate pair."""
    try:
        return _DECODER.decode(line)
    except msgspec.DecodeError as error:
        import json  # noqa: PLC0415 - seldom needed

        try:
            return json.loads(line, parse_float=to_exact)
        except ValueError:
            raise error from None


def _whole(text: str) -> str:
    """Half a surrogate pair is no character, and as long as the mark that takes its place."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _to_article(fields: dict[str, Any], found: Input, how: Choices, number: int) -> Article:
    text = _look_up(fields, how.text_field)
    if text is None or text is _ABSENT:
        raise InputError(f"no text in the field {how.text_field!r} (see --text-field)", found.path)
    if not isinstance(text, str):
        raise InputError(f"the field {how.text_field!r} is not a string", found.path)
    kept = {name: None if (value := _look_up(fields, name)) is _ABSENT else value for name in how.keep}
    return Article(
        _whole(text),
        id=_find_id(fields, how.id_field, found.path) or f"{found.id}:{number}",
        source=found.path,
        date=_find_date(fields, how.date_field, found.path) or how.date,
        extra=kept,
        line=number,
    )


def _look_up(fields: dict[str, Any], name: str) -> Any:
    """The value of a field, or of a path of fields: «meta.url»; a field of that very name goes first."""
    if name in fields:
        return fields[name]
    value: Any = fields
    for part in name.split("."):
        if not isinstance(value, dict) or part not in value:
            return _ABSENT
        value = value[part]
    return value


def _find_id(fields: dict[str, Any], name: str | None, source: str) -> str | None:
    """The id as a string; only a field that the user named must be there."""
    value = _look_up(fields, name or "id")
    if isinstance(value, str | int | Decimal) and not isinstance(value, bool) and value != "":
        return str(value)
    if name is not None:
        raise InputError(f"no id in the field {name!r}", source)
    return None


def _find_date(fields: dict[str, Any], name: str | None, source: str) -> date | None:
    """The day of publication; only in a field that the user named must it be one, or null."""
    value = _look_up(fields, name or "date")
    if value is None or value is _ABSENT or value == "":
        return None
    day = to_day(value) if isinstance(value, str) else None
    if day is None and name is not None:
        raise InputError(f"the field {name!r} is not a date like 2024-05-31: {str(value)[:40]}", source)
    return day


def to_day(text: str) -> date | None:
    """The day of «2024-05-31», of a moment that begins so, or of «31.05.2024»."""
    text = text.strip()
    written, rest = text[:_DAY], text[_DAY:]
    if rest[:1].isdigit():
        return None
    try:
        return date.fromisoformat(written if "-" in written else "-".join(reversed(written.split("."))))
    except ValueError:
        return None
