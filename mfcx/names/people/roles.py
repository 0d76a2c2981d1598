"""Where titles stand: before a name, behind it, or without one: «[глава района] Иван Зуев», «Анна Котова, [врач]»."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec.structs import replace

from mfcx.document import DASHES, Token
from mfcx.morphology import readings
from mfcx.names.people.posts import ALL_CASES, Post, find_post
from mfcx.names.people.titles import Title, make_title
from mfcx.names.phrases import (
    QUOTES,
    is_abbreviation,
    is_and,
    is_oblique,
    is_word,
    opening_quote,
    surface,
    tail_end,
    words_of,
)

_LONGEST = 45  # words between a title's head and the name
_ADDED = frozenset({"honour", "rank"})  # groups of titles that say less than an office
_LEADING = frozenset({"minister", "chief", "head"})  # groups of those who lead a body


def walk_left(
    tokens: Sequence[Token],
    index: int,
    barriers: Collection[int],
    heads: Callable[[str], Post | None] = find_post,
) -> Iterator[int]:
    """Heads left of `index` that may belong to one title with what stands there, nearest first."""
    joined = False  # «и» seen: a comma may be part of a list
    i = index - 1
    floor = max(0, index - _LONGEST)
    while i >= floor and i not in barriers:
        token = tokens[i]
        opened = opening_quote(tokens, i) if token.text != ")" else _opening_bracket(tokens, i)
        if opened is not None:
            i = opened - 1
            continue
        if heads(token.text) is not None:
            yield i
        elif not (_is_inside(token) if is_word(token) else _is_inner_mark(tokens, i, joined=joined)):
            return
        joined = joined or is_and(token)
        i -= 1


def _is_inside(token: Token) -> bool:
    """Words that may stand between a title's head and the name."""
    return is_and(token) or token.lower in words_of("preposition") or is_oblique(token) or _is_fixed(token)


def _is_inner_mark(tokens: Sequence[Token], i: int, *, joined: bool) -> bool:
    """Marks inside a title: the comma of a list, the stop of an abbreviation, a number, a hyphen."""
    text = tokens[i].text
    if text == ",":
        return joined
    if text == ".":
        return _is_inner_stop(tokens, i)
    if text == "-":
        return i > 0 and tokens[i].start == tokens[i - 1].stop
    return text == "№" or text.isdigit()


def _opening_bracket(tokens: Sequence[Token], last: int) -> int | None:
    """«Собрания (Курултая)»: a short aside belongs to the title."""
    return next((i for i in range(last - 1, max(-1, last - 5), -1) if tokens[i].text == "("), None)


def _is_fixed(token: Token) -> bool:
    """Names of regions stand in the nominative after «Республики», Latin names nowhere else."""
    return token.text[:1].isupper() and not any(r.pos in ("VERB", "ADVB", "PREP", "CONJ") for r in readings(token.text))


def _is_inner_stop(tokens: Sequence[Token], i: int) -> bool:
    """A full stop of an abbreviation: «г. Томска», «и.о.»."""
    if i == 0 or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if before.stop == tokens[i].start and tokens[i].stop == after.start and is_word(before) and is_word(after):
        return True  # «глава ВЭБ.РФ»
    return is_word(before) and len(before.text) <= 3 and (before.text.islower() or len(before.text) == 1)


def title_before(
    tokens: Sequence[Token], index: int, cases: frozenset[str], barriers: Collection[int] = ()
) -> Title | None:
    """The title that ends right before token `index` and agrees with a name in one of these cases."""
    if index and is_and(tokens[index - 1]):
        return None  # «председателю союза, и [Анне Зуевой]»
    chosen: Title | None = None
    previous = index
    for i in walk_left(tokens, index, barriers):
        if chosen is not None and chosen.group == "rank":
            break  # «начальника отдела полковника Ивана Петрова»: nobody is chief of a colonel
        # a title may hold another one only in the genitive: «заместителя [министра] Ивана Петрова»
        if chosen is not None and (not _may_be_held(tokens[chosen.head], chosen) or _breaks(tokens[i + 1 : previous])):
            break
        title = make_title(tokens, i, index, cases)
        if title is not None:
            chosen = title
            previous = title.first
    return None if chosen is None else _with_other_office(tokens, chosen, barriers)


