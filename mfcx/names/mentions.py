"""Where persons are named: the tagger's names and those it passed over, word by word.

«сообщил А. В. Иванов» -> one mention: initials А, В and the surname Иванов.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mfcx.document import Document, Line, Sentence, Span, Token
from mfcx.morphology import lemmas, readings
from mfcx.names.appointments import appointed_title
from mfcx.names.inflection import (
    NameReading,
    is_common_first_name,
    is_first_name,
    is_fixed_patronymic,
    is_known_surname,
    is_patronymic,
    is_surname_like,
    read_name,
)
from mfcx.names.phrases import (
    QUOTES,
    attribute_cases,
    is_abbreviation,
    is_and,
    is_capitalised,
    is_word,
    noun_cases,
    token_range,
    words_of,
)
from mfcx.names.roles import ALL_CASES, Title, find_post, title_after, title_before
from mfcx.names.spans import are_two, cut_name, is_no_name
from mfcx.names.tagger import Name
from mfcx.segments import split_sentences
from mfcx.stored import expression
from mfcx.tables import fold

_SURE = 0.15  # readings weaker than this share of the best do not decide a case
_AFTER_NOUN = 0.3  # weight of a nominative right after a common noun
_MOST_WORDS = 5
_MOST_TOKENS = 10
_LONGEST_PAGE_LINE = 80
_LONGEST_STREETS = 30  # words of a list of streets
_NEAR_COLON = 3  # words before a colon among which the noun of a list stands
_PIECES = expression(r"\s*[|•·—–]\s*")
Part = tuple[str, str]  # (word, first | patronymic | surname)


class Place(NamedTuple):
    """Tokens [first, last) of one sentence, by its number."""

    sentence: int
    first: int
    last: int


@dataclass(slots=True)
class Mention:
    """One place where a person is named, with its readings and the title beside it."""

    place: Place
    span: Span
    parts: list[Part]
    initials: str
    byline: bool
    surface: str
    tagged: bool = True
    title: Title | None = None
    readings: list[NameReading] = field(default_factory=list)
    alias: bool = False  # in brackets behind the name of the same person

    def has(self, part: str) -> bool:
        return any(kind == part for _, kind in self.parts)

    @property
    def is_full(self) -> bool:
        return self.has("surname") and self.has("first")

    def candidates(self, part: str) -> frozenset[str]:
        """Folded nominatives of one part of the name, over all readings."""
        at = next((i for i, (_, kind) in enumerate(self.parts) if kind == part), None)
        if at is None:
            return frozenset()
        return frozenset(fold(reading.words[at]) for reading in self.readings)


def article_sentences(document: Document) -> list[Sentence]:
    """Sentences of headline, body and bylines in text order."""
    found = [sentence for sentence in document.sentences if sentence.tokens]
    for number, line in enumerate(document.page.lines):
        if line.kind == "byline" or (line.kind == "boilerplate" and _is_page_of(document.text, line)):
            found += split_sentences(document.text, Span(line.start, line.stop), number)
    return sorted(found, key=lambda sentence: sentence.start)


def _is_page_of(text: str, line: Line) -> bool:
    """«Иван Петров | Официальная страница»: whoever keeps the page speaks on it."""
    pieces = _PIECES.split(text[line.start : line.stop])
    if len(pieces) != 2 or len(pieces[0].split()) > _MOST_WORDS or line.stop - line.start > _LONGEST_PAGE_LINE:
        return False
    return any(lemmas(fold(word)) & words_of("page") for word in pieces[1].split())


# --- the words of a name ----------------------------------------------------------------------------------


def _locate(sentences: Sequence[Sentence], start: int, stop: int) -> Place | None:
    number = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    if number < 0 or start >= sentences[number].stop:
        return None
    first, last = token_range(sentences[number].tokens, start, stop)
    return Place(number, first, last) if first < last else None


def _is_initial(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    return len(token.text) == 1 and token.text.isupper() and i + 1 < len(tokens) and tokens[i + 1].text == "."


def _is_name_word(token: Token) -> bool:
    text = token.text
    return text[:1].isalpha() and (is_capitalised(text) or (is_patronymic(text) and len(text) < 6))


def is_given(token: Token) -> bool:
    """A word that a list or the dictionary knows as a given name, and no title."""
    return is_first_name(token.text) and find_post(token.text) is None and not is_abbreviation(token.text)


def _is_title_word(token: Token) -> bool:
    return find_post(token.text) is not None and not is_first_name(token.text) and not is_known_surname(token.text)


def _widen(tokens: Sequence[Token], first: int, last: int, floor: int = 0) -> tuple[int, int]:
    """Initials and given names around a tagged name belong to it, from `floor` on."""
    floor = max(floor, first - _MOST_TOKENS)
    while first >= floor + 2 and tokens[first - 1].text == "." and _is_initial(tokens, first - 2):
        first -= 2
    while first > floor and _is_given_of(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _is_initial(tokens, last):
        last += 2
    while last < len(tokens) and is_capitalised(tokens[last].text) and is_patronymic(tokens[last].text):
        last += 1
    if _is_of_father(tokens, last):
        last += 1
        last += last < len(tokens) and is_capitalised(tokens[last].text) and is_surname_like(tokens[last].text)
    if last - first == 2 and last < len(tokens) and is_patronymic(tokens[last - 1].text) and is_given(tokens[first]):
        rest = tokens[last].text
        last += is_capitalised(rest) and not is_abbreviation(rest)
    return first, last


def _is_given_of(token: Token, after: Token) -> bool:
    """A given name in front of a name: «[Анна] Мария Зуева», but «с Анной Иван Зуев» is two people."""
    if not is_capitalised(token.text) or not is_given(token):
        return False
    return not are_two(token.text, after.text)


def _is_of_father(tokens: Sequence[Token], i: int) -> bool:
    """The small word behind the father's name: «Айнура Закир [кызы] Исмаилова»."""
    return i < len(tokens) and tokens[i].text.islower() and is_fixed_patronymic(tokens[i].text)


