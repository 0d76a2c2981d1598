"""Titles in text: «врио министра экономики области», with the posts they name, and whom they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from mfcx.document import Token
from mfcx.morphology import CASES, lemmas, readings
from mfcx.names.phrases import (
    QUOTES,
    attribute_cases,
    attributes_start,
    is_abbreviation,
    is_and,
    is_oblique,
    is_word,
    like,
    nominative_attribute,
    opening_quote,
    surface,
    tail_end,
    words_of,
)
from mfcx.stored import stored
from mfcx.tables import fold, read_table

ALL_CASES = frozenset(CASES)
_LONGEST = 45  # words between a title's head and the name
DASHES = frozenset("—–-−")
_LEADING = frozenset({"minister", "chief", "head"})  # groups of those who lead a body


class Post(NamedTuple):
    """A noun that names an office, with the cases its form may stand in."""

    lemma: str
    means: frozenset[str]
    group: str
    bare: bool
    cases: frozenset[str]
    gender: str | None
    fixed: bool  # «замгубернатора» has one form


class Title(NamedTuple):
    """A title over tokens [first, last); `text` is its nominative, `posts` the plain posts it names."""

    first: int
    last: int
    head: int
    text: str
    posts: frozenset[str]
    group: str
    bare: bool
    cases: frozenset[str]
    tail: str  # what the title governs


class _Row(NamedTuple):
    means: frozenset[str]
    group: str
    bare: bool


@stored
def _posts() -> dict[str, _Row]:
    return {
        fold(row["post"]): _Row(frozenset(row["means"].split()), row["group"], row["bare"] == "yes")
        for row in read_table("posts")
    }


@lru_cache(maxsize=20_000)
def find_post(form: str) -> Post | None:
    """The post a form names in the singular: «директора» -> директор, gent or accs."""
    table = _posts()
    lower = fold(form)
    if readings(form)[0].pos in ("PREP", "CONJ") and lower not in table:
        return None  # «после» is hardly ever of «посол»
    found = [
        r
        for r in readings(form)
        if fold(r.lemma) in table
        and r.number != "plur"
        and r.case
        and r.pos in ("NOUN", "ADJF", "PRTF")
        and "Surn" not in r.tags
        and "Name" not in r.tags
    ]
    listed = lower in table and all(fold(r.lemma) != lower for r in found)
    if found and not listed:
        # «глава» before «главы»: one lemma, the likeliest
        lemma = found[0].lemma
        same = [r for r in found if r.lemma == lemma]
        row = table[fold(lemma)]
        cases = frozenset(str(r.case) for r in same)
        gender = same[0].gender
        return Post(lemma, row.means, row.group, row.bare, cases, str(gender) if gender else None, False)
    if lower in table:
        row = table[lower]
        return Post(lower, row.means, row.group, row.bare, ALL_CASES, None, True)
    deputy = _deputy(lower)
    if deputy is not None:
        return deputy
    if "-" in lower:
        first, _, last = lower.partition("-")
        post = find_post(last) or find_post(first)
        if post is not None:
            lemma = _compound_lemma(first, last)
            return post._replace(lemma=lemma)
    return None


def _deputy(lower: str) -> Post | None:
    """«замруководителя»: the office stands in the genitive behind the prefix, and the whole has one form."""
    for prefix in words_of("deputy_prefix"):
        post = find_post(lower.removeprefix(prefix)) if lower.startswith(prefix) and len(lower) > len(prefix) else None
        if post is not None and "gent" in post.cases and not post.fixed:
            row = _posts()[prefix]
            return Post(lower, row.means | post.means, row.group, row.bare, ALL_CASES, None, True)
    return None


def _compound_lemma(first: str, last: str) -> str:
    """«врача-педиатра» -> «врач-педиатр», «пиар-директора» -> «пиар-директор»."""
    halves = []
    for half in (first, last):
        post = find_post(half)
        halves.append(post.lemma if post is not None else half)
    return "-".join(halves)


def _acting_start(tokens: Sequence[Token], stop: int) -> int | None:
    """Where «и.о.», «врио», «временно исполняющий обязанности» begins, if it ends right before `stop`."""
    last = stop - 1
    if last < 0:
        return None
    if tokens[last].lower in words_of("acting"):
        return last
    if tokens[last].lower in words_of("letter") or tokens[last].text == ".":
        return _letters_start(tokens, last)
    if last >= 1 and lemmas(tokens[last].lower) & words_of("duty") and _is_performing(tokens[last - 1]):
        start = last - 1
        return start - 1 if start >= 1 and tokens[start - 1].lower in words_of("adverb") else start
    return None


def _letters_start(tokens: Sequence[Token], last: int) -> int | None:
    """«и . о .», «вр . и . о .»: the letters stand in a row, the first one of them decides."""
    letters = words_of("letter")
    found = [i for i in range(last, max(-1, last - 6), -1) if tokens[i].lower in letters or tokens[i].text == "."]
    run = [i for n, i in enumerate(found) if i == last - n and tokens[i].text != "."]
    return run[-1] if len(run) > 1 else None


def _is_performing(token: Token) -> bool:
    return bool(lemmas(token.lower) & words_of("performing"))


def _acting_cases(tokens: Sequence[Token], start: int) -> frozenset[str]:
    """«исполняющего» has a case, «врио» has none and fits any."""
    for token in tokens[start : start + 2]:
        if _is_performing(token):
            return frozenset(str(r.case) for r in readings(token.text) if r.case)
    return ALL_CASES


def _make(tokens: Sequence[Token], head: int, last: int, allowed: frozenset[str], floor: int = 0) -> Title | None:
    """The title around a head, if it can stand in one of the allowed cases."""
    post = find_post(tokens[head].text)
    if post is None:
        return None
    first = _attributes_start(tokens, head, post.cases, floor)
    acting = _acting_start(tokens, first)
    if acting is None and first < head:
        # the adjectives may be the acting words themselves
        acting = _acting_start(tokens, head)
    if acting is not None and acting >= floor:
        cases = _acting_cases(tokens, acting) & allowed
        if not cases or "gent" not in post.cases:
            return None
        text = _acting_text(tokens, acting, last, nominative="nomn" in cases)
        return _title(tokens, acting, last, head, text, post, cases)
    cases = post.cases & allowed
    if not cases:
        return None
    agreeing = _attributes_start(tokens, head, cases, floor)
    replaced: dict[int, str] = {}
    if "nomn" not in cases:
        if not post.fixed:
            replaced[head] = like(post.lemma, tokens[head].text)
        for i in (*range(agreeing, head), *_see(tokens, head + 1, last, cases)):
            replaced[i] = tokens[i].text if is_and(tokens[i]) else nominative_attribute(tokens[i], post.gender)
        replaced |= _same_offices(tokens, head + 1, last, post)
    return _title(tokens, agreeing, last, head, surface(tokens, agreeing, last, replaced), post, cases)


def _attributes_start(tokens: Sequence[Token], head: int, cases: frozenset[str], floor: int) -> int:
    """Index of the first adjective of a post, two of them joined: «чрезвычайный и полномочный [посол]»."""
    first = attributes_start(tokens, head, cases, floor)
    if first == head or first - 1 <= floor or not is_and(tokens[first - 1]):
        return first
    joined = attributes_start(tokens, first - 1, cases, floor)
    return joined if joined < first - 1 else first


def _same_offices(tokens: Sequence[Token], first: int, last: int, post: Post) -> dict[int, str]:
    """The office named twice: «героя СССР и [героя] России» -> «герой СССР и герой России»."""
    again = [i for i in range(first + 1, last) if is_and(tokens[i - 1]) and not post.fixed]
    found = {i: find_post(tokens[i].text) for i in again}
    return {i: like(p.lemma, tokens[i].text) for i, p in found.items() if p is not None and p.lemma == post.lemma}


def _see(tokens: Sequence[Token], first: int, last: int, cases: frozenset[str]) -> list[int]:
    """Adjectives behind a head that fill the title: «митрополита [Тверского] и [Кашинского]»."""
    found = [i for i in range(first, last) if not is_and(tokens[i])]
    agree = all(tokens[i].text[:1].isupper() and attribute_cases(tokens[i].text) & cases for i in found)
    return found if agree else []


def _acting_text(tokens: Sequence[Token], first: int, last: int, *, nominative: bool) -> str:
    replaced = {}
    if not nominative:
        near = range(first, min(first + 2, last))
        replaced = {i: nominative_attribute(tokens[i], _gender(tokens[i])) for i in near if _is_performing(tokens[i])}
    return surface(tokens, first, last, replaced)


def _gender(token: Token) -> str | None:
    """«исполняющей» is a woman, «исполняющего» a man."""
    return next((str(r.gender) for r in readings(token.text) if r.gender), None)


def _title(
    tokens: Sequence[Token], first: int, last: int, head: int, text: str, post: Post, cases: frozenset[str]
) -> Title:
    means = set(post.means)
    if post.group in ("deputy", "staff", "chief", "head") and head + 1 < last:
        # «заместитель [первого] министра»: the posts governed count as well
        means |= _governed(tokens, head + 1, last)
    tail = surface(tokens, head + 1, last)
    if post.group != "honour" and _opens_sentence(tokens, first):
        text = _in_small(text, tokens[first].text)
    return Title(first, last, head, text, frozenset(means), post.group, post.bare, cases, tail)


def _opens_sentence(tokens: Sequence[Token], first: int) -> bool:
    """Whether nothing but marks stands before: «– [Директор] центра …»."""
    return not any(token.text[:1].isalnum() for token in tokens[:first])


def _in_small(text: str, opening: str) -> str:
    """«Глава района» as it reads inside a sentence; «ВРИО» and «IT-директор» stay."""
    return text if any(char.isupper() for char in opening[1:]) else text[:1].lower() + text[1:]


def _governed(tokens: Sequence[Token], first: int, last: int) -> frozenset[str]:
    for i in range(first, min(first + 3, last)):
        post = find_post(tokens[i].text)
        if post is not None and "gent" in post.cases:
            return post.means
    return frozenset()


def _walk_left(tokens: Sequence[Token], index: int, barriers: Collection[int]) -> Iterator[int]:
    """Positions left of `index` that may belong to one title with what stands there, nearest first."""
    joined = False  # «и» seen: a comma may be part of a list
    i = index - 1
    floor = max(0, index - _LONGEST)
    while i >= floor and i not in barriers:
        token = tokens[i]
        opened = opening_quote(tokens, i) if token.text != ")" else _opening_bracket(tokens, i)
        if opened is not None:
            i = opened - 1
            continue
        if find_post(token.text) is not None:
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
    before = tokens[i - 1]
    return is_word(before) and len(before.text) <= 3 and (before.text.islower() or len(before.text) == 1)


def title_before(
    tokens: Sequence[Token], index: int, cases: frozenset[str], barriers: Collection[int] = ()
) -> Title | None:
    """The title that ends right before token `index` and agrees with a name in one of these cases."""
    chosen: Title | None = None
    previous = index
    for i in _walk_left(tokens, index, barriers):
        # a title may hold another one only in the genitive: «заместителя [министра] Ивана Петрова»
        if chosen is not None and ("gent" not in chosen.cases or _breaks(tokens[i + 1 : previous])):
            break
        title = _make(tokens, i, index, cases)
        if title is not None:
            chosen = title
            previous = title.first
    return None if chosen is None else _with_other_office(tokens, chosen, barriers)


def _with_other_office(tokens: Sequence[Token], title: Title, barriers: Collection[int]) -> Title:
    """Two offices held at once: «зампред правительства – министр финансов», «вице-премьер, министр финансов»."""
    dash = title.first - 1
    if title.group == "honour" and dash > 0 and tokens[dash].text == ",":
        # «глава района, Герой Труда Иван Петров»: the office says more than the honour
        return title_before(tokens, dash, title.cases, barriers) or title
    if dash < 1 or not (tokens[dash].text in DASHES or tokens[dash].text == ","):
        return title
    other = title_before(tokens, dash, title.cases, barriers)
    if other is None or _is_told_of(tokens, other.first):
        return title
    if tokens[dash].text == "," and not _are_of_one(tokens, other, title):
        return title
    joint = surface(tokens, other.last - 1, title.first + 1).removeprefix(tokens[other.last - 1].text)
    joint = joint.removesuffix(tokens[title.first].text)
    return title._replace(first=other.first, text=f"{other.text}{joint}{title.text}")


def _are_of_one(tokens: Sequence[Token], first: Title, second: Title) -> bool:
    """Whether two offices in a row are one person's: a deputy who also leads a body, told of in the singular."""
    leads = second.group in _LEADING and first.group == "deputy"
    return leads and not ("nomn" in second.cases and _is_told_of_many(tokens))


