"""Numbers that refer to one before them, and share its multiplier: «175 млн рублей, из них 76»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Quantity, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.cues import tells_change
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.inherited.elsewhere import is_part_of_them
from mfcx.quantities.limits.rates import find_rate
from mfcx.quantities.scene import MONEY, Scene, lower
from mfcx.quantities.unit_table import counts_things
from mfcx.tables import words

_DONE_REACH = 3  # tokens of «уже полностью отремонтировано»
_INSIDE_REACH = 7  # tokens of «общее число коек круглосуточного стационара в них»
_ENDS = frozenset(",.;()") | {""}
_MORE = 2  # how many times more than planned may have been done
_FAR_MORE = 2  # how many times more thousands than were counted are none
_LIKE = 5  # how many times more a sum told again may be
_FAR = 100  # how many times more a number of the same row may be


def points_back(tokens: Sequence[Token], draft: Draft) -> bool:
    """«из них 28», «их оказано 59», «в том числе 20», «64 из них»: words that refer to what was counted."""
    opens = max(0, draft.first - 4)
    window = [t.lower for t in tokens[opens : draft.first]]
    shortened = not words("included_short").isdisjoint(window[:1]) and not words("part_short").isdisjoint(window[2:3])
    if shortened or any(word in words("included") for word in window):
        return True
    if any(word in words("them") and not _counts_inside(tokens, at) for at, word in enumerate(window, opens)):
        return True
    if lower(tokens, draft.first - 1) in words("more"):
        return True
    return is_part_of_them(tokens, draft)


def _counts_inside(tokens: Sequence[Token], at: int) -> bool:
    """«больниц 12, число коек в | них – 4 300»: where they are, of what is counted by its own noun."""
    if lower(tokens, at - 1) in words("of_them") or readings(lower(tokens, at - 1))[0].pos != "PREP":
        return False
    return any(token.lower in words("count_noun") for token in tokens[max(0, at - _INSIDE_REACH) : at])


def is_set_against(tokens: Sequence[Token], figure: Draft, other: Draft) -> bool:
    """«зрителей — 94 тыс. | против | 88,5 тыс.»: the two count the same."""
    between = tokens[figure.last : other.first]
    return len(between) == 1 and between[0].lower in words("against")


def take_wholes(scene: Scene) -> None:
    """«из 410 домов отремонтировано | 402, из 30 школ открыли | 28»: what was done to some of a whole."""
    for i in range(1, len(scene.drafts)):
        whole = None if scene.drafts[i].name else _done_of(scene.tokens, scene.drafts, i)
        if whole is not None:
            scene.drafts[i].inherit_unit(whole)


def _done_of(tokens: Sequence[Token], drafts: Sequence[Draft], i: int) -> Draft | None:
    """«из 30 школ уже открыли | 28»: the whole some of which was dealt with."""
    draft, whole = drafts[i], drafts[i - 1]
    between = tokens[whole.last : draft.first]
    if not counts_things(whole.name) or not 0 < len(between) <= _DONE_REACH or draft.is_scaled(tokens):
        return None
    if lower(tokens, whole.first - 1) not in words("of_them") or lower(tokens, draft.number.last) not in _ENDS:
        return None
    tops = [readings(token.lower)[0] for token in between if token.text.isalpha()]
    done = len(tops) == len(between) and tops[-1].pos in ("VERB", "PRTS") and all(t.pos == "ADVB" for t in tops[:-1])
    return whole if done and draft.value <= whole.value * _MORE else None


def scale_like(draft: Draft, lender: Draft, tokens: Sequence[Token]) -> None:
    """«175 млн рублей, а из федерального — 76»: the multiplier goes on, but a part is never more than the whole."""
    while lender.source is not None and lender.value != lender.number.value:
        lender = lender.source  # «15 тысяч саженцев: 8 – сосны, | 5 – ели»
    source = lender.number
    if source.multiplier is None or source.value is None or draft.number.multiplier or draft.number.sign:
        return
    if find_rate(tokens, draft.last) or draft.number.kind == "collective":
        return  # «64,8 тыс. посетителей, то есть в среднем по 260 в день»; «двое»
    value = shared_multiplier(draft.number, source.multiplier, source.value)
    if value > _FAR_MORE * source.value and _is_told_by_verb(tokens, draft, lender):
        return
    part = points_back(tokens, draft) or _is_included(tokens, lender, draft) or _is_difference(tokens, draft)
    if value <= source.value * (1 if part else _FAR):
        draft.scale_to(value)


def _is_difference(tokens: Sequence[Token], draft: Draft) -> bool:
    """«родилось 33,8 тыс. детей – на | 412 | меньше»: the difference of two values is no larger than they are."""
    behind = lower(tokens, draft.number.last)
    compared = behind in words("most") or any(r.pos == "COMP" for r in readings(behind))
    return compared and lower(tokens, draft.number.first - 1) in words("by")


def _is_told_by_verb(tokens: Sequence[Token], draft: Draft, lender: Draft) -> bool:
    """«Пришли 12 тыс. детей, | 300 – второй раз, 40 отказали»: a whole count with a verb of its own."""
    if not counts_things(lender.name) or draft.value % 1 or draft.number.first < lender.last:
        return False
    return any(_acts(lower(tokens, at)) for at in (draft.first - 1, draft.number.last))


def _acts(form: str) -> bool:
    """«приняли», «отказано», but not «было», «составило», «выросло до»."""
    if not form.isalpha() or readings(form)[0].pos not in ("VERB", "PRTS"):
        return False
    return words("says_value").isdisjoint(lemmas(form)) and not tells_change(form)


def take_part(tokens: Sequence[Token], draft: Draft, whole: Quantity) -> bool:
    """«Введено 486 тыс. кв. м. Из них | 291 – частные дома»: whether it is a part of what was measured before."""
    if draft.elliptical or draft.number.sign or not points_back(tokens, draft):
        return False
    value = draft.value * (1 if draft.number.multiplier else whole.multiplier or 1)
    value = draft.value if value > whole.value else value.normalize()
    if value > whole.value:
        return False
    draft.lent = whole.multiplier if value != draft.value else None
    draft.value, draft.unit = value, None
    draft.name, draft.okei, draft.inherited = whole.unit, whole.okei, True
    return True


def scale_again(draft: Draft, last: Quantity) -> None:
    """«Зарплата – 46 тысяч рублей. В прошлом году была | 39.»: the thousands of the sentence before go on."""
    if last.multiplier is None or last.unit not in MONEY or draft.number.multiplier:
        return
    value = (draft.value * last.multiplier).normalize()
    if value <= last.value * _LIKE and last.value <= value * _LIKE and draft.value < last.multiplier:
        draft.lent, draft.value = last.multiplier, value


def _is_included(tokens: Sequence[Token], whole: Draft, part: Draft) -> bool:
    """«13 тысяч офисов, | в том числе в нашей области | – 58»: what stands between makes it a part."""
    return any(token.lower in words("included") for token in tokens[whole.last : part.first])


def opens_clause(tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether only «ещё», «а» or the like stands between the number and the mark before it."""
    at = draft.number.first - 1
    while at >= 0 and tokens[at].lower in words("only") | words("joint") | words("contrast") and tokens[at].text != ",":
        at -= 1
    return at < 0 or tokens[at].text in ",;:(—–."
