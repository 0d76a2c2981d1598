"""The place that makes a body one body: «МФЦ [Томской области]», «Минтруд [РТ]», «МФЦ [в Костроме]»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from mfcx.document import Document, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.names.bodies.heads import body_words, find_head, has_reading
from mfcx.names.bodies.only_places import only_place
from mfcx.names.people.posts import find_post
from mfcx.names.phrases import (
    attribute_cases,
    is_abbreviation,
    is_and,
    is_capitalised,
    is_function_word,
    is_word,
    like,
    noun_cases,
    short_place_end,
    surface,
    words_of,
)
from mfcx.tables import fold, read_table

_INNER = frozenset({"town", "district", "capital", "demonym"})
STATE = "state"
_DEEPEST = 3  # places inside one another: «села Лесного района Омской области»


class Where(Struct, frozen=True):
    """A place up to token `end`; `key` tells places apart, `text` replaces the surface where it is set."""

    end: int
    key: str | None
    generic: bool  # «области», «региона»: the article's own
    text: str | None = None
    joined: bool = False  # «в Костроме»


class _Subject(Struct, frozen=True):
    name: str
    type: str


@cache
def _subjects() -> dict[str, _Subject]:
    return {row["iso"]: _Subject(row["name"], row["type"]) for row in read_table("regions")}


def region_codes() -> Collection[str]:
    """ISO codes of the federal subjects."""
    return _subjects().keys()


@cache
def _endings_of_places() -> tuple[str, ...]:
    """Endings of adjectives made of places: «калининградский»."""
    return tuple(body_words("relative"))


@cache
def _telling_letters() -> dict[str, str]:
    """Letters that stand for one subject and nothing else: «ЯНАО», not «РТ»."""
    rows = read_table("region_words")
    return {row["word"]: row["iso"] for row in rows if row["kind"] == "abbreviation" and row["sense"] == "sure"}


def _initials(iso: str) -> str:
    """«Республика Мордовия» -> «РМ», «Орловская область» -> «ОО»."""
    found = _subjects().get(iso)
    return "" if found is None else "".join(word[0] for word in found.name.upper().split() if word[0].isalpha())


@cache
def region_name(iso: str, case: str) -> str | None:
    """The subject's official name in a case: ("RU-TVE", "gent") -> «Тверской области»."""
    subject = _subjects().get(iso)
    if subject is None:
        return None
    kind = subject.type.split()[-1] if subject.type else ""
    gender = next((str(r.gender) for r in readings(kind) if r.pos == "NOUN" and r.gender), "masc")
    result: list[str] = []
    for word in subject.name.split():
        # what follows «Республика» stays as it is
        frozen = bool(result) and fold(subject.name.split()[0]) == kind
        bent = None
        if not frozen and word[:1].isalpha():
            bent = inflect(word, case, gender, "sing", pos="ADJF") or inflect(word, case, "sing", pos="NOUN")
        result.append(like(bent, word) if bent else word)
    return " ".join(result)


def _plain_area(document: Document) -> str | None:
    """«области» where the article says «в нашей области» and never which."""
    if document.mentions:
        return None
    types = {subject.type for subject in _subjects().values()}
    seen = Counter(
        reading.lemma
        for sentence in document.sentences
        for token in sentence.tokens
        for reading in readings(token.text)[:1]
        if reading.pos == "NOUN" and reading.lemma in types
    )
    return inflect(seen.most_common(1)[0][0], "gent", "sing") if seen else None


def _country(document: Document) -> str | None:
    """The country in the genitive where the article names it or its people."""
    names = body_words("country")
    tokens = (token for sentence in document.sentences for token in sentence.tokens)
    telling = (token for token in tokens if not names.keys().isdisjoint(lemmas(token.lower)))
    return next((names[lemma] for token in telling for lemma in lemmas(token.lower) if lemma in names), None)


def _ways_to_call(document: Document) -> Iterator[tuple[str, str]]:
    """Kinds of names under which the article speaks of its region, each with a genitive."""
    for mention in document.mentions:
        if mention.iso != document.region or mention.kind not in ("name", "short"):
            continue
        word = document.text[mention.start : mention.stop]
        bent = inflect(word, "gent", "sing", pos="NOUN") if word.isalpha() else None
        if mention.kind == "name" or bent:
            yield mention.kind, like(bent or word, word)


def _is_spelled_out(iso: str) -> bool:
    """«Кубань» is a by-name, «Бурятия» is not."""
    return iso in _subjects() and _subjects()[iso].type in body_words("spelled_out")