def _trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Titles and marks at the edges are no part of a name."""
    while first < last and (not _is_name_word(tokens[first]) or _is_title_word(tokens[first])):
        first += 1
    while first < last and not (_is_name_word(tokens[last - 1]) or _ends_initial(tokens, last)):
        last -= 1
    return first, last


def _ends_initial(tokens: Sequence[Token], last: int) -> bool:
    return last >= 2 and tokens[last - 1].text == "." and _is_initial(tokens, last - 2)


def _classify(tokens: Sequence[Token], first: int, last: int) -> tuple[list[Part], str]:
    """The words of a name with what each of them is, and its initials."""
    initials = "".join(tokens[i].text for i in range(first, last) if _is_initial(tokens, i))
    words = [t.text for i, t in enumerate(tokens[first:last], first) if is_word(t) and not _is_initial(tokens, i)]
    return list(zip(words, _parts(words, bool(initials)), strict=True)), initials


def _parts(words: list[str], initials: bool) -> list[str]:
    if len(words) == 1:
        alone = is_first_name(words[0]) and not is_known_surname(words[0]) and not initials
        return ["first" if alone else "surname"]
    if len(words) == 2 and is_patronymic(words[1]):
        # «Роман Абрамович» has a surname, «Иван Петрович» has none
        is_surname = is_known_surname(words[1]) or not any("Patr" in r.tags for r in readings(words[1]))
        return ["first", "surname" if is_surname else "patronymic"]
    parts = ["patronymic" if i and is_patronymic(word) else "" for i, word in enumerate(words)]
    empty = [i for i, part in enumerate(parts) if not part]
    if not empty:
        return parts
    surname_first = len(empty) > 1 and (parts[-1] == "patronymic" or _is_turned(words[0], words[empty[1]]))
    surname = empty[0] if surname_first else empty[-1]
    for i in empty:
        parts[i] = "surname" if i == surname else "first"
    return parts


def _is_turned(first: str, second: str) -> bool:
    """«Иванов Пётр»: a surname for sure, then a given name; two words the dictionary cannot tell stay as they stand."""
    if not is_first_name(second):
        return False
    if is_first_name(first):
        # «Ким Владимир», but «Роман Ким»
        return "Surn" in readings(first)[0].tags and not is_known_surname(second)
    return is_surname_like(first) and (is_known_surname(first) or not is_surname_like(second))


# --- names the tagger passed over -------------------------------------------------------------------------


def _pattern_names(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int]]:
    """«Оксана Николаевна Лут», «Иван Петров»: a known given name and what can only be the rest of it."""
    tokens = sentence.tokens
    i = 0
    while i + 1 < len(tokens):
        last = _pattern_end(tokens, i)
        if last is not None and not set(range(i, last)) & taken:
            yield i, last
            i = last
        else:
            i += 1


def _initialled_end(tokens: Sequence[Token], first: int) -> int | None:
    """End of «В.Зуев», «А. Б. Зуева»."""
    at = first
    while at < len(tokens) and _is_initial(tokens, at):
        at += 2
    if at >= len(tokens) or not is_capitalised(tokens[at].text) or is_abbreviation(tokens[at].text):
        return None
    is_place = any("Geox" in r.tags for r in readings(tokens[at].text))
    return at + 1 if is_surname_like(tokens[at].text) and not is_place else None


def _pattern_end(tokens: Sequence[Token], first: int) -> int | None:
    if _is_initial(tokens, first):
        return _initialled_end(tokens, first)
    if not is_capitalised(tokens[first].text) or not is_given(tokens[first]):
        return None
    after = tokens[first + 1]
    if not is_capitalised(after.text):
        return None
    if is_patronymic(after.text) and any("Patr" in r.tags for r in readings(after.text)):
        more = first + 2 < len(tokens) and is_capitalised(tokens[first + 2].text) and is_word(tokens[first + 2])
        return first + 3 if more else first + 2
    # «Айдыс Монгуш»: the surname may be a given name, too
    telling = is_surname_like(after.text) or is_given(after)
    return first + 2 if telling and not is_abbreviation(after.text) else None


def _credited_names(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Two or three capitalised words with a given name among them, on a line of authors: «Беседовала Ольга Тур»."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        last = i
        while last < len(tokens) and last not in taken and _is_credited(tokens[last]):
            last += 1
        if 2 <= last - i <= 3 and any(is_given(token) for token in tokens[i:last]):
            yield i, last
        i = max(last, i + 1)


def _is_credited(token: Token) -> bool:
    return is_word(token) and is_capitalised(token.text) and not has_lemma(token, "credit") and not token.text.isascii()


def _titled_names(sentence: Sentence, taken: set[int], persons: set[int]) -> Iterator[tuple[int, int]]:
    """Two capitalised words after a title, the second a surname: «глава района Дания Андреева»."""
    tokens = sentence.tokens
    for i in range(1, len(tokens) - 1):
        if i not in taken or i in persons or not _may_be_given(tokens[i]):
            continue
        if _is_reverend(tokens, i, persons):
            yield i, i + 1
            continue
        alone = i + 1 in persons and (i + 2 == len(tokens) or i + 2 not in persons)
        if not alone and (i + 1 in persons or not _is_telling_surname(tokens[i + 1].text)):
            continue
        read = read_name([(tokens[i].text, "first"), (tokens[i + 1].text, "surname")])
        cases = frozenset(r.case for r in read) & _place_cases(tokens[i].text)
        if cases and title_before(tokens, i, cases, persons) is not None:
            yield i, i + 2


def _without_see(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """«митрополит Тверской и Кашинский [Амвросий]»: the adjective is no surname."""
    if last - first == 2 and not is_first_name(tokens[first].text) and _is_reverend(tokens, last - 1):
        return last - 1, last
    return first, last


def _is_reverend(tokens: Sequence[Token], i: int, persons: Collection[int] = ()) -> bool:
    """A given name that closes a title of the clergy: «митрополит Тверской и Кашинский [Амвросий]»."""
    if not is_common_first_name(tokens[i].text):
        return False
    title = title_before(tokens, i, frozenset(r.case for r in read_name([(tokens[i].text, "first")])), persons)
    return title is not None and bool(title.posts & words_of("reverend"))


def _place_cases(word: str) -> frozenset[str]:
    """Cases a word the dictionary knows as a place may stand in: «Дания» in the nominative, not «Польши»."""
    found = [r for r in readings(word) if "Geox" in r.tags and r.number != "plur" and r.case]
    return frozenset(str(r.case) for r in found) or ALL_CASES


def _may_be_given(token: Token) -> bool:
    """A word the tagger took for a place, but no adjective: not «глава Северной Осетии»."""
    if not is_word(token) or not is_capitalised(token.text) or is_abbreviation(token.text):
        return False
    return find_post(token.text) is None and all(r.pos != "ADJF" for r in readings(token.text))


def _is_telling_surname(text: str) -> bool:
    return is_capitalised(text) and text.lower().endswith(tuple(words_of("surname_end")))


# --- what is no person ------------------------------------------------------------------------------------


def has_lemma(token: Token, kind: str) -> bool:
    """Whether a word is of a kind in the table of words around posts."""
    return bool(lemmas(token.lower) & words_of(kind)) or token.lower in words_of(kind)


def _previous_word(tokens: Sequence[Token], first: int) -> Token | None:
    i = first - 1
    if i >= 1 and tokens[i].text == ".":
        i -= 1
    return tokens[i] if i >= 0 and is_word(tokens[i]) else None


def _is_place_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«улица Гагарина», «школа имени Гагарина», «Гагаринский район»."""
    before = _previous_word(tokens, first)
    if _is_listed_street(tokens, first):
        return True
    if before is not None and has_lemma(before, "street"):
        # «музей Ивана Зуева», but «директор музея Иван Зуев»
        found = read_name(_classify(tokens, first, last)[0])
        return not found or found[0].case != "nomn" or last - first == 1
    after = tokens[last] if last < len(tokens) else None
    return last - first == 1 and after is not None and has_lemma(after, "area")


