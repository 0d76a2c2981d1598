"""Persons: who is one, under which name, with which mentions."""

from __future__ import annotations

import pytest

from mfcx import Extractor
from tests.named import named_document


def names(text: str, kinds: str = "") -> list[str]:
    return [person.name for person in named_document(text, kinds).persons]


def test_one_entry_with_all_mentions() -> None:
    """Full name, surname alone and initials are one person."""
    text = "Парк открыл мэр Иван Петров. Петров доволен. С Петровым согласны все, добавил И. Петров."
    (person,) = named_document(text).persons
    assert person.name == "Иван Петров"
    assert [text[s.start : s.stop] for s in person.spans] == ["Иван Петров", "Петров", "Петровым", "И. Петров"]


def test_the_fullest_name_wins() -> None:
    """The patronymic of one mention belongs to the name."""
    assert names("Мэр Иван Петров рад. Иван Сергеевич Петров вырос здесь.") == ["Иван Сергеевич Петров"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Мэр Иван Петров рад. По словам Ивана Сергеевича, тепло.", ["Иван Сергеевич Петров"]),
        ("Мэр Иван Петров рад. Фёдор Сергеевич тоже рад.", ["Иван Петров", "Фёдор Сергеевич"]),
        ("Иван Петров и Иван Котов рады. Иван Сергеевич открыл дверь.", ["Иван Петров", "Иван Котов"]),
        ("Мэр Иван Петров рад.\n– Иван Сергеевич, сколько у вас дел?", ["Иван Петров"]),
    ],
)
def test_patronymic_without_a_surname(text: str, found: list[str]) -> None:
    """Who is told of by his father's name elsewhere has it, if he is the only one; who is spoken to has not."""
    assert names(text) == found


def test_surname_before_the_full_name() -> None:
    """A headline with the surname alone leads to the full name below."""
    text = "Петрова поздравили с юбилеем\nДиректор Иван Петров принял гостей."
    (person,) = named_document(text, "tb").persons
    assert person.name == "Иван Петров"
    assert len(person.spans) == 2


@pytest.mark.parametrize("alias", ["Котова", "Anna Zueva", "Зоя Котова"])
def test_alias(alias: str) -> None:
    """What stands in brackets behind a name is a mention of the person, and no part of the name."""
    text = f"Певица Анна Зуева ({alias}) дала концерт. Зуева рада."
    (person,) = named_document(text).persons
    assert person.name == "Анна Зуева"
    assert [text[s.start : s.stop] for s in person.spans] == ["Анна Зуева", alias, "Зуева"]


def test_surname_like_a_patronymic() -> None:
    """«Вуянович» alone is a surname, and so it is behind a given name."""
    text = "Приехал мэр Филип Вуянович. По словам Вуяновича, город рад."
    (person,) = named_document(text).persons
    assert [text[s.start : s.stop] for s in person.spans] == ["Филип Вуянович", "Вуяновича"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Службу вёл патриарх Московский и всея Руси Кирилл.", [("Кирилл", "патриарх Московский и всея Руси")]),
        (
            "С митрополитом Тверским и Кашинским Климентом говорил мэр.",
            [("Климент", "митрополит Тверской и Кашинский")],
        ),
        ("Окон хватает, рассказала жительница Твери Ольга.", [("Ольга", "жительница Твери")]),
        ("У мэра Ивана Зуева есть дочь Мария.", [("Иван Зуев", "мэр"), ("Мария", None)]),
        ("В центр пришёл 12-летний Олег.", [("Олег", None)]),
        ("Ждать пришлось долго, написала женщина по имени Елизавета.", [("Елизавета", None)]),
        ("Ждать пришлось долго, сказала местная жительница, Анна.", [("Анна", "жительница")]),
        ("Дети учатся в школе имени Гагарина.", []),
        (
            "Архимандрита Кирилла встретил директор Кирилл Зуев.",
            [("Кирилл", "архимандрит"), ("Кирилл Зуев", "директор")],
        ),
    ],
)
def test_given_name_alone(text: str, found: list[tuple[str, str | None]]) -> None:
    """A title, a kinship or an age before a given name shows a person without a surname."""
    assert [(person.name, person.role) for person in named_document(text).persons] == found


