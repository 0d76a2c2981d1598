"""One body out of its many mentions: «Минобрнауки», «министерство образования и науки»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from mfcx.document import Document
from mfcx.morphology import lemmas, readings
from mfcx.names.bodies.body import Body, linking_word
from mfcx.names.bodies.heads import body_words, field_words, known_heads, short_letters
from mfcx.names.bodies.towns import place_local_bodies
from mfcx.names.bodies.whereabouts import region_codes
from mfcx.names.people.posts import find_post
from mfcx.names.phrases import QUOTES, attribute_cases, is_abbreviation, is_spelled, words_of
from mfcx.stored import expression
from mfcx.tables import fold

if TYPE_CHECKING:
    import regex

_FEWEST_LETTERS = 3  # of a name in letters that its words alone explain
_SMALL = frozenset({"PREP", "CONJ", "PRCL"})
_LONGEST_LETTERS = 20
_STEM = 5  # letters that the forms of a place share
_WORD = expression(r"\w+")
_CAPITAL = expression(r"\p{Lu}\p{Ll}*")
_LETTERS_BEFORE = expression(r"(?<![\p{L}-])(\p{Lu}[\p{L}-]*\p{Lu}[\p{L}-]*)\s*\($")
_LETTERS_BEHIND = expression(r"\s*\((?:[^()\d]{1,10}[-–—]\s*)?[«“\"]?(\p{Lu}[\p{L}-]*\p{Lu}[\p{L}-]*)[»”\"]?\)")


def merge_bodies(found: Iterable[Body], document: Document) -> list[Body]:
    """Every body once, under its fullest name and with all its mentions."""
    mentions = list(found)
    letters = _letters_behind(mentions, document.text)
    bodies = _with_last_word(_with_first_words(_with_short_names(_merge(mentions))))
    bodies = _with_town(_with_other_forms(_with_letters(bodies, letters)))
    place_local_bodies(bodies, document)
    bodies = _of_one_name(bodies)
    _placed_by_minister(document, bodies)
    return bodies


def _merge(found: Iterable[Body]) -> list[Body]:
    """Mentions of one body together; a bare «МФЦ» goes to the one body it can mean."""
    bodies: list[Body] = []
    bare: list[Body] = []
    for item in found:
        if item.bare:
            bare.append(item)
        else:
            _add(bodies, item)
    for item in sorted(bare, key=lambda item: (item.own is None, not item.network)):
        fitting = [body for body in bodies if body.core == item.core]
        own = [body for body in fitting if item.own is not None and body.place == item.own[1]]
        if item.network or item.told or len(own) == 1:
            fitting = own
        if len(fitting) == 1:
            fitting[0].spans.append(item.span)
            if fitting[0].bare and _rank(item) > _rank(fitting[0]):
                fitting[0].name = item.name  # «Центробанк» below «ЦБ»
        elif not fitting and (long := _quoting(item, bodies)) is not None:
            long.spans.append(item.span)
        elif not fitting:  # of several nobody can say which
            if item.own is not None:
                item.name, item.place = item.own
                item.bare = False
            _add(bodies, item)
    return _with_place(bodies)


def _quoting(short: Body, bodies: Sequence[Body]) -> Body | None:
    """The one body whose quoted name begins with a bare one: «ГКУ «Центр занятости Омска»» of «центр занятости»."""
    if short.kind == "mfc" or short.core in body_words("brand"):
        return None
    names = {short.core, fold(short.name)}
    found = [body for body in bodies if any(_begins(_quoted_part(body.name), name) for name in names)]
    return found[0] if len(found) == 1 else None


def _begins(quoted: str, name: str) -> bool:
    """«Центр занятости» begins «Центр занятости Омска»; of «Газпром» only «Газпром» itself can tell."""
    return quoted == name or (" " in name and quoted.startswith(f"{name} "))


def _quoted_part(name: str) -> str:
    """«ГУ «Горжилобмен»» -> «горжилобмен»; a branch of it is another body."""
    opened = next((i for i, char in enumerate(name) if char in QUOTES), len(name) - 1)
    if any(word in known_heads() and known_heads()[word].tail == "branch" for word in fold(name[:opened]).split()):
        return ""
    return fold(name[opened + 1 :]).rstrip(QUOTES)


def _with_place(bodies: Sequence[Body]) -> list[Body]:
    """«центр «Заря»» is the «Центр «Заря» Омской области» of the same article, «школа № 5» the «Омская школа № 5»."""
    result = list(bodies)
    for short in bodies:
        numbered = short.name[-1:].isdigit()
        if short.bare or short.place is not None or not (numbered or short.name[-1:] in QUOTES):
            continue
        placed = [body for body in result if body.core == short.core and _goes_on(body.name, short.name)]
        placed += [body for body in result if numbered and body.core.endswith(f" {short.core}")]
        if len(placed) == 1:
            placed[0].spans += short.spans
            result.remove(short)
    return result


def _goes_on(long: str, short: str) -> bool:
    """«Школа № 5 Омска» begins with «школа №5»."""
    return fold(long).replace("№ ", "№").startswith(f"{fold(short)} ".replace("№ ", "№"))


def _add(bodies: list[Body], item: Body) -> None:
    same = next((body for body in bodies if body.core == item.core and body.place == item.place), None)
    if same is None:
        item.spans = [item.span]
        bodies.append(item)
        return
    same.spans.append(item.span)
    if _is_in_letters(item, same) or (not _is_in_letters(same, item) and _rank(item) > _rank(same)):
        same.name, same.kind, same.weight = item.name, item.kind, item.weight


def _is_in_letters(short: Body, long: Body) -> bool:
    """«МФЦ Тары» beside «Многофункциональный центр Тары» of the same article."""
    letters, *place = short.name.split()
    form, *spelled = long.name.split()
    in_letters = short.kind == "mfc" and is_abbreviation(letters) and not is_abbreviation(form)
    # «города Пущино» and «Пущина»
    return in_letters and bool(place and spelled) and place[-1][:_STEM] == spelled[-1][:_STEM]


def _rank(body: Body) -> tuple[int, bool, int]:
    """Of two names of one body the fuller wins, but «МФЦ Лесного» is plainer than «МФЦ городского округа Лесной»."""
    spelled = body.kind == "mfc" and any(lemmas(fold(word)) & _local_sorts() for word in body.name.split())
    return body.weight, not spelled, len(body.name)


@cache
def _local_sorts() -> frozenset[str]:
    """«городской», «муниципальный»: sorts of what belongs to a town or a district."""
    return frozenset(sort for sort, value in body_words("sort").items() if value == "local")


def _with_short_names(bodies: Sequence[Body]) -> list[Body]:
    """«Минобрнауки» and «министерство образования и науки» are one body."""
    result: list[Body] = []
    for body in bodies:
        twin = next((b for b in result if _are_one(b, body) or _are_one(body, b)), None)
        if twin is None:
            result.append(body)
            continue
        if (len(body.spans), len(body.name)) > (len(twin.spans), len(twin.name)):
            twin.name = body.name
        twin.place = twin.place or body.place
        twin.spans += body.spans
    return result


def _are_one(short: Body, long: Body) -> bool:
    """Whether the first name is a short form of the second, in the same place as far as they tell."""
    if short.place != long.place and not (short.bare or long.bare):
        return False
    plain = short.kind == long.kind == "ministry" and " " in short.core and long.name[-1:] not in QUOTES
    if plain and long.core.startswith(f"{short.core} "):
        return True  # «министерство образования» of the «министерство образования и науки»
    return _is_short_for(short, long) or _is_compound_of(short.core, long.core)


def _is_compound_of(short: str, long: str) -> bool:
    """«соцфонд» is the «социальный фонд», «госдума» the «государственная дума»: an adjective cut short and its noun."""
    sort, _, noun = long.partition(" ")
    noun = noun.partition(" ")[0]
    cut = short.removesuffix(noun) if noun else short
    letters = cut == sort[:1] and noun in known_heads() and known_heads()[noun].alone  # «УМВД»
    return letters or (cut != short and len(cut) >= _FEWEST_LETTERS and sort.startswith(cut))


def _with_first_words(bodies: Sequence[Body]) -> list[Body]:
    """«Водоканал» alone is the «ООО «Водоканал Томска»» of the same article."""
    result = list(bodies)
    for short in bodies:
        if not short.bare or " " in short.core or short.core in body_words("brand") or short.core in known_heads():
            continue
        long = [
            b
            for b in result
            if b is not short and b.core.startswith(short.core + " ") and any(q in b.name for q in QUOTES)
        ]
        if len(long) == 1:
            long[0].spans += short.spans
            result.remove(short)
    return result


def _with_last_word(bodies: Sequence[Body]) -> list[Body]:
    """«ЦРБ» alone is the «Тарская ЦРБ» of the same article."""
    result = list(bodies)
    for short in bodies:
        if not short.bare or short.kind != "other" or not is_abbreviation(short.name):
            continue
        long = [body for body in result if _describes(body.name, short.name)]
        if len(long) == 1:
            long[0].spans += short.spans
            result.remove(short)
    return result


def _describes(name: str, letters: str) -> bool:
    """«Тарская ЦРБ» tells which ЦРБ, «обком КПСС» is another body."""
    *sorts, last = name.split()
    return last == letters and bool(sorts) and all(attribute_cases(word) for word in sorts)


def _letters_before(text: str, start: int) -> regex.Match[str] | None:
    """«ОмИС (Омский институт связи)»: the words behind the letters they explain."""
    return _LETTERS_BEFORE.search(text, max(0, start - _LONGEST_LETTERS), start)


def _letters_behind(mentions: Sequence[Body], text: str) -> dict[str, set[str]]:
    """Letters that the article itself gives a body: «Омский институт связи (ОмИС)» -> омис: {core}."""
    result: dict[str, set[str]] = {}
    for body in mentions:
        found = _LETTERS_BEHIND.match(text, body.span.stop) or _letters_before(text, body.span.start)
        if found is not None:
            result.setdefault(fold(found[1]), set()).add(body.core)
    return result


def _initials(name: str) -> str:
    """First letters of the words of a name: «Омский государственный университет» -> омг…: «огу»."""
    words = _WORD.findall(fold(name))
    return "".join(word[0] for word in words if readings(word)[0].pos not in _SMALL)


def _are_branches_of_one(short: Body, long: Body) -> bool:
    """«Отделение СФР по краю» and «Отделение Социального фонда России по краю»."""
    branch, _, rest = fold(short.name).partition(" ")
    letters, _, place = rest.partition(" ")
    if short.place != long.place or not is_abbreviation(short.name[len(branch) + 1 :].partition(" ")[0]):
        return False
    other, _, whole = fold(long.name).partition(" ")
    spelled = whole.removesuffix(place)
    return other == branch and len(spelled) > len(letters) and _initials(spelled) == letters


def _is_spelled_out(short: Body, long: Body, letters: dict[str, set[str]]) -> bool:
    """Whether the letters of one name stand for the other: «МВД» and «Министерство внутренних дел»."""
    first, _, rest = short.name.partition(" ")
    if long is not short and _are_branches_of_one(short, long):
        return True
    if long is short or " " not in long.name or not (short.bare or long.bare or short.place == long.place):
        return False
    if not rest and long.core in letters.get(fold(first), ()):
        return True
    if not is_spelled(first) or len(first) < _FEWEST_LETTERS or is_spelled(long.name.split()[0]):
        return False
    if rest and short.place is None:
        return False  # «НМГ 30»
    return _spells(first, long.name) and (not rest or long.bare or long.name.endswith(rest))


def _spells(letters: str, name: str) -> bool:
    """«ОГУ» is the «Омский государственный университет», «УдГУ» the «Удмуртский»."""
    parts = [fold(part) for part in _CAPITAL.findall(letters)]
    words = [word for word in _WORD.findall(fold(name)) if readings(word)[0].pos not in _SMALL]
    return len(words) >= len(parts) and all(map(str.startswith, words, parts))


def _with_letters(bodies: Sequence[Body], letters: dict[str, set[str]]) -> list[Body]:
    """«СГУ» is the «Саратовский государственный университет» of the same article."""
    result = list(bodies)
    for short in bodies:
        long = [body for body in result if _is_spelled_out(short, body, letters)]
        if len(long) != 1:
            continue
        place = "" if _are_branches_of_one(short, long[0]) else short.name.partition(" ")[2]
        if place and long[0].bare:
            long[0].name, long[0].place, long[0].bare = f"{long[0].name} {place}", short.place, False
        long[0].spans += short.spans
        result.remove(short)
    return result


def _with_other_forms(bodies: Sequence[Body]) -> list[Body]:
    """«Родины» beside «Родина»: a name the tagger found in two cases."""
    result: list[Body] = []
    for body in bodies:
        twin = next((other for other in result if _is_same_word(other, body)), None)
        if twin is None:
            result.append(body)
            continue
        if not _is_nominative(twin.name) and (_is_nominative(body.name) or not body.bare):
            twin.name, twin.kind = body.name, body.kind
        twin.spans += body.spans
    return result


def _is_same_word(one: Body, other: Body) -> bool:
    """«Родины» and «Родина», «Газсбыт областью» in no quotes and «ООО «Газсбыт область»»."""
    left, right = one.core.split(), other.core.split()
    if len(left) != len(right) or one.kind != other.kind or not (one.bare or other.bare):
        return False
    if len(left) == 1 and not (one.bare and other.bare):
        return False
    return all(lemmas(a) & lemmas(b) for a, b in zip(left, right, strict=True))


def _is_nominative(name: str) -> bool:
    """A word, or a name in quotes, that needs no bending."""
    return name[-1:] in QUOTES or any(reading.case == "nomn" for reading in readings(name))


def _with_town(bodies: Sequence[Body]) -> list[Body]:
    """«городская администрация» is the «администрация Омска» of the same article."""
    result = list(bodies)
    for short in bodies:
        sort, _, core = short.core.partition(" ")
        if not short.bare or not core or sort not in {sort[:5] for sort in _local_sorts()}:
            continue
        long = [body for body in result if _is_of_town(body, core)]
        if len(long) == 1:
            long[0].spans += short.spans
            result.remove(short)
    return result


def _is_of_town(body: Body, core: str) -> bool:
    of_town = body.place is not None and body.place not in region_codes()
    return body.core.startswith(core + " ") or (of_town and body.core == core)


def _of_one_name(bodies: Sequence[Body]) -> list[Body]:
    """Bodies that came by two ways to one name are one: «МФЦ Москвы» by its region and as a town."""
    result: dict[str, Body] = {}
    for body in bodies:
        same = result.setdefault(_with_one_state(body.name), body)
        if same is not body:
            same.spans += body.spans
    return list(result.values())


def _with_one_state(name: str) -> str:
    """«Центр правительства РФ» is that «… России», «Главное управление МЧС по краю» the «ГУ МЧС России по краю»."""
    state, linked = words_of("state"), f" {linking_word()} "
    written = fold(name)
    for words, letters in body_words("in_letters").items():
        if written.startswith(f"{words} ") and linked in written:
            head, _, place = written.removeprefix(words).partition(linked)
            kept = [word for word in head.split() if word not in state]
            return " ".join((letters, *kept, place))
    return " ".join(max(state) if word in state else word for word in written.split())


def _is_short_for(short: Body, long: Body) -> bool:
    """Whether the letters of a short ministry spell the field of a long one: обр + нау."""
    letters, fields = short_letters(short.core), field_words(long.core)
    if short.core == letters or " " in letters or not fields:
        return False
    common = _shared(letters, fields[0])
    rest = letters[common:]
    turned = (letters[_shared(letters, field) :] for field in fields[1:] if _shared(letters, field) >= _FEWEST_LETTERS)
    if any(word.startswith(fields[0]) for word in turned):
        return True  # «Минобрнауки», «министерство науки и высшего образования»
    return common >= _FEWEST_LETTERS and (len(rest) <= 4 or any(word[:3] in rest for word in fields[1:]))


def _shared(left: str, right: str) -> int:
    """How many letters two words begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _ministers(document: Document) -> Iterator[tuple[str, str]]:
    """Fields and states of ministers: «министр просвещения России» -> (просвещения, России)."""
    for person in document.persons:
        words = (person.role or "").split()
        post = find_post(words[0]) if len(words) > 2 else None
        if post is not None and post.group == "minister" and fold(words[-1]) in words_of("state"):
            yield fold(words[1]), words[-1]


def _placed_by_minister(document: Document, bodies: Iterable[Body]) -> None:
    """«Минпросвещения», whose head is the «министр просвещения России», is that of Russia."""
    for field, state in _ministers(document):
        for body in bodies:
            letters = short_letters(body.core)
            if body.bare and body.kind == "ministry" and body.core != letters and letters.startswith(field[:4]):
                body.name, body.bare = f"{body.name} {state}", False
