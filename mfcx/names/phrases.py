"""The noun phrase around a title or a body: which words belong to it, and how it reads in the nominative."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from mfcx.document import Token
from mfcx.morphology import Reading, inflect, lemmas, readings
from mfcx.tables import fold, read_table, words

QUOTES = '«»“”„"'
_CLOSERS = {"«": "»", "“": "”", "„": "“", '"': '"', "‘": "’", "”": "”"}
_OPENERS = {"»": "«", "”": "“", "“": "„", '"': '"', "’": "‘"}
_LONGEST_QUOTE = 16
_LONGEST_LIST = 6
_LONGEST_GROUP = 10
_MOST_ATTRIBUTES = 6
_OBLIQUE = frozenset({"gent", "datv", "accs", "ablt", "loct"})
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF", "NUMR"})
_ATTRIBUTE = frozenset({"ADJF", "PRTF"})


@cache
def words_of(kind: str) -> frozenset[str]:
    """Lemmas of one kind from the table of words around posts, folded."""
    return frozenset(fold(row["word"]) for row in read_table("post_words") if row["kind"] == kind)


def is_abbreviation(text: str) -> bool:
    """«МФЦ», «РФ», «ГКУ»: capitals only, two or more."""
    return len(text) > 1 and text.isalpha() and text.isupper()


def is_spelled(text: str) -> bool:
    """«УрФУ», «КемГУ», «МФЦ»: letters, of which some may be small, and no word to bend."""
    return len(text) > 1 and text[0].isupper() and text[-1].isupper() and text.isalpha()


def is_capitalised(text: str) -> bool:
    return text[:1].isupper()


def token_range(tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int]:
    """Indices [first, last) of the tokens that a stretch of text touches."""
    first = bisect_right(tokens, start, key=lambda token: token.stop)
    return first, max(first, bisect_left(tokens, stop, key=lambda token: token.start))


def is_word(token: Token) -> bool:
    return token.text[:1].isalpha()


def has_lemma(token: Token, kind: str) -> bool:
    """Whether a word is of a kind in the table of words around posts."""
    return is_of_kind(token.lower, kind)


@lru_cache(maxsize=6_000)
def is_of_kind(lower: str, kind: str) -> bool:
    """What `has_lemma` says of a folded form; the words of an article are asked again and again."""
    return lower in words_of(kind) or not words_of(kind).isdisjoint(lemmas(lower))


def previous_word(tokens: Sequence[Token], first: int) -> Token | None:
    i = first - 1
    if i >= 1 and tokens[i].text == ".":
        i -= 1
    return tokens[i] if i >= 0 and is_word(tokens[i]) else None


def called_from(tokens: Sequence[Token], first: int) -> int:
    """Where what shows a name to be one ends: before «по имени» in «женщина по имени Анна», else at the name."""
    called = first > 1 and tokens[first - 1].lower in words_of("called") and tokens[first - 2].lower in words_of("call")
    return first - 2 if called else first


def is_and(token: Token) -> bool:
    """«и», which joins attributes, fields and offices."""
    return token.lower in words("and")


@lru_cache(maxsize=6_000)
def nominal_readings(form: str) -> tuple[Reading, ...]:
    """Readings as a noun or an attribute, surnames and weak guesses aside when there are others."""
    return tuple(reading for reading in readings(form) if reading.pos in _NOMINAL)


@lru_cache(maxsize=6_000)
def noun_cases(form: str) -> frozenset[str]:
    """Cases in which the form may be a noun: «области» -> gent, datv, loct, nomn, accs."""
    return frozenset(str(r.case) for r in readings(form) if r.pos == "NOUN" and r.case)


@lru_cache(maxsize=6_000)
def attribute_cases(form: str) -> frozenset[str]:
    """Cases in which the form may be an adjective or participle: «налоговой» -> gent, datv …"""
    return frozenset(str(r.case) for r in readings(form) if r.pos in _ATTRIBUTE and r.case)


def may_agree(attribute: Token, noun: Token) -> bool:
    """Whether an attribute has the gender of a noun: «лесное управление», not «[Мастерской] управления»."""
    genders = {r.gender for r in readings(noun.text) if r.pos == "NOUN" and r.number == "sing" and r.gender}
    found = [r for r in readings(attribute.text) if r.pos in _ATTRIBUTE]
    return is_abbreviation(noun.text) or not genders or any(r.number == "plur" or r.gender in genders for r in found)


def may_be_nominative(token: Token) -> bool:
    """Whether a word may open a name that is not bent: «Заря», «Омская», «Forbes», not «Газпрома»."""
    cases = noun_cases(token.text) | attribute_cases(token.text)
    return not cases or "nomn" in cases


def is_oblique(token: Token) -> bool:
    """Whether the word may stand inside a phrase after its head: «налоговой», «МВД», «населению»."""
    if is_spelled(token.text):
        return True
    return any(r.case in _OBLIQUE or "Fixd" in r.tags for r in nominal_readings(token.text))


@lru_cache(maxsize=5_000)
def is_function_word(lower: str) -> bool:
    """Prepositions, conjunctions and particles, which the dictionary also knows as names of letters."""
    return readings(lower)[0].pos in ("PREP", "CONJ", "PRCL") or len(lower) == 1


@lru_cache(maxsize=5_000)
def _is_short_form(lower: str) -> bool:
    """«готов», which the dictionary also knows as a people in the genitive."""
    return readings(lower)[0].pos in ("ADJS", "PRTS")


def closing_quote(tokens: Sequence[Token], first: int) -> int | None:
    """Index of the mark that closes the quotation opened at `first`, or None."""
    opener = tokens[first].text
    closer = _CLOSERS.get(opener)
    if closer is None or (closer == opener and _has_ended(tokens, first)):
        return None
    depth = 0
    earliest: int | None = None  # «ОАО «НК «Роснефть»» may end in fewer marks than it has begun with
    for i in range(first + 1, min(len(tokens), first + _LONGEST_QUOTE)):
        text = tokens[i].text
        if text == opener and (text != closer or _opens(tokens, i)):
            depth += 1
        elif text == closer:
            if depth == 0 or (text == opener and not _closes(tokens, i + 1, closer)):
                # «ГБУ «МФЦ»» may end in one mark only; a second one right after belongs to it too
                return i
            depth -= 1
            earliest = i if earliest is None else earliest
    return earliest if earliest is not None else _closed_by_another(tokens, first)


def _closed_by_another(tokens: Sequence[Token], first: int) -> int | None:
    """Where a quotation ends whose two marks are of two kinds: «"Дом молодёжи[»]»."""
    for i in range(first + 1, min(len(tokens), first + _LONGEST_QUOTE)):
        if tokens[i].text in QUOTES:
            ends = tokens[i - 1].stop == tokens[i].start and not (
                i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].stop and is_word(tokens[i + 1])
            )
            return i if ends else None
    return None