@pytest.mark.parametrize("text", ["Детей поздравил Дед Мороз.", "Приехали Дед Мороз и Снегурочка."])
def test_figures(text: str) -> None:
    """Somebody everybody knows who is nobody is no person."""
    assert names(text) == []


def test_namesakes() -> None:
    """Two first names are two persons, a bare surname goes to the nearer one."""
    text = "Пришли Иван Петров и Анна Петрова. Спектакль, сказала Петрова, хорош."
    assert names(text) == ["Иван Петров", "Анна Петрова"]


def test_surname_first() -> None:
    """«Петров Иван Сергеевич» is written in the usual order."""
    assert names("Приказ подписал Петров Иван Сергеевич.") == ["Иван Сергеевич Петров"]


def test_name_of_somebody() -> None:
    """A school bears a name, but «имя лётчика» speaks of him."""
    assert names("Имя лётчика Ивана Зуева вошло в летопись.") == ["Иван Зуев"]


def test_initials_only() -> None:
    """Initials stay where the article has no more."""
    assert names("Об этом сообщил директор А. В. Зуев.") == ["А.В. Зуев"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Встречу с министром Александром Зуевым отложили.", "Александр Зуев"),
        ("Об этом сообщила директор Александра Зуева.", "Александра Зуева"),
        ("Инициативу Александра Зуева поддержали.", "Александр Зуев"),
        ("Директора Евгения Белова наградили.", "Евгений Белов"),
        ("На встрече с Алсу Валеевой говорили о школах.", "Алсу Валеева"),
        ("Сквер назвали в честь Александра Городова.", "Александр Городов"),
        ("Вечер памяти Валерия Котова прошёл в клубе.", "Валерий Котов"),
        ("Премию дали Нюргуну Аммосову.", "Нюргун Аммосов"),
        ("Приказ отменил АЛЕКСЕЙ ЗУЕВ.", "Алексей Зуев"),
        ("По словам министра Артема Королева, дорога готова.", "Артем Королев"),
        ("По плану мэра Павла Петров парк готов.", "Павел Петров"),
        ("Письмо отдали помощнику министра Валерию Зуеву.", "Валерий Зуев"),
        ("Встретили директора школы Евгению Зуеву.", "Евгения Зуева"),
        ("Наградили Ивана Щербину.", "Иван Щербина"),
        ("Орден Трудовой Славы Виктора Петровича Зуева нашли.", "Виктор Петрович Зуев"),
        ("Танита Ортега: Когда откроют парк?", "Танита Ортега"),
        ("Парк вместе с Анной Городовой осмотрел глава.", "Анна Городова"),
        ("Зал памяти Георгия Городова открыл мэр.", "Георгий Городов"),
        ("Снимок Руперта Мердокова принёс доход.", "Руперт Мердоков"),
    ],
)
def test_nominative_in_context(text: str, name: str) -> None:
    """The words around decide what the form leaves open; е for ё stays as the article has it."""
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Офис на улице Калиновской закрыт.",
        "Школа имени Гагарина ждёт гостей.",
        "Устьяны – активный участник проектов.",
        "Гостей ждут в театре Ивана Зуева, у памятника Олегу Ежову.",
        "Ремонт больницы им. С. П. Зуева идёт.",
        "Рады в музее имени А.С. Котовой.",
        "На проспекте Ивана Зуева идёт ремонт.",
        "Сотрудники Росреестра пришли, Росреестру хватает работы.",
        "Дон удвоил сбор зерна.",
        "Трасса «Кола» открыта, объезд не нужен.",
        "Приём идёт в центрах «Мои Документы».",
        "Теплоход «Иван Поддубный» встал у причала.",
        "Ковдорский и Печенгский округа ждут автобус.",
        "Газ пришёл по улицам Мира, А. Зуева, Лесная и П. Котова.",
        "Офисы открыты по улицам Лесной, 76-а, Зуева, 9, и Котова, 5.",
        "— Вазюк — Опарино (трасса на север): обновили 25 километров.",
        "Кырчаны — Нема — Кильмезь: асфальт уложили весной.",
        "Окна созданы в трёх крупных сёлах района: Лесном, Зуеве и Котове.",
        "Дом стоит на улице лётчика Ивана Зуева.",
        "Открыт парк имени Героя Труда И.П. Зуева.",
        "Деньги дали Нижнему Тагилу и Великому Новгороду.",
        "Парк открыт Поделиться Твитнуть",
        "Так устроена потребность экономики Костромс",
        "Парк открыт, сказали в мэрии.Красный Север (область) ждёт.",
    ],
)
def test_no_persons(text: str) -> None:
    """Streets, ships, rivers, brands, bodies, towns and buttons are no persons."""
    assert names(text) == []


