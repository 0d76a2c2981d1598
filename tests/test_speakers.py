"""Who says a figure: quotations, reported speech, answers, and what nobody of the article says."""

from __future__ import annotations

import pytest

from mfcx import pipeline
from mfcx.document import Article

LEAD = "Итоги года подвели в Тверской области\n\n"


def speakers(body: str) -> list[str | None]:
    """The speaker of each figure of a text below a headline, in order."""
    return [metric.speaker for metric in pipeline.run(Article(LEAD + body + "\n")).metrics]


MAN, WOMAN = "Олег Петров", "Анна Орлова"
INTRO = "На совещании выступил министр Олег Петров.\n\n"
INTRO_SHE = "На совещании выступила министр Анна Орлова.\n\n"

QUOTED: list[tuple[str, list[str | None]]] = [
    ("«Мы приняли 300 человек за один день», — сказала директор Анна Орлова.", [WOMAN]),
    ("«Мы приняли 300 человек за один день», - сообщил директор Олег Петров.", [MAN]),
    ("«Мы приняли 300 человек за один день»,- подчеркнул Олег Петров.", [MAN]),
    ('"Мы приняли 300 человек за один день", – отметил директор центра Олег Петров.', [MAN]),
    ("«Мы открыли центр. За день приняли 300 человек. Это рекорд», — сказал директор Олег Петров.", [MAN]),
    ("«Приняли 300 человек, — сказал директор Олег Петров. — К осени примем 500 человек».", [MAN, MAN]),
    ("Директор центра Анна Орлова отметила: «За один день мы приняли 300 человек».", [WOMAN]),
    ("Директор Олег Петров: «За один день мы приняли 300 человек».", [MAN]),
    ("— Мы приняли 300 человек за день, — сказала Анна Орлова.", [WOMAN]),
    ("– Приняли 300 человек, – вспоминает начальник отдела Анна Орлова. – Скоро примем 500 человек.", [WOMAN, WOMAN]),
    ("Директор центра Анна Орлова рассказала:\n\n— За один день мы приняли 300 человек.", [WOMAN]),
    (
        "«Мы работаем без выходных. За год открыли 12 офисов.\n\nПриняли 300 человек за день», — сказала Анна Орлова.",
        [WOMAN, WOMAN],
    ),
    (
        "«Работает центр «Мои документы», в нём 12 окон для посетителей», — отметил директор Олег Петров.",
        [MAN],
    ),
    ("«В области уже работает 12 офисов «Мои документы», — отметил директор Олег Петров.", [MAN]),
    ("«За один день мы приняли 300 человек», — не скрывает гордости директор Анна Орлова.", [WOMAN]),
    ("«За один день мы приняли 300 человек», — процитировала Петрова пресс-служба.\n\nОлег Петров рад.", [MAN]),
    (
        "«За один день приняли 300 человек», — сказала Анна Орлова.\n\n«А мы приняли 400 человек за день», — сказал Олег Петров.",
        [WOMAN, MAN],
    ),
]

REPORTED: list[tuple[str, list[str | None]]] = [
    ("По словам директора Анны Орловой, за день приняли 300 человек.", [WOMAN]),
    ("По словам министра экономики области Олега Петрова, работает 12 офисов.", [MAN]),
    ("Со слов Олега Петрова, за день приняли 300 человек.", [MAN]),
    ("По информации Анны Орловой, за день приняли 300 человек.", [WOMAN]),
    ("Директор Анна Орлова отметила, что за день приняли 300 человек.", [WOMAN]),
    ("Министр Олег Петров сообщил, что построено 12 школ.", [MAN]),
    ("Олег Петров рассказал о строительстве 12 школ.", [MAN]),
    ("Как сообщила директор Анна Орлова, за день приняли 300 человек.", [WOMAN]),
    ("Как пояснил Олег Петров, построено 12 школ.", [MAN]),
    ("За день приняли 300 человек, уточнила Анна Орлова.", [WOMAN]),
    ("В области построено 12 школ, сообщил министр Олег Петров.", [MAN]),
    ("В области построено 12 школ. Об этом сообщил министр Олег Петров.", [MAN]),
    ("Построено 12 школ. Отремонтировано 30 больниц. Такие данные привёл министр Олег Петров.", [MAN, MAN]),
    ("По словам Анны Орловой, спрос растёт. За день приняли 300 человек.", [WOMAN]),
    ("Министр Олег Петров сообщил, что в области построены:\n- 12 школ;\n- 30 больниц.", [MAN, MAN]),
]

