"""A pipeline without models, for tests of what stands around it: every number is a metric.

``python -m tests.stub_pipeline extract a.txt`` is the command ``mfcx`` over this pipeline.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from types import ModuleType

from mfcx.document import Article, Document, Line, Metric, Page, Quantity, Sentence, Span
from mfcx.rules.rule import Pack

CRASH = "упади"
SLEEP = "спи"
KILL = "убей"


def run(article: Article, packs: Sequence[Pack] | None = None, *, ledger: bool = False) -> Document:
    """The document of an article; fails on the word «упади», takes long on «спи», dies of «убей»."""
    text = article.text
    if KILL in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if SLEEP in text:
        time.sleep(60)
    document = Document(article)
    text = document.text
    title = Span(0, len(text.partition("\n")[0].rstrip("\r")))
    document.page = Page((Line(*title, "title"),), title=title)
    sentence = Sentence(0, len(text), (), 0)
    for quantity in parse_phrase(text):
        document.metrics.append(Metric(quantity, sentence, [quantity.number]))
    return document


def parse_phrase(text: str) -> list[Quantity]:
    """Every number in digits; fails on the word «упади»."""
    if CRASH in text:
        raise KeyError("a\nb")
    spans = [Span(*match.span()) for match in re.finditer(r"\d+(?:,\d+)?", text)]
    return [Quantity(*span, number=span, value=Decimal(text[slice(*span)].replace(",", "."))) for span in spans]


def modules() -> dict[str, ModuleType]:
    """Modules to stand in ``sys.modules`` for the ones that load models and dictionaries."""
    pipeline, quantities = ModuleType("mfcx.pipeline"), ModuleType("mfcx.quantities")
    pipeline.__dict__["run"] = run
    quantities.__dict__["parse_phrase"] = parse_phrase
    return {module.__name__: module for module in (pipeline, quantities)}


if __name__ == "__main__":
    from mfcx.cli import main

    sys.modules.update(modules())
    main(prog_name="mfcx")
