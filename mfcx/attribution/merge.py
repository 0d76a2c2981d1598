"""One fact once: a figure told in the headline, the lead and the body becomes one metric with several spans."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from msgspec.structs import replace

from mfcx.document import Document, Metric, Period, Quantity
from mfcx.morphology import readings
from mfcx.quantities.scene import PERCENT
from mfcx.tables import words

# smaller numbers meet by chance, in the headline and the body
_TELLING = 20
_SMALL = 10
# and so large a one that comes back with all its words is the same
_LARGE = 100
# letters that «погибли» and «погибших» share
_STEM = 5
# a list of a thousand «5 мест» is compared with the first of them only
_ALIKE = 50
# a number with its noun and an adjective at least
_PHRASE = 3


def merge_facts(document: Document) -> None:
    """Joins metrics that tell the same fact, keeping the most informative fields of each; in text order."""
    kept: list[Metric] = []
    alike: dict[tuple[object, ...], list[Metric]] = {}
    for metric in document.metrics:
        others = alike.setdefault((*_key(metric.quantity), metric.quantity.cmp), [])
        same = next((other for other in islice(others, _ALIKE) if same_fact(other, metric)), None)
        if same is None:
            kept.append(metric)
            others.append(metric)
        else:
            _absorb(same, metric)
    document.metrics = kept
    merge_title(document)
    document.metrics.sort(key=lambda metric: min(metric.spans))


def merge_title(document: Document) -> None:
    """A count in the headline that the body gives again, of whatever noun, is the body's: «96 жизней», «96 человек»."""
    body = [m for m in document.metrics if not m.sentence.is_title]
    for metric in [m for m in document.metrics if m.sentence.is_title and not _is_in_body(m)]:
        same = next((m for m in body if _same_count(metric.quantity, m.quantity) or _is_cut_short(metric, m)), None)
        if same is not None:
            _absorb(same, metric)
            document.metrics.remove(metric)


def _is_in_body(metric: Metric) -> bool:
    """Whether the body has told the same already, of that very noun."""
    return any(span.start >= metric.sentence.stop for span in metric.spans)


def _same_count(a: Quantity, b: Quantity) -> bool:
    counted = all(q.unit and q.unit.isalpha() and len(q.unit) > 1 for q in (a, b))
    return counted and _key(a) == _key(b) and a.cmp == b.cmp and a.value >= _TELLING


def _is_cut_short(title: Metric, body: Metric) -> bool:
    """«получит 873 млн» above «873 млн рублей»: a headline leaves out the unit of a number that tells enough."""
    a, b = title.quantity, body.quantity
    if a.unit is not None or b.unit is None or a.value < _LARGE or a.cmp != b.cmp:
        return False
    return _key(a) == _key(b) and _same_place(title, body, retold=False)


def _key(q: Quantity) -> tuple[object, ...]:
    return (q.value, q.value_to, q.change)


def same_fact(one: Metric, other: Metric) -> bool:
    """The same value of the same thing, and no field that says otherwise."""
    a, b = one.quantity, other.quantity
    if _key(a) != _key(b) or a.cmp != b.cmp or not _same_rate(a, b):
        return False
    retold = _is_retold(one, other)
    if one.status != other.status and not retold:
        return False
    if a.unit != b.unit and not _counts_same_people(one, other):
        return False
    if one.sentence.start == other.sentence.start:
        return False
    if not _same_place(one, other, retold=retold):
        return False
    small = a.value < _SMALL and a.change is None and not one.sentence.is_title  # «три офиса» here and there
    if small and not (_same_words(one, other) or _is_one_more_again(one, other)):
        return False
    if not _may_be_one(one, other) or not _speak_of_one(one, other):
        return False
    return _same_period(one.period, other.period, is_title=one.sentence.is_title)


def _told(metric: Metric) -> Period | None:
    """The time of a figure, but for the day of the text."""
    return None if metric.period is None or metric.period.is_published else metric.period


def _same_period(one: Period | None, other: Period | None, *, is_title: bool = False) -> bool:
    """The same time, or none told: the day of the text, taken for what is true now, may be of «в 2019 году»."""
    if one is None or other is None or (one.start, one.end) == (other.start, other.end):
        return True
    if is_title and one.end == other.end:
        return True  # «до конца года» in the headline, «в 2026 году» below
    return (one.is_published and _covers(other, one)) or (other.is_published and _covers(one, other))


def _covers(period: Period, day: Period) -> bool:
    begun = period.start is None or day.start is None or period.start <= day.start
    return begun and (period.end is None or day.end is None or day.end <= period.end)


def _same_rate(a: Quantity, b: Quantity) -> bool:
    """«300 в день», «300 в месяц» are two facts; one without its denominator may be either."""
    return a.per == b.per or not (a.per and b.per)


def _same_place(one: Metric, other: Metric, *, retold: bool) -> bool:
    """The same region, or one unknown where all words come back; no two places."""
    if one.region != other.region and not (retold and None in (one.region, other.region)):
        return False
    return not (one.place and other.place and one.place != other.place)


def _is_retold(one: Metric, other: Metric) -> bool:
    """«около 3,2 млн рублей в год» word by word again: what only the words around it say may differ."""
    if "previous" in (one.status, other.status) or one.quantity.value < _LARGE:
        return False
    if _told(one) != _told(other):
        return False
    digits = one.quantity.value.normalize().as_tuple().digits
    return len(digits) > 1 and _same_words(one, other)


