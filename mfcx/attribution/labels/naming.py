"""A Russian noun phrase for what is measured, also where no rule names it.

«будет создано более 10 тысяч новых мест» -> «создание новых мест»; «Доходы бюджета превысили 79 млрд рублей» -> «доходы
бюджета»; «на 12 % больше» -> «рост …» of what the figure before counted.
"""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter

from mfcx.attribution.labels.apart import tell_apart
from mfcx.attribution.labels.changes import change_label, level_label
from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.counts import counted_label
from mfcx.attribution.labels.forms import MODIFIERS, is_animate, is_generic, is_short, is_word, label_words
from mfcx.attribution.labels.label_texts import bare_of, is_state, label_indicators, label_word
from mfcx.attribution.labels.measures import measured_label
from mfcx.attribution.labels.money import money_label
from mfcx.attribution.labels.noun_phrases import render, tidy
from mfcx.attribution.labels.pairs import one_of_pair, place_in_pair
from mfcx.attribution.labels.parallels import listed_before
from mfcx.attribution.labels.plurals import usual
from mfcx.attribution.labels.row_names import row_label
from mfcx.attribution.labels.sentence_marks import Blocked, Marks, Names, is_counted
from mfcx.attribution.labels.shares import share_label
from mfcx.attribution.labels.sources import statement_of
from mfcx.attribution.labels.story import AIMED, Story, Told, direction_of
from mfcx.attribution.labels.targets import is_target, of_plan, target_label
from mfcx.attribution.labels.topics import completed
from mfcx.document import DASHES, Document, Metric, Quantity, Sentence, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words

_START = attrgetter("start")
_LONGEST = 10
# a line break, and a dash or bullet
_BETWEEN_ROWS = 4
# a label of so few words has room for the time that it is counted by
_SHORT = 2


def set_labels(document: Document) -> None:
    """Fills `label` of every metric: the words of its clause, the rule's own where they say more."""
    story = Story(label_word("budget") in document.text.lower())
    readings_of = dict(zip(map(_START, document.sentences), document.readings, strict=False))
    names = Names(document)
    before = {one.start: earlier for earlier, one in pairwise(document.sentences)}
    seen: dict[int, tuple[Marks, Blocked]] = {}
    for metric in document.metrics:
        sentence = metric.sentence
        if sentence.start not in seen:
            marks = Marks(sentence.tokens)
            seen[sentence.start] = marks, Blocked(names, sentence, readings_of.get(sentence.start), marks)
        story.before = before.get(sentence.start)
        marks, blocked = seen[sentence.start]
        clause = Clause(sentence, metric.quantity, blocked.of(metric.quantity), marks, blocked.figures)
        label = _clean(_label(metric, clause, story)) or metric.label or _as_before(metric, clause, story)
        label = _as_rule(completed(label, metric, clause, story), metric) if label else None
        metric.label = label
        if label:
            direction = direction_of(metric.quantity)
            counts = direction is None and is_counted(metric.quantity)
            metric.label = _paced(metric, label) if counts else label
            story.tell(Told(metric, label, counts, direction or (AIMED if is_target(label) else None)))
    tell_apart(document)
    for metric in document.metrics:
        metric.label = usual(metric.label) if metric.label else None


