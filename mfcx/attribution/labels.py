"""A Russian noun phrase for what is measured, also where no rule names it.

«будет создано более 10 тысяч новых мест» -> «создание новых мест»; «Доходы бюджета превысили 79 млрд рублей» -> «доходы
бюджета»; «на 12 % больше» -> «рост …» of what the figure before counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from mfcx.attribution.clauses import Clause, Verb, blocked_of, is_counted
from mfcx.attribution.noun_phrases import (
    Phrase,
    bend,
    first_modifier,
    is_modifier,
    is_short,
    is_word,
    label_words,
    noun_in,
    render,
    surface,
    tail_of,
    tidy,
)
from mfcx.document import Document, Metric, Quantity, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.quantities import Reading
from mfcx.tables import fold, read_table, words

_MONEY = frozenset({"₽", "$", "€"})
_SHARES = frozenset({"%", "доля", "п. п.", "п.п.", "‰"})
_DASHES = frozenset("—–-")
_LONGEST = 10


class Told(NamedTuple):
    """A label given before, for the figures that refer to it."""

    metric: Metric
    label: str
    counts: bool  # things or people, so that its growth is that of their number


@dataclass(slots=True)
class _Story:
    """What the article has counted so far."""

    told: list[Told] = field(default_factory=list)

    def base(self, metric: Metric) -> Told | None:
        """The last level, for a change that names none: in this sentence, else the one before."""
        for told in reversed(self.told):
            if _direction(told.metric.quantity) in (None, "base"):
                return told
        return None

    def lender(self, metric: Metric) -> Told | None:
        """The last figure of the same unit that named its noun."""
        alike = [t for t in self.told if t.metric.quantity.unit == metric.quantity.unit and t.label]
        alike = [t for t in alike if _direction(t.metric.quantity) is None] or alike
        return alike[-1] if alike else None


@cache
def _indicators() -> dict[str, dict[str, str]]:
    return {row["indicator"]: row for row in read_table("label_indicators")}


def set_labels(document: Document) -> None:
    """Fills `label` of every metric: the words of its clause, the rule's own where they say more."""
    story = _Story()
    readings_of = {s.start: r for s, r in zip(document.sentences, document.readings, strict=False)}
    blocked: dict[int, set[int]] = {}
    for metric in document.metrics:
        start = metric.sentence.start
        if start not in blocked:
            blocked[start] = blocked_of(document, metric.sentence, readings_of.get(start), document.places)
        clause = Clause(metric.sentence, metric.quantity, blocked[start] | _others(metric, readings_of.get(start)))
        label = _clean(_label(metric, clause, story)) or metric.label
        metric.label = label
        if label:
            story.told.append(Told(metric, label, is_counted(metric.quantity)))


def _others(metric: Metric, reading: Reading | None) -> set[int]:
    """The words of the other figures of the sentence."""
    if reading is None:
        return set()
    return {at for q in reading.quantities if q.start != metric.quantity.start for at in range(q.first, q.last)}


def _label(metric: Metric, clause: Clause, story: _Story) -> str | None:
    q = metric.quantity
    if _direction(q) is not None:
        return _change(metric, clause, story)
    twin = _twin(metric, clause, story)
    if twin is not None:
        return twin.label
    mode = _indicators().get(metric.indicator or "", {}).get("mode")
    if mode == "keep":
        return _kept(metric, clause)
    pay = clause.verb("pay") if q.unit is None else None
    if q.unit in _MONEY or (pay is not None and pay.role == "pay"):
        return _money(clause, story) or metric.label
    if q.unit in _SHARES:
        return _share(metric, clause, story)
    if is_counted(q):
        return _counted(metric, clause, story)
    return _measured(metric, clause, story)


def _twin(metric: Metric, clause: Clause, story: _Story) -> Told | None:
    """«(годом ранее — 74,5)», «против 4,9 %»: the same thing at another time, told just before."""
    told = story.told[-1] if story.told else None
    if told is None or told.metric.sentence is not metric.sentence or _direction(told.metric.quantity) == "gained":
        return None
    alike = told.metric.quantity.unit == metric.quantity.unit and clause.counted() is None
    first = next(clause.segments())[0]
    opened = [t.text for t in clause.tokens[: metric.quantity.first]]
    bracketed = "(" in opened and ")" not in opened[len(opened) - opened[::-1].index("(") :]
    earlier = metric.status == "previous" or bracketed
    return told if alike and earlier and clause.subject(first, metric.quantity.first) is None else None