def _has_ended(tokens: Sequence[Token], i: int) -> bool:
    """Whether a straight mark stands right behind its word, and not before one: «"Заря["], "Маяк"»."""
    behind = (
        i > 0 and tokens[i - 1].stop == tokens[i].start and (is_word(tokens[i - 1]) or tokens[i - 1].text.isdigit())
    )
    return behind and not (i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].stop and is_word(tokens[i + 1]))


def _opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether a straight mark stands before its word: «"Киностудия [\"]Мир""»."""
    return tokens[i - 1].stop < tokens[i].start and i + 1 < len(tokens) and tokens[i].stop == tokens[i + 1].start


def _closes(tokens: Sequence[Token], i: int, closer: str) -> bool:
    return i < len(tokens) and tokens[i].text == closer and tokens[i - 1].stop == tokens[i].start


def opening_quote(tokens: Sequence[Token], last: int) -> int | None:
    """Index of the mark that opened the quotation closed at `last`, or None."""
    closer = tokens[last].text
    if closer not in _OPENERS:
        return None
    openers = {"“", "„"} if closer == "”" else {"„", "“"} - {closer} if closer == "“" else {_OPENERS[closer]}
    depth = 0
    for i in range(last - 1, max(-1, last - _LONGEST_QUOTE), -1):
        text = tokens[i].text
        if text in openers:
            if depth == 0:
                return i
            depth -= 1
        elif text == closer:
            depth += 1
    return None