def _may_be_one(one: Metric, other: Metric) -> bool:
    """Whether what two figures are named goes together; of a headline's visitors no teachers' wages tell more."""
    if one.indicator == other.indicator or None in (one.indicator, other.indicator):
        return True
    return _heads(one) and _pack(one) == _pack(other)


def _speak_of_one(one: Metric, other: Metric) -> bool:
    """«продажи выросли на 7 %», below «на 7 % подорожал проезд»: a share names nothing, its sentence does."""
    if one.sentence.is_title or not (one.quantity.unit == PERCENT or _is_weak(one.quantity.unit)):
        return True
    return not _nouns(one).isdisjoint(_nouns(other))


def _nouns(metric: Metric) -> set[str]:
    """What the sentence of a figure speaks of, but for times."""
    tops = [readings(t.lower)[0] for t in metric.sentence.tokens if t.text.isalpha()]
    return {top.lemma for top in tops if top.pos == "NOUN"} - words("time_noun") - words("rate_noun")


def _heads(metric: Metric) -> bool:
    """«Услугами пользуются вдвое чаще» in a headline: of what, the body says more exactly."""
    return metric.sentence.is_title and metric.quantity.change is not None


def _pack(metric: Metric) -> str:
    """mfc of the rule mfc/services_provided.done."""
    return (metric.rule or "").partition("/")[0]


def _counts_same_people(one: Metric, other: Metric) -> bool:
    """«Погибли 96 человек», «96 погибших»; not «12 тысяч пациентов», «12 тысяч человек посетили музей»."""
    if not (_counts_people(one) and _counts_people(other)):
        return False
    told = [_nouns(metric) - words("number_noun") - {metric.quantity.unit} for metric in (one, other)]
    return one.sentence.is_title or not all(told) or bool(told[0] & told[1]) or _named_alike(one, other)


def _named_alike(one: Metric, other: Metric) -> bool:
    """«В ДТП погибли 12 человек», «12 погибших опознала полиция»: what one does is the other's name."""
    for metric, around in ((one, other), (other, one)):
        stem = (metric.quantity.unit or "")[:_STEM]
        if any(token.lower.startswith(stem) for token in around.sentence.tokens):
            return True
    return False


def _counts_people(metric: Metric) -> bool:
    """«96 человек», «96 погибших»: the same people under another name."""
    head = metric.quantity.head
    if head is None:
        return False
    return any("anim" in r.tags for r in readings(metric.sentence.tokens[head].text)[:2])


def _same_words(one: Metric, other: Metric) -> bool:
    """«четыре муниципальных отделения» twice: a small number with its adjectives comes back word by word."""
    phrases = [_words(metric) for metric in (one, other)]
    return phrases[0] == phrases[1] and len(phrases[0]) >= _PHRASE


def _is_one_more_again(one: Metric, other: Metric) -> bool:
    """«откроют ещё один сад», below «с открытием ещё одного сада»; «Ещё один сад откроют …» is the next of a row."""
    if one.quantity.value != 1 or one.indicator is None or one.indicator != other.indicator:
        return False
    at = other.quantity.first - 1
    return at > 0 and all(_adds_one(metric) for metric in (one, other))


def _adds_one(metric: Metric) -> bool:
    q, tokens = metric.quantity, metric.sentence.tokens
    return q.first > 0 and tokens[q.first - 1].lower in words("more") and tokens[q.first].text.isalpha()


def _words(metric: Metric) -> list[str]:
    q = metric.quantity
    return [token.lower for token in metric.sentence.tokens[q.first : q.last]]


def _is_weak(unit: str | None) -> bool:
    """«раз» counts something that another noun names."""
    return unit is None or unit in words("weak_unit")


def _lends_noun(kept: Quantity, other: Quantity) -> bool:
    """«700 тыс. услуг» of a headline says what «прогноз — 700 тыс.» below only took over from the sentence before."""
    if _is_weak(other.unit) or kept.unit == other.unit:
        return False
    return _is_weak(kept.unit) or (kept.inherited and not other.inherited)


def _absorb(kept: Metric, other: Metric) -> None:
    for span in other.spans:
        at = bisect_left(kept.spans, span)
        if span not in kept.spans[at : at + 1]:
            kept.spans.insert(at, span)
    is_lent = _lends_noun(kept.quantity, other.quantity)
    if is_lent:
        kept.quantity = replace(kept.quantity, unit=other.quantity.unit, okei=other.quantity.okei)
    retold = _heads(kept) and kept.indicator not in (None, other.indicator)
    if other.indicator is not None and (retold or is_lent):
        kept.indicator, kept.rule, kept.label = other.indicator, other.rule, other.label
    kept.indicator = kept.indicator or other.indicator
    kept.rule = kept.rule or other.rule
    if kept.period is None and kept.status != "planned" or _told(kept) is None and _told(other) is not None:
        kept.period = other.period
    kept.region = kept.region or other.region
    kept.place = kept.place or other.place
    kept.subject = kept.subject or other.subject
    kept.speaker = kept.speaker or other.speaker
    kept.label = kept.label or other.label