def _direction(q: Quantity) -> str | None:
    """Which word heads the label of a change: grown, fallen, gained, lost; None for a level."""
    change = q.change
    if change is None:
        return None
    if change.delta is not None:
        return "gained" if change.delta >= 0 else "lost"
    if change.delta_pct is not None:
        return "grown" if change.delta_pct >= 0 else "fallen"
    if change.ratio is not None:
        return "base" if q.unit == "%" else "grown" if change.ratio >= 1 else "fallen"
    return None


def _word(kind: str) -> str:
    return next(iter(label_words(kind)))


def _clean(label: str | None) -> str | None:
    """A label of ordinary length that begins with a noun phrase, or none."""
    if not label:
        return None
    parts = tidy(label).split()
    while parts and (parts[-1].lower() in label_words("inside") | words("and")):
        parts.pop()
    parts = parts[:_LONGEST]
    while parts and (parts[-1].lower() in label_words("inside") | words("and")):
        parts.pop()
    text = " ".join(parts)
    if text.count("«") > text.count("»"):
        text = text[: text.rindex("«")].strip()
    return text if len(text) > 2 and text[0].isalpha() else None


# --- changes ---------------------------------------------------------------------------------------------


def _change(metric: Metric, clause: Clause, story: _Story) -> str | None:
    """«рост доходов бюджета», «прирост числа специалистов», «число обращений к уровню 2019 года»."""
    kind = _direction(metric.quantity) or "grown"
    first, last = next(clause.segments())
    named = _growth_noun(clause, first, last)
    if named is not None:
        return named
    subject = clause.subject(first, last) or clause.object(first, last)
    if subject is not None and not _is_growth(clause.tokens[subject.head]):
        return _headed(kind, render(clause.tokens, subject, "nomn"), counts=False)
    inverted = clause.inverted()
    if inverted is not None:
        return _headed(kind, render(clause.tokens, inverted, "nomn"), counts=inverted.number == "plur")
    told = story.base(metric)
    if told is None or (told.metric.sentence is not metric.sentence and not _refers(clause)):
        wider = _subject_label(clause)
        if wider is not None:
            return _headed(kind, wider, counts=False)
    if told is None:
        return metric.label
    return f"{_headed(kind, told.label, counts=told.counts)} {_base_level(clause)}".strip()


def _base_level(clause: Clause) -> str:
    """«57 % от уровня 2020 года» -> «к уровню 2020 года»."""
    tokens = clause.tokens
    for at in range(clause.quantity.last, min(len(tokens) - 1, clause.quantity.last + 3)):
        if not lemmas(tokens[at].lower).isdisjoint(label_words("level")):
            stop = at + 1
            while stop < min(len(tokens), at + 3) and (tokens[stop].text.isdigit() or stop in clause.blocked):
                stop += 1
            return f"{_word('level_of')} {surface(tokens, at + 1, stop)}"
    return ""


def _refers(clause: Clause) -> bool:
    """«Это на 9 % больше»: the sentence says what it means by pointing back."""
    return any(t.lower in label_words("that") for t in clause.tokens[: clause.quantity.first])


def _headed(kind: str, label: str, *, counts: bool) -> str:
    if counts and fold(label.split()[0]) not in label_words("many"):
        label = f"{_word('count')} {bend(label, 'gent')}"
    if kind == "base":
        return label
    head = label.split()[0].lower()
    if head in (_word("grown"), _word("fallen"), _word("gained")):
        return label
    return f"{_word(kind)} {bend(label, 'gent')}"


def _is_growth(token: Token) -> bool:
    return not lemmas(token.lower).isdisjoint(_growth_nouns())


@cache
def _growth_nouns() -> frozenset[str]:
    return label_words("growth")


def _growth_noun(clause: Clause, first: int, last: int) -> str | None:
    """«увеличение количества услуг на 3800»: growth as a noun, with what grew."""
    for at in range(first, last):
        if at in clause.blocked or not is_word(clause.tokens[at]) or not _is_growth(clause.tokens[at]):
            continue
        stop = clause.tail(at + 1)
        if stop > at + 1:
            number = readings(clause.tokens[at].lower)[0].number or "sing"
            return render(clause.tokens, Phrase(at, at, stop, number), "nomn")
    return None


