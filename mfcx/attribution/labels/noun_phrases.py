"""Noun phrases of a sentence: where they begin and end, and how they read in another case.

«более 10 тысяч новых мест в детских садах» -> «новые места в детских садах», «новых мест в детских садах».
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import takewhile

from msgspec import Struct

from mfcx.attribution.labels.ages import age_end
from mfcx.attribution.labels.forms import (
    AND,
    DEPENDENT,
    FORMS,
    INSIDE,
    INSTRUMENTAL,
    MODIFIER,
    MODIFIERS,
    MODIFYING,
    OPENING,
    QUOTE,
    WORD,
    drops,
    is_abbreviation,
    is_modifier,
    is_short,
    is_word,
    label_words,
    may_modify,
    noun_in,
    noun_reading,
)
from mfcx.document import Token
from mfcx.morphology import LIKELY, inflect, lemmas, readings
from mfcx.quantities.forms import Forms
from mfcx.tables import fold, words

# how many words a phrase may have behind its head
_TAIL = 8
_NAME_WORDS = 6
_GOES_ON = WORD | QUOTE | INSTRUMENTAL  # what may depend on a noun or lead to it: «садом», «5-этажками»


class Phrase(Struct, frozen=True):
    """Tokens [first, last) with the noun at `head`; `number` is the head's own, `lemma` where it is known."""

    first: int
    head: int
    last: int
    number: str = "plur"
    lemma: str = ""


def first_modifier(tokens: Sequence[Token], head: int, blocked: Collection[int], *cases: str) -> int:
    """Where the adjectives before a noun begin, joined by «и» or not."""
    first = head
    while first > 0 and first - 1 not in blocked:
        before = tokens[first - 1].lower
        may_be = FORMS[before]
        alone = not may_be & MODIFIER and noun_reading(before, ()) is not None
        if may_be & MODIFYING and may_modify(before, cases) and not (alone and not leads(before, tokens[first].lower)):
            first -= 1
        elif may_be & AND and 1 < first < head and may_modify(tokens[first - 2].lower, cases):
            first -= 2
        else:
            break
    return first


@lru_cache(maxsize=6_000)
def leads(form: str, noun: str) -> bool:
    """«посевная (площадь)»: an adjective of the noun behind it, whatever noun it may be itself."""
    own = {(r.case, r.number, r.gender) for r in readings(form) if r.pos == "ADJF"}
    return bool(own) and any(
        (r.case, r.number, r.gender if r.number == "sing" else None) in own
        for r in readings(noun)[:3]
        if r.pos == "NOUN"
    )


def tail_of(tokens: Sequence[Token], at: int, blocked: Collection[int], limit: int = _TAIL) -> int:
    """Where what depends on a noun ends: genitives, names in quotes, one prepositional phrase, an age."""
    last, prepositions = at, 0
    joined: tuple[str, ...] = ("gent",)
    while last < len(tokens) and last - at < limit:
        token = tokens[last]
        aged = age_end(tokens, last)
        if aged is not None:
            return aged
        may_be = FORMS[token.lower]
        if last in blocked or not may_be & _GOES_ON or (may_be & INSIDE and _begins_sentence(tokens, last)):
            break
        if may_be & INSIDE and prepositions < 1:
            stop = _phrase_end(tokens, last + 1, blocked, ())
            if any(t.lower in label_words("empty") for t in (*tokens[last + 1 : last + 2], tokens[(stop or last) - 1])):
                break
            prepositions += 1
            joined = ("gent", *_cases_behind(tokens, stop))
        elif may_be & AND and last > at:
            stop = _second_end(tokens, last + 1, blocked, joined)
        elif may_be & QUOTE:
            stop = name_end(tokens, last)
        elif is_short(token) or (last == at and may_be & INSTRUMENTAL and _is_instrument(token)):
            stop = last + 1
        else:
            stop = _dependent_end(tokens, at, last, blocked)
        if stop is None:
            break
        last = stop
    return last


def _dependent_end(tokens: Sequence[Token], at: int, last: int, blocked: Collection[int]) -> int | None:
    """«(ремонт) сельских дорог», «(охват) горячим питанием»: the end of a noun that hangs on those before."""
    genitive = FORMS[tokens[last].lower] & DEPENDENT != 0
    stop = _phrase_end(tokens, last, blocked, ("gent",)) if genitive else None
    if stop is None and _takes_means(tokens, at, last):
        return _phrase_end(tokens, last, blocked, ("ablt",))
    if stop is None and _goes_to(tokens, last):
        return _phrase_end(tokens, last, blocked, ("datv",))
    return stop