def _is_told_of_many(tokens: Sequence[Token]) -> bool:
    """Whether the sentence tells what several did: «приехали [вице-премьер, министр спорта] …» lists them."""
    likely = (r for token in tokens if is_word(token) for r in readings(token.text)[:2])
    return any(r.pos == "VERB" and r.number == "plur" for r in likely)


def _is_told_of(tokens: Sequence[Token], first: int) -> bool:
    """«их куратор – мэр Иван Петров» says who the curator is."""
    if first == 0:
        return False
    return any("Apro" in r.tags or r.pos == "NPRO" for r in readings(tokens[first - 1].text))


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
    """«Иван Петров, заместитель главы района, [председатель комиссии], …»: both are his."""
    comma = title.last
    if comma + 1 >= len(tokens) or tokens[comma].text != "," or title.group == "honour" or _is_told_of_many(tokens):
        return title
    other = _title_from(tokens, comma + 1, cases & title.cases, names)
    if other is None or other.group not in _LEADING or other.last in names or not other.tail:
        return title
    if other.last < len(tokens) and (is_word(tokens[other.last]) or tokens[other.last].text in QUOTES):
        return title
    return title._replace(last=other.last, text=f"{title.text}, {other.text}")


def _lacks_comma(tokens: Sequence[Token], index: int, title: Title) -> bool:
    """«Анна Зуева, директор центра считает…»: the comma behind the title is forgotten, as no other verb shows."""
    if tokens[index].text != "," or "nomn" not in title.cases or not _is_said_of_one(tokens[title.last]):
        return False
    return not any(is_word(token) and readings(token.text)[0].pos in ("VERB", "PRTS") for token in tokens[:index])


