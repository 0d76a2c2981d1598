"""Words that may name a place, each with a weight taken from its neighbours.

«Томской области» is sure, «в Томске» a town, «томский «Ротор»» weak, «Томская улица» nothing at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from mfcx.document import DASHES, Document, Sentence, Token
from mfcx.morphology import readings
from mfcx.places.context import (
    CLOSING,
    DATELINE,
    HINT,
    OPENING,
    SURE,
    TOWN,
    TOWN_KINDS,
    VENUE,
    Candidate,
    behind_figure,
    cues,
    noun_role,
    role_after,
    role_before,
)
from mfcx.places.gazetteer import TRAP, Name, gazetteer, generic_forms, normal, normal_words
from mfcx.places.region_heads import find_elided, find_headed
from mfcx.places.town_rows import is_listed, is_of_row, joins
from mfcx.segments import split_sentences

# a town that is an adjective itself: «Мирный», «Жуковский», «Отрадное»
_ADJECTIVAL = ("ий", "ый", "ой", "ое", "ая")
# what a street or a hotel lies in: «на улицах Томска», «на реках Якутии»
_LANDS = frozenset({"name", "short", "capital", "town"})
_STEM = 3  # letters that all forms of a word for the own region share: «обл»
# letters of the end of an address: «.ру», «.com»
_DOMAIN = 3


def _looked_up(index: int, sentence: Sentence, words: list[str], taken: set[int]) -> Iterator[Candidate]:
    """Every other surface of the gazetteer, longest first: «Ростове Великом» before «Ростове»."""
    place = gazetteer()
    end = 0
    for at, word in enumerate(words):
        size = place.longest(word)
        if not size and at not in taken and "-" in word:
            yield from _of_compounds(index, sentence, [word], at)
        if not size or at < end or at in taken:
            continue
        for last in range(min(at + size, len(words)), at, -1):
            names = place.get(" ".join(words[at:last]))
            if names and taken.isdisjoint(range(at, last)):
                candidate = _weighed(index, sentence, at, last, names)
                if candidate is not None:
                    yield candidate
                end = last
                break


def _of_compounds(index: int, sentence: Sentence, words: list[str], first: int = 0) -> Iterator[Candidate]:
    """«посетителей-тамбовчан», «омичка-чемпионка»: people of a region by one half of the word."""
    for at, word in enumerate(words, first):
        for half in word.split("-") if "-" in word else ():
            names = gazetteer().get(half) or ()
            if names and all(name.kind == "demonym" for name in names) and _weigh_people(sentence, at) is not None:
                token = sentence.tokens[at]
                yield Candidate(index, at, at + 1, token.start, token.stop, names, SURE)
                break


def _weighed(index: int, sentence: Sentence, first: int, last: int, names: tuple[Name, ...]) -> Candidate | None:
    tokens = sentence.tokens
    names = () if TRAP in names else _fitting(sentence, first, last, names)
    if not names or _is_street(tokens, first, names) or _is_quoted(tokens, first, last) or _is_site(tokens, last):
        return None
    kinds = {name.kind for name in names}
    if kinds == {"adjective"}:
        weight = _weigh_adjective(sentence, first, last, names)
    elif kinds <= TOWN_KINDS:
        weight = _weigh_town(sentence, first, last, names)
    elif kinds == {"demonym"}:
        weight = _weigh_people(sentence, first)
    elif kinds == {"abbreviation"} and all(name.sense != "sure" for name in names):
        weight = SURE if _has_body_before(tokens, first) else HINT
    else:
        weight = SURE
    if weight is None:
        return None
    return Candidate(index, first, last, tokens[first].start, tokens[last - 1].stop, names, weight)


def _fitting(sentence: Sentence, first: int, last: int, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The meanings that fit how the words are written: «крымском» no town, «рт» no abbreviation."""
    tokens = sentence.tokens[first:last]
    if not any(token.text[0].isupper() for token in tokens):
        return tuple(name for name in names if name.kind in ("adjective", "demonym"))
    shouted = all(token.text.isupper() for token in tokens)
    capitals = sum(char.isupper() for token in tokens for char in token.text)
    fitting = [name for name in names if name.kind != "abbreviation" or capitals > 1]
    if shouted and len(tokens) == 1 and any(name.kind == "abbreviation" for name in fitting):
        fitting = [name for name in fitting if name.kind == "abbreviation"]
    adjectives = [name for name in fitting if name.kind == "adjective"]
    if adjectives and len(adjectives) < len(fitting):
        towns = [name for name in fitting if name.kind != "adjective"]
        return tuple(towns if _is_noun_here(sentence, first, last) else adjectives)
    return tuple(fitting)


