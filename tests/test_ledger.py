"""The account of numerals: each in one entry, of the right kind, whatever the text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mfcx import Extractor
from mfcx.document import Article, Numeral
from mfcx.pipeline import run

KINDS = {
    "metric", "period", "date", "time", "schedule", "phone", "age", "age_mark", "identifier", "law", "ordinal",
    "address", "list", "name", "vague", "pronoun", "boilerplate", "other",
}  # fmt: skip

# a sentence, and its entries as they must come out
CASES = """
В 2023 году открыли 12 офисов и 30 окон | В 2023 году: period; 12: metric 0; 30: metric 1
Число окон выросло с 33 до 571 | 33: metric 0; 571: metric 0
Приём длится 5 минут 34 секунды | 5: metric 0; 34: metric 0
Приняли 15,2 и 8,4 тыс. человек соответственно | 15,2: metric 0; 8,4 тыс.: metric 1
Девять из десяти жителей довольны приёмом | Девять: metric 0; десяти: metric 0
На 1000 жителей приходится 14 врачей | 1000: other; 14: metric 0
Оказано две тысячи двадцать одна услуга | две тысячи двадцать одна: metric 0
Работают с 9:00 до 18:00, звонить по телефону 8-800-555-35-35 | 9:00 до 18:00: schedule; 8-800-555-35-35: phone
Об этом говорит статья 12 закона № 210-ФЗ | 12: law; № 210-ФЗ: law
Офис стоит на улице Садовой, 9 | 9: address
В городе открыли второй офис в двухэтажном доме | второй: ordinal; двухэтажном: other
Туда переехали десятки тысяч семей и несколько школ | десятки тысяч: vague; несколько: vague
По принципу одного окна служат оба центра | одного: pronoun; оба: pronoun
Выставка живописи XIX века в III корпусе | XIX: ordinal; III: ordinal
К 75-летию завода высадили 75 лип | 75-летию: age; 75: metric 0
Иван Лаптев в возрасте 47 лет стал главой района | возрасте 47 лет: age
Сегодня в августе открыли школу |
"""

PIECES = (
    "1 5 12 33 571 2023 1 000 000 5,18 94,53 08.10.2021 24 февраля 2021 10:05 9-18 24/7 № 210-ФЗ 16+ +7 XXI ½ м² ٣٤ "
    "две тысячи пять пятьсот сорок два-три вдвое полтора сотни второй один из млн тыс. % ₽ услуг человек лет году за в "
    "с до на от по из и , . : ; - – — ( ) [ ] / « »"
)
TEXTS = st.one_of(
    st.lists(
        st.tuples(st.sampled_from(PIECES.split()), st.sampled_from(["", " ", " ", " ", "\n", "\u00a0"])), max_size=40
    ).map(lambda pairs: "".join(piece + space for piece, space in pairs)),
    st.text(alphabet=st.sampled_from("0123456789абвгдеёчью .,:;-–—/()№%+«»\n\u00a0\u202f²½٣Ⅳ"), max_size=60),
)


def ledger_of(text: str) -> list[Numeral]:
    """The ledger of an article."""
    ledger = run(Article(text), ledger=True).ledger
    assert ledger is not None
    return ledger


def show(text: str, entries: list[Numeral]) -> str:
    """Entries as the cases write them."""
    return "; ".join(
        f"{text[entry.start : entry.stop]}: {entry.kind}" + ("" if entry.metric is None else f" {entry.metric}")
        for entry in entries
    )


@pytest.mark.parametrize("case", [line for line in CASES.splitlines() if line])
def test_each_numeral_is_told_by_its_kind(case: str) -> None:
    """Quantities with the index of their fact, times whole, everything else by what it is."""
    text, _, expected = case.partition(" |")
    assert show(text + ".", ledger_of(text + ".")) == expected.strip()


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("5,1808.10.2021")
@example("в²–г")
def test_every_digit_run_is_in_exactly_one_entry(text: str) -> None:
    """Whatever the text: entries are in order and apart, slice out of it, and leave no digit over or cut in two."""
    entries = ledger_of(text)
    for before, after in pairwise(entries):
        assert before.stop <= after.start
    for entry in entries:
        assert 0 <= entry.start < entry.stop <= len(text)
        assert entry.kind in KINDS
        assert (entry.kind == "metric") == (entry.metric is not None)
    for found in re.finditer(r"\d+", text):
        holders = [one for one in entries if one.start < found.end() and found.start() < one.stop]
        assert len(holders) == 1
        assert holders[0].start <= found.start()
        assert found.end() <= holders[0].stop


def test_page_furniture_is_accounted_for() -> None:
    """Menus and counters are boilerplate, the dateline's day and hour stay what they are."""
    text = (
        "16+\n5 фото\nВ Ржеве открыли офис\n24 февраля 2021 10:05\n"
        "В Ржеве открыли офис на 12 окон, его ждали 4 года.\nКомментарии: 7\n"
    )
    told = show(text, ledger_of(text))
    assert "24 февраля 2021: date; 10:05: time" in told
    assert "16+: boilerplate; 5: boilerplate" in told
    assert told.endswith("7: boilerplate")


def test_a_fact_told_twice_has_entries_at_both_places() -> None:
    """The numeral of the headline and that of the body lead to one metric."""
    text = "В Ржеве открыли 25 детских садов\n\nЗа 2023 год в Ржеве открыли 25 детских садов, сообщила мэрия."
    entries = [entry for entry in ledger_of(text) if entry.kind == "metric"]
    assert [(text[entry.start : entry.stop], entry.metric) for entry in entries] == [("25", 0), ("25", 0)]


def test_the_ledger_is_there_where_asked_for() -> None:
    """The record has null without `ledger`, and with it each numeral with its text and span."""
    text = "Открыли 12 офисов."
    assert Extractor().extract(text).ledger is None
    ledger = Extractor(ledger=True).extract(text).ledger
    assert ledger is not None
    assert [(one.text, one.span, one.kind, one.metric) for one in ledger] == [("12", (8, 10), "metric", 0)]