def _is_instrument(token: Token) -> bool:
    """«(обеспечение) водой», and no «(мост) длиной 40 метров»."""
    return noun_in(token, "ablt") is not None and lemmas(token.lower).isdisjoint(label_words("size"))


def _begins_sentence(tokens: Sequence[Token], at: int) -> bool:
    """«(откроют девять яслей) В сёлах …»: a capital in the midst, where a point got lost."""
    return at > 0 and tokens[at].text[0].isupper() and is_word(tokens[at - 1])


def _takes_means(tokens: Sequence[Token], at: int, last: int) -> bool:
    """«охват (школьников)», «уровень обеспеченности»: a noun that has something in the instrumental behind it."""
    nouns = (tokens[i].lower for i in {at - 1, last - 1} if i >= 0)
    return any(not lemmas(noun).isdisjoint(label_words("by_means")) for noun in nouns)


def _phrase_end(tokens: Sequence[Token], at: int, blocked: Collection[int], cases: tuple[str, ...]) -> int | None:
    """The end of adjectives and their noun that begin at a token; None where there is no noun."""
    last = at
    while last < len(tokens) and last not in blocked and is_word(tokens[last]):
        token = tokens[last]
        form = token.lower
        top = readings(form)[0]
        if is_short(token):
            return last + 1
        degree = top.pos == "ADVB" and bool(cases) and not drops(token) and last + 1 not in blocked
        if degree and last + 1 < len(tokens) and may_modify(tokens[last + 1].lower, cases):
            last += 1  # «особо охраняемых территорий»
            continue
        given = top.pos == "NPRO" or (top.pos == "NOUN" and top.case == "datv")
        if given and at < last < len(tokens) - 1 and readings(tokens[last - 1].lower)[0].pos == "PRTF":
            last += 1  # «оказанных им услуг», «оказанных жителям услуг»
            continue
        if top.pos in MODIFIERS or (may_modify(form, cases) and (top.pos != "NOUN" or _is_led_by(tokens, last))):
            if cases and not may_modify(form, cases):
                return None
            last += 1
            if last < len(tokens) and tokens[last].lower in words("and"):
                last += 1
            continue
        # only the likeliest case counts for words that follow without a preposition
        likely = not cases or top.case in cases or (top.pos == "NOUN" and _has(form, cases))
        if likely and noun_reading(form, cases) is not None:
            return last + 1
        break
    # a participle or adjective may stand for its noun: «число родившихся», «для безработных»
    alone = last > at and tokens[last - 1].lower not in words("and") and not _leads(tokens, last - 1)
    return last if alone and not readings(tokens[last - 1].lower)[0].tags & {"Apro", "Anum"} else None


def _is_led_by(tokens: Sequence[Token], at: int) -> bool:
    """«(по) рабочим профессиям»: an adjective before its noun, though it may be a noun itself."""
    return at + 1 < len(tokens) and is_word(tokens[at + 1]) and leads(tokens[at].lower, tokens[at + 1].lower)


def _leads(tokens: Sequence[Token], at: int) -> bool:
    """«(мосты) общей длиной», «восточного Алтая»: an adjective before a noun that it agrees with stands for none."""
    top = readings(tokens[at + 1].lower)[0] if at + 1 < len(tokens) and is_word(tokens[at + 1]) else None
    agreeing = top is not None and top.pos == "NOUN" and top.case is not None and is_modifier(tokens[at], top.case)
    return top is not None and agreeing and (top.case == "ablt" or "Geox" in top.tags)


def _cases_behind(tokens: Sequence[Token], stop: int | None) -> tuple[str, ...]:
    """The cases a second noun may have behind a preposition: «на ремонт» -> the accusative, for «и оснащение»."""
    found = readings(tokens[stop - 1].lower) if stop else ()
    return tuple(r.case for r in found if r.pos == "NOUN" and r.case not in (None, "nomn"))


def _second_end(tokens: Sequence[Token], at: int, blocked: Collection[int], cases: tuple[str, ...]) -> int | None:
    """The end of a noun joined by «и»; «на ремонт, и область выделит» begins a new sentence instead."""
    stop = _phrase_end(tokens, at, blocked, cases)
    if stop is None or (stop < len(tokens) and readings(tokens[stop].lower)[0].pos == "VERB" and cases != ("gent",)):
        return None
    return stop