def _is_listed_street(tokens: Sequence[Token], first: int) -> bool:
    """«по улицам Лесной, 7-а, Зуева, [А. Котова]», «в сёлах района: Лесном и [Зуеве]»: a list of places."""
    i, colon = first - 1, False
    while i > 0 and first - i <= _LONGEST_STREETS and _is_in_list(tokens[i]):
        colon = tokens[i].text == ":"
        i -= 1
        if colon:
            break
    if i == first - 1 or not is_word(tokens[i]):
        return False
    if not colon:
        return has_lemma(tokens[i], "street") and _is_plural(tokens[i])
    cases = noun_cases(tokens[first].text) | attribute_cases(tokens[first].text)
    heads = [
        t for t in tokens[max(0, i - _NEAR_COLON) : i + 1] if is_word(t) and has_lemma(t, "town") and _is_plural(t)
    ]
    return any(noun_cases(head.text) & cases - {"nomn"} for head in heads)


def _is_in_list(token: Token) -> bool:
    """A name, a number of a house with its letter, or a mark between them."""
    if not is_word(token):
        return token.text in ",.«»:-" or token.text[:1].isdigit()
    return is_capitalised(token.text) or is_and(token) or len(token.text) == 1


def _is_plural(token: Token) -> bool:
    return any(r.number == "plur" and r.pos == "NOUN" for r in readings(token.text)[:1])