POINTING: list[tuple[str, list[str | None]]] = [
    (INTRO + "По его словам, построено 12 школ.", [MAN]),
    (INTRO_SHE + "По её словам, построено 12 школ.", [WOMAN]),
    (INTRO + "«В области за год построено 12 школ», — сказал он.", [MAN]),
    (INTRO_SHE + "«В области за год построено 12 школ», — добавила она.", [WOMAN]),
    (INTRO + "«В области за год построено 12 школ», — заявил министр.", [MAN]),
    (INTRO + "«В области за год построено 12 школ», — уточнил докладчик.", [MAN]),
    (INTRO + "Построено, по его словам, 12 школ.", [MAN]),
    (INTRO + "По словам министра, построено 12 школ.", [MAN]),
    (
        "«За год построено 12 школ», — сказала Анна Орлова.\n\nОлег Петров это подтвердил. По её словам, открыто 300 кружков.",
        [WOMAN, WOMAN],
    ),
]

NOBODY: list[tuple[str, list[str | None]]] = [
    (INTRO + "В области построено 12 школ.", [None]),
    (INTRO + "В области построено 12 школ, сообщили в пресс-службе.", [None]),
    (INTRO + "«В области за год построено 12 школ», — сообщили в министерстве.", [None]),
    (INTRO + "По данным Росстата, построено 12 школ.", [None]),
    ("Министр Олег Петров осмотрел 12 школ.", [None]),
    ("Министр Олег Петров отметил, что спрос растёт. Напомним, построено 12 школ.", [None]),
    ("По словам Анны Орловой, спрос растёт. Напомним, за день приняли 300 человек.", [None]),
    ("В области построено 12 школ.", [None]),
    ("В области построено 12 школ.\n\nФото: Анна Орлова", [None]),
]


@pytest.mark.parametrize(("body", "expected"), QUOTED)
def test_a_quotation_is_its_speakers(body: str, expected: list[str | None]) -> None:
    """The words in quotation marks or behind a dash belong to whom the verb of speaking names."""
    assert speakers(body) == expected


@pytest.mark.parametrize(("body", "expected"), REPORTED)
def test_reported_speech_has_a_speaker(body: str, expected: list[str | None]) -> None:
    """«По словам X», «X сообщил, что …», «об этом сообщил X» name the speaker without quotation marks."""
    assert speakers(body) == expected


@pytest.mark.parametrize(("body", "expected"), POINTING)
def test_pronouns_and_titles_point_back(body: str, expected: list[str | None]) -> None:
    """«он», «по её словам», «министр» mean the last speaker they can mean."""
    assert speakers(body) == expected


@pytest.mark.parametrize(("body", "expected"), NOBODY)
def test_bodies_and_the_newsroom_are_no_speakers(body: str, expected: list[str | None]) -> None:
    """What a press service, a statistics office or the author tells has no speaker."""
    assert speakers(body) == expected


def test_answers_of_an_interview_are_the_interviewees() -> None:
    """Every paragraph between the questions is the words of the one who is asked."""
    body = (
        "Гость редакции — директор МФЦ Анна Орлова.\n\n– Сколько офисов работает?\n\n– У нас 12 офисов.\n\n"
        "– А сколько окон?\n\n– Окон у нас 300."
    )
    assert speakers(body) == [WOMAN, WOMAN]


def test_an_answer_goes_on_over_paragraphs() -> None:
    """«Отвечает директор:» gives her the paragraphs that follow."""
    body = "Отвечает директор МФЦ Анна Орлова:\n\n– Работаем ежедневно.\n\nВ области 12 офисов. За год выдано 300 паспортов."
    assert speakers(body) == [WOMAN, WOMAN]
