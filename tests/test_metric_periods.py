"""Which time a figure belongs to."""

from __future__ import annotations

from datetime import date

import pytest

from mfcx.document import Article
from mfcx.pipeline import run
from mfcx.tables import read_table
from tests.cases import number, read_body, read_cases, show_period


def periods(body: str, title: str = "В ведомстве подвели итоги") -> str:
    metrics = read_body(body, title=title).metrics
    return " ; ".join(f"{number(m.quantity.value)} {show_period(m.period)}" for m in metrics)


@pytest.mark.parametrize(("text", "expected"), read_cases("metric_periods"))
def test_period(text: str, expected: str) -> None:
    """A figure has the period of its own words, else the report's; what the text does not decide stays null."""
    assert periods(text) == expected


def test_headline_sets_the_time() -> None:
    """A period that only the headline names is that of the figures below."""
    found = periods("Центры приняли 900 заявок. Жалоб поступило 12.", title="Центры области отчитались за 2022 год")
    assert found == "900 2022-01-01/2022-12-31 ; 12 2022-01-01/2022-12-31"


def test_headline_has_one_time() -> None:
    """A figure that the headline alone gives has the time of the one beside it that the body tells."""
    body = "@- Власти округа в 2021 году направят 900 млн рублей на ремонт участков дорог. В 2020 году на них ушло 700 млн."
    found = periods(body, title="В округе 900 млн рублей потратят на ремонт шести дорог")
    assert found.startswith("900000000 2021-01-01/2021-12-31 ; 6 2021-01-01/2021-12-31")


def test_headline_gives_way_to_days_beyond_it() -> None:
    """Under «в июле» the days from 27 June to 3 July are what the report is of, those from 3 to 9 July are a part."""
    body = "С {} цены на сыр выросли на 2 %.\n\nСпички подешевели на 3 %."
    title = "Рост цен в июле ускорился"
    assert periods(body.format("27 июня по 3 июля"), title) == "2 2023-06-27/2023-07-03 ; 3 2023-06-27/2023-07-03"
    assert periods(body.format("3 по 9 июля"), title) == "2 2023-07-03/2023-07-09 ; 3 2023-07-01/2023-07-31"


def test_headline_in_the_present_is_of_the_day() -> None:
    """What «составляет» now is not of all the years in which it has become so."""
    found = periods("Очередь с 2012 года сократилась на 400 семей.", title="Очередь составляет 80 семей")
    assert found == "80 2023-07-14/2023-07-14 ; 400 2012-01-01/2023-07-14"


def test_headline_tells_no_plan() -> None:
    """What a headline tells as done is not of the year that the body opens its plans with."""
    found = periods("В этом году планируется построить 27 садов.", title="18 районов округа избавились от очереди")
    assert found == "18 - ; 27 2023-01-01/2023-12-31"


def test_headline_sums_up_the_last_year() -> None:
    """Under «по итогам 2023 года» «в прошлом году» is that year, and «с начала года» is none that is known."""
    body = "@- В прошлом году пожарные спасли 84 человека. С начала года потушили 60 палов травы."
    assert periods(body, title="По итогам 2023 года пожаров стало меньше") == "84 2023-01-01/2023-12-31 ; 60 -"


def test_what_begins_after_the_text_is_planned() -> None:
    """Figures of next year's budget are no fact yet, whatever the verb; those of the year under way are."""
    text = "14 июля 2023\n\nПринят бюджет края на 2024 год. Доходы утверждены в размере 52 млрд рублей, расходы — 54."
    assert [m.status for m in run(Article(text)).metrics] == ["planned"] * 2
    assert [m.status for m in run(Article(text.replace("2024", "2023"))).metrics] == ["actual"] * 2


def test_words_of_the_period_are_kept() -> None:
    """A period tells the words it was read from, and where they stand."""
    document = read_body("За первое полугодие 2023 года выдано 500 справок.")
    period = document.metrics[0].period
    assert period is not None
    assert period.span is not None
    assert period.text == document.text[slice(*period.span)]
    assert period.text is not None
    assert "первое полугодие 2023 года" in period.text


def test_the_day_of_publication_is_read_from_the_dateline() -> None:
    """What is true now has the day of the text, and its words are the dateline's; a day that was given has none."""
    dated = run(Article("Итоги работы МФЦ\n\n14 мая 2024\n\nСегодня в регионе работают 52 офиса МФЦ."))
    bare = run(Article("Итоги работы МФЦ\n\nВ регионе работают 52 офиса МФЦ.", date=date(2024, 5, 14)))
    for document, words in ((dated, {"14 мая 2024", "Сегодня"}), (bare, {None})):
        period = document.metrics[0].period
        assert period is not None
        assert period.end == date(2024, 5, 14)
        assert period.text in words