# --- rules' own phrases ------------------------------------------------------------------------------------


def _kept(metric: Metric, clause: Clause) -> str | None:
    """The rule's phrase, «среднее …» where the clause says so."""
    label = metric.label
    if label is None:
        return None
    first, last = next(clause.segments())
    for token in clause.tokens[first:last]:
        if not lemmas(token.lower).isdisjoint(label_words("mean")):
            gender = next((r.gender for r in readings(label.split()[0]) if r.pos == "NOUN"), None) or "neut"
            bent = inflect(next(iter(label_words("mean"))), gender, "nomn", "sing")
            return f"{bent} {label}"
    return label


# --- things and people counted ---------------------------------------------------------------------------


def _counted(metric: Metric, clause: Clause, story: _Story) -> str | None:
    tokens = clause.tokens
    phrase = _counted_phrase(clause)
    if phrase is None:
        return _elliptic(metric, clause, story)
    generic = _is_generic(tokens[phrase.head])
    stated = _statement(clause)
    telling = clause.verb_between(*next(clause.segments()))
    if (
        stated is not None
        and not telling
        and (generic or not lemmas(tokens[stated.head].lower).isdisjoint(label_words("many")))
    ):
        return render(tokens, stated, "nomn")
    named = _named_behind(clause) if generic else None
    if named is not None:
        return named
    label = render(tokens, phrase, "nomn")
    roles = ("come", "make") if _is_animate(tokens[phrase.head]) else ("make", "come")
    verb = None if _is_governed(clause, phrase) else clause.verb(*roles)
    told = _with_verb(clause, phrase, verb, planned=metric.status == "planned") if verb is not None else None
    if told is not None:
        return told
    if phrase.last > phrase.head + 1 or " " in label:
        return label
    if generic:
        return _subject_label(clause) or metric.label or f"{_word('count')} {render(tokens, phrase, 'gent')}"
    return _with_indicator(metric, label)


def _counted_phrase(clause: Clause) -> Phrase | None:
    """The counted noun behind its number, or before it: «Жалоб поступило 17»."""
    phrase = clause.counted()
    if phrase is not None and not _is_generic(clause.tokens[phrase.head]):
        return phrase
    inverted = clause.inverted()
    return inverted if inverted is not None and not _is_generic(clause.tokens[inverted.head]) else phrase


def _with_indicator(metric: Metric, label: str) -> str:
    """«офисы» -> «офисы МФЦ», «услуги» -> «доступные услуги», by what the rule knows."""
    row = _indicators().get(metric.indicator or "", {})
    tail = row.get("tail", "-")
    if tail in ("-", label):
        return label
    return f"{tail} {label}" if row.get("mode") == "lead" else f"{label} {tail}"


def _named_behind(clause: Clause) -> str | None:
    """«40 человек — инвалиды»: what people are, behind a dash."""
    tokens, at = clause.tokens, clause.quantity.last
    if at + 1 >= len(tokens) or tokens[at].text not in _DASHES:
        return None
    stop = at + 1
    while stop < len(tokens) and is_word(tokens[stop]):
        stop += 1
    phrase = clause.subject(at + 1, stop)
    return render(tokens, phrase, "nomn") if phrase is not None and phrase.first == at + 1 else None


def _is_governed(clause: Clause, phrase: Phrase) -> bool:
    """«в 38 филиалах», «для 200 семей»: a preposition before the figure, so that the verb's object is another."""
    at = min(clause.quantity.first, phrase.first)
    # «свыше», «около» are part of the figure, «до 300» may be its bound
    return at > 0 and clause.tokens[at - 1].lower in label_words("inside")


def _is_animate(token: Token) -> bool:
    found = noun_in(token)
    return found is not None and ("anim" in found.tags or fold(found.lemma) in label_words("agent"))


def _is_generic(token: Token) -> bool:
    return not lemmas(token.lower).isdisjoint(label_words("generic"))


