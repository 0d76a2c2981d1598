"""The unit beside a number: a symbol of the table, or the counted noun of the phrase.

«320 тысяч государственных и муниципальных услуг» -> услуга; «800 кв. м» -> м²; «21,5 ц/га» -> ц per га.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import takewhile

from mfcx.document import DASHES, Token
from mfcx.morphology import LIKELY, Reading, inflect, is_word, lemmas, readings
from mfcx.quantities.counted.numbered_adjectives import end_of_numbered
from mfcx.quantities.counted.phrases import phrase_start
from mfcx.quantities.forms import Forms
from mfcx.quantities.unit_table import Entry, Unit, find_symbol, measures, units_by_last_word, units_with
from mfcx.tables import fold, read_table, words

_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_OBLIQUE = frozenset({"datv", "ablt", "loct"})
_OPENING = frozenset("«\"“„'(")
_CLOSING = frozenset("»\"”')")
# proper nouns are not counted: «в 2023 Томск» has no unit
_PROPER = frozenset({"Geox", "Name", "Surn", "Patr"})
_MAX_ADJECTIVES = 8
# «из» and «и» have rare noun readings, «стали» a rare one as steel
_CLOSED = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ"})
_RARE = 0.02
_MOSTLY_ADJECTIVE = 0.2  # share of noun readings below which a word is an adjective first
_MANY_OF = frozenset({("gent", "plur")})
_PARTICIPLE_REACH = 8  # how far behind a participle its noun may stand
_SLIPS = frozenset({("gent", "sing")})
_ALONE = frozenset({("nomn", "sing"), ("accs", "sing")})
_AS_ADJECTIVES = frozenset({("nomn", "plur"), ("accs", "plur")})
_POSSESSIVE = frozenset({"Apro", "Fixd"})
_MANY = 2100  # no number of a house, a school or a year is as large


@lru_cache(maxsize=6_000)
def counted_cases(value: Decimal | None) -> frozenset[tuple[str, str]]:
    """(case, number) pairs that a noun counted by this value may stand in."""
    allowed = {("gent", "plur"), *((case, "plur") for case in _OBLIQUE)}
    if value is None:
        return frozenset(allowed)
    if value != value.to_integral_value():
        return frozenset({("gent", "sing"), *allowed})
    last, tens = int(value) % 10, int(value) % 100
    if last == 1 and tens != 11:
        return frozenset({(case, "sing") for case in ("nomn", "accs", "gent", *_OBLIQUE)} | {("gent", "plur")})
    if _is_few(value):
        allowed.add(("gent", "sing"))
    return frozenset(allowed)


def _is_few(value: Decimal) -> bool:
    """2, 3, 4, 22: «две школы»; not 12."""
    return value == value.to_integral_value() and value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14)


@lru_cache(maxsize=6_000)
def _is_adjective(text: str) -> bool:
    return any(r.pos in _ADJECTIVES and r.case for r in readings(text))


@lru_cache(maxsize=6_000)
def _agreeing_noun(text: str, allowed: frozenset[tuple[str, str]]) -> Reading | None:
    if len(text) < 2:  # letters have noun readings
        return None
    found = readings(text)
    if noun := _homonyms().get(text.lower()):
        meant = (r for r in found if r.lemma == noun and (r.case, r.number) in allowed)
        return next(meant, None)
    if found[0].pos in _CLOSED:
        return None
    rare = LIKELY if found[0].pos == "VERB" else _RARE  # «один погиб»
    fitting = [
        reading
        for reading in found
        if reading.pos == "NOUN"
        and not (reading.score < rare and len(found) > 1)
        and not (reading.tags & _PROPER and text[:1].isupper() and not text.isupper())
        and ("Fixd" in reading.tags or (reading.case, reading.number) in allowed)
    ]
    # «голов» is likelier heads of cattle than goals: a reading that the table knows goes first
    return next((r for r in fitting if fold(r.lemma) in units_by_last_word()), fitting[0] if fitting else None)


def _declines_as_adjective(noun: Reading) -> bool:
    """«столовая», «мастерская»."""
    return noun.lemma.endswith(tuple(words("adjectival_ending")))


@lru_cache(maxsize=6_000)
def _adjectival_noun(text: str) -> Reading | None:
    """«две | столовые», «84 | мастерские»: after a few such a noun stands as its adjectives do."""
    plural = (r for r in readings(text) if r.pos == "NOUN" and (r.case, r.number) == ("nomn", "plur"))
    return next((r for r in plural if _declines_as_adjective(r)), None)


def _counted_noun(text: str, allowed: frozenset[tuple[str, str]], value: Decimal | None) -> Reading | None:
    return _agreeing_noun(text, allowed) or (_adjectival_noun(text) if value is not None and _is_few(value) else None)


@cache
def _homonyms() -> dict[str, str]:
    return {row["form"]: row["noun"] for row in read_table("homonyms")}


def _slipped(tokens: Sequence[Token], at: int, value: Decimal) -> Reading | None:
    """A noun in a wrong form that the number counts all the same: «78 мальчика», «31 035 ипотеки», «15,1 процент».

    People and measures stand so beside any number; things only beside a large one: «школа 5 района» says which.
    """
    text = tokens[at].text
    if value != value.to_integral_value():
        written = tokens[at - 1].text[0].isdecimal()  # not «каждый шестой доллар»
        measure = _agreeing_noun(text, _ALONE) if written else None
        return measure if measure and measures(measure.lemma) else None
    noun = _agreeing_noun(text, _SLIPS)
    if noun is None or readings(text)[0].pos != "NOUN":
        return None
    counted = "anim" in noun.tags or measures(noun.lemma)
    return noun if counted or (value >= _MANY and not _follows_noun(tokens, at)) or _has_verb(tokens, at) else None


def _start_of_digits(tokens: Sequence[Token], at: int) -> int:
    """Where the number begins that ends before this token."""
    first = at - 1
    while first > 0 and tokens[first - 1].text[0].isdecimal():
        first -= 1
    return first


def _follows_noun(tokens: Sequence[Token], at: int) -> bool:
    """«приказ 4512 | министерства»: the number that ends before this token belongs to a noun."""
    before = tokens[_start_of_digits(tokens, at) - 1]
    return before.text.isalpha() and readings(before.text)[0].pos == "NOUN"


def _has_verb(tokens: Sequence[Token], at: int) -> bool:
    """«куплено 35 | автобуса», «пали 522 козы и 136 | коровы»: so many of them; «вышел с 5 | этажа» is no count."""
    first = _start_of_digits(tokens, at)
    if not first or not tokens[first].text[0].isdecimal():
        return False
    before = tokens[first - 1]
    if before.lower in words("and") and first > 2:
        return readings(tokens[first - 2].text)[0].pos == "NOUN" and tokens[first - 3].text[0].isdecimal()
    return before.text.isalpha() and readings(before.text)[0].pos in ("VERB", "PRTS")


def is_acronym(token: Token) -> bool:
    """«МФЦ», «ТОСП», «ФАП»: two or more capitals that spell no word; Latin ones name a make: «BMW 540»."""
    text = token.text
    capitals = len(text) >= 2 and text.isalpha() and text.isupper() and not text.isascii()
    return capitals and (not is_word(token.lower) or _is_two_letters(token.lower))


def _is_two_letters(form: str) -> bool:
    """«ЮЛ», which spells no top that spins; not «НА», «ЗА» of a line in capitals."""
    return len(form) == 2 and readings(form)[0].pos == "NOUN"


@lru_cache(maxsize=6_000)
def acronym_stem(text: str) -> str | None:
    """«ФАПов», «МФЦ»: the capitals, when only a case ending follows them."""
    capitals = next((i for i, char in enumerate(text) if not char.isupper()), len(text))
    ended = capitals < len(text)  # «ФОКа» is no «фока», «ОФИС» a word in capitals
    spelled = not ended and is_word(fold(text)) and not _is_two_letters(fold(text))
    if capitals >= 2 and len(text) - capitals <= 3 and text.isalpha() and not spelled:
        return text[:capitals]
    return None


def _may_open_phrase(text: str) -> bool:
    """Whether the phrase of a counted noun may begin with a word or mark: «школ», «новых», «уже», «(», not «в»."""
    if text in _OPENING or acronym_stem(text) is not None:
        return True
    return any(r.pos in _ADJECTIVES or r.pos in ("NOUN", "ADVB") for r in readings(text))


_opens_phrase = Forms(_may_open_phrase)


def find_counted(tokens: Sequence[Token], at: int, value: Decimal | None) -> Unit | None:
    """The counted noun of the phrase that begins at token `at`, through any adjectives.

    «государственных и муниципальных услуг» -> услуга; «родившихся» alone -> родившийся.
    """
    if at >= len(tokens) or not (_opens_phrase[tokens[at].text] or end_of_numbered(tokens, at)):
        return None
    allowed = counted_cases(value)
    adjectives: list[int] = []
    i = at
    while i < len(tokens) and len(adjectives) < _MAX_ADJECTIVES and not (i > at and _is_of_others(tokens, i)):
        token = tokens[i]
        if adjectives and adjectives[-1] == i - 1 and (past := _past_participle_phrase(tokens, adjectives, i)):
            return past
        stem = acronym_stem(token.text)
        if stem and not (adjectives and stands_for_people(tokens[i - 1].lower)):
            return _table_unit(tokens, at, i, stem) or Unit(stem, None, at, i + 1, i, noun=True)
        end = i if _is_adjective(token.text) else end_of_numbered(tokens, i)
        adjective = end is not None
        # after an adjective the author's slip of number is forgiven: «14,2 тыс. рабочих места»
        slip = bool(adjectives) and _is_plural_genitive(tokens[adjectives[-1]])
        noun = _counted_noun(token.text, allowed, value) or (_agreeing_noun(token.text, _SLIPS) if slip else None)
        if noun is None and i == at and value is not None:
            noun = _slipped(tokens, i, value)
        if noun and adjectives and _is_theirs(tokens[i - 1].lower, noun, value):
            break  # «учащихся (региона)»
        if noun and (not adjective or _prefers_noun(tokens, i, noun, allowed, listed=bool(adjectives))):
            rare = "ADJF" if adjective and _leaves_noun_out(token, noun) else ""
            found = _table_unit(tokens, at, i, noun.lemma)
            return found or Unit(_lemma_of(token, noun), None, at, i + 1, i, noun=True, substantive=rare)
        if end is not None:
            adjectives.append(end)
            i = end
        elif not _may_stand_between(tokens, i, bool(adjectives)):
            break
        i += 1
    told = [*takewhile(lambda at: not _begins_anew(tokens, at), adjectives)]
    return _substantive(tokens, at, told, allowed, few=value is not None and _is_few(value))


def _is_of_others(tokens: Sequence[Token], i: int) -> bool:
    """What follows the number but is no noun of it."""
    return _joins_whose(tokens, i) or _opens_row(tokens, i)


def _opens_row(tokens: Sequence[Token], i: int) -> bool:
    """«ранены 12 (| АППГ – 15)»: the figure in the bracket is another one."""
    behind = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return tokens[i - 1].text == "(" and (behind in DASHES or behind[:1].isdecimal())


@lru_cache(maxsize=6_000)
def stands_for_people(form: str) -> bool:
    """«учащихся», «пострадавших»: people by what they do, with no noun but that of whose they are."""
    named = (inflect(form, "nomn", "sing", "masc", pos=pos) for pos in sorted(_ADJECTIVES))
    return any(fold(name) in words("person_adjective") for name in named if name)


def _is_theirs(people: str, noun: Reading, value: Decimal | None) -> bool:
    """«24 учащихся | региона», not «4 дежурные | группы» or «21 дежурная | группа»: a thing of the people told of.

    What befell those people may have befallen things: «3 пострадавших | посёлка».
    """
    if noun.number != "sing" or "inan" not in noun.tags or not stands_for_people(people):
        return False
    found = readings(people)
    if value is not None and _is_few(value) and any("past" in r.tags for r in found):
        return False
    modifies = {(noun.case, "sing"), *([("nomn", "plur")] if noun.case == "gent" else [])}
    return any(r.pos == "PRTF" for r in found) or all((r.case, r.number) not in modifies for r in found)


def _lemma_of(token: Token, noun: Reading) -> str:
    """«детей-сирот» -> ребёнок-сирота: each half of a compound by itself, where both stand in one case and number."""
    first, dash, last = token.text.rpartition("-")
    if not dash or fold(first) in words("first_half"):
        return noun.lemma  # «пресс-туров» are of no «пресса»
    halves = [
        next((r.lemma for r in readings(half) if (r.pos, r.case, r.number) == ("NOUN", noun.case, noun.number)), None)
        for half in (first, last)
    ]
    return "-".join(half for half in halves if half) if all(halves) else noun.lemma


def _is_plural_genitive(token: Token) -> bool:
    return any(r.pos in _ADJECTIVES and (r.case, r.number) == ("gent", "plur") for r in readings(token.text))


def _past_participle_phrase(tokens: Sequence[Token], adjectives: Sequence[int], i: int) -> Unit | None:
    """«оказываемых в МФЦ услуг», «находящихся в ремонте школ»: the noun stands behind what the participle governs."""
    forms = {(r.case or "", r.number or "") for r in readings(tokens[i - 1].text) if r.pos == "PRTF"}
    if not forms:
        return None
    starts = readings(tokens[i].lower)[0].pos == "PREP" or acronym_stem(tokens[i].text) is not None
    if not (starts or _is_agent(tokens[i].text, forms)):
        return None
    genitive, oblique = _MANY_OF & forms, frozenset(form for form in forms if form[0] in _OBLIQUE and form[1] == "plur")
    return (_noun_behind(tokens, adjectives[0], i, genitive) if genitive else None) or (
        _noun_behind(tokens, adjectives[0], i, oblique) if oblique else None
    )


def _is_agent(text: str, forms: set[tuple[str, str]]) -> bool:
    """«поддержанных | фондом | проектов»: by whom, in a case that the participle has not."""
    nouns = {(r.case or "", r.number or "") for r in readings(text) if r.pos == "NOUN"}
    return any(case == "ablt" for case, _ in nouns) and nouns.isdisjoint(forms)


def _noun_behind(tokens: Sequence[Token], first: int, i: int, allowed: frozenset[tuple[str, str]]) -> Unit | None:
    """«пострадавших | от паводка районах»: the noun in the case of the participle, not the one that it governs."""
    governs, found = True, None
    for at in range(i + 1, min(len(tokens), i + _PARTICIPLE_REACH)):
        if not tokens[at].text.isalpha():
            break
        governed = _is_governed(tokens, at) or (governs and allowed != _MANY_OF)
        noun = None if governed else _agreeing_noun(tokens[at].text, allowed)
        if found is not None and (noun is None or not _ends_row(noun)):
            break
        if noun is not None:
            found = Unit(noun.lemma, None, first, at + 1, at, noun=True)
        governs = governs and readings(tokens[at].text)[0].pos != "NOUN"
    return found


def _is_governed(tokens: Sequence[Token], at: int) -> bool:
    """«для | маленьких детей», «в результате | аварий»."""
    before = tokens[max(0, phrase_start(tokens, at) - 1)].lower
    return readings(before)[0].pos == "PREP" or before in words("noun_of_preposition")


def _ends_row(noun: Reading) -> bool:
    """«поданных через портал услуг | заявлений», but «поданных через портал заявлений | граждан (районов)»."""
    return "inan" in noun.tags and noun.case == "gent" and fold(noun.lemma) not in words("area_word")


def _prefers_noun(
    tokens: Sequence[Token], i: int, noun: Reading, allowed: frozenset[tuple[str, str]], *, listed: bool
) -> bool:
    """«рабочих мест»: an adjective reading wins while the phrase goes on; «больных» alone is a noun.

    So does it in a list of adjectives: «сельским, городским и районным библиотекам».
    """
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or tokens[i].lower in _homonyms():
        return True
    if following.lower in words("joint"):
        return not ((listed or is_rare_noun(tokens[i])) and _joined_to_noun(tokens, i + 1, allowed))
    if _agreeing_noun(following.text, allowed | _SLIPS | {(noun.case or "", noun.number or "")}):
        return False
    return readings(tokens[i].text)[0].pos == "NOUN" or not _is_adjective(following.text)


def is_rare_noun(token: Token) -> bool:
    """«городских», «исходящих»: an adjective that is hardly ever a noun; «рабочих» is one as often."""
    found = readings(token.text)
    if found[0].pos in _ADJECTIVES and found[0].score == found[-1].score:
        return True  # nothing is known of how often either is meant
    return sum(r.score for r in found if r.pos == "NOUN") < _MOSTLY_ADJECTIVE * sum(r.score for r in found)


def _leaves_noun_out(token: Token, noun: Reading) -> bool:
    """«8 городских» (школ); not «3 прачечных», «2 115 самозанятых», nor «0,1 безработного», one by himself."""
    by_itself = token.lower in _homonyms() or _is_unseen_noun(token, noun) or stands_for_people(token.lower)
    return is_rare_noun(token) and not by_itself


def _is_unseen_noun(token: Token, noun: Reading) -> bool:
    """«3 прачечных», not «12 исходящих»: the dictionary has a noun that declines so, the corpora had no reading."""
    found = readings(token.text)
    return (
        _declines_as_adjective(noun)
        and found[0].score == found[-1].score  # nothing is known of how often either is meant
        and all(r.pos != "PRTF" for r in found)
    )


def _joined_to_noun(tokens: Sequence[Token], i: int, allowed: frozenset[tuple[str, str]]) -> bool:
    """«городских | и пригородных маршрутов», «городских | , новых и старых школ»: the list ends in a noun."""
    for at in range(i, min(len(tokens), i + 2 * _MAX_ADJECTIVES)):
        if tokens[at].lower in words("joint"):
            continue
        if not _is_adjective(tokens[at].text):
            return at > i + 1 and _agreeing_noun(tokens[at].text, allowed) is not None
    return False


def _may_stand_between(tokens: Sequence[Token], i: int, after_adjective: bool) -> bool:
    token = tokens[i]
    if token.text in _OPENING or (after_adjective and token.text in _CLOSING):
        return True
    if token.lower in words("joint"):
        if not after_adjective or i + 1 >= len(tokens):
            return False
        return _adverb_or_adjective(tokens[i + 1]) or end_of_numbered(tokens, i + 1) is not None
    return _adverb_or_adjective(token) and i + 1 < len(tokens) and _is_adjective(tokens[i + 1].text)


def _begins_anew(tokens: Sequence[Token], at: int) -> bool:
    """«подсудимых и | их защитники», «отдыхающих, | прибывших в посёлок»: what follows is no noun of theirs.

    Nor is «учащихся, | всего по району», «пострадавших, | которых спасли».
    """
    sums_up = tokens[at].lower in words("in_all") and tokens[at - 1].text == ","
    relates = tokens[at - 1].text == "," and not words("relative_word").isdisjoint(lemmas(tokens[at].lower))
    return sums_up or relates or _is_possessive(tokens[at].text) or _opens_aside(tokens, at - 1)


def _joins_whose(tokens: Sequence[Token], at: int) -> bool:
    """«пострадавшим и | их семьям»: others, whose they are."""
    return tokens[at - 1].lower in words("joint") and _is_possessive(tokens[at].text)


@lru_cache(maxsize=6_000)
def _is_possessive(text: str) -> bool:
    """«их», «её», «его»."""
    return any(r.tags >= _POSSESSIVE for r in readings(text))


def _opens_aside(tokens: Sequence[Token], comma: int) -> bool:
    if comma < 0:
        return False
    behind = tokens[comma + 2].lower if comma + 2 < len(tokens) else ""
    told = readings(tokens[comma + 1].text)[0].pos == "PRTF"
    return tokens[comma].text == "," and told and behind in words("bound_preposition")


def _adverb_or_adjective(token: Token) -> bool:
    found = readings(token.text)
    likely = [r for r in found if r.score == found[0].score] or found  # «прочим» has six readings alike
    return any(r.pos in _ADJECTIVES or r.pos == "ADVB" for r in (*found[:2], *likely))


def _table_unit(tokens: Sequence[Token], at: int, i: int, lemma: str) -> Unit | None:
    """The unit of the table that ends in this noun: «квадратных метров» -> м², «рублей» -> ₽."""
    heads, ends = units_with(lemma)
    if heads and (trailing := _trailing_unit(tokens, at, i, heads)):
        return trailing
    for entry in ends:
        first = i - len(entry.words) + 1
        if first < at:
            continue
        if all(word in _folded_lemmas(tokens[first + k]) for k, word in enumerate(entry.words[:-1])):
            noun = entry.symbol == lemma
            return Unit(entry.symbol, entry.okei, at, i + 1, i, noun=noun)
    return None


def _trailing_unit(tokens: Sequence[Token], at: int, i: int, entries: Sequence[Entry]) -> Unit | None:
    """The unit of the table whose name begins with this noun: «метров квадратных» -> м²."""
    for entry in entries:
        rest, behind = entry.words[1:], tokens[i + 1 : i + len(entry.words)]
        if len(rest) == len(behind) and all(
            word in (t.lower, *_folded_lemmas(t)) for word, t in zip(rest, behind, strict=True)
        ):
            return Unit(entry.symbol, entry.okei, at, i + len(entry.words), i, noun=False)
    return None


def _folded_lemmas(token: Token) -> set[str]:
    return {fold(r.lemma) for r in readings(token.text)}


def _substantive(
    tokens: Sequence[Token], at: int, adjectives: Sequence[int], allowed: frozenset[tuple[str, str]], *, few: bool
) -> Unit | None:
    """An adjective or participle in a noun's place: «96 погибших» -> погибший; no «5 млн дополнительной | помощи».

    After a few those that are nouns stand as adjectives do: «24 | учащиеся», «две | операционные», «три | «скорые»».
    """
    quoted = tokens[at].text in _OPENING
    if not adjectives or adjectives[0] != at + quoted:
        return None
    i = next((i for i in adjectives if _is_room_adjective(tokens[i].lower)), adjectives[-1])
    if tokens[i].text[0].isupper():  # «бюджет-2012 Омской области», «система 112 Чувашской Республики»
        return None
    for reading in readings(tokens[i].text):
        form = (reading.case or "", reading.number or "")
        if reading.pos not in _ADJECTIVES or form not in (allowed | _AS_ADJECTIVES if few else allowed):
            continue
        name = inflect(tokens[i].text, "nomn", "sing", "masc", pos=reading.pos)
        room = _rooms().get(fold(name)) if name else None
        by_itself = room is not None or fold(name or "") in words("person_adjective")
        if name and (by_itself or (form in allowed and not quoted)):
            # «12 пожаров, 5 погибших»: such a word names people by itself and leaves no noun out
            last = i + 1 + _closes_quote(tokens, i)
            return Unit(room or name, None, at, last, i, noun=True, substantive="" if by_itself else reading.pos)
    return None


def _closes_quote(tokens: Sequence[Token], i: int) -> bool:
    """«три «скорые|»»: the quote that opened before a word ends behind it."""
    return tokens[i - 1].text in _OPENING and i + 1 < len(tokens) and tokens[i + 1].text in _CLOSING


@lru_cache(maxsize=6_000)
def _is_room_adjective(form: str) -> bool:
    return any(fold(r.lemma) in _rooms() for r in readings(form))


@cache
def _rooms() -> dict[str, str]:
    """Rooms and the like by the adjectives that name them, as the dictionary has no such noun: операционный."""
    named = {name: inflect(name, "nomn", "sing", "femn") for name in words("adjective_as_noun")}
    return {name: noun for name, noun in named.items() if noun}


def is_room(name: str) -> bool:
    """Whether an adjective alone names what is counted: «операционная», «скорая»."""
    return name in _rooms().values()


def find_unit(tokens: Sequence[Token], at: int, value: Decimal | None) -> Unit | None:
    """The unit that begins at token `at`: a symbol first, then the counted noun."""
    symbol = find_symbol(tokens, at)
    return symbol if symbol else find_counted(tokens, at, value)