def _is_sort(token: Token) -> bool:
    """«Городская» and «Областная» end as adjectives of places do."""
    return not _sorts().isdisjoint(lemmas(token.lower))


@cache
def _sorts() -> frozenset[str]:
    return frozenset(body_words("sort").keys() | body_words("regional").keys() | body_words("form").keys())


class Atlas:
    """The regions of one article, to know «РТ» from «РАН» and «Верхневолжья» from a village."""

    def __init__(self, document: Document) -> None:
        self.region = document.region
        self._area = None if document.region else _plain_area(document)
        self._mentions = {mention.start: mention for mention in document.mentions}
        self._called = dict(_ways_to_call(document))
        # looked for in every word, so only where it is asked for
        somewhere = document.region or self._area or document.mentions
        self._country = None if somewhere else _country(document)
        self._document = document
        self._only: dict[str, str | None] = {}

    def region_at(self, tokens: Sequence[Token], first: int) -> tuple[int, str] | None:
        """End and ISO code of a federal subject named from `first` on."""
        token = tokens[first]
        if self.region and is_abbreviation(token.text) and token.text == _initials(self.region):
            return first + 1, self.region
        if token.text in _telling_letters():  # also on lines where nobody looked for regions
            return first + 1, _telling_letters()[token.text]
        mention = self._mentions.get(token.start)
        if mention is None or mention.place is not None or mention.kind in _INNER or mention.kind == "adjective":
            return None
        end = first
        while end < len(tokens) and tokens[end].start < mention.stop:
            end += 1
        return end, mention.iso

    def adjective_at(self, token: Token) -> str | None:
        """The region or town of an adjective: «калининградский» -> its key."""
        mention = self._mentions.get(token.start)
        if mention is not None and mention.place is None and mention.kind == "adjective":
            return mention.iso
        is_relative = token.lower.endswith(_endings_of_places()) and not _is_sort(token)
        return token.lower[:5] if is_relative and (mention is not None or is_capitalised(token.text)) else None

    def knows(self, tokens: Sequence[Token]) -> bool:
        """Whether a subject or a town stands among these words."""
        return any(token.start in self._mentions for token in tokens)

    def covers(self, tokens: Sequence[Token]) -> bool:
        """Whether these words are the name of a federal subject and nothing else."""
        region = self.region_at(tokens, 0)
        return region is not None and region[0] == len(tokens)

    def own_short(self) -> str | None:
        """The own region as the article calls it, in the genitive: «Бурятии» where it never says «Республика»."""
        if self.region is None or "name" in self._called or _is_spelled_out(self.region):
            return self.own()
        return self._called.get("short") or self.own()

    def official(self, where: Where, tokens: Sequence[Token], first: int) -> Where:
        """«Оренбуржья» as the «Оренбургской области» that the article calls it elsewhere."""
        mention = self._mentions.get(tokens[first].start)
        if mention is None or mention.kind != "short" or where.key != self.region or "name" not in self._called:
            return where
        if not _is_spelled_out(mention.iso):
            return where
        return replace(where, text=self.own())

    def own_city(self, tokens: Sequence[Token], first: int) -> Where | None:
        """«города», «столицы» where the own region is a city."""
        subject = _subjects().get(self.region or "")
        if subject is None or subject.type not in body_words("city_region"):
            return None
        named = first + 1 < len(tokens) and is_capitalised(tokens[first + 1].text)  # «города Москвы»
        means_it = "gent" in noun_cases(tokens[first].text) and has_reading(tokens[first].text, "city_region")
        return Where(first + 1, self.region, True, self.own_short()) if means_it and not named else None

    def only(self, noun: str) -> str | None:
        """«города Тары» where the article names one town, for «администрация [города]»."""
        if noun not in self._only:
            self._only[noun] = only_place(self._document, noun)
        return self._only[noun]

    def names_places(self) -> bool:
        """Whether the article names a town or a district anywhere."""
        return any(mention.place is not None for mention in (*self._document.mentions, *self._document.places))

    def meant_by(self, noun: Token, place: str | None) -> str | None:
        """What «области», «города» is short for: the region of a body, the only town."""
        nouns = lemmas(noun.lower)
        if nouns & words_of("region"):
            return region_name(place, "gent") if place is not None else None
        return next((self.only(town) for town in nouns & body_words("kinds_of_place").keys()), None)

    def is_own_city_s(self, token: Token) -> bool:
        """«столичное», which means the own region where that is a city."""
        subject = _subjects().get(self.region or "")
        of_city = subject is not None and subject.type in body_words("city_region")
        return of_city and has_reading(token.text, "regional_city")

    def is_own_city(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether these words are the own region, a city: «[в] Москве»."""
        subject, mention = _subjects().get(self.region or ""), self._mentions.get(tokens[first].start)
        if subject is None or mention is None or subject.type not in body_words("city_region"):
            return False
        return mention.iso == self.region and mention.kind == "capital" and mention.stop == tokens[last - 1].stop

    def country(self) -> str | None:
        """«России» where the article speaks of the whole country and of no region."""
        return self._country

    def is_of_russia(self) -> bool:
        """Whether the article names a region, a town or the country."""
        return bool(self.region or self._document.mentions or self._country)

    def own(self, case: str = "gent") -> str | None:
        """The article's own region in a case: «Тверской области», or «области» where nobody says which."""
        if self.region:
            return region_name(self.region, case)
        return self._area


@cache
def _area_lemmas() -> frozenset[str]:
    return words_of("region") | words_of("town")


def _group_end(tokens: Sequence[Token], first: int, case: str) -> tuple[int, bool] | None:
    """End of one place in a case, and whether it is only «области», «региона», «города»."""
    if (short := short_place_end(tokens, first)) is not None:
        return short, False
    i = first
    while i < len(tokens) and is_word(tokens[i]) and case in attribute_cases(tokens[i].text) and i - first < 4:
        # «Тверской», «Ленинского» lead to a noun; a town like «Чехова» is one itself
        if i + 1 >= len(tokens) or not _goes_on(tokens, i + 1, case):
            break
        i += 1
    if i >= len(tokens) or not is_word(tokens[i]):
        return None
    token = tokens[i]
    if lemmas(token.lower) & _area_lemmas() and case in noun_cases(token.text):
        return _area_end(tokens, first, i)
    if not is_capitalised(token.text) or find_post(token.text) is not None or is_function_word(token.lower):
        return None
    if lemmas(token.lower) & words_of("credit") or find_head(token) is not None:
        return None  # «МФЦ Фото: Иван Петров» under a picture, «центр Департамента торговли»
    if is_abbreviation(token.text):
        return (i + 1, False) if token.lower in words_of("state") else None
    if all(is_capitalised(t.text) for t in tokens[first:i]) and (
        case in noun_cases(token.text) or (case in attribute_cases(token.text) and i > first) or _stays(token)
    ):
        return i + 1, False
    return None


def _stays(token: Token) -> bool:
    """Towns that newspapers do not bend: «администрация Иваново»."""
    return token.lower.endswith(tuple(body_words("unbent"))) and any("Geox" in r.tags for r in readings(token.text))


def _goes_on(tokens: Sequence[Token], i: int, case: str) -> bool:
    text = tokens[i].text
    return (
        is_word(tokens[i]) and (case in attribute_cases(text) or case in noun_cases(text)) and not is_abbreviation(text)
    )


def _is_described(tokens: Sequence[Token], first: int, area: int) -> bool:
    """An area that common adjectives describe has no name; «городской округ» is a sort of area."""
    words = tokens[first:area]
    return any(not _is_sort(token) for token in words) and not any(is_capitalised(token.text) for token in words)


def _area_end(tokens: Sequence[Token], first: int, area: int) -> tuple[int, bool]:
    end = area + 1
    if _is_described(tokens, first, area):
        return end, True  # «в самом северном городе России»
    if any(is_capitalised(t.text) for t in tokens[first:area]):
        return end, False
    if end < len(tokens) and is_capitalised(tokens[end].text) and is_word(tokens[end]):
        return _named_end(tokens, end), False  # «Республики Татарстан», «города Твери»
    return end, True


def _named_end(tokens: Sequence[Token], first: int) -> int:
    """End of a name behind its area, two words where they agree: «города [Великий Устюг]», «района [Заречье Южное]»."""
    if first + 1 >= len(tokens) or not is_capitalised(tokens[first + 1].text):
        return first + 1
    one, other = tokens[first].text, tokens[first + 1].text
    agree = attribute_cases(one) & noun_cases(other)
    turned = {"nomn", "gent"} & noun_cases(one) & attribute_cases(other)
    alone = first + 2 >= len(tokens) or not is_capitalised(tokens[first + 2].text)
    return first + 1 + bool(agree or (turned and alone))


def _stems(text: str) -> str:
    if lemmas(fold(text)) & words_of("state"):
        return STATE  # «РФ» and «России» are one place
    words = [word for word in fold(text).split() if len(word) > 2]
    told = (word for word in words if not lemmas(word) & (_area_lemmas() | body_words("sort").keys()))
    stems = " ".join(word[:5] for word in told)
    return (stems and f"{stems}{_around_town(words)}") or fold(text)


def _around_town(words: Sequence[str]) -> str:
    """«Рыбинского района», «… муниципального округа» are no Рыбинск, «городского округа …» is the town."""
    found = frozenset().union(*map(lemmas, words))
    around = found & body_words("around_town").keys() and not found & body_words("sort_of_place").keys()
    return "+" if around else ""


def is_genitive(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a place may stand in the genitive: «Тверской области», «РТ»."""
    if is_abbreviation(tokens[last - 1].text):
        return True
    return any("gent" in noun_cases(t.text) | attribute_cases(t.text) for t in (tokens[first], tokens[last - 1]))


def find_place(
    tokens: Sequence[Token], first: int, atlas: Atlas, *, prepositions: bool = False, depth: int = 0
) -> Where | None:
    """The place that follows a head ending at `first`."""
    if first >= len(tokens) or depth > _DEEPEST:
        return None
    start, case = first, "gent"
    governed = body_words("before_place").get(tokens[first].lower) if prepositions else None
    if governed is not None and first + 1 < len(tokens):
        start, case = first + 1, governed
    if not is_word(tokens[start]):
        return None
    if start > first and (behind := _behind_plural(tokens, start, atlas, depth)) is not None:
        return behind
    if start == first and (city := atlas.own_city(tokens, start)) is not None:
        return city
    where = _named_place(tokens, first, start, case, atlas, depth)
    return where if where is None or case != "datv" else _with_region_behind(where, tokens, atlas)


def _with_region_behind(where: Where, tokens: Sequence[Token], atlas: Atlas) -> Where:
    """«по Москве [и Московской области]»: a branch of two regions is one body."""
    if where.text is not None or where.end + 1 >= len(tokens) or not is_and(tokens[where.end]):
        return where
    region = atlas.region_at(tokens, where.end + 1)
    if region is None or not {"datv"} & (
        attribute_cases(tokens[where.end + 1].text) | noun_cases(tokens[region[0] - 1].text)
    ):
        return where
    return replace(where, end=region[0], key=f"{where.key} {region[1]}")


def _named_place(tokens: Sequence[Token], first: int, start: int, case: str, atlas: Atlas, depth: int) -> Where | None:
    region = atlas.region_at(tokens, start)
    if region is not None and (start > first or is_genitive(tokens, start, region[0])):
        return _region_place(tokens, first, start, case, region)
    group = _group_end(tokens, start, case)
    if group is None or (group[1] and start > first):
        return None
    end, generic = group
    if generic:
        return _generic_place(tokens, end, atlas)
    nested = find_place(tokens, end, atlas, depth=depth + 1) if start == first else None
    if nested is not None and not nested.generic:
        end = nested.end
    return Where(end, _stems(surface(tokens, start, end)), False, None, start > first)


def _generic_place(tokens: Sequence[Token], end: int, atlas: Atlas) -> Where:
    """«области» is the own region; «города», «района» the only one that the article names."""
    if lemmas(tokens[end - 1].lower) & words_of("region"):
        own = atlas.own()
        return Where(end, atlas.region or own, True, own)
    only = atlas.meant_by(tokens[end - 1], None)
    return Where(end, atlas.region, True) if only is None else Where(end, _stems(only), True, only)


def _behind_plural(tokens: Sequence[Token], first: int, atlas: Atlas, depth: int) -> Where | None:
    """«МФЦ в муниципалитетах [Омской области]»: those of the region."""
    several = {fold(r.lemma) for r in readings(tokens[first].text) if r.pos == "NOUN" and r.number == "plur"}
    if not several & body_words("plural_place").keys():
        return None
    where = find_place(tokens, first + 1, atlas, depth=depth + 1)
    if where is None or where.generic or where.text is not None:
        return where
    return replace(where, text=surface(tokens, first + 1, where.end))


def _region_place(tokens: Sequence[Token], first: int, start: int, case: str, region: tuple[int, str]) -> Where:
    """A region is written as it stands; short for «РТ», and as a genitive where it was «в Татарстане»."""
    end, iso = region
    last = tokens[end - 1].text
    short = end == start + 1 and is_abbreviation(last) and last not in _telling_letters()
    short = short or bool(attribute_cases(last))  # «[Омской] и Тверской областей»
    if case == "datv":
        return Where(end, iso, False, region_name(iso, "datv") if short else None, True)
    return Where(end, iso, False, region_name(iso, "gent") if short or start > first else None)


def written_place(tokens: Sequence[Token], first: int, where: Where) -> str:
    """The place as it belongs into a name."""
    if where.text is None:
        return surface(tokens, first, where.end)
    return f"{tokens[first].text} {where.text}" if where.joined else where.text