def _is_noun_here(sentence: Sentence, first: int, last: int) -> bool:
    """«под Томском» is a town, «в Томском районе» an adjective."""
    tokens = sentence.tokens
    if first and tokens[first - 1].lower in cues().ablative:
        return True
    if last >= len(tokens) or not tokens[last].lower[:1].isalpha():
        return True
    following = readings(tokens[last].lower)[0]
    return following.pos not in ("NOUN", "ADJF", "PRTF")


def _is_street(tokens: Sequence[Token], first: int, names: Sequence[Name]) -> bool:
    """«улица Томская», «ул. Московская», «школа имени Кирова», «трасса «Кола»»; not «на улицах Томска»."""
    at = first - 1
    while at >= 0 and (tokens[at].text == "." or tokens[at].text in OPENING):
        at -= 1
    role = role_before(tokens[at]) if at >= 0 else None
    land = at == first - 1 and all(name.kind in _LANDS and not name.style for name in names)
    return role == "honour" or (role == "street" and not (land and _is_owned(tokens[at], tokens[first], opens=at == 0)))


def _is_owned(thing: Token, land: Token, *, opens: bool) -> bool:
    """«на вокзале Тулы», «на реках Якутии», but «берег реки Кубани» and «у гостиницы Москва» may tell names.

    What opens a sentence is likely its subject: «Гостиницы Тулы приняли …».
    """
    cases = {one.case for one in readings(land.lower) if one.pos == "NOUN" and one.number != "plur"}
    found = readings(thing.lower)
    several = found[0].number == "plur" or (opens and any((r.case, r.number) == ("nomn", "plur") for r in found))
    return "gent" in cases and "nomn" not in cases and (several or not {one.case for one in found} & cases)


def _is_quoted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A name alone in quotes is a club, a hotel or a ship: «Кубань», "Ростов"."""
    return first > 0 and last < len(tokens) and tokens[first - 1].text in OPENING and tokens[last].text in CLOSING


def _is_site(tokens: Sequence[Token], last: int) -> bool:
    """«Москва.Ру», «Томск.рф»: the address of a site, written without a space."""
    if last + 1 >= len(tokens) or tokens[last].text != ".":
        return False
    tail = tokens[last + 1]
    tied = tokens[last - 1].stop == tokens[last].start and tokens[last].stop == tail.start
    return tied and tail.text.isalpha() and len(tail.text) <= _DOMAIN


def _is_shouted(sentence: Sentence) -> bool:
    letters = [token.text for token in sentence.tokens if token.text[0].isalpha()]
    return len(letters) > 1 and all(word.isupper() for word in letters)


def _is_inner_capital(sentence: Sentence, first: int) -> bool:
    """A capital letter that no sentence start explains."""
    token = sentence.tokens[first]
    if not token.text[0].isupper() or _is_shouted(sentence):
        return False
    return any(before.text[0].isalpha() for before in sentence.tokens[:first])


# --- adjectives without «область» ------------------------------------------------------------------


def _weigh_adjective(sentence: Sentence, first: int, last: int, names: Sequence[Name]) -> str | None:
    role = noun_role(sentence.tokens, last)
    if role == "trap":
        return None
    if role == "body":
        return SURE
    capital = _is_inner_capital(sentence, first)
    if role is None and _stands_for_row(sentence.tokens, first, last):
        return SURE if any(name.sense == "sure" for name in names) else HINT
    if role is None:
        return None if capital else HINT
    if role == "venue" or capital:
        return VENUE
    return SURE if any(name.sense == "sure" for name in names) else HINT


def _stands_for_row(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Томские вузы приняли 500 человек, | омские – 400»: an adjective whose noun was told before, and its figure."""
    if last + 2 > len(tokens) - 1 or tokens[last].text not in DASHES:
        return False
    if any(token.text[0].isalpha() for token in tokens[max(0, first - 1) : first]) and not joins(tokens[first - 1]):
        return False
    plural = any((one.pos, one.number) == ("ADJF", "plur") for one in readings(tokens[first].lower))
    return plural and any(token.text[0].isdigit() for token in tokens[last + 1 : last + 3])