def _goes_to(tokens: Sequence[Token], last: int) -> bool:
    """«выплаты (многодетным семьям)»: a noun of what somebody is given."""
    return last > 0 and not lemmas(tokens[last - 1].lower).isdisjoint(label_words("given_to"))


def _has(form: str, cases: tuple[str, ...]) -> bool:
    return any(r.pos == "NOUN" and r.case in cases and r.score > 0.1 for r in readings(form))


def inner_genitive(tokens: Sequence[Token], phrase: Phrase) -> Phrase | None:
    """«число сельских школ» -> «сельских школ»: the genitive that depends on a head, as a phrase of its own."""
    first = at = phrase.head + 1
    while at < phrase.last and is_modifier(tokens[at], "gent"):
        at += 1
    found = noun_in(tokens[at], "gent") if at < phrase.last else None
    if found is None:
        # «число безработных»: an adjective that stands for its noun
        return Phrase(first, at - 1, phrase.last) if at > first else None
    return Phrase(first, at, phrase.last, found.number or "plur", found.lemma)


def name_end(tokens: Sequence[Token], at: int) -> int | None:
    """«Земский учитель» in quotes behind a noun."""
    for last in range(at + 1, min(len(tokens), at + _NAME_WORDS)):
        if tokens[last].text in "»”":
            return last + 1
    return None


def render(tokens: Sequence[Token], phrase: Phrase, case: str, number: str | None = None) -> str:
    """The phrase with its head and adjectives in a case: «новых мест в садах», nomn -> «новые места в садах»."""
    number = number or phrase.number
    head = tokens[phrase.head]
    gender = _GENDERS[head.lower]
    parts = []
    for at in range(phrase.first, phrase.head):
        if is_word(tokens[at]) and not drops(tokens[at]) and not _adds_up(tokens[at].lower, head.lower):
            parts.append(_bent(tokens, at, case, number, gender))
    known = _known_head(head.lower, phrase.lemma, case, number) if phrase.lemma else None
    parts.append(known or _bent(tokens, phrase.head, case, number, gender))
    behind = phrase.head + 1
    if behind < phrase.last and tokens[behind].lower in words("and"):
        # a second noun that is counted with the first bends with it: «дороги и мосты»
        parts += [_bent(tokens, at, case, "plur", None) for at in range(behind, phrase.last)]
        return tidy(" ".join(parts))
    return tidy(" ".join((*parts, surface(tokens, phrase.head + 1, phrase.last))))


def done_alike(tokens: Sequence[Token], label: str, what: Phrase) -> str | None:
    """«изъятая рыба», «икры» -> «изъятая икра»: the same was done to another thing."""
    first, _, rest = label.partition(" ")
    done = readings(first.lower())[0]
    if done.pos != "PRTF" or "pssv" not in done.tags or " " in rest or not rest:
        return None
    gender = _GENDERS[tokens[what.head].lower] or "masc"
    agreeing = ("plur",) if what.number == "plur" else ("sing", gender)
    participle = inflect(first.lower(), "nomn", *agreeing, pos="PRTF")
    return f"{participle} {render(tokens, what, 'nomn')}" if participle else None


@lru_cache(maxsize=2_000)
def _adds_up(form: str, head: str) -> bool:
    """«общая (площадь)» says no more than «площадь»; «общая безработица» is one of two."""
    return not lemmas(form).isdisjoint(label_words("in_all")) and lemmas(head).isdisjoint(label_words("share_noun"))


# of a form as a noun
_GENDERS = Forms(lambda form: next((r.gender for r in readings(form) if r.pos == "NOUN" and r.gender), None))


def render_aim(tokens: Sequence[Token], phrase: Phrase) -> str:
    """The phrase behind «на»: «новую школу», «новые дороги»; of things only «школа» has an accusative of its own."""
    found = noun_in(tokens[phrase.head])
    own = found is not None and phrase.number == "sing" and found.gender == "femn"
    return render(tokens, phrase, "accs" if own else "nomn")