def test_title_takes_no_year_of_a_later_figure() -> None:
    """«с начала года» of a headline stays open where the first figure's months name no year either."""
    body = "@- Весной открыли приём.¶Об этом сообщило ведомство.¶В январе — сентябре займы взяли 130 человек.¶В 2018 году выдали 350 займов."
    found = periods(body, title="Фермеры взяли 900 займов с начала года")
    assert found == "900 - ; 130 - ; 350 2018-01-01/2018-12-31"


CLOCK = "Пятница, 17 мая 2024, 21:15 мск\n\n{title}\n\n{body}"


@pytest.mark.parametrize(
    ("title", "body", "published"),
    [
        ("К 2017 году в округе появятся 12 садов", "Сегодня сады есть в шести сёлах.", None),
        ("К 2017 году откроют 12 центров", "В 2023 году работают 40 центров.", date(2024, 5, 17)),
        ("К 2030 году откроют 12 центров", "Сегодня работают 40 центров.", date(2024, 5, 17)),
        ("В 2015 году открыли 12 центров", "Сегодня работают 40 центров.", date(2024, 5, 17)),
    ],
)
def test_clock_of_a_page_is_no_day_of_publication(title: str, body: str, published: date | None) -> None:
    """A day long after the last year that the article looks forward to is not its own."""
    assert run(Article(CLOCK.format(title=title, body=body))).page.published == published


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("Как сообщили сегодня, 6 марта, в управлении, открыты 12 садов.", None),
        ("Как сообщили вчера (16 мая) в управлении, открыты 12 садов.", date(2024, 5, 17)),
        ("Совещание прошло в пятницу, 8 марта. Открыты 12 садов.", date(2024, 5, 17)),
        ("Совещание прошло в среду, 6 марта. Открыты 12 садов.", date(2024, 5, 17)),
        ("Совещание прошло в понедельник, 6 марта. Открыты 12 садов.", date(2024, 5, 17)),
        ("Совещание прошло в четверг, 6 марта. Открыты 12 садов.", None),
        ("Совещание прошло в четверг, 15 мая. Открыты 12 садов.", date(2024, 5, 17)),
    ],
)
def test_day_of_the_text_itself_decides(body: str, published: date | None) -> None:
    """A page's day is not the article's where «сегодня, 6 марта» or the weekday of its news cannot be of that time.

    A slip in the weekday of a day close by costs nothing.
    """
    assert run(Article(CLOCK.format(title="В округе открывают сады", body=body))).page.published == published


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("В сентябре открыли 12 садов. Всего в сентябре 2021 года открыто 14 учреждений.", None),
        ("В сентябре открыли 12 садов. В мае 2021 года открывали 14.", date(2024, 5, 17)),
        ("В сентябре открыли 12 садов. Ранее, в сентябре 2021 года, открыли 14, в 2023 году – 3.", date(2024, 5, 17)),
        ("В сентябре открыли 12 садов – на 3 больше, чем в сентябре 2021 года.", date(2024, 5, 17)),
    ],
)
def test_month_of_the_text_decides(body: str, published: date | None) -> None:
    """What the lead calls September the text goes on to name September 2021, and nothing later: it is no news of 2024."""
    assert run(Article(CLOCK.format(title="В округе открывают сады", body=body))).page.published == published


def test_day_that_was_given_stays() -> None:
    """--date is no clock of a page."""
    article = Article("К 2017 году в округе появятся 12 садов.", date=date(2024, 5, 17))
    assert run(article).page.published == date(2024, 5, 17)


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (
            "Омск, 17 мая – ОмскПресс. За 2019 год дали 300 справок. Об этом сказали в четверг, 16 мая.",
            date(2019, 5, 17),
        ),
        ("Омск, 17 мая – ОмскПресс. За 2018 год дали 300 справок. Об этом сказали в четверг, 16 мая.", None),
        ("Омск, 17 мая – ОмскПресс. За 2019 год дали 300 справок. Об этом сказали 16 мая.", None),
        ("Омск, 17 мая – ОмскПресс. С начала 2019 года дали 300 справок.", date(2019, 5, 17)),
        ("Омск, 17 мая – ОмскПресс. С начала 2019 года дали 300 справок, за семь месяцев 2019 года – 400.", None),
        ("Омск, 17 мая – ОмскПресс. С 2019 года дали 300 справок.", None),
        ("Омск, 17 июля – ОмскПресс. За 2019 год дали 300 справок. Об этом сказали в четверг, 16 мая.", None),
        ("Омск, 17 мая – ОмскПресс. За 2018 год дали 300 справок, сказал в пятницу министр.", date(2019, 5, 17)),
        ("Омск, 17 мая – ОмскПресс. За 2019 год дали 300 справок, сказал в пятницу министр.", date(2019, 5, 17)),
        ("Омск, 17 мая – ОмскПресс. За 2018 год дали 300 справок, сказал в среду министр.", None),
        ("Омск, 17 мая – ОмскПресс. За 2018 год дали 300 справок. Новый центр откроют в пятницу.", None),
        ("Омск, 17 мая – ОмскПресс. За четыре месяца 2019 года дали 300 справок.", date(2019, 5, 17)),
        ("Омск, 17 января – ОмскПресс. За десять месяцев 2018 года дали 300 справок.", date(2019, 1, 17)),
        ("Омск, 17 мая – ОмскПресс. За десять месяцев 2018 года дали 300 справок.", None),
        ("Омск, 17 мая – ОмскПресс. За 2018 год дали 300 справок.", None),
    ],
)
def test_report_dates_the_text(body: str, published: date | None) -> None:
    """A dateline without its year has that of a weekday or of a period under way, where one year named fits."""
    assert run(Article(f"Итоги работы ведомства\n\n{body}")).page.published == published


