"""What it is that grew or fell, where the figure itself counts nothing.

«число обращений выросло на 8,4 %» -> обращений; «документов выдали на 5 % больше» -> документов;
«принято 500 человек, это на 5 % больше» -> nothing in its own clause: what was counted before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mfcx.document import DASHES, Token
from mfcx.morphology import LIKELY, readings
from mfcx.quantities.units import find_counted
from mfcx.rules.view import ASIDE, BODY, COUNTS, GROWTH, LEVEL, PREPOSITION, QUALIFIER, REFERS, THAT, Range, View
from mfcx.tables import words

# where in a clause its pronoun stands: after a mark and a conjunction
_OPENING = 3
_PROPER = frozenset({"Name", "Surn", "Patr", "Geox"})
_ROW_MARKS = frozenset(",;")
_SHORTEST = 3  # «2019-го»
_NOUNS = frozenset({"NOUN"})
_SAYING = frozenset({"NOUN", "NPRO", "VERB", "PRTS", "INFN", "GRND", "NUMR"})


def find_subject(view: View, span: Range) -> int | None:
    """The token of the noun whose change a figure tells; None where it is what was counted before.

    A clause with a verb and no subject shares the one before it: «число услуг выросло на 5 %, а за два года удвоилось».
    """
    item = _row_item(view, span)
    if item is not None:
        return item
    clause = view.clause(span)
    while True:
        found = _subject_in(view, clause, span)
        if found is not None or clause[0] <= view.start or not _has_verb(view, clause) or _refers(view, clause):
            return found
        clause = view.clause((clause[0] - 1, clause[0]))
        while clause[0] > view.start and (_is_aside(view, clause) or _is_about_noun(view, clause)):
            clause = view.clause((clause[0] - 1, clause[0]))


def _row_item(view: View, span: Range) -> int | None:
    """«число услуг выросло на 12 %, обращений | — на 8 %»: the noun of an item that leaves the verb of its row out."""
    dash = span[0] - 1 - _is_preposition(view, span[0] - 1)
    if dash < 1 or view.tokens[dash].text not in DASHES:
        return None
    first = dash
    while first > view.start and _may_be_item(view, first - 1):
        first -= 1
    if view.tokens[first - 1].text not in _ROW_MARKS or not any(last <= first for _, last in view.figures):
        return None
    return next((at for at in range(first, dash) if readings(view.tokens[at].text)[0].pos in _NOUNS), None)


def _may_be_item(view: View, at: int) -> bool:
    """Whether a word may stand in «, принятых заявлений — на 8 %»: an adjective, or a noun that is no time or place."""
    if view.in_figure(at) or view.layout.roles[at] & (ASIDE | COUNTS):
        return False
    return bool(view.layout.roles[at] & QUALIFIER) or readings(view.tokens[at].text)[0].pos in _NOUNS


def speaks_of_level(view: View, span: Range) -> bool:
    """Whether a clause measures what was measured before: «довести показатель до 98 %», not «показатель вакцинации»."""
    first, last = view.clause(span)
    named = [at for at in range(first, last) if view.layout.roles[at] & LEVEL]
    return any(_dependent(view, at) in (None, at) for at in named)


def _subject_in(view: View, clause: Range, span: Range) -> int | None:
    """The subject of one clause."""
    start = max((figure[1] for figure in view.figures if _counts_on(view, figure, clause, span)), default=clause[0])
    if _refers(view, (span[0] - 1 - _is_preposition(view, span[0] - 1), span[0])):
        start = span[0]  # «жителей обратились в центры услуг, это | в 1,5 раза больше»
    stop = _before_standard(view, span[1], clause[1])
    places = [at for at in range(start, stop) if span[0] <= at < span[1] or not view.in_figure(at)]
    for wanted in (_counts, _genitives, _nominatives, _bodies):
        if wanted in (_nominatives, _bodies) and (_refers(view, clause) or _refers(view, (span[0] - 1, span[0]))):
            return None
        found = list(wanted(view, places))
        if wanted is _counts and _refers(view, clause):
            # «это на 7 % превышает показатели 2021 года»: the level of then, of what was counted before
            found = [at for at in found if at is None or not view.layout.roles[at] & COUNTS]
        if found:
            return min((at for at in found if at is not None), key=lambda at: view.steps(_one(at), span), default=None)
    return None


def _before_standard(view: View, last: int, stop: int) -> int:
    """«заявок на 8 % больше, | чем за тот же срок»: what a change is measured against is not what grew."""
    return next((at for at in range(last, stop) if view.tokens[at].lower in words("than")), stop)


def _one(at: int) -> Range:
    return at, at + 1


def _counts_on(view: View, figure: Range, clause: Range, span: Range) -> bool:
    """Whether a figure stands before the change in its clause, so that only nouns after it can be the subject.

    «обратились 900 человек – в 1,3 раза больше»; but «число обращений в 57 офисах выросло на 5 %».
    """
    first, last = figure
    return (
        clause[0] <= first and last <= min(span[0], clause[1]) and not (first > 0 and _is_preposition(view, first - 1))
    )


def _is_preposition(view: View, at: int) -> bool:
    return view.layout.roles[at] & PREPOSITION != 0


def _refers(view: View, clause: Range) -> bool:
    """Whether a clause begins with a pronoun for what was counted: «это на 5 % больше»."""
    first, last = clause
    opening = [role for role in view.layout.roles[first : min(last, first + _OPENING)] if role & REFERS]
    if opening and all(role & THAT for role in opening):
        return not _has_other_subject(view, clause)
    return bool(opening)


def _has_other_subject(view: View, clause: Range) -> bool:
    """«сказал, что цены вырастут на 5 %»: a verb that cannot agree with «что» has a subject of its own."""
    found = (readings(token.text)[0] for token in view.tokens[clause[0] : clause[1]] if token.text.isalpha())
    return any(r.pos in ("VERB", "PRTS") and (r.number == "plur" or r.gender in ("masc", "femn")) for r in found)


def _has_verb(view: View, clause: Range) -> bool:
    found = (r for token in view.tokens[clause[0] : clause[1]] for r in readings(token.text) if r.score >= LIKELY)
    return any(r.pos in ("VERB", "PRTS") for r in found)


def _is_aside(view: View, clause: Range) -> bool:
    """«смертность | (до года) |, напротив |, упала на 5 %»: nothing in it could grow or act."""
    return all(
        view.layout.roles[at] & ASIDE or readings(view.tokens[at].text)[0].pos not in _SAYING
        for at in range(*clause)
        if view.tokens[at].text[0].isalpha()
    )


def _is_about_noun(view: View, clause: Range) -> bool:
    """«число услуг | , которые жители получили, | выросло на 5 %»: a clause that tells which ones are meant."""
    opening = view.tokens[clause[0] : clause[0] + _OPENING]
    told = words("which") | words("relative")
    return opening[0].text == "," and any(token.lower in told for token in opening)


def _counts(view: View, places: list[int]) -> Iterator[int | None]:
    """«количество услуг», «рост числа обращений»: the noun that the measuring word is of."""
    for at in places:
        if view.layout.roles[at] & COUNTS and not _governed(view, at):
            yield _dependent(view, at)


def _dependent(view: View, at: int) -> int | None:
    """Down the genitives to the first noun that measures nothing; the measuring word itself where it has none.

    «Рост составил 8 %» by itself names nothing that grew.
    """
    if (noun := _behind_participle(view, at + 1)) is not None:
        return noun
    if at + 1 < len(view.tokens) and view.layout.roles[at + 1] & REFERS:
        return None  # «посетителей, число которых выросло»
    last, after = at, _past_agent(view, at + 1)
    while after < len(view.tokens) and _in_genitive(view, after):
        token = view.tokens[after]
        # «рабочих мест», where the first can be a noun
        leads_on = view.layout.roles[after] & QUALIFIER and _leads_on(view, after)
        if not leads_on and any(r.pos == "NOUN" for r in readings(token.text)[:2]):
            if not view.layout.roles[after] & COUNTS:
                return after
            last = after
        elif not leads_on:
            return after  # a participle in a noun's place: «числа звонивших»
        after = _past_agent(view, after + 1)
    pronoun = at > 0 and view.layout.roles[at - 1] & REFERS
    bare = last == at and view.layout.roles[at] & GROWTH
    return None if pronoun or bare else last


def _behind_participle(view: View, at: int) -> int | None:
    """«число поданных | через портал | заявлений», «число принятых специалистами | заявлений»."""
    if at >= len(view.tokens) or readings(view.tokens[at].text)[0].pos != "PRTF":
        return None
    unit = find_counted(view.tokens, at, None)
    told = unit is not None and unit.noun and not unit.substantive
    return unit.head if unit is not None and told and unit.head > at + 1 else None


def _in_genitive(view: View, at: int) -> bool:
    found = readings(view.tokens[at].text)
    return any(r.case == "gent" and r.score >= LIKELY and r.pos in ("NOUN", "ADJF", "PRTF") for r in found)


def _past_agent(view: View, at: int) -> int:
    """Past who did it or where, between a participle and its noun: «число оказанных (в) МФЦ (областью) услуг»."""
    while 0 < at < len(view.tokens) and view.layout.roles[at - 1] & QUALIFIER and _is_agent(view.tokens[at]):
        at += 1
    if at < len(view.tokens) and _is_preposition(view, at) and view.layout.roles[at - 1] & QUALIFIER:
        at += 1
    while at < len(view.tokens) and view.tokens[at].text.isupper() and view.tokens[at].text.isalpha():
        at += 1
    return at


def _is_agent(token: Token) -> bool:
    """«выданных библиотеками книг»: a noun in the instrumental, and in nothing else that is likely."""
    likely = [r for r in readings(token.text) if r.score >= LIKELY]
    return bool(likely) and all(r.pos == "NOUN" and r.case == "ablt" for r in likely)


def _leads_on(view: View, at: int) -> bool:
    """Whether a genitive noun follows an adjective and agrees with it, so that it is no noun itself.

    «рабочих мест», «оказанных в МФЦ услуг»; not «больных в области».
    """
    after = _past_agent(view, at + 1)
    while after < len(view.tokens) and view.layout.roles[after] & QUALIFIER:
        after = _past_agent(view, after + 1)
    if after == len(view.tokens):
        return False
    numbers = {r.number for r in readings(view.tokens[at].text) if r.case == "gent"}
    found = readings(view.tokens[after].text)
    return any(r.pos == "NOUN" and r.case == "gent" and r.number in numbers for r in found)


def _genitives(view: View, places: list[int]) -> Iterator[int | None]:
    """«обращений стало больше на 5 %»: a genitive that hangs on no other noun."""
    for at in places:
        if (
            _may_be_counted(view.tokens[at].text)
            and not _aside(view, at)
            and not _governed(view, at)
            and not _hangs(view, at)
        ):
            yield at


def _nominatives(view: View, places: list[int]) -> Iterator[int | None]:
    """«посещаемость выросла вдвое»: the noun that the verb agrees with."""
    for at in places:
        text = view.tokens[at].text
        if not _may_act(text) or _aside(view, at) or _governed(view, at):
            continue
        if not (_may_be_genitive(text) and _hangs(view, at)):  # «финансирование программы»
            yield at


def _bodies(view: View, places: list[int]) -> Iterator[int | None]:
    """«центров станет вдвое больше», where the centres are counted; in «центр выдал на 5 % больше» they act."""
    for at in places:
        if not view.layout.roles[at] & BODY or not _may_be_counted(view.tokens[at].text):
            continue
        if not _governed(view, at) and not _hangs(view, at):
            yield at


@lru_cache(maxsize=6_000)
def _may_be_counted(text: str) -> bool:
    """«обращений»: a noun in the genitive plural."""
    found = readings(text)
    return any(r.pos == "NOUN" and r.case == "gent" and r.number == "plur" and r.score >= LIKELY for r in found)


@lru_cache(maxsize=6_000)
def _may_act(text: str) -> bool:
    """«посещаемость»: a noun in the nominative."""
    return any(r.pos == "NOUN" and r.case == "nomn" and r.score >= LIKELY for r in readings(text))


@lru_cache(maxsize=6_000)
def _may_be_genitive(text: str) -> bool:
    return any(r.case == "gent" for r in readings(text))


def _aside(view: View, at: int) -> bool:
    token = view.tokens[at]
    if view.layout.roles[at] & ASIDE or not token.text.isalpha() or len(token.text) < _SHORTEST:
        return True
    return bool(readings(token.text)[0].tags & _PROPER)


def _before(view: View, at: int) -> int:
    """The token before a noun and its adjectives."""
    before = at - 1
    while before >= 0 and view.layout.roles[before] & QUALIFIER:
        before -= 1
    return before


def _governed(view: View, at: int) -> bool:
    """Whether a preposition or a comparison stands before the noun: «по сравнению», «выше | результатов»."""
    before = _before(view, at)
    return before >= 0 and (_is_preposition(view, before) or _is_standard(view, before, at))


def _is_standard(view: View, before: int, at: int) -> bool:
    """«на 5 % выше | прошлых результатов», «на 5 % больше | уровня 2020 года»; not «на 5 % больше заявок»."""
    word = view.tokens[before].lower
    return word in words("better_than") or (word in words("more_than") and view.layout.roles[at] & COUNTS != 0)


def _hangs(view: View, at: int) -> bool:
    """Whether a noun stands right before a genitive: «цены услуг»; not «в мае | браков»."""
    before = _before(view, at)
    if before < 0 or view.in_figure(before):
        return False
    noun = readings(view.tokens[before].text)[0]
    return noun.pos in _NOUNS and not (noun.tags & _PROPER or _says_when_or_where(view, before, noun.lemma))


def _says_when_or_where(view: View, at: int, lemma: str) -> bool:
    """«году», «регионе», «Омской области», of which nothing is; not «в области | услуг»."""
    named = view.tokens[at - 1].text[0].isupper() and view.layout.roles[at - 1] & QUALIFIER if at else 0
    return lemma in words("no_owner") or (bool(named) and lemma in words("subject_unit"))