@lru_cache(maxsize=6_000)
def _known_head(form: str, lemma: str, case: str, number: str) -> str | None:
    """«(6 тысяч) голов» -> «головы» and not «голы»: the unit has told which noun it is."""
    if fold(lemma) in {fold(r.lemma) for r in readings(form)[:1]}:
        return None
    found = [r for r in readings(form) if r.pos == "NOUN" and fold(r.lemma) == fold(lemma)]
    if any((r.case, r.number) == (case, number) for r in found):
        return form  # «лука» is a form of «лук»
    own = bool(found)
    if own and (case, number) == ("nomn", "sing"):
        return lemma  # «спецтехника», which is a form of «спецтехник» as well
    return inflect(lemma, case, number, pos="NOUN") if own else None


def _bent(tokens: Sequence[Token], at: int, case: str, number: str, gender: str | None) -> str:
    inside = at > 0 and is_word(tokens[at - 1])
    return _bent_form(tokens[at].text, tokens[at].lower, case, number, gender, inside=inside)


@lru_cache(maxsize=6_000)
def _bent_form(text: str, form: str, case: str, number: str, gender: str | None, *, inside: bool = False) -> str:
    """«новых», nomn plur -> «новые»; a capital `inside` a sentence stays, as does what needs no bending."""
    if is_abbreviation(text) or form in words("and"):
        return text
    abbreviated = _abbreviation(text, case, number)
    if abbreviated is not None:
        return abbreviated
    if "-" in form and _are_twins(form.split("-")):
        return "-".join(_bent_form(part, part, case, number, None) for part in form.split("-"))
    top, noun, proper = readings(form)[0], noun_reading(form, ()), _is_proper(text, form, inside=inside)
    pos = top.pos if noun is None else "NOUN"
    if pos == "NOUN" and _is_in(form, case, number):
        return text if proper else text.lower()
    if may_modify(form, ()) and (pos != "NOUN" or top.pos in MODIFIERS):
        agreeing = (case, "plur") if number == "plur" else (case, "sing", gender or "masc")
        bent = inflect(form, *agreeing, pos="ADJF") or inflect(form, *agreeing, pos="PRTF")
        bent = bent or inflect(form, *agreeing)
    else:
        bent = inflect(form, case, number, pos=pos) or inflect(form, case, pos=pos)
    if bent is None:
        return text if proper else text.lower()
    written = _as_written(text, bent)
    return written.capitalize() if proper and written == bent else written


def _are_twins(parts: list[str]) -> bool:
    """«детей-сирот»: both nouns stand in the same case, so both bend; «бизнес-зон» bends its last."""
    found = [[r for r in readings(part) if r.pos == "NOUN" and "Fixd" not in r.tags] if part else [] for part in parts]
    return bool(set.intersection(*({(r.case, r.number) for r in nouns} for nouns in found)))


def _as_written(text: str, bent: str) -> str:
    """An abbreviation with an ending keeps its capitals: «ФАПов» -> «ФАПы»."""
    capitals = len(_capitals(text))
    return bent[:capitals].upper() + bent[capitals:] if capitals > 1 else bent


def _capitals(text: str) -> str:
    """«ФАП» of «ФАПов»: the capitals that a word begins with."""
    return "".join(takewhile(str.isupper, text))


def _abbreviation(text: str, case: str, number: str) -> str | None:
    """Capitals with an ending of their own in another case: «ТОСПов» -> «ТОСПы», «ФОКов» -> «ФОКи»."""
    stem = _capitals(text)
    if not 1 < len(stem) < len(text):
        return None
    alike = [word for word in label_words("model_of_its_end") if word.endswith(stem[-1].lower())]
    model = alike[0] if alike else next(iter(label_words("model")))
    if not any(r.lemma == model for r in readings(model + text[len(stem) :])):
        return None
    bent = inflect(model, case, number, pos="NOUN")
    return stem + bent[len(model) :] if bent else None


def _is_proper(text: str, form: str, *, inside: bool) -> bool:
    return text[0].isupper() and (inside or "Geox" in readings(form)[0].tags)


def _is_in(form: str, case: str, number: str) -> bool:
    """Whether a noun stands in the case and number already: then no other noun of that form gets in the way."""
    found = [r for r in readings(form)[:4] if r.pos == "NOUN" and (r.case, r.number) == (case, number)]
    found = [r for r in found if r.score >= LIKELY]  # «зала» is seldom a form of «зало»
    # «ребят» is no nominative, whatever the dictionary allows
    if number == "sing":
        # «ферма» may be a genitive too, but seldom is
        return any(r.score >= readings(form)[0].score for r in found)
    forms = [inflect(r.lemma, case, number, pos="NOUN") for r in found]
    return any(one is None or fold(one) == fold(form) for one in forms)