def attributes_start(tokens: Sequence[Token], head: int, cases: frozenset[str], floor: int = 0) -> int:
    """Index of the first adjective that agrees with the head: «первый [заместитель]»."""
    drop = words_of("drop")
    first = head
    while first > max(floor, head - _MOST_ATTRIBUTES):
        token = tokens[first - 1]
        if not is_word(token) or not attribute_cases(token.text) & cases:
            break
        found = [r for r in readings(token.text) if r.pos in _ATTRIBUTE]
        if any(fold(r.lemma) in drop or "Apro" in r.tags for r in found) or _is_of_number(tokens, first - 1):
            break
        if _opens_clause(tokens, first - 1, found, cases):
            break
        first -= 1
    return first


def _is_of_number(tokens: Sequence[Token], i: int) -> bool:
    """«56-[летний] директор», «30-[тысячная] жительница»: the half of a word behind its number."""
    return i > 1 and tokens[i - 1].text == "-" and tokens[i - 2].text.isdigit()


def _opens_clause(tokens: Sequence[Token], i: int, found: Sequence[Reading], cases: Collection[str]) -> bool:
    """«программы, [начатой] мэром», «судью, [наградившего] мэра»: a participle behind a comma, and who or whom."""
    if i == 0 or tokens[i - 1].text != "," or any(r.pos != "PRTF" for r in found):
        return False
    return set(cases) == {"ablt"} or ("accs" in cases and all("actv" in r.tags for r in found))


def surface(tokens: Sequence[Token], first: int, last: int, replaced: dict[int, str] | None = None) -> str:
    """The words [first, last) as they stand, white space collapsed, some of them replaced."""
    parts: list[str] = []
    for i in range(first, last):
        if i > first and tokens[i].start > tokens[i - 1].stop:
            parts.append(" ")
        parts.append((replaced or {}).get(i, tokens[i].text))
    return "".join(parts)


def like(word: str, model: str) -> str:
    """The word with the capitals of the model: «министр» like «Министра» -> «Министр», «АвтоВАЗе» -> «АвтоВАЗ»."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    if "-" in word and word.count("-") == model.count("-"):
        return "-".join(like(half, pattern) for half, pattern in zip(word.split("-"), model.split("-"), strict=True))
    if not model[1:].islower():
        return "".join(m if m.lower() == w else w for w, m in zip(word, model, strict=False)) + word[len(model) :]
    return word[:1].upper() + word[1:] if is_capitalised(model) else word


def nominative_attribute(token: Token, gender: str | None, number: str = "sing") -> str:
    """An adjective in the nominative of its head's gender: «первого» -> «первый»."""
    grammemes = ["nomn", number]
    if number == "sing":
        grammemes.append(gender or "masc")
    for pos in ("ADJF", "PRTF"):
        found = inflect(token.text, *grammemes, pos=pos)
        if found is not None:
            return like(found, token.text)
    return token.text


def _noun_group_end(tokens: Sequence[Token], first: int, case: str) -> int | None:
    """End of adjectives and a noun in one case: «[информационных технологий]»."""
    end: int | None = None
    i = first
    while i < min(len(tokens), first + _LONGEST_GROUP):
        token = tokens[i]
        if not is_word(token) or is_function_word(token.lower) or _is_short_form(token.lower):
            break
        if is_spelled(token.text):
            return i + 1
        is_attribute = case in attribute_cases(token.text)
        if case in noun_cases(token.text):
            end = i + 1
            if not is_attribute:
                break  # «учёного [секретаря]» may go on, «секретаря» may not
        elif not is_attribute:
            break
        i += 1
        # «государственных и муниципальных услуг»
        if (
            i + 1 < len(tokens)
            and (is_and(tokens[i]) or tokens[i].text == ",")
            and case in attribute_cases(tokens[i + 1].text)
        ):
            i += 1
    return end


def _governed_case(preposition: str) -> str | None:
    """The case after a preposition inside a title: «по» -> datv."""
    return next((case for case in ("datv", "loct", "ablt") if preposition in words_of(f"govern_{case}")), None)


def _prepositional_end(tokens: Sequence[Token], first: int) -> int | None:
    token = tokens[first]
    case = _governed_case(token.lower)
    if case is None or first + 1 >= len(tokens) or token.lower not in words_of("preposition"):
        return None
    if first > 0 and case == "ablt" and lemmas(tokens[first - 1].lower) & words_of("takes_ablt"):
        return _noun_group_end(tokens, first + 1, case)  # «по борьбе с пожарами»
    # «в», «на» and «с» join a title only before a name: «в Бердянске», not «в этом году»
    if token.lower in words_of("before_name") and not is_capitalised(tokens[first + 1].text):
        return None
    if lemmas(tokens[first + 1].lower) & words_of("of_sentence"):
        return None  # «[министерство] по итогам года»
    return _noun_group_end(tokens, first + 1, case)


