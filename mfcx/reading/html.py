"""A page to the article on it: title, date and main text, as trafilatura finds them (the extra ``mfcx[html]``)."""

from __future__ import annotations

import codecs
import logging
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from mfcx.document import Article
from mfcx.reading.choices import Choices
from mfcx.reading.content import read_content
from mfcx.reading.decoding import BOM, LEGACY, decode, find_encoding, is_mostly_utf8
from mfcx.reading.errors import InputError
from mfcx.reading.paths import Input

if TYPE_CHECKING:
    from types import ModuleType

# in HTML a wrong byte in a menu or a description must not cost the article
_DAMAGE = "\ufffd"
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_HEAD = 10_000  # bytes in which a page says its encoding
# beyond these the time to read a page is minutes: news have some thousands of tags, and some ten attributes in one
_MOST_TAGS = 50_000
_TAG = re.compile(r"<[a-zA-Z]")
_CROWDED = re.compile(
    r"""<[a-zA-Z][^\s/>]*+(?:(?>[\s/]*+[^\s=>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++))?)){1000}"""
)
# any day in these would be taken for that of the article
_NO_EVIDENCE = "//script[not(contains(@type, 'json'))] | //style | //img"
_OPTIONS: dict[str, Any] = {
    "include_comments": False,
    "with_metadata": True,
    # in a short page everything is taken for the article
    "prune_xpath": ["//nav", "//footer", "//aside"],
    # only a date that the page gives as its own; and the day on which it is read must not change the record
    "date_extraction_params": {"extensive_search": False, "original_date": True, "max_date": "9999-12-31"},
}


def read_html(found: Input, how: Choices) -> Article:
    """The article of a page, its headline as the first line of the text."""
    trafilatura = _load(found.path)
    page, damaged = _decode(read_content(found.path, how.max_bytes, found.content), how.encoding, found.path)
    _check_markup(page, found.path)
    article = _find_article(trafilatura, page, found.path)
    if article is None or not article.text:
        raise InputError("no article found in this page", found.path)
    text = _with_title(article.title, article.text)
    if damaged is not None and _DAMAGE in text:
        raise damaged
    return Article(text, id=found.id, source=found.path, date=_to_day(article.date) or how.date, html=True)


def _load(source: str) -> ModuleType:
    try:
        import trafilatura  # noqa: PLC0415 - an extra, and half a second
    except ImportError as error:
        if error.name != "trafilatura":
            reason = str(error).partition("\n")[0]
            raise InputError(f"the extra mfcx[html] is not whole: {reason}", source) from error
        raise InputError('HTML needs the extra mfcx[html]: pip install "mfcx[html]"', source) from error
    # what it says of broken markup is nothing for the user, whose line is the one that comes from here
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL + 1)
    return trafilatura


def _find_article(trafilatura: ModuleType, page: str, source: str) -> Any:
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            return None
        for element in tree.xpath(_NO_EVIDENCE):
            element.drop_tree()
        return trafilatura.bare_extraction(tree, **_OPTIONS)
    except Exception as error:  # a foreign parser over hostile pages
        raise InputError(f"HTML that cannot be read ({type(error).__name__})", source) from error


def _check_markup(page: str, source: str) -> None:
    """Refuses pages that were made to keep a parser busy."""
    if sum(1 for _ in _TAG.finditer(page)) > _MOST_TAGS:
        raise InputError(f"HTML with more than {_MOST_TAGS} tags", source)
    if _CROWDED.search(page):
        raise InputError("HTML with a thousand attributes in one tag", source)


def _decode(content: bytes, encoding: str | None, source: str) -> tuple[str, InputError | None]:
    """The page, and what is wrong with its bytes where some had to be replaced."""
    name = encoding or _find_encoding(content, source)
    try:
        return decode(content, name, source), None
    except InputError as error:
        if b"\0" in content:
            raise
        return content.decode(name, "replace").removeprefix(BOM), error


def _find_encoding(content: bytes, source: str) -> str:
    """UTF-8 where it fits, whatever the page says of itself; what the page says goes before a guess."""
    if is_mostly_utf8(content):
        return "utf-8"
    declared = None if b"\0" in content else _declared(content)
    return declared or find_encoding(content, source)


def _declared(content: bytes) -> str | None:
    """The encoding of ``<meta charset="windows-1251">``; another than a Russian one is a mistake of the site."""
    found = _CHARSET.search(content, 0, _HEAD)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, ValueError):
        return None
    return name if name in LEGACY else None


def _with_title(title: str | None, text: str) -> str:
    lines = {line.strip() for line in text.split("\n", 3)[:3]}
    return text if not title or title.strip() in lines else f"{title.strip()}\n\n{text}"


def _to_day(written: str | None) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written[:10])
    except ValueError:
        return None