def _is_quoted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """The whole of a quotation is a brand or a title of something: «Иван Поддубный»."""
    return first > 0 and last < len(tokens) and tokens[first - 1].text in QUOTES and tokens[last].text in QUOTES


def _is_body(tokens: Sequence[Token], first: int, last: int) -> bool:
    """An abbreviation inside, while the rest is in small letters: «ТЦ Иван»."""
    words = [t.text for t in tokens[first:last] if is_word(t)]
    return any(is_abbreviation(w) and len(w) < 5 for w in words) and not all(w.isupper() for w in words)


def _speaks(tokens: Sequence[Token], first: int, last: int) -> bool:
    near = [*tokens[max(0, first - 3) : first], *tokens[last : last + 3]]
    # «Напомним» is said by the newsroom
    return any(is_word(t) and has_lemma(t, "speech") and "1per" not in readings(t.text)[0].tags for t in near)


def is_doubtful(mention: Mention, tokens: Sequence[Token]) -> bool:
    """A lone word that nothing shows to be a person's surname."""
    _, first, last = mention.place
    if mention.initials:
        return False
    word, part = mention.parts[0]
    if len(mention.parts) > 1 or (mention.tagged and _is_introduced(tokens, first)):
        return False
    if mention.title is not None:
        return part == "first" and not mention.tagged
    if part == "first" or is_abbreviation(word) or _is_of_several(tokens, first) or _is_located(tokens, first):
        return True
    if _speaks(tokens, first, last):
        return not is_surname_like(word)
    adjectival = any(r.pos == "ADJF" for r in readings(word)) or word.lower().endswith(tuple(words_of("adjective_end")))
    return adjectival or not mention.tagged or not is_known_surname(word) or _is_common_word(word)


