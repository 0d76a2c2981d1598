"""Datelines: whole lines, openings of leads, beginnings of headlines. All cases are invented."""

from __future__ import annotations

from datetime import date

import pytest

from mfcx.page.datelines import read_dateline
from mfcx.page.leads import read_opening, read_prefix, read_suffix
from mfcx.page.stamps import find_stamps

WHOLE = [
    ("17 Апр 2022 11:40", "2022-04-17"),
    ("19.06.2017", "2017-06-19"),
    ("6 июля 2020, 13:15 | Общество | 2 031 просмотр", "2020-07-06"),
    ("[ 11.03.2014 | Комментариев: 2 | Просмотров: 517 ]", "2014-03-11"),
    ("Самара, 14 июня 2022", "2022-06-14"),
    ("г. Вельск, 12 мая 2021 г.", "2021-05-12"),
    ("№  () от 15 января 2022", "2022-01-15"),
    ("Выпуск № 35 (1245) от 3 марта 2021 года", "2021-03-03"),
    ("«Сельская новь», № 7, 10 ноября 2015 г.", "2015-11-10"),
    ("Радио Волна › Новости › 03.09.2020", "2020-09-03"),
    ("Среда, 24 декабря 2025, 12:34", "2025-12-24"),
    ("2021-10-08T10:05:00+03:00", "2021-10-08"),
    ("08/10/2021 - 10:05", "2021-10-08"),
    ("- пт, 06/08/2018 - 14:05", "2018-06-08"),  # with the month first that day was a Friday
    ("пт, 08/06/2018 - 14:05", "2018-06-08"),
    ("14 июня 2022 Возрастное ограничение 0+", "2022-06-14"),
    ("08.10.21", "2021-10-08"),
    ("8 окт. 2021 г. 10:05 мск", "2021-10-08"),
    ("Октябрь 8, 2021", "2021-10-08"),
    ("Опубликовано: 12.03.2020 в 14.53", "2020-03-12"),
    ("12 мая 2021 | 10:05 | Пресс-служба Минздрава", "2021-05-12"),
    ("РИА Волна, 12 марта 2020", "2020-03-12"),
    ("08:41, 19 мая 2017", "2017-05-19"),
    ("22 июня 2021г. 10:00", "2021-06-22"),
    ("7 мая 2014 года, 00:00просмотров: 318", "2014-05-07"),
    ("3 мая 20223 мая 2022", "2022-05-03"),
    ("14 августа 202114 авг 2021", "2021-08-14"),
    ("9 июня 22 в 10:15", "2022-06-09"),
    ("9 июня 22 г.", "2022-06-09"),
    ("9 июня 10:15", None),
    ("Тула, 4 апреля - АиФ", None),
    ("сегодня, 13 мая", None),
    ("7 марта 2022, 09:45 · 6 мин. на чтение · 2 комментария", "2022-03-07"),
    ("8 июня 2020 · 7 минут на чтение", "2020-06-08"),
    ("17.02.2019 // Общество", "2019-02-17"),
    ("(опубл. 21.04.2011 г.)", "2011-04-21"),
    ("Север: новости края › Власть › 06.08.2018", "2018-08-06"),
    ("5 мая 2021 Источник: пресс-служба мэрии", "2021-05-05"),
    ("Стенограмма передачи от 5 мая 2021 года", "2021-05-05"),
    ("👁 1204   05.05.2021", "2021-05-05"),
    ("05 мая 2021 312 Пресс-служба мэрии", "2021-05-05"),
    ("Исх. № 45/12 от 25.01.2023", "2023-01-25"),
    ("по состоянию на 07:00 14.04.2021 (время местное, +2 к мск)", "2021-04-14"),
    ("Оперативная обстановка на 08:00 5 мая 2021 года", "2021-05-05"),
]