def _with_verb(clause: Clause, phrase: Phrase, verb: Verb, *, planned: bool) -> str | None:
    """«создание новых мест», «принятые заявления», «погибшие на пожарах»."""
    tokens, generic = clause.tokens, _is_generic(clause.tokens[phrase.head])
    if verb.role == "make" and planned and not verb.noun:
        return None
    going_on = "impf" in verb.reading.tags
    if verb.role == "make" and verb.noun and (planned or going_on or verb.fact == "noun"):
        return f"{verb.noun} {render(tokens, phrase, 'gent', 'plur')}"
    participle = _participle(clause, verb, phrase)
    if participle is None:
        return None
    extra = _complement(clause, verb, phrase) if generic or verb.role == "come" else ""
    if not extra and verb.role == "come" and "tran" in verb.reading.tags and not generic:
        return None
    if generic:
        return f"{participle} {extra}" if extra else f"{_word('count')} {bend(participle, 'gent')}"
    return f"{participle} {extra} {render(tokens, phrase, 'nomn', 'plur')}"


def _participle(clause: Clause, verb: Verb, phrase: Phrase) -> str | None:
    """How a verb stands before the noun: «принятые», «обратившиеся»; None where it says nothing."""
    if verb.role in ("weak", "pay") or verb.at in clause.blocked:
        return None
    intransitive = "intr" in verb.reading.tags or verb.reading.lemma.endswith("ся")
    if not verb.role:
        return None
    form = clause.tokens[verb.at].lower
    number = phrase.number
    voice = "actv" if verb.role == "come" or intransitive else "pssv"
    for tense in ("pres", "past") if "pres" in verb.reading.tags else ("past", "pres"):
        bent = inflect(form, "PRTF", voice, tense, "nomn", number)
        if bent is not None:
            return bent
    return None


