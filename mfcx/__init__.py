"""Metrics extractor for Russian-language government news: article text in, one record out.

>>> from mfcx import Extractor
>>> record = Extractor().extract("В МФЦ Томской области оказали более 320 тысяч услуг.")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mfcx.document import Article
    from mfcx.extractor import Extractor, WorkerLostError
    from mfcx.reading import InputError
    from mfcx.record import Record
    from mfcx.rules.rule import PackError

__version__ = "0.1.0"
__all__ = ["Article", "Extractor", "InputError", "PackError", "Record", "WorkerLostError", "__version__"]

_HOMES = {
    "Article": "mfcx.document",
    "Extractor": "mfcx.extractor",
    "InputError": "mfcx.reading",
    "WorkerLostError": "mfcx.extractor",
    "PackError": "mfcx.rules.rule",
    "Record": "mfcx.record",
}


def __getattr__(name: str) -> object:
    """Public names are imported on first use, so that ``mfcx --help`` answers at once."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only when a name is asked for

    return getattr(import_module(_HOMES[name]), name)
