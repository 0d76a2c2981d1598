"""Offices that a verb gives: «директором назначен Иван Петров», «пост мэра займёт Анна Котова»."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.names.people.posts import ALL_CASES, Post, find_post
from mfcx.names.people.roles import title_at
from mfcx.names.people.titles import Title, acting_start
from mfcx.names.phrases import is_word, words_of
from mfcx.tables import fold

_NEAR = 4  # words between the verb and its office
_STOPS = frozenset(';:()«»„“”"')


def appointed_title(
    tokens: Sequence[Token],
    first: int,
    last: int,
    cases: frozenset[str],
    names: Collection[int],
    before: Sequence[Token] = (),
) -> Title | None:
    """The office that a verb gives to the name over tokens [first, last); a semicolon parts what is `before`."""
    beside = _behind_dash(tokens, last, names, before) or _of_participle(tokens, last, cases, names)
    if beside is not None:
        return beside
    others = set(names) - set(range(first, last))
    for verb, active in _verbs(tokens):
        # «мэр назначил директором Ивана Петрова»: the object; «назначен», «стал»: the subject
        if not cases & ({"accs"} if active else {"nomn"}):
            continue
        if not active and any(abs(i - verb) < min(abs(first - verb), abs(last - 1 - verb)) for i in others):
            continue
        for title in _offices(tokens, verb, names):
            start, stop = min(first, verb, title.first), max(last, verb + 1, title.last)
            if _is_unbent(find_post(tokens[title.head].text)) and not (
                start < verb < stop - 1 and verb in (title.first - 1, title.last)
            ):
                continue  # «замминистра» has one form: it tells the office right at the verb, the name beyond
            if not _is_cut(tokens, start, stop, title, others):
                return title
    return None


def _behind_dash(tokens: Sequence[Token], last: int, names: Collection[int], before: Sequence[Token]) -> Title | None:
    """«Зуев стал мэром, а Котова – министром спорта»: the verb said before goes for the second as well."""
    if last + 1 >= len(tokens) or tokens[last].text not in DASHES or not gives_office([*before, *tokens[:last]]):
        return None
    for head in range(last + 1, min(last + 1 + _NEAR, len(tokens))):
        post = find_post(tokens[head].text)
        if post is not None:
            only = "ablt" in post.cases and "nomn" not in post.cases
            given = only or acting_start(tokens, head) is not None
            title = title_at(tokens, head, frozenset({"ablt"}), names) if given else None
            return title if title is not None and title.first == last + 1 else None
    return None


def _of_participle(tokens: Sequence[Token], last: int, cases: frozenset[str], names: Collection[int]) -> Title | None:
    """«Иван Петров, ныне занимающий пост мэра, …»: the office somebody holds, behind a comma."""
    if last >= len(tokens) or tokens[last].text != ",":
        return None
    for verb in range(last + 1, min(last + 2 + _NEAR, len(tokens))):
        if not is_word(tokens[verb]):
            return None
        if _holds(tokens[verb], cases):
            return next((title for title in _offices(tokens, verb, names) if title.first > verb), None)
    return None


def _holds(token: Token, cases: frozenset[str]) -> bool:
    """«занимающий», «работающему», in a case of the name; «занимавший» is past."""
    found = [r for r in readings(token.lower) if r.pos == "PRTF" and "pres" in r.tags and "actv" in r.tags]
    verbs = words_of("taking") | words_of("becoming")
    return any(fold(r.lemma) in verbs and r.case in cases for r in found)


def _is_unbent(post: Post | None) -> bool:
    """«замминистра» reads the same in every case."""
    return post is not None and post.cases >= ALL_CASES


def gives_office(tokens: Sequence[Token]) -> bool:
    """Whether a sentence tells who was given an office."""
    return any(not lemmas(tokens[verb].lower) & words_of("taking") for verb, _ in _verbs(tokens))


def _verbs(tokens: Sequence[Token]) -> Iterator[tuple[int, bool]]:
    """Verbs that give an office, and whether somebody else gives it."""
    for i, token in enumerate(tokens):
        if not is_word(token):
            continue
        top = readings(token.lower)[0]
        if top.pos not in ("VERB", "PRTS"):
            continue
        lemma = fold(top.lemma)
        if lemma in words_of("becoming") or lemma in words_of("taking"):
            yield i, False
        elif lemma in words_of("appointing"):
            yield i, top.pos == "VERB"


def _offices(tokens: Sequence[Token], verb: int, names: Collection[int]) -> Iterator[Title]:
    """Offices in the instrumental, or in the genitive behind «на пост», near a verb."""
    for head in range(len(tokens)):
        if head in names or not is_word(tokens[head]):
            continue
        post = find_post(tokens[head].text)
        if post is None:
            continue
        title = None
        bent = "ablt" in post.cases and ("nomn" not in post.cases or _is_unbent(post))
        if bent or acting_start(tokens, head) is not None:  # «назначил его врио мэра»
            title = title_at(tokens, head, frozenset({"ablt"}), names)
        elif "gent" in post.cases:
            title = title_at(tokens, head, frozenset({"gent"}), names)
            # the case of a vacancy says nothing of that of the name
            vacant = title is not None and _is_vacancy(tokens, title.first, verb)
            title = replace(title, cases=frozenset()) if title is not None and vacant else None
        if title is not None and (0 <= title.first - verb - 1 <= _NEAR or 0 <= verb - title.last <= _NEAR):
            yield title


def _is_vacancy(tokens: Sequence[Token], first: int, verb: int) -> bool:
    """«на пост», «на должность» right before a title; «пост», «должность» alone where somebody takes it."""
    if first < 1:
        return False
    taken = lemmas(tokens[verb].lower) & words_of("taking")
    before = tokens[first - 2].lower if first >= 2 else ""
    if before not in words_of("onto") and not taken:
        return False
    if taken and before and readings(before)[0].pos == "PREP":
        return False  # «занял кресло на посту министра»
    found = [r for r in readings(tokens[first - 1].text) if fold(r.lemma) in words_of("vacancy")]
    return any(not taken or r.case == "accs" for r in found)


def _is_cut(tokens: Sequence[Token], start: int, stop: int, title: Title, others: Collection[int]) -> bool:
    """Whether another person or a stronger mark stands between the name, the verb and the office."""
    return any(i in others or tokens[i].text in _STOPS for i in range(start, stop) if not title.first <= i < title.last)
