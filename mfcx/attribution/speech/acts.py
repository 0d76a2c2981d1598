"""Who speaks in a sentence: «сообщил X», «по словам X», «…, — добавил он»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache, reduce
from operator import attrgetter, or_

from mfcx.attribution.speech.subjects import find_subject
from mfcx.attribution.speech.words import (
    ENDS,
    INSERTED,
    VERBAL,
    Act,
    Scene,
    is_finite,
    is_stand_in,
    latest,
    speech_words,
)
from mfcx.document import DASHES, Sentence, Token
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.quantities.forms import Forms
from mfcx.stored import expression
from mfcx.tables import fold, read_table, words

_QUOTE_MARKS = frozenset('«»“”„"')
# words of a subject with its office: «продолжил министр экономики области Олег Петров»
_PARENTHESIS = 8
# the end of what is said inside quotation marks: «Построим!» тут же добавил он
_CLOSES = expression(r'[.!?…,:]\W*?[«»“”„"]')
_LOWER = attrgetter("lower")
# «рассчитываем построить»: who speaks or is spoken to, never whom the newspaper tells of
_OF_TALK = frozenset({"1per", "2per"})
_KINDS, _ANY = ("report", "remark", "answer", "cite"), "any"


def find_acts(scene: Scene, number: int) -> list[Act]:
    """Who speaks in a sentence, in order."""
    sentence = scene.document.sentences[number]
    tokens = sentence.tokens
    cues = list(map(_CUES.__getitem__, map(_LOWER, tokens)))
    held = reduce(or_, cues, 0)
    inserts = held & _DASH or (held & _QUOTE and _CLOSES.search(scene.document.text, sentence.start, sentence.stop))
    # nearly every sentence has a verb, which tells of speech only where it is inserted
    wanted = _TELLS | _VERB if inserts else _TELLS
    if sentence.is_title or not held & (wanted | _OPENS):
        return []
    acts: list[Act] = []
    openings = _openings_in(tokens) if held & _OPENS else {}
    done = -1
    for at in sorted({*openings, *[at for at, cue in enumerate(cues) if cue & wanted]}):
        token = tokens[at]
        if at < done or not token.text[0].isalpha():
            continue
        telling = _tells(token.lower)
        inserted = bool(inserts) and _is_inserted(tokens, at)
        if telling == _ANY and not inserted and at not in openings:
            continue
        quote = scene.quote_at(token.start)
        if quote is not None and not inserted and not (quote.dashed and at == 0):
            continue
        act = _opening(scene, number, at, openings[at]) if at in openings else None
        if act is None and telling is not None:
            act = _verb(scene, number, at, inserted=inserted)
        if act is not None:
            scene.last = act.person or scene.last
            done = at + 2
            acts.append(act)
    return acts


def _openings_in(tokens: Sequence[Token]) -> dict[int, int | None]:
    """Where words before a speaker begin, with where they end: «по словам»; None for those of the last who spoke."""
    found: dict[int, int | None] = {}
    for first, stop, kind in _openings().find(tokens):
        if kind == "aside":
            found[first] = None
        else:
            found.setdefault(first, stop)
    return found


@cache
def _openings() -> PatternTable[str]:
    kinds = ("opening", "aside")
    return PatternTable((row["lemma"], row["kind"]) for row in read_table("speech") if row["kind"] in kinds)


def _opening(scene: Scene, number: int, at: int, stop: int | None) -> Act | None:
    """«по словам X», «по её словам»."""
    sentence = scene.document.sentences[number]
    tokens = sentence.tokens
    if stop is None:
        femn = any(t.lower in words("her") for t in tokens[at : at + 3])
        person = latest(scene, tokens[at].start, "femn" if femn else "masc")
        return Act("opening", tokens[at].start, number, person, reports=True, carries=True) if person else None
    last = stop
    while last < len(tokens) and tokens[last].text not in {",", ";", "(", ":"} and not is_finite(tokens[last]):
        last += 1
    end = tokens[last].start if last < len(tokens) else sentence.stop
    named = scene.inside(tokens[stop - 1].stop, end)
    if named:
        return Act("opening", tokens[at].start, number, named[0].person, reports=True, carries=True)
    if stop < len(tokens) and is_stand_in(tokens[stop]):
        person = latest(scene, tokens[at].start, None)
        return Act("opening", tokens[at].start, number, person, reports=True) if person else None
    return Act("opening", tokens[at].start, number, None, reports=True)


def _is_inserted(tokens: Sequence[Token], at: int) -> bool:
    """A verb soon after a dash that ends speech: «…, — сказал», «…!» – тут же добавила»."""
    for back in range(at - 1, max(-1, at - 1 - INSERTED), -1):
        if tokens[back].text in DASHES:
            if back == 0:  # «— Мы обещали …» is what is said
                return not any(map(_is_who, tokens[1:at]))
            return tokens[back - 1].text[-1] in ENDS or tokens[back - 1].text in _QUOTE_MARKS
        if tokens[back].text in _QUOTE_MARKS or tokens[back].text in ENDS:
            # the dash is missing, or the sentence was cut before it
            return tokens[back].text in _QUOTE_MARKS and back > 0 and tokens[back - 1].text in ENDS
    return False


def _is_who(token: Token) -> bool:
    top = readings(token.lower)[0]
    return top.pos in ("NOUN", "NPRO") and top.case == "nomn"


def _ends_quote(scene: Scene, tokens: Sequence[Token], at: int) -> bool:
    """Whether the dash before an inserted verb closes a quotation: not in «Построено 12 школ, — заявил X»."""
    mark = next(back for back in range(at - 1, -1, -1) if tokens[back].text in DASHES | _QUOTE_MARKS)
    closing = any(token.text in _QUOTE_MARKS for token in tokens[max(0, mark - 2) : mark + 1])
    return mark == 0 or closing or scene.quote_at(tokens[mark - 1].start) is not None


def _verb(scene: Scene, number: int, at: int, *, inserted: bool) -> Act | None:
    """«сообщил X», «X отметил, что …»."""
    sentence = scene.document.sentences[number]
    tokens = sentence.tokens
    kind = _tells(tokens[at].lower)
    if kind == _ANY:
        kind = _any_verb(scene, sentence, at) if inserted else None
    if kind is None:
        return None
    person, found = find_subject(scene, sentence, at, inserted=inserted, cite=kind == "cite")
    if not found:
        return None
    pointers = [first for first, _, _ in _pointers().find(tokens)]
    within = bool(pointers) and _points_within(tokens, pointers[0], at)
    pointer = bool(pointers) and not within
    trailing = at > 0 and tokens[at - 1].text == ","
    told_as = at > 0 and tokens[at - 1].lower in speech_words("as")
    aside = inserted or trailing or told_as or within
    quoting = inserted and _ends_quote(scene, tokens, at)
    reports = kind == "report" and not quoting and not pointer and (aside or _has_content(tokens, at))
    passing = trailing and _is_parenthesis(tokens, at)
    reports = reports or (kind == "remark" and not inserted and (passing or _leads_on(tokens, at)))
    reports = reports or (kind == "remark" and within)
    carries = reports and (trailing or within)
    return Act(kind, tokens[at].start, number, person, inserted, pointer, reports, carries)


def _points_within(tokens: Sequence[Token], first: int, verb: int) -> bool:
    """«Построят 12 школ, о чём рассказал X», «… — об этом сообщил X»: what was told stands in the same sentence."""
    cut = tokens[first - 1].text if first else ""
    return first < verb and (cut == "," or cut in DASHES) and any(map(is_finite, tokens[: first - 1]))


@cache
def _pointers() -> PatternTable[None]:
    return PatternTable((row["lemma"], None) for row in read_table("speech") if row["kind"] == "pointer")


@lru_cache(maxsize=6_000)
def _tells(form: str) -> str | None:
    """How a form tells of speech: report, remark, answer, cite; any for a verb that does so only behind speech."""
    if not form[0].isalpha():
        return None
    found = readings(form)
    kinds = _kinds()
    for reading in () if kinds.keys().isdisjoint(lemmas(form)) else found:
        if reading.pos in VERBAL and "impr" not in reading.tags and fold(reading.lemma) in kinds:
            return _ANY if reading.tags & _OF_TALK else kinds[fold(reading.lemma)]
    return _ANY if found[0].pos in VERBAL else None


@cache
def _kinds() -> dict[str, str]:
    """Verbs of speech with their kind, the first of several: «отметить» is a report."""
    return {word: kind for kind in reversed(_KINDS) for word in speech_words(kind)}


# what a form may be to speech, each a bit: a word of an opening, a verb that tells of speech, any other verb, a mark
_OPENS, _TELLS, _VERB, _DASH, _QUOTE = 1, 2, 4, 8, 16


def _cues_of(form: str) -> int:
    mark = _DASH if form in DASHES else _QUOTE if form in _QUOTE_MARKS else 0
    kind = _tells(form)
    verb = 0 if kind is None else _VERB if kind == _ANY else _TELLS
    return mark | verb | (_OPENS if _openings().knows(form) else 0)


_CUES = Forms(_cues_of)


def _any_verb(scene: Scene, sentence: Sentence, at: int) -> str | None:
    """«…», — не скрывает радости Анна Орлова: any verb tells the speaker right behind speech."""
    tokens = sentence.tokens
    tops = [t for t in tokens[max(0, at - INSERTED) : at] if t.text in DASHES]
    if not tops:
        return None
    stop = next((t.start for t in tokens[at:] if t.text in DASHES or t.text in {".", ":"}), sentence.stop)
    return "remark" if scene.inside(tokens[at].stop, stop) else None


def _is_parenthesis(tokens: Sequence[Token], at: int) -> bool:
    """«Кроме того, продолжил он, …»: nothing but the subject stands between a verb and the next mark."""
    for token in tokens[at + 1 : at + 2 + _PARENTHESIS]:
        if token.text in ENDS:
            return True
        if not token.text[0].isalpha() or is_finite(token):
            return False
    return False


def _leads_on(tokens: Sequence[Token], at: int) -> bool:
    """«написал в своём блоге, что построено 12 школ»: the next mark opens what is told."""
    mark = next((i for i in range(at + 1, len(tokens)) if tokens[i].text in ENDS), None)
    if mark is None or mark + 1 == len(tokens):
        return False
    return tokens[mark].text == ":" or (tokens[mark].text == "," and tokens[mark + 1].lower in speech_words("that"))


def _has_content(tokens: Sequence[Token], at: int) -> bool:
    """What is told follows: «что …», «: …», «о том», «о росте …»; or a figure stands in the same clause."""
    rest = tokens[at + 1 :]
    return any(t.lower in speech_words("content") or t.text == ":" or t.text[0].isdigit() for t in rest)