# --- people and abbreviations ----------------------------------------------------------------------


def _weigh_people(sentence: Sentence, first: int) -> str | None:
    """«туляк» is a person of Tula, «Туляк» inside a sentence a surname, «Пермяков» at its head either."""
    token = sentence.tokens[first]
    if _is_inner_capital(sentence, first):
        return None
    surname = token.text[0].isupper() and any("Surn" in reading.tags for reading in readings(token.lower))
    return HINT if surname else SURE


def _has_body_before(tokens: Sequence[Token], first: int) -> bool:
    """«бюджету РТ», «министр образования РТ», «в РТ»: two letters that could be anything need such company."""
    if not first or tokens[first - 1].lower in cues().where:
        return first > 0
    for token in reversed(tokens[max(0, first - 5) : first]):
        if not token.text[0].isalpha():
            return False
        if role_after(token) == "body":
            return True
    return False


# --- towns -----------------------------------------------------------------------------------------


def _weigh_town(sentence: Sentence, first: int, last: int, names: Sequence[Name]) -> str | None:
    tokens = sentence.tokens
    if _on_route(tokens, first, last) or _is_surname(tokens, first):
        return None
    style = {name.style for name in names}
    if _is_bent_adjective(sentence, first, last, names):
        return None
    before = tokens[first - 1] if first else None
    if before is not None and before.text[0].isupper() and role_before(before) == "edition":
        return HINT
    if "" in style:
        return TOWN
    marked = before is not None and (
        role_before(before) == "marker"
        or (before.text == "." and first > 1 and role_before(tokens[first - 2]) == "marker")
    )
    if marked:
        return TOWN
    after = tokens[last] if last < len(tokens) else None
    named_on = after is not None and after.text[0].isupper() and not _is_shouted(sentence)
    placed = before is not None and before.lower in cues().where
    if placed and not named_on and noun_role(tokens, last) != "trap":
        return TOWN
    if is_listed(tokens, first, last) or is_of_row(tokens, first, last):
        return TOWN
    after_name = before is not None and before.text[0].isupper()  # «Иван Грозный»
    if "word" in style and _is_inner_capital(sentence, first) and not named_on and not after_name:
        return TOWN
    # «✅ Артём — детсад» in a list of towns, where the subject is named; «Слободской — 40» may be a district
    adjectival = all((name.place or "").endswith(_ADJECTIVAL) for name in names)
    return HINT if not adjectival and _heads_row(tokens, first, last) else None


def _is_surname(tokens: Sequence[Token], first: int) -> bool:
    """«губернатор Иван [Кашин]», «А. [Кашин]»: what a given name or an initial stands right before."""
    if not first or not tokens[first].text[0].isupper():
        return False
    before = tokens[first - 1]
    if before.text == ".":
        return first > 1 and len(tokens[first - 2].text) == 1 and tokens[first - 2].text.isupper()
    return before.text[0].isupper() and _is_personal(before.lower)


@lru_cache(maxsize=6_000)
def _is_personal(form: str) -> bool:
    """Whether a form is likeliest a given name or a patronymic: «иван», «петровна», not «вера»."""
    return not {"Name", "Patr"}.isdisjoint(readings(form)[0].tags)


