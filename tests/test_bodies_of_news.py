"""Bodies as news writes them: in small letters, in lists, by their town."""

from __future__ import annotations

import pytest

from tests.named import named_document

OMSK = "RU-OMS"


def bodies(text: str, region: str | None = OMSK) -> list[str]:
    return [body.name for body in named_document(text, region=region).organisations]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Пресс-центр губернатора сообщил о жатве.", ["Пресс-центр губернатора"]),
        ("Об этом сообщает пресс-центр минтруда Омской области.", ["Минтруд Омской области"]),
        ("Закон приняла губернская дума.", ["Дума Омской области"]),
        ("Жалобу отклонил облсуд.", ["Облсуд Омской области"]),
        ("Жалобу приняли в горсуде Тары.", ["Горсуд Тары"]),
        ("Деньги даст фонд социального страхования.", ["Фонд социального страхования"]),
        (
            "В фонде обязательного медицинского страхования области выросли доходы.",
            ["Фонд обязательного медицинского страхования Омской области"],
        ),
        ("За ремонт отвечает ММБУ «Дороги города».", ["ММБУ «Дороги города»"]),
        ("В ЛОГБУЗ «Лесная больница» привезли снимки.", ["ЛОГБУЗ «Лесная больница»"]),
        ("Об этом рассказали на радио «Степь».", ["Степь"]),
    ],
)
def test_bodies(text: str, names: list[str]) -> None:
    """Heads and set names in small letters, legal forms by their last letters."""
    assert bodies(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Привезли аппарат МРТ и новый УЗИ.",
        "Поправки внесли в закон «О государственной гражданской службе РФ».",
        "Дело возбудили по статье УК РФ «Клевета».",
        "Крышу чинят и в Доме культуры.",
    ],
)
def test_no_bodies(text: str) -> None:
    """Devices, laws and houses of culture anywhere are no bodies."""
    assert bodies(text) == []
