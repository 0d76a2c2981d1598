"""A sentence without a verb counts on what the one before counted: «Открыли 12 школ. В прошлом году – 9.»"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mfcx.document import DASHES, Quantity, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.cues import tells_change
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.inherited.deeds_again import is_done_again, money_again
from mfcx.quantities.inherited.parts import take_part
from mfcx.quantities.scene import MONEY, PERCENT, Scene, lower
from mfcx.tables import words

_LEFT_REACH = 7  # how far to the left of a number its noun may stand
_LONGEST = 12  # tokens before the dash
_LONGEST_DEED = 5  # words of «направлено в суд»
_PREDICATES = frozenset({"VERB", "INFN", "PRTS", "GRND", "ADJS", "PRED"})
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_SMALL = frozenset({"CONJ", "ADVB"})  # «тяжких | и | особо | тяжких»
_OF_MANY = ("gent", "plur")
_WHOLE = Decimal(100)  # per cent
_SIZE_REACH = 3  # tokens from a number to how large that is
_CLOSERS = frozenset({",", ".", ";", "(", ""})
_LIKE = 100  # how many times more one figure may be than the other


def speaks_of_figure(tokens: Sequence[Token], draft: Draft) -> bool:
    """«год назад цифра была больше – | 740»: the figure is that of what was just counted."""
    if lower(tokens, draft.first - 1) not in DASHES:
        return False
    for at in range(draft.first - 2, max(-1, draft.first - 2 - _LEFT_REACH), -1):
        if not tokens[at].text.isalpha():
            return False
        if not words("figure_noun").isdisjoint(lemmas(tokens[at].lower)):
            return readings(tokens[at + 1].lower)[0].case != "gent"  # «цифра продаж» names its own
    return False


def is_told_of_time(scene: Scene, draft: Draft) -> bool:
    """«больше, чем в апреле (9 977)»: a number alone in brackets is the same thing at the time before them."""
    at = draft.number.first - 1
    alone = lower(scene.tokens, at) == "(" and lower(scene.tokens, draft.number.last) in (")", "")
    return alone and at - 1 in scene.times


def count_on(scene: Scene, i: int) -> bool:
    """«Открыли 12 школ на 900 мест. Годом ранее – | 9 (на 700 мест).»: takes the unit from what was told before."""
    draft, whole = scene.drafts[i], scene.recall().whole
    if whole is not None and take_part(scene.tokens, draft, whole):
        return True
    was = (
        _is_done_row(scene.tokens, draft)
        or is_done_again(scene, draft)
        or lower(scene.tokens, draft.first - 1) in words("was")
        and _leads_on(scene, i)
    )
    if draft.name or draft.number.sign:
        return False
    sums = money_again(scene, draft)
    if not (sums or was or is_elided(scene, draft)):
        return False
    head = _head(scene, i, sums or scene.recall().heads)
    if head is None or not may_be(draft, head):
        return False
    take_head(scene, draft, head)
    return True


def take_head(scene: Scene, draft: Draft, head: Quantity) -> None:
    """The unit and thousands of what the sentence before counted."""
    if head.multiplier:
        value = shared_multiplier(draft.number, head.multiplier, head.value)
        if value > head.value and lower(scene.tokens, draft.first - 1) in words("only"):
            value = draft.value  # «в Уфе – 148 тысяч. В Агидели – лишь | 900»
        draft.lent = head.multiplier if value != draft.value else None
        draft.scale_to(value)
    draft.unit, draft.name, draft.okei, draft.per, draft.inherited = None, head.unit, head.okei, head.per, True


def aside_again(scene: Scene, i: int) -> Quantity | None:
    """«– сельских – 24 (900 детей); – городских – 8 (| 400)»: in brackets again what the row before told in them.

    «В Омске явка — 38 % (|4 100)»: behind a share what the last one had beside it, wherever that stood.
    """
    draft, at = scene.drafts[i], scene.drafts[i].number.first - 1
    behind = i > 0 and at >= 0 and lower(scene.tokens, at) == "(" and scene.drafts[i - 1].last == at
    if draft.name or not behind or lower(scene.tokens, draft.last) != ")" or draft.value % 1:
        return None
    of_share = scene.recall().of_share if scene.drafts[i - 1].name == PERCENT else None
    return scene.recall().aside or of_share


def pair_again(scene: Scene, i: int) -> Draft | None:
    """«получили 120 ферм на 84 млн рублей, годом ранее – | 96 на 71 млн»: what stood before the like figure."""
    drafts = scene.drafts
    if drafts[i].name or not i or not _leads_on(scene, i):
        return None
    by = lower(scene.tokens, drafts[i].last)
    pairs = (j for j in range(i - 2, -1, -1) if _sizes_alike(drafts[j + 1], drafts[i + 1]))
    last = next((j for j in pairs if drafts[j].name != drafts[j + 1].name), None)
    if last is None:
        return None
    between = scene.tokens[drafts[last].last : drafts[last + 1].first]
    return drafts[last] if drafts[last].name and any(token.lower == by for token in between) else None


def _sizes_alike(told: Draft, sized: Draft) -> bool:
    """«84 млн рублей … 71 млн»: the later one may leave its unit out."""
    scale = sized.number.multiplier
    return told.name == sized.name or (sized.name is None and scale is not None and told.number.multiplier == scale)


def _leads_on(scene: Scene, i: int) -> bool:
    """«| 96 на 71 млн», «| 9 на сумму 12 млн»: behind the number stands how large that is."""
    draft, following = scene.drafts[i], scene.drafts[i + 1 : i + 2]
    near = bool(following) and following[0].number.first - draft.last <= _SIZE_REACH
    return near and lower(scene.tokens, draft.last) in words("by")


def heads_of(tokens: Sequence[Token], quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """What a sentence counts in the first place: not «в | 12 районах», «на | 3 млн», «(40 % всех)», «на 8 %»."""
    level = [q for q in quantities if q.change is None or q.change.end is not None]
    return tuple(q for q in level if not _is_governed(tokens, q))


def _is_governed(tokens: Sequence[Token], quantity: Quantity) -> bool:
    before = lower(tokens, quantity.first - 1)
    if before == "(" or before in words("governing_preposition") | words("by") | words("price_for"):
        return True
    return before.isalpha() and _says_how_large(before)


def _says_how_large(form: str) -> bool:
    """«площадью | 412 га», «на сумму | 3 млн рублей» of what was counted; not «площадь | 412 га»."""
    return not words("size_of_counted").isdisjoint(lemmas(form)) and readings(form)[0].case != "nomn"


def is_elided(scene: Scene, draft: Draft) -> bool:
    """«В Твери – | 12», «За тот же период прошлого года – | 178 на площади …»: a place or time, a dash and a number.

    In «(Поступило 900 дел.) Уголовных рассмотрено | 412» the deed stands for the dash.
    """
    tokens, dash = scene.tokens, draft.first - 1
    if _tells_which(tokens[:dash]) and is_deed_done(lower(tokens, dash)):
        return True
    dash -= lower(tokens, dash) in words("only") | words("already")  # «В Агидели – лишь | 900», «В Томске – уже | 7»
    start = int(lower(tokens, 0) in words("contrast"))
    if not start < dash <= _LONGEST or lower(tokens, dash) not in DASHES:
        return False
    behind = lower(tokens, draft.last)
    if behind not in _CLOSERS and not (behind.isalpha() and readings(behind)[0].pos in ("PREP", "CONJ")):
        return False
    opens = dash - 1 in scene.times or start in scene.times or _tells_where(tokens[start:dash])
    opens = opens or _tells_which(tokens[start:dash])
    if dash - 1 not in scene.times and lower(tokens, dash - 1) in words("left_year"):
        return False  # «В этом – уже 2 700»: of which year nobody knows here
    return opens and not any(_is_predicate(token.lower) for token in tokens[start:dash] if token.text.isalpha())


def _is_done_row(tokens: Sequence[Token], draft: Draft) -> bool:
    """«(Выявлено 48 нарушений.) Устранено – | 40», «По горячим следам раскрыто – | 64»: what was done to some of them.

    It opens the sentence or another row of it: «рассмотрено – 90, удовлетворено – | 41».
    """
    dash = draft.first - 1
    if lower(tokens, dash) not in DASHES or lower(tokens, draft.last) not in _CLOSERS | {")"}:
        return False
    first = dash
    while first > 0 and tokens[first - 1].text.isalpha():
        first -= 1
    tops = [readings(token.lower)[0] for token in tokens[first:dash]]
    done = [top for top in tops if top.pos == "PRTS"]
    if len(done) != 1 or (done[0].gender, done[0].number) != ("neut", "sing") or len(tops) > _LONGEST_DEED:
        return False
    return not any(top.pos == "NOUN" and top.case in ("nomn", "accs") and top.number == "plur" for top in tops)


def is_done_alone(scene: Scene, draft: Draft) -> bool:
    """«(Совершено 90 краж.) Раскрыто | 54, раскрываемость – 60 %»; in «Построено | 12, снесено 40 домов» it is told."""
    return not any(later.first > draft.first and later.unit and later.unit.noun for later in scene.drafts)


def _tells_where(tokens: Sequence[Token]) -> bool:
    """«В финале», «По Сибири», «На юге Урала», or of what: «По вопросам жилья».

    «По телефону – | 112», «За вход – | 200» count nothing told before.
    """
    if any(token.text == ":" for token in tokens) or readings(tokens[0].lower)[0].pos != "PREP":
        return False
    about = len(tokens) > 1 and not words("cause_heading").isdisjoint(lemmas(tokens[1].lower))
    return about or tokens[0].lower in words("in") or any(token.text[0].isupper() for token in tokens[1:])


def _tells_which(tokens: Sequence[Token]) -> bool:
    """«(Зарегистрировано 9 812 преступлений.) Тяжких – | 980», «Новых – | 12»: adjectives whose noun was counted."""
    tops = [readings(token.lower)[0] for token in tokens if token.text.isalpha()]
    kinds = [top for top in tops if top.pos in _ADJECTIVES]
    small = all(top.pos in _SMALL for top in tops if top not in kinds)
    return len(tops) == len(tokens) and bool(kinds) and small and all((k.case, k.number) == _OF_MANY for k in kinds)


def is_deed_done(form: str) -> bool:
    """«зарегистрировано», «поступило», «получили»; no «стало», nor «получило», which tells of one."""
    found = readings(form)[:2] if form.isalpha() else ()
    top = next((r for r in found if r.pos != "ADJS"), None)  # «снято»
    if top is None or top.number == "sing" and (top.gender != "neut" or top.tags >= {"VERB", "tran"}):
        return False
    told = top.pos == "PRTS" or top.tags >= {"VERB", "past"}
    return told and (words("says_value") | words("age_verb")).isdisjoint(lemmas(form)) and not tells_change(form)


def _is_predicate(form: str) -> bool:
    return readings(form)[0].pos in _PREDICATES


def _head(scene: Scene, i: int, heads: Sequence[Quantity]) -> Quantity | None:
    """The one thing that was counted: a share beside it is none."""
    counts = [q for q in heads if q.unit != PERCENT] or list(heads)
    following = scene.drafts[i + 1].name if i + 1 < len(scene.drafts) else None
    others = [q for q in counts if q.unit != following] or counts  # «120 ферм …, 96 | на 71 млн рублей»
    return others[0] if len({(q.unit, q.per) for q in others}) == 1 else None


def may_be(draft: Draft, head: Quantity) -> bool:
    """Whether the two may be of one kind: «12 школ … 9», not «12 школ … 0,4», nor «3 млн рублей … 5»."""
    if head.unit is None or head.value == 0 or draft.value == 0:
        return False
    if head.unit == PERCENT and draft.value > max(_WHOLE, head.value):
        return False  # «Раскрываемость – 60,5 %. Тяжких – 980»
    value = draft.value
    if head.multiplier and not draft.number.multiplier:
        value = shared_multiplier(draft.number, head.multiplier, head.value)
    if value % 1 and not head.value % 1 and not _is_measure(head):
        return False
    return Decimal(1) / _LIKE <= value / head.value <= _LIKE


def _is_measure(head: Quantity) -> bool:
    return head.unit in MONEY or head.unit == PERCENT or head.okei is not None
