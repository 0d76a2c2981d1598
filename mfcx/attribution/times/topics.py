"""Times that are spoken of and say no when: «Декабрь добавляет регистраций», «впервые с 2016 года»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.sentence_words import has_lemma, is_finite
from mfcx.attribution.status import clause_bounds, status_at
from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.quantities.forms import Forms
from mfcx.quantities.periods import TimePhrase
from mfcx.quantities.periods.lexicon import lexicon
from mfcx.tables import words

_RECORD_REACH = 4  # words: «самый низкий показатель | с 2016 года»
_SEASON_REACH = 3  # words: «начала пожароопасного | сезона»
_ROW_REACH = 3  # words: «август (более 90 …)»
_ROW_MARKS = frozenset("(:-–—")  # between the name of a row and its figure


def is_topic(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«Декабрь ещё добавляет регистраций», «Накануне Дня знаний»: spoken of, not a when."""
    when = phrase.when
    if phrase.kind == "deictic":
        following = readings(tokens[phrase.last].text)[0] if phrase.last < len(tokens) else None
        plain = following is not None and following.pos == "NOUN" and following.case == "gent"
        return plain and when is not None and when.count == -1
    asides = (_is_of_record, _is_of_season, _is_of_crop, _is_purpose, _is_likened)
    if any(is_aside(phrase, tokens) for is_aside in asides):
        return True
    if phrase.role == "by" and phrase.first > 0 and has_lemma(tokens[phrase.first - 1].lower, "preparation"):
        return True  # «подготовка к новому учебному году»
    if phrase.role or when is None or (when.relation is not None and (when.unit == "year" or when.count is not None)):
        return False  # «месяц назад было 70»
    if heads_figure(phrase, tokens) or tokens[phrase.first].lower in lexicon().month_adjectives:
        return False
    if phrase.first > 0 and tokens[phrase.first - 1].lower in lexicon().cues["measure_noun"]:
        return False  # «показатель апреля составлял»
    return (
        when.root.number is None if when.unit in ("academic", "quarter") else when.unit == "month" and when.of is None
    )


def _is_of_record(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«впервые с 2016 года», «самый большой за последние десять лет»: how long there was no such figure."""
    when = phrase.when
    lasting = phrase.role == "over" and when is not None and when.count is not None and when.of is None
    if phrase.role not in ("from", "after") and not lasting:
        return False
    first = clause_bounds(tokens, phrase.first, phrase.last)[0]
    before = tokens[max(first, phrase.first - _RECORD_REACH) : phrase.first]
    named = next((at for at, token in enumerate(before) if _RECORDS[token.lower]), None)
    if named is None or any(t.text[0].isdigit() or is_finite(t.lower) for t in before[named:]):
        return False
    # «самый большой центр с 2016 года принял 40 тысяч человек»
    beside = named + 1 == len(before)
    return beside or not (phrase.last < len(tokens) and is_finite(tokens[phrase.last].lower))


def _is_of_crop(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«под урожай 2026 года», «под урожай будущего года»: what is sown or bought for, long before."""
    crop = phrase.first - 1
    named = crop > 0 and not phrase.role and has_lemma(tokens[crop].lower, "crop_noun")
    return named and tokens[crop - 1].lower in words("sown_under")


def _is_of_season(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«в отопительный период 2022–2023 годов», «с начала пожароопасного сезона 2022 года»: no years from end to end."""
    when, at = phrase.when, phrase.first - 1
    if phrase.role or when is None or when.unit != "year" or at < 1 or not has_lemma(tokens[at].lower, "season_noun"):
        return False
    before = tokens[max(0, at - _SEASON_REACH) : at]
    return when.number_to is not None or any(token.lower in lexicon().edges for token in before)


def _is_likened(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«Как и в прошлом году, намерены обучить 85 школьников»: so it is now."""
    first = phrase.first
    return first > 1 and tokens[first - 1].lower in words("and") and tokens[first - 2].lower in words("likening")


def _is_purpose(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«К зиме заменили 23 км сетей»: what it was done for, not when."""
    when = phrase.when
    if phrase.role != "by" or when is None or when.unit != "season" or when.of is not None:
        return False
    return status_at(tokens, phrase.first, phrase.last) != "planned"


def _tells_record(form: str) -> bool:
    """«впервые», «рекордный», «крупнейший»."""
    return has_lemma(form, "record_word") or (form.isalpha() and "Supr" in readings(form)[0].tags)


_RECORDS = Forms(_tells_record)


def heads_figure(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«август | (90 браков)», «январь — | 45»: a month as the name of a row."""
    if phrase.last >= len(tokens) or tokens[phrase.last].text not in _ROW_MARKS:
        return False
    return any(token.text[0].isdecimal() for token in tokens[phrase.last + 1 : phrase.last + 1 + _ROW_REACH])