@pytest.mark.parametrize(
    ("stamp", "body", "published"),
    [
        ("23 июля 2024", "Сегодня, 13 мая, назвали число гостей. Их было 300.", None),
        ("14 мая 2014", "Сегодня, 13 мая, назвали число гостей. Их было 300.", date(2014, 5, 14)),
        ("2 января 2014", "Сегодня, 31 декабря, назвали число гостей. Их было 300.", date(2014, 1, 2)),
        ("23 июля 2024", "Гостей было 300. 13 мая их ждут снова.", date(2024, 7, 23)),
        ("2015-01-01", "Праздник был во вторник, 6 марта. Гостей пришло 300.", None),
        ("2015-01-01", "Праздник был в четверг, 6 марта. Гостей пришло 300.", date(2015, 1, 1)),
        ("2015-01-02", "Праздник был во вторник, 6 марта. Гостей пришло 300.", None),
    ],
)
def test_day_that_the_text_contradicts_is_not_its_own(stamp: str, body: str, published: date | None) -> None:
    """«сегодня, 13 мая» is no 23 July, nor is a weekday that fits no year near; 1 January is a year only."""
    assert run(Article(f"Итоги работы ведомства\n\n{stamp}\n\n{body}")).page.published == published


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Детский отдых — 2023: итоги сезона", "В лагерях побывали 4200 детей.", "4200 2023-01-01/2023-12-31"),
        ("Спортивный год: итоги 2022", "Секции открыли 36 школ.", "36 2022-01-01/2022-12-31"),
        ("Посевная-2021 завершена в крае", "Засеяли 40 тысяч гектаров.", "40000 2021-01-01/2021-12-31"),
        (
            "Бюджет–2025: на что пойдут деньги",
            "На дороги предусмотрено 640 млн рублей.",
            "640000000 2025-01-01/2025-12-31",
        ),
        ("Стратегия-2030: чего добился край", "В крае построили 40 школ.", "40 -"),
        ("Посажено деревьев – 2015", "Субботник посетили 300 человек.", "2015 - ; 300 -"),
    ],
)
def test_year_in_the_name_of_a_headline(title: str, body: str, expected: str) -> None:
    """A bare year beside the noun of a headline is that of the text below, unless things are counted or aimed at."""
    assert periods(f"@- {body}", title=title) == expected


@pytest.mark.parametrize("row", read_table("state_cues"), ids=lambda row: str(row["example"]))
def test_what_lasts_is_of_today(row: dict[str, str]) -> None:
    """The example of every row of state_cues.tsv has a figure of the day of the text, whatever the report is of."""
    assert " 2023-07-14/2023-07-14" in periods(f"За полгода сдали 9 школ. {row['example'].capitalize()}.")


def test_headline_of_a_year_under_way() -> None:
    """A headline's figure that the body tells of some months is of those, not of the year it names."""
    title, body = "В 2022 году в округе сдали 40 школ", "@- За пять месяцев 2022 года в округе сдали 40 школ."
    assert [m.period and m.period.end for m in read_body(body, title=title).metrics] == [date(2022, 5, 31)]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [("Явка составила 62,4 %.", "62 -"), ("В 2024 году явка составила 62,4 %.", "62 2024-01-01/2024-12-31")],
)
def test_headline_has_no_time_of_a_later_paragraph(lead: str, expected: str) -> None:
    """What stands last in the text, of earlier elections, dates no headline above a lead without a time."""
    found = periods(f"@- {lead}\n\nНа прошлых выборах, в 2021 году, явка была 53,4 %.", title="Явка в области – 62 %")
    assert found.startswith(f"{expected} ;")