def test_byline() -> None:
    """Authors and photographers are marked, and have no part in the body."""
    persons = named_document("Парк открыли в срок.\nФото Ивана Петрова\nАвтор: Анна Зуева", "byy").persons
    assert [(p.name, p.byline) for p in persons] == [("Иван Петров", True), ("Анна Зуева", True)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Фото: телеграм-канал Александра Зуева", "Александр Зуев"),
        ("Фото: архив Валерия Котова", "Валерий Котов"),
        ("Автор Александра Зуева", "Александра Зуева"),
        ("Фото: k24.ru/Юлия Котенко", "Юлия Котенко"),
    ],
)
def test_owner_of_a_photo(line: str, name: str) -> None:
    """A thing has an owner in the genitive, an author is named in the nominative."""
    (person,) = named_document(f"Парк открыт.\n{line}", "by").persons
    assert (person.name, person.byline) == (name, True)


def test_credit_inside_a_line() -> None:
    """A name behind «©» is a photographer's, wherever the line begins."""
    (person,) = named_document("Парк открыли в срок. © / Анна Зуева / Степь").persons
    assert (person.name, person.byline) == ("Анна Зуева", True)


def test_boilerplate() -> None:
    """Persons of the page's furniture are not those of the article."""
    assert names("Парк открыл Иван Петров.\nЧитайте также: Анна Зуева спела", "bx") == ["Иван Петров"]


def test_surname_alone_that_speaks() -> None:
    """A surname without a first name is a person where he speaks or holds a title."""
    assert names("Работы идут по плану, сообщил Зуев.") == ["Зуев"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("— Построим зал, — подчеркнул Ковтун.", ["Ковтун"]),
        ("Об этом сказал Гогуа.", ["Гогуа"]),
        ("Гостей посетил Урус-Мартан.", []),
        ("Об этом сообщил Омскстат.", []),
    ],
)
def test_strange_surname_that_speaks(text: str, found: list[str]) -> None:
    """A word no dictionary has is a surname right beside a verb of telling."""
    assert names(text) == found


def test_rare_given_name_after_a_title() -> None:
    """A title shows a person where the given name looks like a country."""
    assert names("Отметила глава администрации посёлка Дания Андреева.") == ["Дания Андреева"]