NOT_DATELINES = [
    "Показатель | 1 июня 2023 | 1 июня 2024",
    "Отчёт на 1 марта 2021 года",
    "Все новости за 14 июня",
    "9 мая 2023 года – День Победы",
    "Постановление от 12.03.2021 № 15",
    "12.03.2021 — 15 000 доз",
    "12 марта 2021 312 доз мэрии",
    "С 12 марта 2021 года центр не работает",
    "Дата проведения: 12.03.2021",
    "Бесплатные объявления по телефону 5-12-34",
    "Приём 12.03.2021 в 10:00 ведёт юрист",
    "К 1 мая",
    "24/7",
    "31.06.2021",
    "По состоянию на 1 июля 2017 года",
    "Срок сдачи: 5 мая 2021",
    "День донора: 5 мая 2021, 10:15",
    "Сдача дома | 5 мая 2021 | 120 квартир",
    "Приём заявок — до 5 мая 2021",
    "в 10:15 5 мая 2021 года открыли 5 парков",
]

OPENINGS = [
    ("ОмИнформ, Омск, 05.05.2021. | Парк открыт.", "5.5.2021"),
    ("ВЕЛЬСК /Архангельская область/, 9 июня. /ТАСС/. | Офис открыт", "9.6"),
    ("МОСКВА, 5 марта — РИА Волна. | Правительство решило", "5.3"),
    ("Тула, 4 апреля - АиФ-Тула. | За год", "4.4"),
    ("Самара. 6 апреля. ИНТЕРФАКС - | Число парков", "6.4"),
    ("Казань, 12 мар — ИА «Парус-информ», Олег Зимин. | В Казани", "12.3"),
    ("УФА, 25 июн 2019. /ИА «Парус», Олег Зимин/. | В республике", "25.6.2019"),
    ("3 августа – ИА Парус.News. | Дачники области", "3.8"),
    ("(Томск, 12 мая) | В Томске", "12.5"),
    ("12 мая, Томск. | В городе", "12.5"),
    ("Ростов-на-Дону, 12 мая 2020. ДОН12. | Новый парк", "12.5.2020"),
    ("Томск. ИА ПАРУС. | Новый парк", ""),
    ("ПАРУСТВ - 28 сент. | Новый парк", "28.9"),
    ("АиФ-Томск — 5 мая 2021. | Новый парк", "5.5.2021"),
    ("Брянск. | Смета расходов принята.", ""),
]

NOT_OPENINGS = [
    "Итог. Открыто пять окон.",
    "1 марта – День кошек. В парке праздник.",
    "9 октября в Туле прошёл смотр.",
    "В Томске, 12 мая, открыли парк.",
    "Сегодня, 5 марта, в этом парке людно.",
    "Томск – это город студентов.",
    "12 мая 2021 года Томск отметил праздник.",
    "Область. Новый парк открыт.",
    "Праздник - 5 мая. Новый парк открыт.",
]

PREFIXES = [
    ("12.03.2021 10:15 | Парк открыт", "12.3.2021"),
    ("[12.03.2021] | Парк открыт", "12.3.2021"),
    ("10:05 12.03.2021 | Парк открыт", "12.3.2021"),
    ("(12+) | Парк открыт", ""),
    ("22:30 | Первый парк открыт", ""),
    ("date 2019-07 | Первый парк открыт", ""),
    ("5 марта 2021, 10:05 | Губернатор открыл парк", "5.3.2021"),
    ("12.03.2021, /-АГ-/ | Парк открыт", "12.3.2021"),
]

NOT_PREFIXES = [
    "5 марта 2021 Губернатор открыл парк",
    "12.03.2021 в Томске открыт парк",
    "500 парков открыто",
    "24/7 Парк открыт",
    "— Мы открыли парк",
]


@pytest.mark.parametrize(("line", "day"), WHOLE)
def test_whole_line(line: str, day: str | None) -> None:
    """A line of nothing but day, hour, place, agency and counters is a dateline."""
    dateline = read_dateline(line)
    assert dateline is not None
    known = [stamp.to_date() for stamp in dateline.stamps]
    assert known[0] == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize("line", NOT_DATELINES)