def _complement(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """What people did: «(открывшие) своё дело», «(воспользовавшиеся) услугами», «(погибшие) на пожарах»."""
    first, last = next(clause.segments())
    if not first <= verb.at < last:
        return ""
    own = surface(clause.tokens, phrase.head + 1, phrase.last)
    if own and _is_generic(clause.tokens[phrase.head]):
        return own
    if "tran" in verb.reading.tags and verb.role == "come":
        obj = clause.subject(first, last)
        return surface(clause.tokens, obj.first, obj.last) if obj is not None else ""
    means = _means(clause, first, last)
    if means:
        return means
    near = [c for c in clause.complements(first, last) if c[1] <= phrase.first or c[0] >= phrase.last]
    return surface(clause.tokens, *near[0]) if near and _is_generic(clause.tokens[phrase.head]) else ""


def _means(clause: Clause, first: int, last: int) -> str:
    """«услугами воспользовались»: a noun in the instrumental that no preposition governs."""
    for at in range(first, last):
        token = clause.tokens[at]
        if at in clause.blocked or not is_word(token) or readings(token.lower)[0].case != "ablt":
            continue
        before = clause.tokens[at - 1].lower if at > first else ""
        if noun_in(token, "ablt") and before not in label_words("inside"):
            return surface(clause.tokens, at, clause.tail(at + 1))
    return ""


def _elliptic(metric: Metric, clause: Clause, story: _Story) -> str | None:
    """A figure whose noun stands elsewhere: «104 федеральные», «95 – о СНИЛС», «годом ранее 352»."""
    told = story.lender(metric)
    tokens, q = clause.tokens, metric.quantity
    if told is None:
        return _subject_label(clause) or metric.label
    head = _head_of(told.label)
    adjectives = [t for t in tokens[q.first : q.last + 1] if is_modifier(t) and not t.text[0].isdigit()]
    adjectives = [t for t in adjectives if readings(t.lower)[0].pos == "ADJF"]
    if adjectives:
        bent = inflect(adjectives[-1].lower, "nomn", "plur")
        return f"{bent} {head}" if bent else told.label
    at = q.last
    while at < len(tokens) and (tokens[at].text in _DASHES or readings(tokens[at].lower)[0].pos == "PRTS"):
        at += 1
    if at < len(tokens) and tokens[at].lower in label_words("inside") and at not in clause.blocked:
        stop = tail_of(tokens, at, clause.blocked, 5)
        if stop > at + 1:
            return f"{head} {surface(tokens, at, stop)}"
    return told.label


def _head_of(label: str) -> str:
    """The noun of a label with no words behind it: «принятые заявления о паспортах» -> «заявления»."""
    for part in label.split():
        top = readings(part.lower())[0]
        if top.pos not in ("ADJF", "PRTF", "CONJ"):
            return part
    return label


# --- shares ------------------------------------------------------------------------------------------------


def _shared(label: str) -> str:
    """«доля дорог» of «дороги»; what is a share already stays."""
    return label if _begins(label, "share_noun") else f"{_word('share')} {bend(label, 'gent')}"


def _share(metric: Metric, clause: Clause, story: _Story) -> str | None:
    """«доля региональных дорог», «уровень безработицы», «выполнение плана заготовки сена»."""
    tokens, q = clause.tokens, metric.quantity
    governed = _governed(clause)
    parallel = None if governed else _parallel(clause, story)
    if parallel is not None:
        return parallel
    subject = _statement(clause)
    if subject is not None:
        label = _like_before(clause, subject, story) or render(tokens, subject, "nomn")
        noun = not lemmas(tokens[subject.head].lower).isdisjoint(label_words("share_noun"))
        if noun or governed is None:
            dashed = q.first > 0 and tokens[q.first - 1].text in _DASHES and not noun
            return _shared(label) if dashed else label
    if governed is not None:
        return f"{_word('share')} {render(tokens, governed, 'gent')}"
    told = story.base(metric)
    if q.last < len(tokens) and tokens[q.last].lower in words("relative_to") and told is not None:
        stop = tail_of(tokens, q.last + 1, clause.blocked, 4)
        whole = tokens[q.last + 1 : stop]
        if any(not lemmas(t.lower).isdisjoint(label_words("plan")) for t in whole):
            return f"{_word('done')} {surface(tokens, q.last + 1, stop)}"
        return _shared(told.label) if whole else told.label
    lender = story.lender(metric)
    if q.inherited and lender is not None:
        return _elliptic(metric, clause, story)
    if metric.label:
        return metric.label
    wider = _subject_label(clause)
    if wider is not None:
        return _shared(wider)
    return _shared(told.label) if told is not None else None


def _begins(label: str, kind: str) -> bool:
    return any(not lemmas(part.lower()).isdisjoint(label_words(kind)) for part in label.split()[:2])


def _governed(clause: Clause) -> Phrase | None:
    """The genitive right behind a measure: «56,9 тыс. тонн сена», «63 % региональных трасс»."""
    q, tokens = clause.quantity, clause.tokens
    if q.unit == "доля" and q.head is not None and q.head < q.last and _counts_noun(tokens[q.head]):
        return Phrase(q.head, q.head, clause.tail(q.head + 1), "plur")
    if q.unit == "доля":
        at = q.last
        while at < len(tokens) and at not in clause.blocked and is_modifier(tokens[at], "nomn", "accs", "gent"):
            at += 1
        found = noun_in(tokens[at], "nomn", "accs", "gent") if at < len(tokens) and is_word(tokens[at]) else None
        if found is not None and at not in clause.blocked and readings(tokens[at].lower)[0].pos == "NOUN":
            return Phrase(q.last, at, clause.tail(at + 1), "plur")
    at = q.last
    while at < len(tokens) and at not in clause.blocked and is_modifier(tokens[at], "gent", "ablt"):
        if noun_in(tokens[at], "gent") is not None and readings(tokens[at].lower)[0].pos == "NOUN":
            break
        at += 1
    if at >= len(tokens) or at in clause.blocked or not is_word(tokens[at]):
        return None
    found = noun_in(tokens[at], "gent")
    if found is None and not is_short(tokens[at]):
        return None
    if found is not None and readings(tokens[at].lower)[0].pos not in ("NOUN", "ADJF", "PRTF"):
        return None
    number = (found.number if found else None) or "plur"
    return Phrase(q.last, at, clause.tail(at + 1), number)


def _counts_noun(token: Token) -> bool:
    found = noun_in(token)
    return found is not None and fold(found.lemma) not in label_words("measure")


def _is_counted_noun(token: Token) -> bool:
    return is_word(token) and readings(token.lower)[0].pos == "NOUN" and _counts_noun(token)


def _statement(clause: Clause) -> Phrase | None:
    """The subject of «X составил N», «X — N», in the figure's stretch or over its dash."""
    for number, (first, last) in enumerate(clause.segments()):
        subject = clause.subject(first, last)
        if subject is not None:
            before = subject.first < clause.quantity.first
            return subject if before and not clause.verb_between(subject.last, clause.quantity.first) else None
        if number or first == 0 or clause.tokens[first - 1].text not in _DASHES:
            return None
    return None


def _subject_label(clause: Clause) -> str | None:
    """The subject of the nearest stretch that has one, else its object."""
    stretches = list(clause.segments())[:4]
    for find in (clause.subject, clause.object):
        for first, last in stretches:
            phrase = find(first, last)
            if phrase is not None:
                return render(clause.tokens, phrase, "nomn")
    return None


# --- money -------------------------------------------------------------------------------------------------


def _money(clause: Clause, story: _Story) -> str | None:
    """«средства на ремонт дорог», «стоимость ремонта», «гранты на модульные гостиницы»."""
    sized = _sized(clause)
    if sized is not None:
        return sized
    named = clause.before_colon()
    if named is not None:
        return render(clause.tokens, named, "nomn")
    verb = clause.verb("pay")
    paid = _paid(clause, verb, story) if verb is not None and verb.role == "pay" else None
    return paid or _bearer(clause) or _parallel(clause, story) or _subject_label(clause)


def _paid(clause: Clause, verb: Verb, story: _Story) -> str | None:
    bearer = _bearer(clause)
    for number, (first, last) in enumerate(clause.segments()):
        purpose = _purpose(clause, first, last)
        if verb.noun in label_words("cost") and purpose is None and bearer is None:
            bought = verb.fact == "object" and verb.at < last
            subject = clause.object(max(first, verb.at), last) if bought else clause.subject(first, last)
            if subject is not None:
                return f"{verb.noun} {bend(render(clause.tokens, subject, 'nomn'), 'gent')}"
        elif purpose is not None:
            return f"{bearer or verb.noun} {purpose}"
        if number:
            break
    if bearer is not None and verb.noun and verb.noun not in label_words("fund"):
        return f"{verb.noun} {bend(bearer, 'gent')}"
    if bearer is None and any(t.lower in label_words("that") for t in clause.tokens):
        told = next((t for t in reversed(story.told) if t.metric.quantity.unit in _MONEY), None)
        return told.label if told else None
    return bearer


def _purpose(clause: Clause, first: int, last: int) -> str | None:
    """«на ремонт дорог», «за тепло»; «на эти цели» says nothing."""
    for start, stop in clause.complements(first, last):
        said = {t.lower for t in clause.tokens[start:stop]}
        plain = all(readings(t.lower)[0].pos != "NPRO" for t in clause.tokens[start:stop])
        if clause.tokens[start].lower in label_words("purpose") and plain and said.isdisjoint(label_words("that")):
            return surface(clause.tokens, start, stop)
    return None


def _bearer(clause: Clause) -> str | None:
    """«гранты на 412 млн», «штрафов на 268 млн», «премия в 5 тысяч»: the noun that the sum belongs to."""
    q, tokens = clause.quantity, clause.tokens
    at = q.first - 1
    if at < 1 or tokens[at].lower not in label_words("sum"):
        return None
    at -= 1
    while at > 0 and readings(tokens[at].lower)[0].pos in ("PRTS", "ADVB"):
        at -= 1
    if at in clause.blocked and _is_counted_noun(tokens[at]):
        return f"{next(iter(sorted(label_words('price'))))} {render(tokens, Phrase(at, at, at + 1), 'gent')}"
    if at in clause.blocked or not is_word(tokens[at]):
        return None
    # walk back over genitives to the noun that governs them
    head = at
    while head > 0 and noun_in(tokens[head], "gent") and noun_in(tokens[head - 1]) and head - 1 not in clause.blocked:
        head -= 1
    found = noun_in(tokens[head])
    if found is None or readings(tokens[head].lower)[0].pos != "NOUN":
        return None
    phrase = Phrase(first_modifier(tokens, head, clause.blocked), head, at + 1, found.number or "sing")
    return render(tokens, phrase, "nomn")


# --- measures ----------------------------------------------------------------------------------------------


def _sized(clause: Clause) -> str | None:
    """«здание площадью 40 м²» -> «площадь здания»; «в объёме 5 млн» -> what has that volume."""
    tokens, at = clause.tokens, clause.quantity.first - 1
    while at >= 0 and readings(tokens[at].lower)[0].pos in ("PREP", "ADVB", "CONJ") and at > clause.quantity.first - 3:
        at -= 1
    if at < 1 or lemmas(tokens[at].lower).isdisjoint(label_words("size")):
        return None
    size = noun_in(tokens[at])
    if size is None or size.case not in ("ablt", "loct", "accs", "nomn"):
        return None
    before = first_modifier(tokens, at, clause.blocked) - 1
    if before < 0 or not is_word(tokens[before]):
        return None if size.case != "ablt" else size.lemma
    if tokens[before].lower in label_words("inside"):
        return None
    head = before
    while head > 0 and noun_in(tokens[head], "gent") and noun_in(tokens[head - 1]) and head - 1 not in clause.blocked:
        head -= 1
    found = noun_in(tokens[head])
    if found is None or size.case != "ablt":
        return None
    phrase = Phrase(first_modifier(tokens, head, clause.blocked), head, before + 1, found.number or "sing")
    return f"{size.lemma} {render(tokens, phrase, 'gent')}"


def _measured(metric: Metric, clause: Clause, story: _Story) -> str | None:
    """«заготовка сена», «вылов минтая», «площадь здания», «средняя урожайность»."""
    tokens = clause.tokens
    sized = _sized(clause)
    if sized is not None:
        return sized
    colon = clause.before_colon()
    if colon is not None:
        return render(tokens, colon, "nomn")
    timed = fold(metric.quantity.unit or "") in label_words("time")
    governed = None if timed else _governed(clause)
    if governed is None:
        parallel = _parallel(clause, story)
        if parallel is not None:
            return parallel
        governed = clause.inverted()
    if governed is not None:
        return _made(metric, clause, governed)
    subject = _statement(clause)
    if subject is not None:
        return _like_before(clause, subject, story) or render(tokens, subject, "nomn")
    return _unstated(metric, clause, story)


def _parallel(clause: Clause, story: _Story) -> str | None:
    """«Урожай картофеля — 40 тыс. тонн, овощей — 12 тыс.» -> «урожай овощей»."""
    told = story.told[-1] if story.told else None
    if told is None or told.metric.sentence is not clause.sentence or is_counted(told.metric.quantity):
        return None
    inverted = clause.inverted()
    if inverted is None or len(told.label.split()) < 2:
        return None
    return f"{_head_of(told.label)} {render(clause.tokens, inverted, 'gent')}"


def _made(metric: Metric, clause: Clause, governed: Phrase) -> str:
    """What is measured in tons or metres, with what was done to it: «отремонтированные трассы»."""
    verb = clause.verb("make")
    if verb is not None and verb.role == "make":
        if verb.noun and (verb.fact == "noun" or metric.status == "planned" or "impf" in verb.reading.tags):
            return f"{verb.noun} {render(clause.tokens, governed, 'gent')}"
        participle = _participle(clause, verb, governed)
        if participle is not None:
            return f"{participle} {render(clause.tokens, governed, 'nomn')}"
    return render(clause.tokens, governed, "nomn")


def _unstated(metric: Metric, clause: Clause, story: _Story) -> str | None:
    """A measure whose clause has no subject of its own: the object of its verb, the rule, the figure before."""
    verb = None if fold(metric.quantity.unit or "") in label_words("time") else clause.verb("make")
    if verb is not None and verb.role == "make" and verb.noun:
        made = _subject_label(clause)
        if made is not None:
            return f"{verb.noun} {bend(made, 'gent')}"
    if metric.label:
        return metric.label
    lender = story.lender(metric)
    if metric.quantity.inherited and lender is not None:
        return lender.label
    return _subject_label(clause) or (lender.label if lender is not None else None)


def _like_before(clause: Clause, subject: Phrase, story: _Story) -> str | None:
    """«вылов минтая составил …, сельди – …» -> «вылов сельди»: a genitive that hangs on the subject before."""
    told = story.told[-1] if story.told else None
    if told is None or told.metric.sentence is not clause.sentence or is_counted(told.metric.quantity):
        return None
    if noun_in(clause.tokens[subject.head], "gent") is None or len(told.label.split()) < 2:
        return None
    head = _head_of(told.label)
    return f"{head} {surface(clause.tokens, subject.first, subject.last)}"