def _may_be_held(head: Token, title: Title) -> bool:
    """«помощнику [министра] Валерию Зуеву», where the accusative of «Валерия Зуева» would fit as well."""
    post = find_post(head.text)
    return "gent" in title.cases or (title.first == title.head and post is not None and "gent" in post.cases)


def _with_other_office(tokens: Sequence[Token], title: Title, barriers: Collection[int]) -> Title:
    """Two offices held at once: «зампред правительства – министр финансов», «вице-премьер, министр финансов»."""
    dash = title.first - 1
    listed = title.group == "rank" and _is_told_of_many(tokens)  # «приехали глава района, полковник Иван Петров»
    if title.group in _ADDED and dash > 0 and tokens[dash].text == "," and not listed:
        # «глава района, Герой Труда Иван Петров»: the office says more than the honour
        return title_before(tokens, dash, title.cases, barriers) or title
    if title.group == "rank":
        # «начальник отдела полковник Иван Петров»
        return title_before(tokens, title.first, title.cases, barriers) or title
    if dash < 1 or not (tokens[dash].text in DASHES or tokens[dash].text == "," or is_and(tokens[dash])):
        return title
    other = title_before(tokens, dash, title.cases, barriers)
    if other is None or _is_told_of(tokens, other.first) or _is_said_to_be(tokens, other, dash):
        return title
    if tokens[dash].text == "," and not _are_of_one(tokens, other, title):
        return title
    if is_and(tokens[dash]) and not _are_both_of_one(tokens, other, title):
        return title
    joint = surface(tokens, other.last - 1, title.first + 1).removeprefix(tokens[other.last - 1].text)
    joint = joint.removesuffix(tokens[title.first].text)
    return replace(title, first=other.first, text=f"{other.text}{joint}{title.text}")


def _are_of_one(tokens: Sequence[Token], first: Title, second: Title) -> bool:
    """Whether two offices in a row are one person's: a deputy who also leads a body, told of in the singular."""
    leads = second.group in _LEADING and first.group == "deputy"
    return leads and not ("nomn" in second.cases and _is_told_of_many(tokens))


def _are_both_of_one(tokens: Sequence[Token], first: Title, second: Title) -> bool:
    """«рассказал руководитель центра и директор школы Иван Петров»: one who did it leads both."""
    told = any(is_word(token) and is_said_of_one(token) for token in tokens) and not _is_told_of_many(tokens)
    return told and bool(first.tail and second.tail) and "nomn" in first.cases & second.cases


def _is_told_of_many(tokens: Sequence[Token]) -> bool:
    """Whether the sentence tells what several did: «приехали [вице-премьер, министр спорта] …» lists them."""
    likely = (r for token in tokens if is_word(token) for r in readings(token.text)[:2])
    return any(r.pos == "VERB" and r.number == "plur" for r in likely)


def _is_told_of(tokens: Sequence[Token], first: int) -> bool:
    """«их куратор – мэр Иван Петров» says who the curator is."""
    if first == 0:
        return False
    return any("Apro" in r.tags or r.pos == "NPRO" for r in readings(tokens[first - 1].text))


def _is_said_to_be(tokens: Sequence[Token], subject: Title, dash: int) -> bool:
    """«Куратор проекта — министр Иван Петров.»: a clause without a verb says who the curator is."""
    opens = not subject.first or not is_word(tokens[subject.first - 1])
    if tokens[dash].text not in DASHES or subject.group == "deputy" or not opens or "nomn" not in subject.cases:
        return False
    return not any(is_word(token) and readings(token.text)[0].pos in ("VERB", "PRTS", "ADJS") for token in tokens)


def _breaks(between: Sequence[Token]) -> bool:
    return any(token.lower in words_of("preposition") or token.text == "," for token in between)