def surface(tokens: Sequence[Token], first: int, last: int) -> str:
    """Tokens as they stand, with quotes closed up; the capital of a sentence's first word goes."""
    text = ""
    for at in range(first, last):
        glue = at == first or tokens[at].start == tokens[at - 1].stop
        word = tokens[at].text
        if word != tokens[at].lower and _opens(tokens, at):
            word = word.lower()
        text += word if glue else f" {word}"
    return text.strip()


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word has its capital only from standing first."""
    if is_short(tokens[at]) or (at > 0 and is_word(tokens[at - 1])) or (at > 1 and tokens[at - 1].text in OPENING):
        return False
    return not readings(tokens[at].lower)[0].tags & {"Geox", "Name", "Surn", "Orgn"}


def as_name(text: str) -> str:
    """A name bent by `render` with the capital it had: «пенсионного фонда» -> «Пенсионного фонда»."""
    return text[:1].upper() + text[1:]


def tidy(text: str) -> str:
    """One space between words, no marks at the ends."""
    return " ".join(text.split()).strip(" ,;:.—–-()")


def bend(text: str, case: str) -> str:
    """A label put into another case: bend("принятые заявления граждан", "gent") -> «принятых заявлений граждан»."""
    head, comma, told = text.partition(", ")
    if comma:
        return f"{bend(head, case)}, {_bent_clause(told, case)}"
    parts = text.split()
    if parts[0] in label_words("not") and len(parts) > 1:
        return f"{parts[0]} {bend(' '.join(parts[1:]), case)}"  # «не охваченные жители»
    at = 0
    opening = readings(parts[0].lower())[0]
    if opening.pos == "PRTF" and {"actv", "tran", "past"} <= opening.tags:
        # what they did keeps its case: «получившие дипломы»
        return " ".join((inflect(parts[0], case, opening.number or "plur") or parts[0], *parts[1:]))
    while at + 1 < len(parts) and _agrees(parts[at], parts[at + 1]) and _goes_on(parts[at + 1]):
        at += 1
    found = next((r for r in readings(parts[at].lower()) if r.case == "nomn" and r.pos in {"NOUN", *MODIFIERS}), None)
    if found is None or (parts[at].isupper() and len(parts[at]) > 1):
        return text
    number, gender = found.number or "sing", found.gender or "masc"
    forms: list[str] = []
    for part in parts[: at + 1]:
        grammemes = (case, "plur") if number == "plur" else (case, "sing", gender)
        if readings(part.lower())[0].pos in MODIFIERS:
            form = inflect(part.lower(), *grammemes)
        else:
            form = inflect(part.lower(), case, number, pos="NOUN") or inflect(part.lower(), case, number)
        proper = part[0].isupper() and len(forms) == at
        written = form and _as_written(part, form)
        forms.append((written if written != form else written.capitalize() if proper else written) if written else part)
    return " ".join((*forms, *parts[at + 1 :]))


def _bent_clause(told: str, case: str) -> str:
    """«(жители,) не имеющие жилья», gent -> «не имеющих жилья»."""
    parts = told.split()
    if not lemmas(parts[0]).isdisjoint(label_words("relative")):
        return told  # «которые получат жильё»
    at = 1 if parts[0] in label_words("not") and len(parts) > 1 else 0
    doing = next((r for r in readings(parts[at]) if r.pos in MODIFIERS and r.case == "nomn"), None)
    if doing is not None:
        agreeing = ("plur",) if doing.number == "plur" else ("sing", doing.gender or "masc")
        parts[at] = inflect(parts[at], case, *agreeing, pos=doing.pos) or parts[at]
    return " ".join(parts)


def _agrees(part: str, behind: str = "") -> bool:
    top = readings(part.lower())[0].pos
    return part.lower() in words("and") or top in MODIFIERS or (bool(behind) and leads(part.lower(), behind.lower()))


def _goes_on(part: str) -> bool:
    """Whether a word may be the noun of the adjectives before it, or one more of them."""
    found = readings(part.lower())
    if found[0].pos == "PREP":
        return False
    return _agrees(part) or any(r.pos == "NOUN" and r.case == "nomn" for r in found)