def _as_before(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«в 2019 году — 10 500 рублей, в 2020-м — 11 100»: a figure that names nothing, of the unit told just before."""
    told = story.told[-1] if story.told else None
    if told is None or not (told.metric.sentence is clause.sentence or _is_next_row(told.metric.sentence, clause)):
        return None
    before, now = told.metric.quantity, metric.quantity
    named = now.unit is not None or now.multiplier is not None  # «прибыло – 2 040» is no more of «убыль – 1 092»
    alike = named and before.unit == now.unit and told.direction == direction_of(now)
    return bare_of(told.label) if alike else None


def _is_next_row(before: Sentence, clause: Clause) -> bool:
    """«долг котельной – 5 млн;», «бани – 3 млн»: a row of a list right behind one that a semicolon ends."""
    ends = before.tokens[-1].text == ";"
    return ends and 0 <= clause.sentence.start - before.stop <= _BETWEEN_ROWS


def _label(metric: Metric, clause: Clause, story: Story) -> str | None:
    q = metric.quantity
    direction = direction_of(q)
    done = of_plan(clause, story) if direction in (None, "base") and q.unit in words("part_unit") else None
    if done is not None:
        return done
    if direction is not None:
        return (row_label(clause) if direction == "base" else None) or change_label(metric, clause, story)
    aimed = row_label(clause) or target_label(clause, story) or level_label(clause, story)
    if aimed is not None:
        return aimed
    twin = _twin(metric, clause, story) or _paired(metric, clause, story) or _behind_place(metric, clause, story)
    if twin is not None:
        return twin.label
    stated = statement_of(clause) if place_in_pair(clause) is not None else None
    one = one_of_pair(clause, stated) if stated is not None else None
    if one is not None:
        return one
    mode = label_indicators().get(metric.indicator or "", {}).get("mode")
    if mode == "keep":
        return _kept(metric, clause)
    pay = clause.verb("pay") if q.unit is None and q.multiplier else None
    if q.unit in words("money_unit") or (pay is not None and pay.role == "pay"):
        return money_label(clause, story) or _sum_of_rule(metric) or _sum_done(clause)
    if q.unit in words("part_unit"):
        return _covered(metric, share_label(metric, clause, story))
    if is_counted(q) and not _is_shortened(clause) and not _is_rate(q):
        return counted_label(metric, clause, story)
    return measured_label(metric, clause, story)


def _sum_of_rule(metric: Metric) -> str | None:
    """«дефицит бюджета» of a sum whose clause names nothing; «объём финансирования» says no more than «средства»."""
    amount = metric.label is not None and not lemmas(metric.label.split()[0]).isdisjoint(label_words("amount"))
    return label_word("money") if amount else metric.label


def _sum_done(clause: Clause) -> str | None:
    """«Взыскано 4 млн рублей» -> «взысканные средства»: what was done with money, where nothing else is told of it."""
    near = (v.reading for v in clause.verbs(*clause.stretch) if v.at + 1 == clause.quantity.first)
    acted = {"VERB", "perf", "past", "tran"}  # «Минфин сэкономил 4 млн рублей»
    near = (r for r in near if r.pos == "PRTS" or acted <= r.tags)
    done = (r.lemma for r in near if r in readings(clause.tokens[clause.quantity.first - 1].lower)[:1])
    participles = (inflect(lemma, "PRTF", "pssv", "past", "nomn", "plur") for lemma in done)
    participle = next(filter(None, participles), None)
    return f"{participle} {label_word('money')}" if participle else None


def _paired(metric: Metric, clause: Clause, story: Story) -> Told | None:
    """«на 11 % и в 1,9 раза соответственно»: of two told before, where the clause names no single thing itself."""
    told = story.paired(metric, clause)
    stated = statement_of(clause) if told is not None else None
    single = stated is not None and stated.number == "sing"
    return None if single and direction_of(metric.quantity) is None else told


def _as_rule(label: str, metric: Metric) -> str:
    """«уровень» -> «уровень безработицы»: a noun alone that the rule's own phrase begins with."""
    known = metric.label or ""
    return known if " " not in label and known.startswith(f"{label} ") else label


def _covered(metric: Metric, label: str | None) -> str | None:
    """«доля жителей» -> «доля жителей с доступом к услугам»: what the indicator says where nothing more is told."""
    parts, known = (label or "").split(), (metric.label or "").split()
    if len(parts) != _SHORT:
        return label
    if parts[0] == label_word("share"):
        tail = label_indicators().get(metric.indicator or "", {}).get("tail", "-")
        return f"{label} {tail}" if tail != "-" else label
    # «охват жителей» -> «охват жителей услугами МФЦ», as the rule's phrase goes on
    return " ".join((*parts, *known[_SHORT:])) if known[:1] == parts[:1] else label


def _paced(metric: Metric, label: str) -> str:
    """«Ежедневно приходят 350 человек» -> «посетители в день»: a short label of what is counted by the day."""
    per = metric.quantity.per
    if per is None or fold(per) not in label_words("time") or is_state(metric):
        return label
    parts = label.split()
    if len(parts) > _SHORT:
        return label
    span = inflect(per, "accs", "sing")
    apart = parts[0] == label_word("count") or label == label_word("throughput")
    return f"{label} {sorted(words('in'))[0]} {span}" if span and not apart else label


def _is_rate(q: Quantity) -> bool:
    """«смертность — 9,1 на 1000 младенцев»: so many of what is not named."""
    return q.head is None and (q.per or "")[:1].isdigit()


def _is_shortened(clause: Clause) -> bool:
    """«49,3 тыс. гол.»: pieces cut short are written like a measure, and what is counted stands elsewhere."""
    q = clause.quantity
    return q.unit in words("piece_unit") and clause.tokens[q.last - 1].text.endswith(".")


def _twin(metric: Metric, clause: Clause, story: Story) -> Told | None:
    """«(годом ранее — 74,5)», «против 4,9 %»: the same thing at another time, told just before."""
    told = story.told[-1] if story.told else None
    if told is None or told.metric.sentence is not metric.sentence or told.direction == "gained":
        return None
    if _says_which(clause):
        return None
    alone = metric.status == "previous" and _is_bracketed(clause) and place_in_pair(clause) is None
    if alone and _are_people(clause):
        return next((t for t in reversed(story.told) if _counts_people(t.metric)), None)
    if told.metric.quantity.unit != metric.quantity.unit:
        return None
    if metric.status != "previous" and not _is_bracketed(clause) or clause.counted() is not None:
        return None
    if listed_before(clause, told) is not None or clause.before_bracket() is not None:
        return None
    return told if clause.subject(clause.stretch[0], metric.quantity.first) is None else None


def _says_which(clause: Clause) -> bool:
    """«(раскрыто | – 21)», «(сельских | – 12)»: no other time of the same, but a part of it."""
    at = clause.quantity.first - 2
    if at < 1 or clause.tokens[at + 1].text not in DASHES or at in clause.blocked:
        return False
    top = readings(clause.tokens[at].lower)[0]
    return (top.pos == "PRTS" or top.pos in MODIFIERS) and not top.tags & {"Apro", "Anum"}


def _are_people(clause: Clause) -> bool:
    """«12 лицеистов сдали химию на 100 (в 2022 году – 8 человек)»: «человек» alone, who they are was told before."""
    counted = clause.counted()
    plain = counted is not None and (counted.first, counted.last) == (counted.head, counted.head + 1)
    return plain and counted is not None and is_generic(clause.tokens[counted.head])


def _counts_people(metric: Metric) -> bool:
    head = metric.quantity.head
    return head is not None and is_animate(metric.sentence.tokens[head])


def _behind_place(metric: Metric, clause: Clause, story: Story) -> Told | None:
    """«За ними идут Тула (40 %) и Рязань (38 %)»: a figure in brackets behind a place is what the one before was."""
    at = metric.quantity.first - 2
    if at < 0 or clause.tokens[at + 1].text != "(" or is_counted(metric.quantity):
        return None
    told = story.near(clause)
    if told is None:
        return None
    place = clause.tokens[at]
    if not (is_word(place) and at in clause.blocked or (at and place.text[0].isupper() and not is_short(place))):
        return None
    before, now = told.metric.quantity, metric.quantity
    return told if before.unit == now.unit and told.direction == direction_of(now) else None


def _is_bracketed(clause: Clause) -> bool:
    """«(годом ранее — 74,5)»: a bracket is open before the figure."""
    opened = [t.text for t in clause.tokens[: clause.quantity.first] if t.text in ("(", ")")]
    return "(" in opened and opened[-1] == "("


def _clean(label: str | None) -> str | None:
    """A label of ordinary length that begins with a noun phrase, or none."""
    if not label:
        return None
    parts = tidy(label).split()
    whole, parts = len(parts) <= _LONGEST, parts[:_LONGEST]
    parts = [part for at, part in enumerate(parts) if not (at and _says_again(parts[at - 1], part))]
    while parts and _hangs(parts[-1], whole=whole):
        parts.pop()
    text = " ".join(_abbreviated(parts)).rstrip(",")
    if text.count("«") > text.count("»"):
        text = text[: text.rindex("«")].strip()
    return text if len(text) > 2 and text[0].isalpha() else None


def _says_again(before: str, part: str) -> bool:
    """«площадь | площади (пожаров)»."""
    found = lemmas(before.lower())
    measured = any(not label_words(kind).isdisjoint(found) for kind in ("size", "cost", "share"))
    return measured and not found.isdisjoint(lemmas(part.lower()))


def _abbreviated(parts: list[str]) -> list[str]:
    """«филиалы многофункционального центра» -> «филиалы МФЦ»: a body's long name behind a noun is told in letters."""
    for at in range(1, len(parts) - 1):
        adjective, noun = (lemmas(part.lower()) for part in parts[at : at + 2])
        rest = parts[at + 2 : at + 3]
        whole = not rest or rest[0].lower() in label_words("inside")
        if (
            whole
            and not adjective.isdisjoint(label_words("long_name"))
            and not noun.isdisjoint(label_words("long_noun"))
        ):
            return [*parts[:at], label_word("letters_of_name").upper(), *parts[at + 2 :]]
    return parts


def _hangs(part: str, *, whole: bool) -> bool:
    """A last word that waits for another: a preposition, «и», «г.», an adjective whose noun was cut off."""
    form = part.lower()
    if len(form) == 1 or form in label_words("inside") or form in words("and"):
        return True
    # «к уровню 2018 | года»
    cut = form.isdigit() or readings(form)[0].pos in MODIFIERS or not lemmas(form).isdisjoint(label_words("level"))
    return cut and not whole


def _kept(metric: Metric, clause: Clause) -> str | None:
    """The rule's phrase, «среднее …» where the clause says so, without the place that the sentence does not name."""
    label = metric.label
    if label is None:
        return None
    stated = statement_of(clause)
    if stated is not None and stated.last > stated.head + 1 and _names(label, clause.tokens[stated.head]):
        return render(clause.tokens, stated, "nomn")
    told = {lemma for token in clause.tokens for lemma in lemmas(token.lower)}
    if told.isdisjoint(lemmas(label.split()[-1])):
        label = bare_of(label)  # «ждут четыре минуты»
    for token in (token for first, last in clause.told_in() for token in clause.tokens[first:last]):
        if not lemmas(token.lower).isdisjoint(label_words("mean")):
            gender = next((r.gender for r in readings(label.split()[0]) if r.pos == "NOUN"), None) or "neut"
            bent = inflect(next(iter(label_words("mean"))), gender, "nomn", "sing")
            return f"{bent} {label}"
    return label


def _names(label: str, head: Token) -> bool:
    """«(среднее) ожидание в центрах» of «время ожидания»: the clause names what the rule does."""
    return any(not lemmas(part).isdisjoint(lemmas(head.lower)) for part in label.split())
