"""The person who speaks at a verb: its subject, or whom a pronoun or a post stands for.

«сообщил Олег Петров», «добавила она», «отметил министр»; a body speaks, too, and is no person.
"""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.speech.quotes import Quote
from mfcx.attribution.speech.words import ENDS, VERBAL, Mention, Scene, is_stand_in, latest, person_gender, speech_words
from mfcx.document import DASHES, Person, Sentence, Token
from mfcx.morphology import readings
from mfcx.tables import words


def find_subject(
    scene: Scene, sentence: Sentence, at: int, *, inserted: bool, cite: bool
) -> tuple[Person | None, bool]:
    """The person who speaks at a verb, and whether anybody does at all (a body is somebody but no person)."""
    tokens = sentence.tokens
    left, right = _window(scene, sentence, at, inserted=inserted)
    verb = tokens[at]
    before = [m for m in scene.inside(tokens[left].start, verb.start) if _fits(scene, m, verb, cite=cite)]
    behind = [m for m in scene.inside(verb.stop, tokens[right - 1].stop) if _fits(scene, m, verb, cite=cite)]
    if inserted or (at and tokens[at - 1].text in {","}) or cite:
        chosen = behind[:1] or before[-1:]
    else:
        chosen = _near_side(tokens, at, before, behind)
    if chosen:
        return chosen[0].person, True
    if _is_plural(verb):
        return None, True
    nearby = [*tokens[max(left, at - 3) : at], *tokens[at + 1 : min(right, at + 4)]]
    pronoun = next((t.lower for t in nearby if t.lower in words("he") | words("she")), None)
    if pronoun is not None:
        return latest(scene, verb.start, "femn" if pronoun in words("she") else "masc"), True
    if any(is_stand_in(t) and "nomn" in _cases(t) for t in nearby):
        return latest(scene, verb.start, _gender_of(verb)), True
    if any(_is_agent(t) for t in nearby):
        return None, True
    if inserted or _has_no_subject(tokens, at):
        return latest(scene, verb.start, _gender_of(verb)), True
    return None, False


def _has_no_subject(tokens: Sequence[Token], at: int) -> bool:
    """«И напомнила о ремонте: …»: the verb opens its sentence, and whoever spoke last goes on."""
    before = tokens[:at]
    return _gender_of(tokens[at]) is not None and all(readings(token.lower)[0].pos == "CONJ" for token in before)


def _near_side(tokens: Sequence[Token], at: int, before: list[Mention], behind: list[Mention]) -> list[Mention]:
    """«X отметил» before «об этом сообщил X»."""
    if before and behind:
        gap_left = tokens[at].start - before[-1].stop
        gap_right = behind[0].start - tokens[at].stop
        return before[-1:] if gap_left <= gap_right else behind[:1]
    return before[-1:] or behind[:1]


def _window(scene: Scene, sentence: Sentence, at: int, *, inserted: bool) -> tuple[int, int]:
    """The tokens round a verb in which its subject may stand: outside quotations, this side of «что» and colons."""
    tokens = sentence.tokens
    quotes = [quote for quote in scene.quotes if quote.start < sentence.stop and sentence.start < quote.stop]
    left = at
    while left > 0 and not _bars(quotes, tokens, left - 1, at):
        left -= 1
        if inserted and tokens[left].text in DASHES:
            break
    right = at + 1
    while right < len(tokens) and not _bars(quotes, tokens, right, at):
        if (
            tokens[right].text == ","
            and tokens[right + 1 : right + 2]
            and tokens[right + 1].lower in speech_words("content")
        ):
            break
        if inserted and tokens[right].text in DASHES and tokens[right - 1].text in ENDS:
            break
        right += 1
    return left, right


def _bars(quotes: Sequence[Quote], tokens: Sequence[Token], at: int, verb: int) -> bool:
    if tokens[at].text in {":", ";"}:
        return True
    for quote in quotes:
        if quote.holds(tokens[at].start):
            return not quote.dashed and not quote.holds(tokens[verb].start)
    return False


def _fits(scene: Scene, mention: Mention, verb: Token, *, cite: bool) -> bool:
    """A subject stands in the nominative and agrees with its verb."""
    word = scene.document.text[mention.start : mention.stop].split()
    if not cite and not any("nomn" in {r.case for r in readings(w.strip('«»".,'))} for w in word[:1] + word[-1:]):
        return False
    gender = _gender_of(verb)
    return cite or gender is None or person_gender(mention.person) in (None, gender)


def _cases(token: Token) -> set[str | None]:
    return {r.case for r in readings(token.text)}


def _is_plural(token: Token) -> bool:
    found = [r for r in readings(token.lower) if r.pos in VERBAL]
    return bool(found) and found[0].number == "plur"


def _gender_of(verb: Token) -> str | None:
    found = [r for r in readings(verb.lower) if r.pos in VERBAL]
    return found[0].gender if found and found[0].number == "sing" else None


def _is_agent(token: Token) -> bool:
    """A noun that may be the subject: «ведомство», «пресс-служба», «ТАСС»."""
    return any(r.pos == "NOUN" and r.case == "nomn" for r in readings(token.text)[:2])
