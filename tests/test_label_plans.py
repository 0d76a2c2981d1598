"""What people have yet to do, what sums and sizes stand beside, rows of what is done."""

from __future__ import annotations

import pytest

from tests.test_labels import labels

YET = [
    ("Заниматься спортом смогут 400 детей.", "дети, которые смогут заниматься спортом"),
    ("Лечиться там смогут 17 тысяч человек.", "число людей, которые смогут лечиться"),
    ("В выборах будут участвовать 13 партий.", "партии, которые будут участвовать в выборах"),
    ("Землю смогут получить 40 семей.", "семьи, которые смогут получить землю"),
    ("На пенсию выйдут 40 человек.", "люди, которые выйдут на пенсию"),
]

BESIDE = [
    ("Гречихи собрано 8 тысяч тонн с урожайностью 15 ц/га.", "урожайность гречихи"),
    ("Бюджет сверстан с дефицитом почти 4 млрд рублей.", "дефицит бюджета"),
    ("Фермеры вышли на 40 тысяч гектаров.", "площадь"),
    ("Производство одежды – 193,6 %.", "производство одежды"),
    ("На ремонт, содержание и охрану школ направили 5 млн рублей.", "средства на ремонт, содержание и охрану школ"),
    ("На портале за год было зарегистрировано 40 жителей.", "жители, зарегистрированные на портале"),
]


@pytest.mark.parametrize(("body", "expected"), YET)
def test_what_is_yet_to_come_is_not_told_as_past(body: str, expected: str) -> None:
    """A modal may stand behind its infinitive; with no complement the verb still says who is meant."""
    assert labels(body) == [expected]


@pytest.mark.parametrize(("body", "expected"), BESIDE)
def test_the_nearest_noun_of_measure_tells_a_figure(body: str, expected: str) -> None:
    """«с урожайностью 15 ц/га» is no harvest, «193 %» no share, and farmers have no area."""
    assert labels(body)[-1] == expected


REACHED = [
    ("Количество аварий сократилось на 10 %, до 1077.", "число аварий"),
    ("Поголовье скота выросло на 1,5 % – до 127 тыс. голов.", "поголовье скота"),
    ("Поголовье коров сократилось на 0,9 % и составило 9,4 млн.", "поголовье коров"),
    ("Число школ выросло на 5 %, построено 12 садов.", "построенные сады"),
    ("Цены выросли на 5 %, а зарплата составила 40 тысяч рублей.", "зарплата"),
    ("Выделили 24 млн рублей для реализации программы обмена.", "средства для программы обмена"),
    ("Переселили жителей из фонда площадью 20 тыс. кв. м.", "площадь фонда"),
    ("Двое уволились и четыре человека получили травмы.", "получившие травмы"),
]


@pytest.mark.parametrize(("body", "expected"), REACHED)
def test_a_level_behind_a_change_is_of_the_same(body: str, expected: str) -> None:
    """«выросло на 5 %, до 40», «… и достигло 40»: where the clause names another thing, that is told."""
    assert labels(body)[-1] == expected


SPREAD = [
    ("Потушено 9 пожаров на землях фонда на площади 40 га.", ["потушенные пожары на землях фонда", "площадь пожаров"]),
    ("Газ вырастет в цене на 7,9 %.", ["рост цены газа"]),
    (
        "Услуги связи подорожают на 5 %, зимой – на 4,1 %.",
        ["рост цены услуг связи", "рост цены услуг связи"],
    ),
]


@pytest.mark.parametrize(("body", "expected"), SPREAD)
def test_areas_and_prices_are_of_what_they_are_told_of(body: str, expected: list[str]) -> None:
    """No land is as large as the fires on it, and what grows «в цене» is dearer."""
    assert labels(body) == expected