def _list_end(tokens: Sequence[Token], first: int, case: str, depth: int = 0) -> int | None:
    """«, архитектуры и ЖКХ», «и информационных технологий»: more of the same case joined to the last one."""
    if depth > _LONGEST_LIST:
        return None
    if is_and(tokens[first]) and first + 1 < len(tokens):
        return _noun_group_end(tokens, first + 1, case)
    if tokens[first].text == "," and first + 1 < len(tokens):
        end = _noun_group_end(tokens, first + 1, case)
        if end is not None and _is_last_of_list(tokens, first + 1, end):
            return end
        if end is not None and end < len(tokens) and _list_end(tokens, end, case, depth + 1) is not None:
            return end
    return None


def _is_last_of_list(tokens: Sequence[Token], first: int, end: int) -> bool:
    """«[министр спорта], молодёжной и семейной политики»: a field of two attributes closes the list as well."""
    group = tokens[first:end]
    return any(map(is_and, group)) and all(t.text.islower() for t in group) and not attribute_cases(group[-1].text)


def short_place_end(tokens: Sequence[Token], first: int) -> int | None:
    """End of a place behind the letters of its type: «г. Томска», «г.о. Нижний Ломов»."""
    i = first
    while i + 1 < len(tokens) and tokens[i].lower in words_of("short_type") and tokens[i + 1].text == ".":
        i += 2
    if i == first or i >= len(tokens) or not is_word(tokens[i]) or not is_capitalised(tokens[i].text):
        return None
    end = _noun_group_end(tokens, i, "gent") or _noun_group_end(tokens, i, "nomn")
    return end if end is not None and all(is_capitalised(token.text) for token in tokens[i:end]) else i + 1


def next_group_end(tokens: Sequence[Token], first: int, *, start: int, prepositions: bool = True) -> int | None:
    """End of the next link of the chain begun at `start`: a genitive, «по экономике», «и науки», a quoted name."""
    token = tokens[first]
    if token.text in _CLOSERS:
        closed = closing_quote(tokens, first)
        if closed is not None:
            return closed + 1
    if token.text == "№" and first > start and first + 1 < len(tokens) and tokens[first + 1].text.isdigit():
        return first + 2
    end = short_place_end(tokens, first)
    if end is None and is_word(token):
        end = _noun_group_end(tokens, first, "gent")
        if end is None and prepositions:
            end = _prepositional_end(tokens, first)
    if end is None and first > start and is_word(token) and lemmas(tokens[first - 1].lower) & words_of("takes_datv"):
        end = _noun_group_end(tokens, first, "datv")  # «фонд содействия [развитию] спорта»
    if end is None and first > start:
        # «по бюджету, финансам и налогам»
        by = any(t.lower in words_of("govern_datv") for t in tokens[start:first])
        end = _list_end(tokens, first, "datv" if by else "gent") or (_list_end(tokens, first, "gent") if by else None)
    return end


def tail_end(tokens: Sequence[Token], first: int, stop: int | None = None) -> int:
    """End of what depends on a head that ends at `first`: «директор [МФЦ Томской области]» …"""
    limit = len(tokens) if stop is None else stop
    cut = tokens[first:limit]
    # «управляющий [отделением Соцфонда]»
    leads = first > 0 and bool(cut) and is_word(cut[0]) and has_lemma(tokens[first - 1], "leads_ablt")
    end = (_noun_group_end(cut, 0, "ablt") if leads else None) or 0
    while end < len(cut):
        step = next_group_end(cut, end, start=0)
        if step is None:
            break
        end = _numbered_end(cut, step)
    return first + end


def _numbered_end(tokens: Sequence[Token], end: int) -> int:
    """End of letters with their number: «филиал ТГК[-6]»."""
    if end + 1 >= len(tokens) or tokens[end].text != "-" or not tokens[end + 1].text.isdigit():
        return end
    glued = tokens[end - 1].stop == tokens[end].start and tokens[end].stop == tokens[end + 1].start
    return end + 2 if glued and is_abbreviation(tokens[end - 1].text) else end