def test_nothing() -> None:
    """An empty article has nobody."""
    assert names("") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Рассказал директор Айдыс Монгуш.", "Айдыс Монгуш"),
        ("Рассказала директор Чечек Ондар.", "Чечек Ондар"),
        ("Грамоту дали директору Айдысу Монгушу.", "Айдыс Монгуш"),
        ("Порядок объяснил директор Ким Владимир.", "Владимир Ким"),
        ("Порядок объяснил директор Роман Ким.", "Роман Ким"),
        ("Заявил руководитель Музаев Анзор Ахмедович.", "Анзор Ахмедович Музаев"),
        ("Рассказала директор Нина САЗОНОВА.", "Нина Сазонова"),
    ],
)
def test_order_of_the_words(text: str, name: str) -> None:
    """Two words the dictionary cannot tell apart stay as they stand, a sure surname goes last."""
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Цех открыл Вугар Рашид оглы Керимов.", "Вугар Рашид оглы Керимов"),
        ("Грамоту дали Эльчину Мамед оглы Гасанову.", "Эльчин Мамед оглы Гасанов"),
        ("Слово дали учителю Айнуре Закир кызы Исмаиловой.", "Айнура Закир кызы Исмаилова"),
        ("Выступила учитель Севда Рашид кызы Керимова.", "Севда Рашид кызы Керимова"),
        ("По словам Тофика Гусейн-оглы Алиева, цех закрыли.", "Тофик Гусейн-оглы Алиев"),
        ("Юлию Яровую наградили.", "Юлия Яровая"),
        ("Встречу с Мергеном Кара-оолом отложили.", "Мерген Кара-оол"),
    ],
)
def test_rare_makes_of_names(text: str, name: str) -> None:
    """A father's name before «оглы» and «кызы», a surname in -ой beside one in -ов, a half that never bends."""
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("По просьбе профессора Хельмута Зуева Эдисон Котов дописал книгу.", ["Хельмут Зуев", "Эдисон Котов"]),
        ("После беседы с Жозе Мануэлом Баррозу стороны простились.", ["Жозе Мануэл Баррозу"]),
        ("На совещание прибыл премьер Польши Котовецкий.", ["Котовецкий"]),
        ("Работы ведут в Зуево и Екатерино-Котовском Напомним, школы ждут ремонта.", []),
        ("В комитет пришёл директор Шериф Котов.", ["Шериф Котов"]),
        ("В комитет пришёл Шериф Павел Котов.", ["Павел Котов"]),
        ("Рейд провёл врио главы Приангарья Павел Котов.", ["Павел Котов"]),
    ],
)
def test_edges_of_names(text: str, found: list[str]) -> None:
    """Two pairs in two cases, a guessed given name, a country, a verb and a noun with a capital."""
    assert names(text) == found


@pytest.mark.parametrize("line", ["Беседовала Ольга Тур", "Записала Юлия Тарская"])
def test_author_after_a_verb(line: str) -> None:
    """The verb of a byline leaves the name in the nominative."""
    assert names(f"Парк открыт.\n{line}", "by") == [line.partition(" ")[2]]


@pytest.mark.parametrize("text", ["Дорога ведёт до Корликов.", "Дом семьи Дерюгиных починили."])
def test_no_lone_surname(text: str) -> None:
    """A family and a place are no person."""
    assert names(text) == []


def test_whoever_keeps_the_page() -> None:
    """«Имя Фамилия | Официальная страница» names who speaks."""
    assert names("Иван Петров | Официальная страница\nДрузья, парк открыт!", "xb") == ["Иван Петров"]


def test_who_was_asked() -> None:
    """The only office that somebody was asked in is that of the person in the headline."""
    text = "Анна Котова: «Парк растёт»\nЧто изменилось, мы спросили у министра финансов региона."
    (person,) = named_document(text, "tb").persons
    assert person.role == "министр финансов региона"


def test_titles_without_a_name_go_to_the_nearest_holder() -> None:
    """Many persons of one office: a bare title means the one named last before it."""
    text = "Мэр Иван Петров рад. Мэр отметил рост. Мэр Олег Зуев занят. Мэр уточнил срок."
    first, second = named_document(text).persons
    assert [len(first.title_spans), len(second.title_spans)] == [1, 1]
    assert first.title_spans[0] < second.title_spans[0]


