"""Numbers in digits and words: values, spans and kinds."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.document import Sentence, Span
from mfcx.quantities.numerals import reader as numerals
from mfcx.quantities.numerals.cells import Cells, Part
from mfcx.quantities.numerals.lexicon import lexicon, phrases
from mfcx.quantities.numerals.reader import Number, find_numbers, parse_number
from mfcx.quantities.traits import see
from mfcx.segments import split_tokens
from mfcx.tables import read_table

ORACLE_SIZE = 10_000
PEERS = Path(__file__).parents[2] / "shared" / "gold" / "peer_numbers.jsonl"
CASES = ("n", "g", "d", "a", "i", "p")
MULTIPLIERS = {"тыс.": 3, "тысяч": 3, "млн": 6, "млн.": 6, "миллиона": 6, "млрд": 9, "миллиардов": 9, "трлн": 12}
SPACES = {" ": "space", "\u00a0": "no-break", "\u202f": "narrow no-break", "\u2009": "thin"}


def numbers_in(text: str, claimed: tuple[Span, ...] = ()) -> list[Number]:
    return find_numbers(Sentence(0, len(text), split_tokens(text), 0), claimed)


def read(text: str) -> list[tuple[str, str | None, str]]:
    """Surface, value and kind of every number of a text."""
    return [
        (text[n.start : n.stop], None if n.value is None else format(n.value.normalize(), "f"), n.kind)
        for n in numbers_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", "7"),
        ("007", "7"),
        ("1 599 059", "1599059"),
        ("94,53", "94.53"),
        ("926 286,1 тысячи", "926286100"),
        ("12.500", "12500"),
        ("1.250.000", "1250000"),
        ("1.250.000,50", "1250000.50"),
        ("0.500", "0.5"),
        ("12.500 тыс.", "12500"),
        ("12.50", "12.5"),
        ("5, 18 млн", "5180000"),
        ("1 208, 4 тысячи", "1208400"),
        ("27 тысяч 25", "27025"),
        ("364 тысяч 900", "364900"),
        ("1 млн. 344 тысячи", "1344000"),
        ("2 млн 203 тыс.", "2203000"),
        ("15 тысяч 562,4", "15562.4"),
        ("10 с половиной", "10.5"),
        ("10 с половиной тысяч", "10500"),
        ("три с четвертью миллиона", "3250000"),
        ("полтора миллиона", "1500000"),
        ("полутора тысячами", "1500"),
        ("полтораста", "150"),
        ("полмиллиона", "500000"),
        ("полутысячи", "500"),
        ("четверть миллиона", "250000"),
        ("три четверти", "0.75"),
        ("две трети", "0.6667"),
        ("треть", "0.3333"),
        ("половиной", "0.5"),
        ("две пятых", "0.4"),
        ("одна десятая", "0.1"),
        ("семь сотых", "0.07"),
        ("двадцать одна целая пять десятых", "21.5"),
        ("ноль целых три сотых", "0.03"),
        ("девять целых и девять десятых", "9.9"),
        ("пол-миллиона", "500000"),
        ("четыре точка два", "4.2"),
        ("пятая часть", "0.2"),
        ("каждая четвёртая", "0.25"),
        ("каждый 10-й", "0.1"),
        ("½", "0.5"),
        ("1½", "1.5"),
        ("3/4", "0.75"),
        ("два десятка", "20"),
        ("полторы сотни", "150"),
        ("три сотни тысяч", "300000"),
        ("пара тысяч", "2000"),
        ("дюжина", "12"),
        ("миллион", "1000000"),
        ("тысячью", "1000"),
        ("миллион двести тысяч", "1200000"),
        ("тысяча и один", None),
        ("четыреста сорока четыре", "444"),
        ("тридцати пяти", "35"),
        ("трёмстам", "300"),
        ("трое", "3"),
        ("двадцать двое", "22"),
        ("5 т. р.", None),
        ("100к", "100000"),
        ("3М", "3000000"),
        ("3м", None),
        ("2-х тысяч", "2000"),
        ("−5", "-5"),
        ("минус 40", "-40"),
        ("+2,1 тыс.", "2100"),
        ("тысяч двести", "200000"),
        ("миллиона три", "3000000"),
        ("2000000000000000000001", "2000000000000000000001"),
        ("девять квинтиллионов", "9000000000000000000"),
        ("семь восемь", None),
        ("", None),
        ("окно", None),
    ],
)
def test_whole_string(text: str, value: str | None) -> None:
    """A string that is one number has its exact value, any other string has none."""
    assert parse_number(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("в 2031 году 500 заявок", [("2031", "2031", "cardinal"), ("500", "500", "cardinal")]),
        ("в 2031 300 заявок", [("2031", "2031", "cardinal"), ("300", "300", "cardinal")]),
        ("кабинеты 5, 18 и 20", [("5", "5", "cardinal"), ("18", "18", "cardinal"), ("20", "20", "cardinal")]),
        ("было 3, 5, 18 млн", [("3", "3", "cardinal"), ("5", "5", "cardinal"), ("18 млн", "18000000", "cardinal")]),
        ("в среднем 5, 7 часа", [("5, 7", "5.7", "cardinal")]),
        ("очередь 5, 7 часов", [("5", "5", "cardinal"), ("7", "7", "cardinal")]),
        ("10–15 писем", [("10", "10", "cardinal"), ("15", "15", "cardinal")]),
        ("10 -15 писем", [("10", "10", "cardinal"), ("15", "15", "cardinal")]),
        ("два-три письма", [("два", "2", "cardinal"), ("три", "3", "cardinal")]),
        ("пять-шесть тысяч", [("пять", "5", "cardinal"), ("шесть тысяч", "6000", "cardinal")]),
        ("тысячу-полторы", [("тысячу", "1000", "cardinal"), ("полторы", "1.5", "cardinal")]),
        ("классы 1,2,3", [("1", "1", "cardinal"), ("2", "2", "cardinal"), ("3", "3", "cardinal")]),
        ("24/7", [("24", "24", "cardinal"), ("7", "7", "cardinal")]),
        ("2020/2021", [("2020", "2020", "cardinal"), ("2021", "2021", "cardinal")]),
        ("две первых строки", [("две", "2", "cardinal"), ("первых", "1", "ordinal")]),
        ("два пятых класса", [("два", "2", "cardinal"), ("пятых", "5", "ordinal")]),
        ("2,4 тысячи 900 рублей", [("2,4 тысячи", "2400", "cardinal"), ("900", "900", "cardinal")]),
        ("два с лишним миллиона", [("два с лишним миллиона", "2000000", "cardinal")]),
        ("более двух с половиной тысяч", [("двух с половиной тысяч", "2500", "cardinal")]),
        ("свыше тысячи двухсот писем", [("тысячи двухсот", "1200", "cardinal")]),
        ("800 м2 дорог", [("800", "800", "cardinal")]),
        ("1528 пар", [("1528", "1528", "cardinal")]),
        ("молодая пара", []),
        ("пара недель", [("пара", "2", "cardinal")]),
        ("пол часа", [("пол", "0.5", "fraction")]),
        ("бетонный пол упал", []),
        ("дома 5-6-этажные", [("5", "5", "compound"), ("6-этажные", "6", "compound")]),
        ("1-, 2- и 3-комнатные", [("1-", "1", "compound"), ("2-", "2", "compound"), ("3-комнатные", "3", "compound")]),
        ("в 45-и окнах", [("45-и", "45", "cardinal")]),
        ("5 тысяч 3х-дневных", [("5 тысяч", "5000", "cardinal"), ("3х-дневных", "3", "compound")]),
        ("6 тысяч 9-х классов", [("6 тысяч", "6000", "cardinal"), ("9-х", "9", "ordinal")]),
        ("отложили 2-х и 90-х", [("2-х", "2", "cardinal"), ("90-х", "90", "ordinal")]),
    ],
)
def test_in_a_phrase(text: str, found: list[tuple[str, str, str]]) -> None:
    """Numbers beside other words keep their own borders."""
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("двадцать пятый", "25", "ordinal", None),
        ("тысяча девятьсот девяносто первого", "1991", "ordinal", None),
        ("две тысячи двадцать третьем", "2023", "ordinal", None),
        ("двухсотый", "200", "ordinal", None),
        ("тысячный", "1000", "ordinal", None),
        ("пятитысячный", "5000", "ordinal", None),
        ("20-тысячному", "20000", "ordinal", None),
        ("12-м", "12", "ordinal", None),
        ("1й", "1", "ordinal", None),
        ("3-го", "3", "ordinal", None),
        ("2025-й", "2025", "ordinal", None),
        ("десятку", "10", "ordinal", None),
        ("вчетверо", "4", "ratio", "раз"),
        ("утроилось", "3", "ratio", "раз"),
        ("удвоенного", "2", "ratio", "раз"),
        ("десятикратный", "10", "ratio", "раз"),
        ("2,5-кратного", "2.5", "ratio", "раз"),
        ("полуторакратный", "1.5", "ratio", "раз"),
        ("дважды", "2", "compound", "раз"),
        ("тридцатипроцентную", "30", "percent", "%"),
        ("30-процентный", "30", "percent", "%"),
        ("30%-ный", "30", "percent", "%"),
        ("двадцатипятилетие", "25", "compound", "год"),
        ("14-летием", "14", "compound", "год"),
        ("6-ти балльная", "6", "compound", "балл"),
        ("800-метровый", "800", "compound", "м"),
        ("20-футовых", "20", "compound", None),
        ("16-гигабайтному", "16", "compound", None),
        ("9-классников", "9", "compound", None),
        ("3х-комнатной", "3", "compound", "комната"),
        ("3- этажный", "3", "compound", "этаж"),
        ("трёхэтажного", "3", "compound", "этаж"),
        ("получасовой", "0.5", "compound", "ч"),
        ("полчаса", "0.5", "compound", "ч"),
        ("пол-литра", "0.5", "compound", "л"),
        ("полугода", "0.5", "compound", "год"),
        ("единственную", "1", "single", None),
        ("четверым", "4", "collective", None),
        ("обеим", "2", "pronoun", None),
    ],
)
def test_kinds(text: str, value: str, kind: str, unit: str | None) -> None:
    """Words with a number inside tell their kind, and the unit they carry."""
    (number,) = numbers_in(text)
    assert (number.value, number.kind, number.unit) == (Decimal(value), kind, unit)
    assert (number.start, number.stop) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    ["однозначно", "одновременный", "однократно", "двоеточие", "стоимость", "столица", "семья", "трение", "порядок"],
)
def test_no_number_inside(text: str) -> None:
    """Words that only begin like numerals are none."""
    assert numbers_in(text) == []


@pytest.mark.parametrize(
    ("text", "multiplier"),
    [
        ("тысячи людей", 1000),
        ("миллионы рублей", 1000000),
        ("десятки тысяч", 1000),
        ("сотни миллионов", 1000000),
        ("несколько тысяч", 1000),
        ("нескольким десяткам", None),
        ("выросло в разы", None),
        ("многократно", None),
        ("сотни раз", None),
    ],
)
def test_vague(text: str, multiplier: int | None) -> None:
    """A plural without a number has no value, but is reported."""
    (number,) = numbers_in(text)
    assert (number.kind, number.value) == ("vague", None)
    assert number.multiplier == (None if multiplier is None else Decimal(multiplier))


@pytest.mark.parametrize(
    "text", ["около тысячи писем", "до сотни писем", "свыше миллиона писем", "менее десятка писем"]
)
def test_genitive_singular_is_one(text: str) -> None:
    """After a governor the ambiguous form is the genitive singular."""
    (number,) = numbers_in(text)
    assert number.value in (10, 100, 1000, 1000000)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("один из отделов", "pronoun"),
        ("одной из улиц", "pronoun"),
        ("ни один отдел", "pronoun"),
        ("одни и те же", "pronoun"),
        ("одних жителей", "pronoun"),
        ("по принципу «одного окна»", "pronoun"),
        ("по принципу одного окна", "pronoun"),
        ("получить в одном окне", "pronoun"),
        ("он был один", "pronoun"),
        ("одно окно", "cardinal"),
        ("один отдел", "cardinal"),
        ("одни сутки", "cardinal"),
        ("одного миллиона", "cardinal"),
        ("один новый отдел", "cardinal"),
        ("с семью окнами", "cardinal"),
        ("двадцатью семью", "cardinal"),
        ("во второй половине дня", "ordinal"),
        ("каждый третий четверг", "ordinal"),
        ("все решили в один голос", "pronoun"),
    ],
)
def test_counts_or_not(text: str, kind: str) -> None:
    """«один» counts only before what is counted; neighbours tell seven from the family."""
    assert numbers_in(text)[0].kind == kind


def test_family_is_no_number() -> None:
    """«семью» before anything but an instrumental plural is the family."""
    assert numbers_in("поддержали семью погорельцев") == []


def test_parts_for_sharing() -> None:
    """The mantissa and the multiplier are told apart, unless nothing or too much stands before."""
    first, second = numbers_in("с 5 до 27 тысяч")
    assert (first.multiplier, first.value) == (None, Decimal(5))
    assert (second.mantissa, second.multiplier, second.value) == (Decimal(27), Decimal(1000), Decimal(27000))
    (alone,) = numbers_in("миллион")
    assert (alone.mantissa, alone.multiplier) == (None, Decimal(1000000))
    (whole,) = numbers_in("1 млн 344 тысячи")
    assert (whole.mantissa, whole.multiplier) == (None, None)


def test_flags() -> None:
    """Signs, inversion, surplus and approximation are reported beside the value."""
    assert [(n.sign, n.value) for n in numbers_in("плюс 8,9 тыс. и −5")] == [(1, Decimal(8900)), (-1, Decimal(-5))]
    assert numbers_in("тысяч двести")[0].inverted
    assert numbers_in("миллион с лишним")[0].excess
    assert numbers_in("пара месяцев")[0].approximate
    assert not numbers_in("двести тысяч")[0].inverted


def test_cases_of_words() -> None:
    """Numerals in words give their possible cases, digits none."""
    assert numbers_in("двадцати пяти")[0].cases == {"gent", "datv", "loct"}
    assert numbers_in("тысячу")[0].cases == {"accs"}
    assert numbers_in("25")[0].cases == frozenset()


def test_claimed_stretches_are_left_alone() -> None:
    """Nothing is read, and no group is joined, across a claimed stretch."""
    text = "корпус 5 300 рублей"
    assert [n.value for n in numbers_in(text)] == [5300]
    assert [n.value for n in numbers_in(text, (Span(7, 8),))] == [300]
    assert numbers_in(text, (Span(0, 40),)) == []


def test_exact_digits_as_written() -> None:
    """The digits stay as written, zeros included."""
    assert str(numbers_in("на 4,00 %")[0].value) == "4.00"


@pytest.mark.parametrize("places", [1, 2, 3, 4])
def test_every_fraction_with_every_multiplier(places: int) -> None:
    """Decimal commas of one to four digits, with and without a stray space, before every multiplier."""
    rng = random.Random(places)
    fractions = [f"{n:0{places}d}" for n in (range(10**places) if places < 4 else rng.sample(range(10**4), 1000))]
    for word, power in MULTIPLIERS.items():
        for part in fractions if word in ("тыс.", "миллиона") else rng.sample(fractions, min(60, len(fractions))):
            whole = rng.choice(("0", "3", "17", "926"))
            value = Decimal(f"{whole}.{part}").scaleb(power)
            assert parse_number(f"{whole},{part} {word}") == value
            assert parse_number(f"{whole}.{part} {word}") == value
            if places < 4 and not len(whole) == places == 3:  # «300, 400 млн» are two
                assert parse_number(f"{whole}, {part} {word}") == value


@pytest.mark.parametrize("gap", SPACES, ids=SPACES.values())
@pytest.mark.parametrize("digits", ["1 000", "12 345", "999 001", "1 002 003", "45 000 000", "1 002 003 004"])
def test_every_grouping_sign(gap: str, digits: str) -> None:
    """Groups of three parted by any space are one number, also with decimals and in a phrase."""
    value = Decimal(digits.replace(" ", ""))
    text = digits.replace(" ", gap)
    assert parse_number(text) == value
    assert parse_number(f"{text},5") == value + Decimal("0.5")
    assert [n.value for n in numbers_in(f"всего {text} услуг")] == [value]


@pytest.mark.parametrize("digits", ["1 00", "12 34", "1234 567", "1 0000", "0 123", "1  000"])
def test_no_grouping(digits: str) -> None:
    """Other shapes stay apart."""
    assert len(numbers_in(digits)) == 2


def test_words_in_every_case_and_gender() -> None:
    """num2words writes the numeral, we read it back."""
    num2words = pytest.importorskip("num2words").num2words
    seed = random.randrange(10**9)
    print("seed", seed)
    rng = random.Random(seed)
    wrong = []
    for _ in range(ORACLE_SIZE):
        value = rng.randrange(10 ** rng.randint(1, 12) + 1)
        gender = rng.choice("mfn") if value < 10**6 else "m"  # it bends the millions: «одну миллион»
        words = num2words(value, lang="ru", case=rng.choice(CASES), gender=gender, animate=False)
        if parse_number(words) != value:
            wrong.append((value, words))
    assert not wrong, f"seed {seed}: {wrong[:5]}"


# --- the phrases of other parsers ------------------------------------------------------------------

COMPOUND = "two units make one value: the unit layer joins them"
GLUED = "a code in Latin letters glued before the digits is a name, as in «K1»"
BARE = "a unit without a number is no numeral"
CONVERTED = "the record keeps the unit as written"
PEER_EXCEPTIONS = {
    "$20 и 43ц": COMPOUND,
    "$20 43": COMPOUND,
    "двадцать долларов и 43": COMPOUND,
    "больше чем 1 доллар и сорок два цента": COMPOUND,
    "выше 1 доллара и 42 центов": COMPOUND,
    "свыше 1 доллара и 42 центов": COMPOUND,
    "ровно месяц": BARE,
}
PEER_DECISIONS = {
    "bare_noun": BARE,
    "converted": CONVERTED,
    "compound_money": COMPOUND,
}
PEER_TAGGED = {
    "нисколько": "no numeral in Russian grammar: a pronoun",
    ".77": "Russian writes the zero",
    ".0012Г": "neither the missing zero nor «Г» for milliard is in use",
    "-.0012Г": "neither the missing zero nor «Г» for milliard is in use",
    "$10,000": "the comma is decimal",
    "USD3.14": GLUED,
    "GBP3.01": GLUED,
    "UAH3.04": GLUED,
    "Rs20": GLUED,
    "RM42": GLUED,
    "MYR42": GLUED,
    "3 GBP 1 пенс": COMPOUND,
    "часик": BARE,
    "часок": BARE,
    "часочек": BARE,
    "минутка": BARE,
    "минутку": BARE,
    "минуточка": BARE,
    "минуточку": BARE,
}


@pytest.mark.skipif(not PEERS.exists(), reason="the phrases of other parsers are not at hand")
def test_phrases_of_other_parsers() -> None:
    """Every phrase has its value, or stands in a table with the reason."""
    wrong = []
    for line in PEERS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line, parse_float=Decimal)
        tags = set(row.get("tags", ())) - {"mixed_case"}
        wanted = [Decimal(row[key]) for key in ("value", "value_to") if row.get(key) is not None]
        if [n.value for n in numbers_in(row["text"])] == wanted:
            continue
        decided = PEER_TAGGED if tags else PEER_EXCEPTIONS
        if row["text"] not in decided and not tags & set(PEER_DECISIONS):
            wrong.append((row["text"], row["value"]))
    assert wrong == []


# --- for any text ----------------------------------------------------------------------------------

WORDS = sorted(
    {
        form
        for row in read_table("numerals")
        for column in ("any", "nomn", "gent", "ablt")
        for form in row[column].split("|")
        if form
    }
)
PIECES = st.one_of(
    st.text("0123456789 ,.-–+/%\u00a0", max_size=8),
    st.sampled_from(WORDS),
    st.sampled_from(["млн", "тыс.", "окон", "-летие", "каждый", "из", "в", "«", "»", "½", "№"]),
    st.text(max_size=4),
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_spans_of_any_text(text: str) -> None:
    """Spans slice the text, follow each other and never overlap."""
    tokens = split_tokens(text)
    end = 0
    for number in numbers_in(text):
        assert end <= number.start < number.stop <= len(text)
        assert 0 <= number.first < number.last <= len(tokens)
        assert tokens[number.first].start <= number.start
        assert number.stop <= tokens[number.last - 1].stop
        end = number.stop


SIGNS = (
    "5",
    "27",
    "1,5",
    "2.500",
    "340",
    "½",
    "%",
    "-",
    "–",
    "+",
    ",",
    ".",
    "(",
    ")",
    "/",
    "К",
    "-х",
    "домов",
    "двухлетний",
)


@settings(max_examples=300)
@given(st.data())
def test_asks_only_the_ways_that_may_read_a_form(data: st.DataObject) -> None:
    """The same numbers as by every way at every cell, and plain digits as the whole reader has them."""
    forms = (*SIGNS, *sorted(lexicon()), *sorted(phrases()))
    glued = st.tuples(st.sampled_from(forms), st.sampled_from(("", " ", " ")))
    text = "".join(form + space for form, space in data.draw(st.lists(glued, min_size=1, max_size=6)))
    tokens = split_tokens(text)
    found = numbers_in(text)
    reader = numerals._Reader(Cells(tokens, (), see(tokens)))
    slow, at = [], 0
    while at < reader.size:
        part = read_in_all_ways(reader, at)
        slow += [] if part is None else [numerals._number(reader.cells, at, part)]
        at = at + 1 if part is None else part.stop
    assert found == slow
    for at in range(reader.size):
        plain = reader.plain(at)
        assert plain is None or plain == reader.mantissa(at)


def read_in_all_ways(reader: numerals._Reader, at: int) -> Part | None:
    if reader.is_digits(at):
        return reader.in_digits(at)
    return next((part for way, _ in numerals._WAYS if (part := way(reader, at)) is not None), None)
