"""The title around a post, in the nominative: «врио министра экономики области», with the posts it names."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.names.people.posts import ALL_CASES, Post, find_post
from mfcx.names.phrases import attribute_cases, attributes_start, is_and, like, nominative_attribute, surface, words_of


class Title(Struct, frozen=True):
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
    shared: bool = False  # told of several: «депутаты Госдумы»


def make_title(
    tokens: Sequence[Token],
    head: int,
    last: int,
    allowed: frozenset[str],
    floor: int = 0,
    post: Post | None = None,
) -> Title | None:
    """The title around a head, if it can stand in one of the allowed cases; `post` where its form is a plural."""
    post = post or find_post(tokens[head].text)
    if post is None or _is_of_next(tokens[head : head + 2], post):
        return None
    first = _attributes_start(tokens, head, post.cases, floor)
    acting = acting_start(tokens, first)
    if acting is None and first < head:
        # the adjectives may be the acting words themselves
        acting = acting_start(tokens, head)
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
    if post.plural or "nomn" not in cases:
        if not post.fixed:
            replaced[head] = like(post.lemma, tokens[head].text)
        for i in (*range(agreeing, head), *_see(tokens, head + 1, last, cases)):
            replaced[i] = tokens[i].text if is_and(tokens[i]) else _nominative(tokens[i], cases, post)
        replaced |= _same_offices(tokens, head + 1, last, post)
    return _title(tokens, agreeing, last, head, surface(tokens, agreeing, last, replaced), post, cases)


def _is_of_next(tokens: Sequence[Token], post: Post) -> bool:
    """«[управляющей] компании», «[управляющего] директора»: a participle of the noun behind it."""
    if len(tokens) < 2 or "nomn" in post.cases or readings(tokens[0].text)[0].pos != "PRTF":
        return False
    nouns = [r for r in readings(tokens[1].text) if r.pos == "NOUN" and r.number == "sing"]
    # «управляющим отделением» governs the case it stands in
    cases = post.cases if any("anim" in r.tags for r in nouns) else post.cases - {"ablt"}
    return tokens[1].text.islower() and any(r.gender == post.gender and r.case in cases for r in nouns)


def _nominative(attribute: Token, cases: frozenset[str], post: Post) -> str:
    """«бывшему главе» -> бывший, whatever the gender of «глава», «бывшей главе» -> бывшая."""
    found = [r for r in readings(attribute.text) if r.pos in ("ADJF", "PRTF") and r.case in cases and r.gender]
    genders = {str(r.gender) for r in found} - {"neut"}
    return nominative_attribute(
        attribute, post.gender if post.gender in genders or post.plural else min(genders, default=post.gender)
    )


def _attributes_start(tokens: Sequence[Token], head: int, cases: frozenset[str], floor: int) -> int:
    """Index of the first adjective of a post, two of them joined: «чрезвычайный и полномочный [посол]»."""
    first = attributes_start(tokens, head, cases, floor)
    while first < head and (_is_of_things(tokens[first], cases) or _is_neuter(tokens[first])):
        first += 1
    if first == head or first - 1 <= floor or not is_and(tokens[first - 1]):
        return first
    joined = attributes_start(tokens, first - 1, cases, floor)
    return joined if joined < first - 1 else first


def _is_of_things(attribute: Token, cases: frozenset[str]) -> bool:
    """«подготовивший [чемпиона]»: an accusative that is also a nominative goes with no man."""
    shared = attribute_cases(attribute.text) & cases
    return shared == {"accs"} and "nomn" in attribute_cases(attribute.text) and "nomn" not in cases


def _is_neuter(attribute: Token) -> bool:
    """«с. [Лесное] глава района»: no man, and no woman, is called so."""
    found = [r for r in readings(attribute.text) if r.pos in ("ADJF", "PRTF")]
    return bool(found) and all(r.gender == "neut" for r in found)


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
    return Title(first, last, head, text, frozenset(means), post.group, post.bare, cases, tail, post.plural)


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


def acting_start(tokens: Sequence[Token], stop: int) -> int | None:
    """Where «и.о.», «врио», «временно исполняющий обязанности» begins, if it ends right before `stop`."""
    last = stop - 1
    if last < 0:
        return None
    if tokens[last].lower in words_of("acting"):
        return last
    if tokens[last].lower in words_of("letter") or tokens[last].text == ".":
        return _letters_start(tokens, last)
    if last >= 1 and lemmas(tokens[last].lower) & words_of("duty") and is_performing(tokens[last - 1]):
        start = last - 1
        return start - 1 if start >= 1 and tokens[start - 1].lower in words_of("adverb") else start
    return None


def _letters_start(tokens: Sequence[Token], last: int) -> int | None:
    """«и . о .», «вр . и . о .»: the letters stand in a row, the first one of them decides."""
    letters = words_of("letter")
    found = [i for i in range(last, max(-1, last - 6), -1) if tokens[i].lower in letters or tokens[i].text == "."]
    run = [i for n, i in enumerate(found) if i == last - n and tokens[i].text != "."]
    return run[-1] if len(run) > 1 else None


def is_performing(token: Token) -> bool:
    return bool(lemmas(token.lower) & words_of("performing"))


def _acting_cases(tokens: Sequence[Token], start: int) -> frozenset[str]:
    """«исполняющего» has a case, «врио» has none and fits any."""
    for token in tokens[start : start + 2]:
        if is_performing(token):
            return frozenset(str(r.case) for r in readings(token.text) if r.case)
    return ALL_CASES


def _acting_text(tokens: Sequence[Token], first: int, last: int, *, nominative: bool) -> str:
    replaced = {}
    if not nominative:
        near = range(first, min(first + 2, last))
        replaced = {i: nominative_attribute(tokens[i], _gender(tokens[i])) for i in near if is_performing(tokens[i])}
    return surface(tokens, first, last, replaced)


def _gender(token: Token) -> str | None:
    """«исполняющей» is a woman, «исполняющего» a man."""
    return next((str(r.gender) for r in readings(token.text) if r.gender), None)