def _is_introduced(tokens: Sequence[Token], first: int) -> bool:
    """«дочь Мария», «31-летний Олег»: what stands before a given name that has no surname."""
    if first == 0 or not tokens[first - 1].text.islower():
        return False
    of_age = first > 2 and tokens[first - 2].text == "-" and tokens[first - 3].text.isdigit()
    return has_lemma(tokens[first - 1], "kin") or (of_age and has_lemma(tokens[first - 1], "age"))


def _is_of_several(tokens: Sequence[Token], first: int) -> bool:
    """«семья Ивановых», «братья Ивановы», but not «брат Олег»."""
    if first == 0 or not is_word(tokens[first - 1]) or not has_lemma(tokens[first - 1], "family"):
        return False
    if not has_lemma(tokens[first - 1], "kin"):
        return True
    given = is_common_first_name(tokens[first].text) and not is_known_surname(tokens[first].text)
    return not given and readings(tokens[first - 1].text)[0].number == "plur"


def _is_located(tokens: Sequence[Token], first: int) -> bool:
    """«до Корликов», «в Кузнецово»: what a preposition of place governs"""
    return first > 0 and tokens[first - 1].lower in words_of("located")


def _is_common_word(word: str) -> bool:
    likely = readings(word)[0]
    return not {"Surn", "Name"} & likely.tags and likely.score > 0.6


# --- mentions ---------------------------------------------------------------------------------------------


def make_mention(
    document: Document, sentences: Sequence[Sentence], place: Place, *, tagged: bool = False
) -> Mention | None:
    """The mention over these tokens, None where they name no person."""
    number, first, last = place
    sentence = sentences[number]
    tokens = sentence.tokens
    parts, initials = _classify(tokens, first, last)
    if not parts or last - first > _MOST_TOKENS or len(parts) > _MOST_WORDS or _is_quoted(tokens, first, last):
        return None
    if _is_place_name(tokens, first, last) or _is_body(tokens, first, last):
        return None
    if len(parts) == 1 and find_post(parts[0][0]) is not None and not is_known_surname(parts[0][0]):
        return None
    span = Span(tokens[first].start, tokens[last - 1].stop)
    byline = document.page.lines[sentence.line].kind == "byline" or _is_credit(tokens, first)
    found = _in_context(read_name(parts), tokens, first, last, byline=byline)
    return Mention(place, span, parts, initials, byline, document.text[span.start : span.stop], tagged, None, found)


def _is_credit(tokens: Sequence[Token], first: int) -> bool:
    """«Фото Ивана Петрова», «Автор: Анна Иванова» at the start of a line."""
    if first > _MOST_TOKENS:
        return False
    words = [t for t in tokens[:first] if is_word(t)]
    if not 0 < len(words) <= 2 or not has_lemma(words[0], "credit") or not is_capitalised(words[0].text):
        return False
    return ":" in {t.text for t in tokens[:first]} or has_lemma(words[-1], "credit")


def _pieces(sentences: Sequence[Sentence], names: Iterable[Name]) -> Iterator[tuple[str, Place]]:
    """Kind and place of what the tagger named; what it took for one person may be two."""
    for name in names:
        place = _locate(sentences, name.start, name.stop)
        if place is None:
            continue
        if name.kind != "PER":
            yield name.kind, place
            continue
        tokens = sentences[place.sentence].tokens
        floor = 0  # the next of two people takes no word of the first
        for first, last in cut_name(tokens, place.first, place.last):
            trimmed = _without_see(tokens, *_trim(tokens, first, last))
            if trimmed[0] < trimmed[1]:
                found = Place(place.sentence, *_widen(tokens, *trimmed, floor))
                floor = found.last
                yield name.kind, found


