"""Places: every subject in every form and case, and the names that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.document import Article, Document, Line, Page, RegionMention
from mfcx.morphology import CASES, inflect, readings
from mfcx.places.article_region import article_region
from mfcx.places.gazetteer import gazetteer, normal, subjects
from mfcx.places.mentions import find_mentions, find_places, find_regions
from mfcx.segments import find_sentences
from mfcx.tables import read_table


def read(text: str, *, titled: bool = False) -> Document:
    """A document whose lines are all body, or a headline and body."""
    lines = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        lines.append(Line(start, start + len(line), "title" if titled and number == 0 else "body"))
        start += len(line) + 1
    page = Page(tuple(lines))
    document = Document(Article(text), page)
    document.sentences = find_sentences(text, page)
    return document


def named(text: str) -> set[str]:
    return {mention.iso for mention in find_mentions(read(text))}


def surfaces(text: str) -> list[str]:
    return [text[mention.start : mention.stop] for mention in find_mentions(read(text))]


ROWS = read_table("regions")
WORDS = [row for row in read_table("region_words") if row["sense"] == "sure"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["iso"])
def test_official_name_is_found(row: dict[str, str]) -> None:
    """The official name of each subject stands in a headline-like sentence, full and short."""
    assert named(f"Новые центры построит {row['name']} уже осенью.") == {row["iso"]}
    assert named(f"Участник: {row['full_name']}, проект принят.") == {row["iso"]}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["iso"])
def test_prepositional_example_is_found(row: dict[str, str]) -> None:
    """The example of each row, in the prepositional case, names its subject."""
    text = f"Сегодня {row['example']} открыли новый офис."
    assert named(text) == {row["iso"]}


INDECLINABLE = frozenset({"коми", "марий", "эл", "саха"})


def bend_name(name: str, case: str) -> str | None:
    """«Томская область» in a case, word by word, by the other inflector; None where it does not know a word."""
    words = [word.lower() for word in name.split(" — ")[0].split(" ") if not word.startswith("(")]
    gender = next((one.gender for one in readings(words[-1]) if one.case == "nomn"), None)
    bent = []
    for word in words:
        found: str | None = word
        if word.endswith(("ая", "ий", "ый")) and gender:
            found = inflect(word, case, gender, "sing")
        elif word not in INDECLINABLE and (words[0] != "республика" or word == "республика"):
            found = inflect(word, case)
        if found is None:
            return None
        bent.append(found.title() if "-" in found else found.capitalize())
    return " ".join(bent)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["iso"])
def test_name_in_every_case(row: dict[str, str]) -> None:
    """The official name in each case, bent by another inflector."""
    forms = [form for case in CASES if (form := bend_name(row["name"], case))]
    assert [form for form in forms if named(f"Итоги: {form} сегодня обсудили.") != {row["iso"]}] == []


@pytest.mark.parametrize(
    "row", [row for row in WORDS if row["kind"] in ("short", "nickname", "name")], ids=lambda row: row["word"]
)
def test_short_name_in_every_case(row: dict[str, str]) -> None:
    """Short names and nicknames in each case, bent by another inflector where it knows them."""
    word = row["word"].lower()
    known = any(one.pos == "NOUN" and one.case == "nomn" for one in readings(word)) and word != "красноярье"
    forms = [form for case in CASES if known and (form := inflect(word, case, pos="NOUN"))]
    forms = [word, *forms] if " " not in word and "-" not in word else []
    assert [form for form in forms if named(f"Об этом, {form.capitalize()}, сказано.") != {row["iso"]}] == []


@pytest.mark.parametrize("row", WORDS, ids=lambda row: f"{row['iso']} {row['word']}")
def test_every_word_names_its_subject(row: dict[str, str]) -> None:
    """The example of each sure word names the subject of its row and nothing else."""
    assert named(f"Вчера {row['example']}.") == {row["iso"]}


def bend_people(word: str) -> list[str]:
    """All forms of «томичи» by the other inflector, where it finds a lemma that fits."""
    known = [one for one in readings(word) if one.pos == "NOUN" and one.number == "plur" and one.case == "nomn"]
    lemma = known[0].lemma if known and known[0].score > 0.3 else ""
    if not lemma.endswith(("ец", "нин", "ич", "як")):
        return [word]
    forms = [inflect(lemma, number, case, pos="NOUN") for number in ("sing", "plur") for case in CASES]
    return [form for form in forms if form]


@pytest.mark.parametrize("row", [row for row in WORDS if row["kind"] == "demonym"], ids=lambda row: row["word"])
def test_people_in_every_case(row: dict[str, str]) -> None:
    """Names of inhabitants, one or many, in each case."""
    forms = bend_people(row["word"])
    assert [form for form in forms if named(f"Опросили, а {form} довольны.") != {row["iso"]}] == []


@pytest.mark.parametrize("row", [row for row in WORDS if row["kind"] == "adjective"], ids=lambda row: row["word"])
def test_adjective_in_every_case(row: dict[str, str]) -> None:
    """Adjectives with a body behind them, in each case, gender and number."""
    wrong = []
    for noun, number, gender in (("центр", "sing", "masc"), ("мэрия", "sing", "femn"), ("власть", "plur", "")):
        for case in CASES:
            life = {"inan"} if case == "accs" and gender != "femn" else set()
            bent = inflect(row["word"], *({case, number, gender} | life) - {""}, pos="ADJF")
            text = f"Сказали, что {bent} {inflect(noun, case, number)} готовы."
            if bent is not None and named(text) != {row["iso"]}:
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize(
    "row", [row for row in read_table("towns") if row["sense"] == "sure"], ids=lambda row: row["town"]
)
def test_town_names_its_subject(row: dict[str, str]) -> None:
    """The prepositional example of each town, alone in an article, names the subject."""
    document = read(f"Сегодня {row['example']} открыли городской офис.")
    found = find_mentions(document)
    options = {name.iso for name in gazetteer().get(normal(row["example"].split(" ", 1)[1]))}
    if len(options) > 1:
        assert {one.iso for one in found} <= options
    else:
        assert [(one.iso, one.place) for one in found] == [(row["iso"], row["town"])]


TRAPS = [
    "В Ставропольском районе отремонтировали дорогу.",
    "Поезд пришёл на Московский вокзал.",
    "Офис переехал на улицу Томскую, дом 5.",
    "Новый адрес: ул. Московская, 12.",
    "Офис работает на Волгоградском проспекте.",
    "Пробка на Ленинградском шоссе рассосалась.",
    "Дом на Калининградской улице сдали в срок.",
    "Президент Владимир Путин подписал указ.",
    "Об этом сообщил Владимир Иванов.",
    "Владимиру Петрову вручили награду.",
    "Орёл парил над полем.",
    "Сергей Киров прочёл доклад.",
    "Школа имени Кирова открылась после ремонта.",
    "Нижегородская ярмарка собрала гостей.",
    "Ремонтируют трассу «Кола» Санкт-Петербург — Петрозаводск — Мурманск.",
    "Дорога Москва — Казань станет шире.",
    "Об этом рассказали в Минэкономразвития России.",
    "Каток открыли на ВДНХ.",
    "Футболисты «Ростова» выиграли матч.",
    "Команда «Кубань» проиграла.",
    "Постояльцы гостиницы «Волгоград» довольны.",
    "Рецепт тульского пряника не меняется.",
    "Прошло по московскому времени.",
    "Музей Курской битвы принял гостей.",
    "Амурский тигр вышел к людям.",
    "На берегу Дона построили причал.",
    "Река Кубань вышла из берегов.",
    "На берегу реки Кубани построили причал.",
    "Канал имени Москвы открыт.",
    "Работы ведут в Приволжском федеральном округе.",
    "Сибирь и Урал ждут холодов.",
    "Поволжье готовится к паводку.",
    "Игорь Смоленский выступил с докладом.",
    "В Красноярском муниципальном округе открыли школу.",
    "Победу одержал Дмитрий Донской.",
    "Иван Грозный правил долго.",
    "Губернатор Иван Кашин провёл приём.",
    "Заместителю мэра Анне Петровне Тутаевой вручили медаль.",
    "По словам губернатора С. Дмитрова, дорога готова.",
    "Станция метро «Курская» закрыта.",
    "Мирный договор подписан.",
    "Заречный микрорайон получил школу.",
    "Находка удивила археологов.",
    "Остров закрыли для гостей.",
    "Зима пришла рано.",
    "Светлый день запомнится всем.",
    "Скорый поезд Тверь – Клин задержан.",
    "Строим на Тверском бульваре.",
    "Москва, 25 августа. Темпы ремонта школ вырастут.",
    "На Казанском вокзале тихо.",
    "Купили вологодское масло и адыгейский сыр.",
    "Матвей Королёв прочёл лекцию.",
    "Слова Антона Чехова вспомнили все.",
    "Поэт Пушкин жил здесь.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_trap_names_nothing(text: str) -> None:
    """Streets, stations, persons, roads, clubs and breeds are no subjects."""
    assert named(text) == set()


FOUND = [
    ("Клиентов принимает костромской МФЦ.", {"RU-KOS"}),
    ("Подвели итоги камчатские рыбаки.", {"RU-KAM"}),
    ("В Запорожской и Херсонской областях строят офисы.", {"RU-ZAP", "RU-KHE"}),
    ("В Запорожской, в Херсонской, а также в Омской областях строят офисы.", {"RU-ZAP", "RU-KHE", "RU-OMS"}),
    ("Груз отправили в Запорожскую и Херсонскую (области — ред.).", {"RU-ZAP", "RU-KHE"}),
    ("Подвели итоги на реках Бурятии и на станциях Якутии.", {"RU-BU", "RU-SA"}),
    ("И в Омской, и в Томской области рады.", {"RU-OMS", "RU-TOM"}),
    ("Лидируют Томская, Омская и Курская области.", {"RU-TOM", "RU-OMS", "RU-KRS"}),
    ("Сравнили Пермский и Алтайский края.", {"RU-PER", "RU-ALT"}),
    ("Открыли в трёх областях: Тульской, Рязанской и Орловской.", {"RU-TUL", "RU-RYA", "RU-ORL"}),
    ("Помогли Донецкой и Луганской Народным Республикам.", {"RU-DON", "RU-LUG"}),
    ("Тамбовская больница лечит в Тамбовском районе Амурской области.", {"RU-AMU"}),
    ("В Кировском округе Ленинградской области открыли кировскую школу.", {"RU-LEN"}),
    ("Омская школа работает в Омском районе. Область заняла 8-е место.", {"RU-OMS"}),
    ("Томская область обошла Омскую область, школа есть в Омском районе.", {"RU-OMS", "RU-TOM"}),
    ("Офисы открыли в Москве и области.", {"RU-MOW", "RU-MOS"}),
    ("Жители Петербурга и области довольны.", {"RU-SPE", "RU-LEN"}),
    ("Офисы открыли в Томске и области.", {"RU-TOM"}),
    ("Офисы открыли в Москве, Петербурге и республике Коми.", {"RU-MOW", "RU-SPE", "RU-KO"}),
    ("Офисы открыли в Москве и крае, где живут ненцы.", {"RU-MOW"}),
    ("Работают в Ханты-Мансийском и Ямало-Ненецком автономных округах.", {"RU-KHM", "RU-YAN"}),
    ("В ДНР и ЛНР открыли офисы.", {"RU-DON", "RU-LUG"}),
    ("Офисы ХМАО — Югры приняли людей.", {"RU-KHM"}),
    ("Жители КБР, КЧР и РСО-Алании довольны.", {"RU-KB", "RU-KC", "RU-SE"}),
    ("В Приморске Запорожской области открыт центр.", {"RU-ZAP"}),
    ("Центр в Приморске (Калининградская область) открыт.", {"RU-KGD"}),
    ("В Свердловской обл. открыли центр.", {"RU-SVE"}),
    ("Гости Питера и Подмосковья.", {"RU-SPE", "RU-MOS"}),
    ("Северная столица ждёт гостей.", {"RU-SPE"}),
    ("Московская область опередила Москву.", {"RU-MOS", "RU-MOW"}),
    ("Московские власти открыли центр.", {"RU-MOW"}),
    ("Амурская область и амурский губернатор.", {"RU-AMU"}),
    ("Алтайский край собрал урожай, алтайские фермеры рады.", {"RU-ALT"}),
    ("Республика Алтай собрала урожай, алтайцы рады.", {"RU-AL"}),
    ("В Коми открыли центр.", {"RU-KO"}),
    ("Областной офис открыли во Владимире.", {"RU-VLA"}),
    ("Областной офис открыли в Орле.", {"RU-ORL"}),
    ("Офис открыт в городе Мирный, это Якутия.", {"RU-SA"}),
    ("В Кирове открыли городской офис.", {"RU-KIR"}),
    ("Калужская область: в Кирове открыли офис.", {"RU-KLU"}),
    ("Великий Новгород и новгородцы.", {"RU-NGR"}),
    ("Нижний Новгород и нижегородцы.", {"RU-NIZ"}),
    ("Областной офис открыли в Ростове Великом.", {"RU-YAR"}),
    ("Дон удвоил экспорт. Так сказал губернатор Ростовской области.", {"RU-ROS"}),
    ("Мы ждём томичек и волгоградок.", {"RU-TOM", "RU-VGG"}),
    ("Санкт‑Петербургу выделили средства.", {"RU-SPE"}),
    ("В ТОМСКОЙ ОБЛАСТИ ОТКРЫЛИ ОФИС", {"RU-TOM"}),
    ("Республики Коми и Карелия получат средства.", {"RU-KO", "RU-KR"}),
    ("Министр образования РТ ответил на вопросы.", {"RU-TA"}),
    ("Тыва строит школы, в РТ сдали три.", {"RU-TY"}),
    ("Заполярье ждёт весну.", {"RU-MUR"}),
    ("Лидируют Липецкая (1,1) и Тюменская области.", {"RU-LIP", "RU-TYU"}),
    ("Тульская область растёт. Орловская отстаёт ненамного.", {"RU-TUL", "RU-ORL"}),
    ("Сравнили две области.\nКурская. Собрали больше.\nБрянская. Собрали меньше.", {"RU-KRS", "RU-BRY"}),
    ("Пермский край сдал семь школ, Хабаровский и Приморский — по девять.", {"RU-PER", "RU-KHA", "RU-PRI"}),
    ("Чеченская Республика впереди, Карачаево-Черкесская следом.", {"RU-CE", "RU-KC"}),
    ("Из Томской области уехали в Новосибирскую.", {"RU-TOM", "RU-NVS"}),
    ("Ненецкий автономный округ: Заполярье ждёт весну.", {"RU-NEN"}),
    ("Хабаровский край и Приамурье.", {"RU-KHA"}),
    (
        "Хабаровский край, Тува, Хакасия и Якутия растут. Жителей Приамурья стало 40.",
        {"RU-KHA", "RU-TY", "RU-KK", "RU-SA"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_words_name_their_subjects(text: str, wanted: set[str]) -> None:
    """Lists, abbreviations, people and neighbours that decide a doubtful word."""
    assert named(text) == wanted


NOT_ELIDED = [
    "Томская область ждёт гостей. Приехала Анна Омская.",
    "Томская область ждёт гостей. На станции Омская тихо, площадь Курская пуста.",
    "Томская область ждёт гостей. Клуб «Курская» проиграл.",
    "Томская область ждёт гостей. Открыли Омскую, Курскую и Тверскую улицы.",
    "Томская область ждёт гостей. Приехал Дмитрий Донской, с ним Курский.",
]


@pytest.mark.parametrize("text", NOT_ELIDED)
def test_an_adjective_with_a_noun_or_a_name_of_its_own_is_no_subject(text: str) -> None:
    """Only an adjective that stands alone lends itself to «область» of a sentence before."""
    assert named(text) == {"RU-TOM"}


def test_elliptical_spans() -> None:
    """The noun belongs to the last adjective of a list; the first stands alone."""
    assert surfaces("В Тверской и Запорожской областях.") == ["Тверской", "Запорожской областях"]


def test_two_names_side_by_side_are_one_mention() -> None:
    """A name and its gloss make one span."""
    assert surfaces("Республика Саха (Якутия) и ХМАО — Югра.") == ["Республика Саха (Якутия)", "ХМАО — Югра"]


def test_regions_carry_name_code_and_all_spans() -> None:
    """One entry a subject: official name, ОКТМО, every mention."""
    text = "Томская область растёт. Томичи довольны."
    (region,) = find_regions(find_mentions(read(text)))
    assert (region.iso, region.name, region.oktmo) == ("RU-TOM", "Томская область", "69000000")
    assert [text[span.start : span.stop] for span in region.spans] == ["Томская область", "Томичи"]


def test_a_statistics_office_names_its_subject() -> None:
    """«Пензастат» speaks of the one subject that it counts; Тюменьстат counts three."""
    assert named("По данным Пензастата, выдано 5 тысяч справок.") == {"RU-PNZ"}
    assert named("По данным Тюменьстата, выдано 5 тысяч справок.") == set()


def test_the_edition_of_a_newspaper_is_no_place() -> None:
    """The town behind its name tells who wrote, not where the figures belong."""
    assert named("В Томской области открыли 12 школ, пишет Коммерсантъ Омск.") == {"RU-TOM"}


def test_town_in_passing_names_nothing() -> None:
    """Beside a named subject a town of another one must come back or stand in the headline."""
    assert named("Тверская область ждёт гостей. Они едут из Сочи.") == {"RU-TVE"}


def test_table_has_all_subjects() -> None:
    """89 subjects with different codes."""
    assert len(subjects()) == 89
    assert len({subject.oktmo for subject in subjects().values()}) == 89


def test_shared_words_are_marked() -> None:
    """No word of two subjects is called sure for either."""
    meanings: dict[str, set[str]] = {}
    for row in read_table("region_words"):
        meanings.setdefault(normal(row["word"]), set()).add(row["iso"])
    sure = {normal(row["word"]) for row in WORDS}
    assert [word for word, isos in meanings.items() if len(isos) > 1 and word in sure] == []


PLACES = [
    ("Офис открыли в Бердянске.", [("Бердянск", "RU-ZAP")]),
    ("Томская область: Бакчарский район.", [("Бакчарский район", "RU-TOM")]),
    (
        "В Бакчарском и Каргасокском районах Томской области.",
        [("Бакчарский район", "RU-TOM"), ("Каргасокский район", "RU-TOM")],
    ),
    ("В Ленинском районе Екатеринбурга.", [("Ленинский район", "RU-SVE"), ("Екатеринбург", "RU-SVE")]),
    ("Мурманская область: Ковдорский муниципальный округ.", [("Ковдорский муниципальный округ", "RU-MUR")]),
    ("В Советском районе открыли офис.", [("Советский район", "")]),
    ("В городском округе Чехов открыли офис.", [("Чехов", "RU-MOS")]),
    ("Школы горокруга Королёв ждут ремонта.", [("Королёв", "RU-MOS")]),
    (
        "Саратовская область: в Саратове, Энгельсе и Балаково.",
        [("Саратов", "RU-SAR"), ("Энгельс", "RU-SAR"), ("Балаково", "RU-SAR")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), PLACES)
def test_places(text: str, wanted: list[tuple[str, str]]) -> None:
    """Towns and districts, nominative, with the subject they lie in where it can be told."""
    found: list[RegionMention] = find_places(read(text))
    assert [(one.place, one.iso) for one in found] == wanted


@given(st.text(alphabet=' \n.,:()«»"-–—/1АаТтОоМмСсКкЙйЯяЪъРрЛлБбЬь', max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str) -> None:
    """Whatever stands in a text, mentions are ordered spans inside it."""
    document = read(text, titled=True)
    document.mentions = find_mentions(document)
    for mention in (*document.mentions, *find_places(document)):
        assert 0 <= mention.start < mention.stop <= len(text)
    assert article_region(document) is None or document.mentions