def test_line_that_says_more(line: str) -> None:
    """A day that something was counted for or will happen on makes no dateline."""
    assert read_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Елена Лескова, 12 мая 2021", ["Елена Лескова"]),
        ("12.05.2021   Автор: Елена Лескова   Время чтения: 2 минуты", ["Елена Лескова"]),
        ("12 мая 2021 10:15 Елена Лескова Фото: Пётр Зимин", ["Елена Лескова", "Пётр Зимин"]),
        ("Край.Новости. 12 мая 2021 года, 19:02. Айдыс Монгуш", ["Айдыс Монгуш"]),
        ("date 2021-05-12 Фото: k24.ru/Юлия Котенко", ["Юлия Котенко"]),
        ("12 мая 2021 Электронная версия газеты «Заря» №15 (2301) от 12 мая 2021", []),
    ],
)
def test_names_in_a_dateline(line: str, names: list[str]) -> None:
    """A reporter named beside the day is found."""
    dateline = read_dateline(line)
    assert dateline is not None
    assert [line[name.start : name.stop] for name in dateline.names] == names


def test_roles_of_days() -> None:
    """The word before a day says what happened on it."""
    dateline = read_dateline("Обновлено: 13.05.2021 | Опубликовано: 12.05.2021")
    assert dateline is not None
    assert [(stamp.day, stamp.role) for stamp in dateline.stamps] == [(13, "updated"), (12, "published")]


def _stamp_text(text: str) -> str:
    return ",".join(".".join(str(part) for part in (s.day, s.month, s.year) if part) for s in find_stamps(text))


@pytest.mark.parametrize(("marked", "day"), OPENINGS)
def test_opening(marked: str, day: str) -> None:
    """Town, day and agency before the first sentence are cut off it, at the bar."""
    before, after = marked.split("| ")
    opening = read_opening(before + after)
    assert opening is not None
    assert (before + after)[: opening.stop] == before
    assert _stamp_text(before) == day
    assert len(opening.stamps) == bool(day)


@pytest.mark.parametrize("text", NOT_OPENINGS)
def test_first_sentence_is_no_opening(text: str) -> None:
    """A sentence that begins with a town or a day keeps it."""
    assert read_opening(text) is None


@pytest.mark.parametrize(("marked", "day"), PREFIXES)
def test_prefix(marked: str, day: str) -> None:
    """Day, hour or age mark before a headline are cut off it."""
    before, after = marked.split("| ")
    prefix = read_prefix(before + after)
    assert prefix is not None
    assert (before + after)[: prefix.stop] == before
    assert ",".join(f"{s.day}.{s.month}.{s.year}" for s in prefix.stamps) == day


@pytest.mark.parametrize("text", NOT_PREFIXES)
def test_no_prefix(text: str) -> None:
    """Numbers that belong to the headline stay in it."""
    assert read_prefix(text) is None


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ("В Лесном открыли парк| 05.05.2021", "5.5.2021"),
        ("В Лесном открыли парк| (5 мая 2021)", "5.5.2021"),
        ("Парк «Заря»| — 5 мая 2021 г.", "5.5.2021"),
        ("Где открыли парк?| | 2021-05-05", "5.5.2021"),
        ("В Лесном открыли парк| (05.05.2021 10:15)", "5.5.2021"),
        ("В Лесном открыли парк| - 5 мая 2021 г., 10:15", "5.5.2021"),
    ],
)
def test_suffix(marked: str, day: str) -> None:
    """A day behind a headline is cut off it with what parts the two."""
    before, after = marked.split("|", 1)
    found = read_suffix(before + after)
    assert found is not None
    assert (before + after)[: found.start] == before
    assert _stamp_text(after) == day


@pytest.mark.parametrize(
    "text",
    [
        "Курсы валют на 05.05.2021",
        "В Лесном открыли парк 5 мая 2021",
        "Приём заявок: 05.05.2021",
        "Ремонт дорог: 01.02.2021 – 05.05.2021",
        "Парк откроют (5 мая)",
        "Свет отключат 05.05.2021 10:15",
        "05.05.2021",
    ],
)
def test_headline_that_ends_with_a_day(text: str) -> None:
    """A day that the headline itself tells of stays in it."""
    assert read_suffix(text) is None