def _may_be_one(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Not «Почётный», and not «семья Ивановых»."""
    if is_no_name(tokens, first, last) or _is_figure(tokens, first, last):
        return False
    return not (last - first == 1 and _is_of_several(tokens, first))


def _is_figure(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Деда Мороза», «Снегурочка»: somebody everybody knows who is nobody."""
    for figure in words_of("figure"):
        words = figure.split()
        start = last - len(words)
        if 0 <= start <= first and all(w in lemmas(t.lower) for w, t in zip(words, tokens[start:last], strict=True)):
            return True
    return False


def find_places(
    sentences: Sequence[Sentence], names: Iterable[Name], bylines: Collection[int] = ()
) -> dict[Place, bool]:
    """Where names of persons stand, and whether the tagger said so; `bylines` are lines of authors."""
    places: dict[Place, bool] = {}
    taken: dict[int, set[int]] = {}
    persons: dict[int, set[int]] = {}
    for kind, place in _pieces(sentences, names):
        covered = set(range(place.first, place.last))
        # a person wins the given name that the tagger took for something else
        rivals = persons if kind == "PER" else taken
        if covered & rivals.setdefault(place.sentence, set()):
            continue
        taken.setdefault(place.sentence, set()).update(covered)
        if kind == "PER" and _may_be_one(sentences[place.sentence].tokens, place.first, place.last):
            persons.setdefault(place.sentence, set()).update(covered)
            places[place] = True
    for number, sentence in enumerate(sentences):
        used, known = taken.setdefault(number, set()), persons.setdefault(number, set())
        found = list(_pattern_names(sentence, used))
        known.update(i for first, last in found for i in range(first, last))
        if sentence.line in bylines:
            found += _credited_names(sentence, used | known)
            known.update(i for first, last in found for i in range(first, last))
        places.update(dict.fromkeys((Place(number, first, last) for first, last in found), False))
        for first, last in list(_titled_names(sentence, used, known)):
            places.pop(Place(number, first + 1, last), None)
            places[Place(number, first, last)] = True
    return _joined(places, sentences)


def _joined(places: dict[Place, bool], sentences: Sequence[Sentence]) -> dict[Place, bool]:
    """«Музаев» and «Анзор Ахмедович» side by side are one name in two pieces."""
    result: dict[Place, bool] = {}
    for place in sorted(places):
        before = next(reversed(result), None)
        if before is not None and _is_one_name(before, place, sentences):
            tagged = result.pop(before) or places[place]
            result[Place(place.sentence, before.first, place.last)] = tagged
        else:
            result[place] = places[place]
    return result


def _is_one_name(left: Place, right: Place, sentences: Sequence[Sentence]) -> bool:
    if left.sentence != right.sentence or left.last != right.first:
        return False
    tokens = sentences[left.sentence].tokens
    halves = [_classify(tokens, place.first, place.last)[0] for place in (left, right)]
    kinds = [[kind for _, kind in half] for half in halves]
    if sorted(kinds, key=len) != [["surname"], ["first", "patronymic"]]:
        return False
    return bool(read_name(halves[0] + halves[1]))


def _is_alias(sentences: Sequence[Sentence], place: Place, ends: set[tuple[int, int]]) -> bool:
    """The same person once more: «Анна Зуева (Котова)»."""
    number, first, _ = place
    return first > 0 and sentences[number].tokens[first - 1].text == "(" and (number, first - 1) in ends


def find_mentions(document: Document, sentences: Sequence[Sentence], names: Iterable[Name]) -> list[Mention]:
    """Every place where a person is named in full, by initials or by the tagger's word, with its title."""
    bylines = {number for number, line in enumerate(document.page.lines) if line.kind == "byline"}
    places = find_places(sentences, names, bylines)
    ends = {(place.sentence, place.last) for place in places}
    found = (make_mention(document, sentences, place, tagged=tagged) for place, tagged in places.items())
    mentions = sorted((m for m in found if m is not None), key=lambda m: m.span)
    for mention in mentions:
        mention.alias = _is_alias(sentences, mention.place, ends)
    _read_surnames(mentions)
    _attach_titles([m for m in mentions if not m.alias], sentences)
    return [m for m in mentions if not _bears_name(m, sentences)]


def _bears_name(mention: Mention, sentences: Sequence[Sentence]) -> bool:
    """«улица лётчика Ивана Зуева», «имени Героя Труда Ивана Зуева»: an office stands between the place and the name."""
    title = mention.title
    if title is None or title.last != mention.place.first or (mention.readings and mention.readings[0].case == "nomn"):
        return False
    before = _previous_word(sentences[mention.place.sentence].tokens, title.first)
    if before is None or not has_lemma(before, "street"):
        return False
    # «школа имени лётчика Зуева» bears it, «имя лётчика Зуева» is his own
    return not has_lemma(before, "own") or "gent" in noun_cases(before.text)


def _read_surnames(mentions: Sequence[Mention]) -> None:
    """«Иван Вуянович» has a surname where the article says «Вуянович» alone."""
    lone = frozenset[str]().union(
        *(m.candidates("surname") for m in mentions if len(m.parts) == 1 and is_patronymic(m.parts[0][0]))
    )
    for mention in mentions:
        kinds = [kind for _, kind in mention.parts]
        if kinds == ["first", "patronymic"] and mention.candidates("patronymic") & lone:
            cases = frozenset(reading.case for reading in mention.readings)
            mention.parts = [mention.parts[0], (mention.parts[1][0], "surname")]
            mention.readings = read_name(mention.parts, cases)


# --- cases from context -----------------------------------------------------------------------------------


def _in_context(
    found: list[NameReading], tokens: Sequence[Token], first: int, last: int, *, byline: bool
) -> list[NameReading]:
    """Readings that the words around allow; all of them where none would be left."""
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if byline:
        # «фото Анны Петровой», но «записала Анна Петрова»
        of_somebody = before is not None and is_word(before) and _is_thing(before.text)
        return _kept(found, lambda r: r.case == ("gent" if of_somebody else "nomn"))
    if before is not None and is_word(before):
        found = _after_word(found, before)
    if after is not None and is_word(after) and (gender := _past_gender(after)) is not None:
        nominative = [r for r in found if r.case == "nomn" and r.gender == gender]
        found = nominative or found
    return found


def _is_thing(word: str) -> bool:
    """A noun that has an owner: «фото», «телеграм-канал»."""
    top = readings(word)[0]
    return top.pos == "NOUN" and "anim" not in top.tags


def _after_word(found: list[NameReading], before: Token) -> list[NameReading]:
    likely = readings(before.text)[0]
    if likely.pos == "PREP":
        return _kept(found, lambda r: r.case != "nomn")
    gender = _past_gender(before)
    if gender is not None:
        # «утвердил Александра Иванова»: no subject, the verb is masculine
        return _kept(found, lambda r: r.case != "nomn" or r.gender == gender)
    if likely.pos == "NOUN" and has_lemma(before, "honour"):
        return _kept(found, lambda r: r.case == "gent")
    if has_lemma(before, "kin"):
        return _kept(found, lambda r: r.case in noun_cases(before.text))
    if likely.pos == "NOUN" and before.text[1:].islower() and find_post(before.text) is None:
        # «инициативу Валерия Шанцева» is likelier a genitive than «руководит центром Валерия Шанцева» a subject
        weighed = [r._replace(weight=r.weight * _AFTER_NOUN) if r.case == "nomn" else r for r in found]
        return sorted(weighed, key=lambda r: -r.weight)
    return found


def _past_gender(token: Token) -> str | None:
    """Gender of a verb in the past singular: «сообщила» -> femn."""
    likely = readings(token.text)[0]
    return str(likely.gender) if likely.pos == "VERB" and likely.gender and likely.number == "sing" else None


def _kept(found: list[NameReading], keep: Callable[[NameReading], bool]) -> list[NameReading]:
    return [r for r in found if keep(r)] or found


def _likely_cases(found: Sequence[NameReading]) -> frozenset[str]:
    if not found:
        return ALL_CASES
    return frozenset(r.case for r in found if r.weight >= _SURE * found[0].weight)


def _attach_titles(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> None:
    """Titles beside each name; the title's case then narrows the name's."""
    names: dict[int, set[int]] = {}
    for mention in mentions:
        names.setdefault(mention.place.sentence, set()).update(range(mention.place.first, mention.place.last))
    for mention in mentions:
        number, first, last = mention.place
        tokens = sentences[number].tokens
        everything = read_name(mention.parts)
        likely = _likely_cases(everything)
        possible = frozenset(r.case for r in everything) or ALL_CASES
        mention.title = (
            title_before(tokens, first, likely, names[number])
            or title_before(tokens, first, possible, names[number])
            or title_after(tokens, last, likely, names[number])
        )
        if mention.is_full or mention.initials:
            mention.title = _outer(mention.title, appointed_title(tokens, first, last, likely, names[number]))
        if mention.title is not None:
            agreeing = [r for r in everything if r.case in mention.title.cases] or everything
            beside = mention.title.last == first or mention.title.first == last + 1
            start, stop = (min(first, mention.title.first), max(last, mention.title.last)) if beside else (first, last)
            mention.readings = _in_context(agreeing, tokens, start, stop, byline=mention.byline)


def _outer(beside: Title | None, given: Title | None) -> Title | None:
    """The title beside a name, unless it is a part of the one a verb gives: «назначил заместителем [мэра] Ивана»."""
    if beside is None or given is None:
        return beside or given
    return given if given.first <= beside.first < given.last else beside