def title_after(
    tokens: Sequence[Token], index: int, cases: frozenset[str], names: Collection[int] = ()
) -> Title | None:
    """The title after a comma, dash or bracket that follows a name: «Иван Петров, директор МФЦ,»."""
    if index + 1 >= len(tokens) or not (tokens[index].text in ",(" or tokens[index].text in DASHES):
        return None
    title = _title_from(tokens, index + 1, cases | {"nomn"} if tokens[index].text != "," else cases, names)
    if title is None:
        return None
    if tokens[index].text == ",":
        title = _with_second_office(tokens, title, cases, names)
    if title.last < len(tokens):
        after = tokens[title.last]
        # a clause goes on: «Иван Петров, директор отметил», or the title is the next person's
        if title.last in names:
            return None
        if is_word(after) and readings(after.text)[0].pos != "CONJ" and not _lacks_comma(tokens, index, title):
            return None
    return title


def _with_second_office(tokens: Sequence[Token], title: Title, cases: frozenset[str], names: Collection[int]) -> Title:
    """«Иван Петров, заместитель главы района, [председатель комиссии], …», «статс-секретарь – [замминистра спорта]»."""
    mark = title.last
    if mark + 1 >= len(tokens) or title.group == "honour":
        return title
    dashed = tokens[mark].text in DASHES
    if not dashed and (tokens[mark].text != "," or _is_told_of_many(tokens)):
        return title
    other = _title_from(tokens, mark + 1, cases & title.cases, names)
    if other is None or other.last in names or not other.tail or not (dashed or other.group in _LEADING):
        return title
    if other.last < len(tokens) and (is_word(tokens[other.last]) or tokens[other.last].text in QUOTES):
        return title
    joint = f" {tokens[mark].text} " if dashed else ", "
    return replace(title, last=other.last, text=f"{title.text}{joint}{other.text}")


def _lacks_comma(tokens: Sequence[Token], index: int, title: Title) -> bool:
    """«Анна Зуева, директор центра считает…»: the comma behind the title is forgotten, as no other verb shows."""
    if tokens[index].text != "," or "nomn" not in title.cases or not is_said_of_one(tokens[title.last]):
        return False
    return not any(is_word(token) and readings(token.text)[0].pos in ("VERB", "PRTS") for token in tokens[:index])


def is_said_of_one(token: Token) -> bool:
    """A verb of one subject: «считает», «рассказала»."""
    top = readings(token.text)[0]
    return top.pos == "VERB" and top.number == "sing"


def _title_from(tokens: Sequence[Token], first: int, cases: frozenset[str], names: Collection[int]) -> Title | None:
    """A title that begins exactly at `first`."""
    limit = _next_name(names, first, len(tokens))
    for head in range(first, min(first + 7, limit)):
        token = tokens[head]
        if find_post(token.text) is not None:
            title = make_title(tokens, head, tail_end(tokens, head + 1, limit), cases, first)
            return title if title is not None and title.first == first else None
        if not is_word(token) and token.text != ".":
            return None
    return None


def _next_name(names: Collection[int], first: int, end: int) -> int:
    """The next token that belongs to a person's name, within the reach of a title."""
    return next((i for i in range(first, min(first + _LONGEST, end)) if i in names), min(first + _LONGEST, end))


def title_at(tokens: Sequence[Token], head: int, cases: frozenset[str], names: Collection[int] = ()) -> Title | None:
    """The title round a head in one of these cases, with what it governs: «[заместителем мэра] назначен»."""
    return make_title(tokens, head, tail_end(tokens, head + 1, _next_name(names, head + 1, len(tokens))), cases)


def _is_a_name(tokens: Sequence[Token], i: int) -> bool:
    """One word in quotes: the newspaper «Премьер»."""
    return 0 < i < len(tokens) - 1 and tokens[i - 1].text in QUOTES and tokens[i + 1].text in QUOTES


def free_titles(tokens: Sequence[Token], taken: Collection[int], names: Collection[int] = ()) -> list[Title]:
    """Titles without a name: «глава региона отметил»; `taken` are tokens of titles that have one."""
    result: list[Title] = []
    covered = -1
    for head in [i for i, token in enumerate(tokens) if find_post(token.text) is not None]:
        token = tokens[head]
        if head < covered or head in taken or head in names or not is_word(token) or is_abbreviation(token.text):
            continue
        if _is_a_name(tokens, head):
            continue
        limit = _next_name(names, head + 1, len(tokens))
        title = make_title(tokens, head, tail_end(tokens, head + 1, limit), ALL_CASES)
        if title is not None:
            result.append(title)
            covered = title.last
    return result