@pytest.mark.parametrize(
    "name",
    ["Станислав Адамович Войнич", "Герман Карлович Вебер"],
)
def test_surname_like_a_fathers_name(name: str) -> None:
    """A surname in «-ич» behind a patronymic is no second patronymic, and no name is cut to it."""
    assert names(f"Парк открыл директор {name}.") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("По словам ректора Омского государственного университета Снежаны Скляр, работы идут.", "Снежана Скляр"),
        ("Вопрос задали директору департамента мэрии Савелию Городскому.", "Савелий Городской"),
        ("Речь шла о директоре МФЦ Матвее Жилом.", "Матвей Жилой"),
        ("Вопрос задали директору театра Атнеру Петровичу Ижендееву.", "Атнер Петрович Ижендеев"),
        ("Речь шла о сопредседателе Народного фронта Марии-Луизе Майер.", "Мария-Луиза Майер"),
        ("Открыли школу имени Савелия Городского.", None),
    ],
)
def test_any_word_behind_an_office_and_a_given_name(text: str, name: str | None) -> None:
    """A surname that is a word like any other is one right behind an office and a given name."""
    assert names(text) == ([name] if name is not None else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Доклад Корсуна Ивана Петровича приняли.", "Иван Петрович Корсун"),
        ("Выступил Бутрим Иван Петрович, директор школы.", "Иван Петрович Бутрим"),
        ("Приз вручили Ковтуну Петру Ильичу.", "Петр Ильич Ковтун"),
        ("Выступила Корсун Анна Петровна.", "Анна Петровна Корсун"),
        ("Дочь Мария рада Петру Ильичу.", "Петр Ильич"),
    ],
)
def test_surname_in_front_that_may_be_a_given_name(text: str, name: str) -> None:
    """Before a given name and the father's stands the surname, also where its ending may be that of a given name."""
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Мэр Дмитрий Котов рад. Дмитрий Александрович ждёт.", ["Дмитрий Александрович Котов"]),
        ("Мэр Дмитрий Котов рад. Награду вручили Дмитрию Александровичу.", ["Дмитрий Александрович Котов"]),
        ("Мэр Дмитрий Котов рад. Сергей Александрович ждёт.", ["Дмитрий Котов", "Сергей Александрович"]),
    ],
)
def test_a_patronymic_that_may_be_a_surname(text: str, names: list[str]) -> None:
    """«Дмитрий Александрович» is the Дмитрий told of before."""
    assert [person.name for person in named_document(text).persons] == names


def test_a_patronymic_told_before_the_surname() -> None:
    """Whoever is called by his patronymic first has his surname from the mention behind."""
    text = "Дмитрий Петрович приехал в Тулу. Мэр Дмитрий Котов рад. Дмитрий Петрович ждёт."
    assert [person.name for person in named_document(text).persons] == ["Дмитрий Петрович Котов"]
    text = "— Дмитрий Петрович, что нового?\nНа вопросы отвечал мэр Дмитрий Котов."
    assert [person.name for person in named_document(text).persons] == ["Дмитрий Котов"]


@pytest.mark.parametrize("line", ["Беседовала Анна Зуева", "Беседовал Олег Чайкин", "Записала Анна Зуева"])
def test_a_byline_without_its_verb(line: str) -> None:
    """The verb at the head of a byline is no part of the name."""
    persons = named_document(f"Открыт парк.\n{line}", "by").persons
    assert [(person.name, person.byline) for person in persons] == [(line.partition(" ")[2], True)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Иван Котов и Олег Зуев подписали договор. Глава Камчатки отметил рост на 40%.", None),
        ("Договор подписал Олег Зуев. Глава Камчатки отметил рост на 40%.", "Олег Зуев"),
        ("Анна Котова и Олег Зуев подписали договор. Она отметила рост на 40%.", "Анна Котова"),
    ],
)
def test_which_of_two_a_title_means(text: str, speaker: str | None) -> None:
    """Of two who were named together nobody can say whom a title means."""
    assert [metric.speaker for metric in Extractor().extract(f"Итоги года\n\n{text}\n").metrics] == [speaker]