def _heads_row(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A name between the head of a line and a dash or a bracket."""
    marked = last < len(tokens) and (tokens[last].text in DASHES or tokens[last].text == "(")
    return marked and not any(token.text[0].isalnum() for token in tokens[:first])


def _is_bent_adjective(sentence: Sentence, first: int, last: int, names: Sequence[Name]) -> bool:
    """«в Приволжском и Озёрском округах» has forms of «Приволжск», but they are adjectives with their noun."""
    tokens = sentence.tokens
    if last - first > 1 or not any(reading.pos == "ADJF" for reading in readings(tokens[first].lower)):
        return False
    if last < len(tokens) and behind_figure(tokens, last) > last and noun_role(tokens, last) == "trap":
        return True  # «в Лесном (5 школ) и Озёрном (2 школы) районах»
    if all((name.place or "").endswith(_ADJECTIVAL) for name in names):
        return not _is_noun_here(sentence, first, last)
    bent = normal(tokens[first].text) not in {normal(name.place or "") for name in names}
    return bent and not (first and tokens[first - 1].lower in cues().ablative)


def _is_town(tokens: Sequence[Token], at: int) -> bool:
    if not 0 <= at < len(tokens) or not tokens[at].text[0].isupper():
        return False
    return any(name.kind in TOWN_KINDS for name in gazetteer().get(normal(tokens[at].text)))


def _on_route(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Towns joined by dashes are a road, a line or a match: «Тверь — Москва»."""
    dashed_on = last + 1 < len(tokens) and tokens[last].text in DASHES and _is_town(tokens, last + 1)
    dashed_back = first > 1 and tokens[first - 1].text in DASHES and _is_town(tokens, first - 2)
    return dashed_on or dashed_back


def _dateline_end(sentence: Sentence, found: Sequence[Candidate]) -> int:
    """How many tokens of a sentence are a dateline's places: «Бердянск /Запорожская область/, 18 июля» -> 6."""
    tokens = sentence.tokens
    opened = bool(tokens) and tokens[0].text == "("
    heading = [one.last for one in found if one.first == opened]
    if sentence.is_title or not heading:
        return 0
    after = heading[0]
    if after == len(tokens) - 1 and tokens[after].text == ".":
        return len(tokens)
    for at in range(after, min(after + 8, len(tokens) - 2)):
        if tokens[at].text == "," and tokens[at + 1].text[0].isdigit():
            return at + 1
        if not tokens[at].text[0].isalpha() and tokens[at].text not in "/(),.":
            return 0
    return 0


# --- the whole document ----------------------------------------------------------------------------


def find_candidates(document: Document) -> list[Candidate]:
    """All candidates of the article, sentence by sentence, those of its datelines first."""
    datelined = _datelined(document)
    found = [*datelined]
    lines: set[int] = set()
    heading: list[Candidate] = []
    texts = [normal_words(sentence.tokens) for sentence in document.sentences]
    elided = find_elided(document.sentences, texts)
    place = gazetteer()
    for index, (sentence, words) in enumerate(zip(document.sentences, texts, strict=True)):
        if place.has_none(words) and generic_forms().keys().isdisjoint(words) and index not in elided:
            if document.text.find("-", sentence.start, sentence.stop) >= 0:
                found += _of_compounds(index, sentence, words)
            lines.add(sentence.line)
            continue
        headed = find_headed(index, sentence, words)
        starts = {one.start for one in headed}
        bare = [one for one in elided.get(index, ()) if one.start not in starts]
        taken = {at for candidate in (*headed, *bare) for at in range(candidate.first, candidate.last)}
        here = sorted((*headed, *_looked_up(index, sentence, words, taken)), key=lambda candidate: candidate.start)
        # «Курская.» at the head of a line is the heading of what follows, «Калуга.» a dateline
        end = 0 if sentence.line in lines else _dateline_end(sentence, here)
        lines.add(sentence.line)
        if end == len(sentence.tokens):
            heading += here
        here = [replace(one, weight=DATELINE) if one.last <= end else one for one in here]
        found += _pinned(sorted((*here, *bare), key=lambda candidate: candidate.start), sentence)
    heads = [*heading, *datelined] if heading else []
    if len({one.names for one in heads}) > 1:  # «Кузбасс. …», «Казань. …»: no news has two datelines
        starts = {one.start for one in heads}
        found = [replace(one, weight=SURE) if one.start in starts else one for one in found]
    return found


def _datelined(document: Document) -> list[Candidate]:
    """Places in the page's datelines, which are no sentences of the article."""
    found: list[Candidate] = []
    for span in document.page.spans("dateline"):
        for sentence in split_sentences(document.text, span):
            words = normal_words(sentence.tokens)
            headed = find_headed(-1, sentence, words)
            taken = {at for candidate in headed for at in range(candidate.first, candidate.last)}
            found += [replace(one, weight=DATELINE) for one in (*headed, *_looked_up(-1, sentence, words, taken))]
    return found


def _pinned(found: list[Candidate], sentence: Sentence) -> list[Candidate]:
    """«Приморске Запорожской области»: the subject that follows a town decides the town."""
    result = list(found)
    for at, (town, subject) in enumerate(itertools.pairwise(found)):
        if subject.iso is None or not any(name.kind in TOWN_KINDS for name in town.names):
            continue
        between = [token.text for token in sentence.tokens[town.last : subject.first]]
        listed = any(name.iso == subject.iso for name in town.names)
        if between in ([], ["("], ["/"]) or (between == [","] and listed):
            names = tuple(name for name in town.names if name.iso == subject.iso)
            if not names:
                names = (replace(town.names[0], iso=subject.iso, sense="sure"),)
            result[at] = replace(town, names=names, iso=subject.iso)
    return result


def is_local(document: Document) -> bool:
    """The article speaks of one region, city or republic without its name: «областной бюджет»."""
    return any(
        _is_own_region(sentence.tokens, at)
        for sentence in document.sentences
        for at, token in enumerate(sentence.tokens)
        if _calls_own(token.lower)
    )


def _is_own_region(tokens: Sequence[Token], at: int) -> bool:
    """«область», «региональный», but not the «область» of «Томская область» nor «республика» of a name."""
    noun = generic_forms().get(tokens[at].lower)
    if noun is None:
        return True
    head = at - 1
    while head > 0 and tokens[head].lower in cues().inner:
        head -= 1  # «Еврейская автономная область»
    headed = head >= 0 and (normal(tokens[head].text), noun) in gazetteer().heads
    return not headed and not (at + 1 < len(tokens) and tokens[at + 1].text[0].isupper())


def kinds_called(document: Document) -> frozenset[str]:
    """What the article calls the one region it is told from: «краевой бюджет», «МФЦ края» -> {«край»}."""
    return frozenset(
        kind
        for sentence in document.sentences
        for at, token in enumerate(sentence.tokens)
        if _calls_own(token.lower) and (kind := _kind_named(token.lower)) and _is_own_region(sentence.tokens, at)
        if not _governs(sentence.tokens, at)
    )


@lru_cache(maxsize=6_000)
def _calls_own(form: str) -> bool:
    """«области», «краевого»: one of the words that may mean the region itself; no other form is parsed for it."""
    local = cues().local
    return form.startswith(_own_stems()) and any(one.lemma in local and one.number == "sing" for one in readings(form))


@cache
def _own_stems() -> tuple[str, ...]:
    return tuple({word[:_STEM] for word in cues().local})


@lru_cache(maxsize=5_000)
def _kind_named(form: str) -> str | None:
    kinds = cues().kinds
    return next((kinds[one.lemma] for one in readings(form) if one.lemma in kinds), None)


def _governs(tokens: Sequence[Token], at: int) -> bool:
    """«в области культуры», «на краю села» speak of no region; «бюджет области» does."""
    if tokens[at].lower not in generic_forms() or at + 1 >= len(tokens) or not tokens[at + 1].text[0].isalpha():
        return False
    top = readings(tokens[at + 1].lower)[0]
    return top.case == "gent" and top.pos in ("NOUN", "ADJF", "PRTF")