def _is_said_of_one(token: Token) -> bool:
    top = readings(token.text)[0]
    return top.pos == "VERB" and top.number == "sing"


def _title_from(tokens: Sequence[Token], first: int, cases: frozenset[str], names: Collection[int]) -> Title | None:
    """A title that begins exactly at `first`."""
    limit = _next_name(names, first, len(tokens))
    for head in range(first, min(first + 7, limit)):
        token = tokens[head]
        if find_post(token.text) is not None:
            title = _make(tokens, head, tail_end(tokens, head + 1, limit), cases, first)
            return title if title is not None and title.first == first else None
        if not is_word(token) and token.text != ".":
            return None
    return None


def _next_name(names: Collection[int], first: int, end: int) -> int:
    """The next token that belongs to a person's name, within the reach of a title."""
    return next((i for i in range(first, min(first + _LONGEST, end)) if i in names), min(first + _LONGEST, end))


def title_at(tokens: Sequence[Token], head: int, cases: frozenset[str], names: Collection[int] = ()) -> Title | None:
    """The title round a head in one of these cases, with what it governs: «[заместителем мэра] назначен»."""
    return _make(tokens, head, tail_end(tokens, head + 1, _next_name(names, head + 1, len(tokens))), cases)


def _is_a_name(tokens: Sequence[Token], i: int) -> bool:
    """One word in quotes: the newspaper «Премьер»."""
    return 0 < i < len(tokens) - 1 and tokens[i - 1].text in QUOTES and tokens[i + 1].text in QUOTES


def free_titles(tokens: Sequence[Token], taken: Collection[int], names: Collection[int] = ()) -> list[Title]:
    """Titles without a name: «глава региона отметил»; `taken` are tokens of titles that have one."""
    result: list[Title] = []
    covered = -1
    for head, token in enumerate(tokens):
        if head < covered or head in taken or head in names or not is_word(token) or is_abbreviation(token.text):
            continue
        if find_post(token.text) is None or _is_a_name(tokens, head):
            continue
        limit = _next_name(names, head + 1, len(tokens))
        title = _make(tokens, head, tail_end(tokens, head + 1, limit), ALL_CASES)
        if title is not None:
            result.append(title)
            covered = title.last
    return result
