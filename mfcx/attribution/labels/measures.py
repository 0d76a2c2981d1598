"""Labels of measures: «заготовка сена», «площадь здания», «средняя урожайность»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from mfcx.attribution.labels.asides import aside_stretch
from mfcx.attribution.labels.attached_clauses import attached
from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.complements import means_of
from mfcx.attribution.labels.doing import is_done, participle_of
from mfcx.attribution.labels.forms import (
    ALONE,
    MODIFIERS,
    NOUN,
    doing_nouns,
    is_animate,
    is_modifier,
    is_short,
    is_word,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.label_texts import head_of, label_word, noun_in_text
from mfcx.attribution.labels.noun_phrases import Phrase, bend, first_modifier, leads, render
from mfcx.attribution.labels.parallels import bent_label, label_like_before, parallel_label
from mfcx.attribution.labels.sources import phrase_before, shared_noun, statement_of, subject_label
from mfcx.attribution.labels.story import Story, Told
from mfcx.attribution.labels.topics import topic_of
from mfcx.attribution.labels.verbs import Verb, told_as
from mfcx.document import Metric, Token
from mfcx.morphology import Reading, inflect, lemmas, readings
from mfcx.quantities.unit_table import unit_symbol
from mfcx.tables import fold, read_table, words

_ASIDE = 6  # tokens of «(54,3 %)»


def number_of(found: Reading | None) -> str:
    """The number of a noun, the plural where it has none."""
    return (found.number if found else None) or "plur"


def begins(label: str, kind: str) -> bool:
    """Whether a label begins with a word of a kind, or with its adjective: «средняя площадь»."""
    return any(not lemmas(part.lower()).isdisjoint(label_words(kind)) for part in label.split()[:2])


def governed_phrase(clause: Clause) -> Phrase | None:
    """The genitive right behind a measure: «56,9 тыс. тонн сена», «63 % региональных трасс»."""
    q, tokens = clause.quantity, clause.tokens
    shared = q.unit == unit_symbol("share")
    head = q.last - 1 if q.head is None else q.head
    if shared and q.first < head < q.last and _is_part_of(tokens[head]):
        first = max(q.first + 1, first_modifier(tokens, head, set(), "gent"))
        several = q.head is not None or is_short(tokens[head])
        own = "plur" if several else number_of(noun_in(tokens[head], "gent"))
        return Phrase(first if q.head is None else head, head, clause.tail(head + 1), own)
    behind = _behind_aside(clause) if q.unit in words("part_unit") else q.last
    if shared:
        at = behind
        while at < len(tokens) and at not in clause.blocked and is_modifier(tokens[at], "nomn", "accs", "gent"):
            at += 1
        found = noun_in(tokens[at], "nomn", "accs", "gent") if at < len(tokens) and is_word(tokens[at]) else None
        if found is not None and at not in clause.blocked and readings(tokens[at].lower)[0].pos == "NOUN":
            return Phrase(behind, at, clause.tail(at + 1), "plur")
    at = _behind_modifiers(clause, behind)
    if q.unit in words("part_unit") and stands_for_people(clause, at - 1):
        return Phrase(behind, at - 1, clause.tail(at), "plur")
    if at >= len(tokens) or at in clause.blocked or not is_word(tokens[at]):
        return None
    found = noun_in(tokens[at], "gent")
    if found is None and not is_short(tokens[at]):
        return None
    if found is not None and readings(tokens[at].lower)[0].pos not in ("NOUN", "ADJF", "PRTF"):
        return None
    number = (found.number if found else None) or "plur"
    return Phrase(behind, at, clause.tail(at + 1), number, found.lemma if found else "")


def _behind_aside(clause: Clause) -> int:
    """«больше половины (54 %) | родителей», «больше половины (54 % | ) родителей»: a share goes on behind brackets."""
    tokens, at, opens = clause.tokens, clause.quantity.last, clause.quantity.first - 1
    mark = tokens[at].text if at < len(tokens) else ""
    if mark == "(" and clause.quantity.unit == unit_symbol("share"):
        closing = next((i for i in range(at, min(len(tokens), at + _ASIDE)) if tokens[i].text == ")"), at)
        return closing + 1 if tokens[closing - 1].text == "%" else at
    inside = mark == ")" and opens > 0 and tokens[opens].text == "("
    return at + 1 if inside and not lemmas(tokens[opens - 1].lower).isdisjoint(label_words("fraction")) else at


def stands_for_people(clause: Clause, at: int) -> bool:
    """«(40 %) опрошенных», «обратившихся в центры»: a participle or adjective without its noun."""
    behind = at + 1
    led = behind < len(clause.tokens) and clause.marks.forms[behind] & NOUN and behind not in clause.blocked
    alone = at >= clause.quantity.last and clause.marks.forms[at] & ALONE != 0
    # «под 15 % годовых»
    return alone and not led and lemmas(clause.tokens[at].lower).isdisjoint(label_words("plan"))


def _behind_modifiers(clause: Clause, at: int) -> int:
    """«(40 тонн) яровой | пшеницы»: behind the adjectives, of which some may be nouns elsewhere."""
    tokens = clause.tokens
    while at < len(tokens) and at not in clause.blocked:
        led = at + 1 < len(tokens) and leads(tokens[at].lower, tokens[at + 1].lower)
        noun = noun_in(tokens[at], "gent") is not None and readings(tokens[at].lower)[0].pos == "NOUN"
        if not led and (noun or not is_modifier(tokens[at], "gent", "ablt")):
            break
        at += 1
    return at


def _is_part_of(token: Token) -> bool:
    """«(половина) заявлений», «(каждый третий) житель», «(треть) опрошенных»: not the fraction itself."""
    top = readings(token.lower)[0]
    if (top.pos, top.case, top.number) == ("PRTF", "gent", "plur") and "pssv" in top.tags:
        return True
    return is_counted_noun(token) and lemmas(token.lower).isdisjoint(label_words("fraction") | label_words("amount"))


def counts_noun(token: Token) -> bool:
    found = noun_in(token)
    return found is not None and fold(found.lemma) not in label_words("measure")


def is_counted_noun(token: Token) -> bool:
    return is_word(token) and readings(token.lower)[0].pos == "NOUN" and counts_noun(token)


def is_vague(lemma: str) -> bool:
    return fold(lemma) in label_words("vague")


def size_label(clause: Clause) -> str | None:
    """«здание площадью 40 м²» -> «площадь здания»; «грант в размере 5 млн» -> «грант»."""
    tokens, at = clause.tokens, clause.quantity.first - 1
    while at >= 0 and readings(tokens[at].lower)[0].pos in ("PREP", "ADVB", "CONJ") and at > clause.quantity.first - 3:
        at -= 1
    if at < 1:
        return None
    if lemmas(tokens[at].lower).isdisjoint(label_words("size")):
        return _size_with_owner(clause, at)
    size = noun_in(tokens[at])
    if size is None or size.case == "datv":
        return None
    if governs(tokens[at - 1]) and tokens[at - 1].lower not in label_words("inside"):
        return size.lemma  # «при урожайности 36 ц/га»
    if size.case == "gent":
        return _planned(clause, at) or _size_with_owner(clause, at)
    return _size_of(clause, at, size)


def _size_with_owner(clause: Clause, at: int) -> str | None:
    """«(школы) с объёмом финансирования 5 млн», «при урожайности овса 20 ц/га»: a size told with what has it."""
    tokens, stop = clause.tokens, at + 1
    while at > 0 and at not in clause.blocked and readings(tokens[at].lower)[0].pos == "NOUN":
        size = noun_in(tokens[at], "ablt", "loct")
        if size is not None and not lemmas(tokens[at].lower).isdisjoint(label_words("size")):
            first = first_modifier(tokens, at, clause.blocked, size.case or "ablt")
            return render(tokens, Phrase(first, at, stop, size.number or "sing"), "nomn")
        if noun_in(tokens[at], "gent") is None:
            return None
        at = first_modifier(tokens, at, clause.blocked, "gent") - 1
    return None


def _size_of(clause: Clause, at: int, size: Reading) -> str | None:
    """What has the size that a token names: «площадь здания»."""
    tokens = clause.tokens
    before = first_modifier(tokens, at, clause.blocked) - 1
    if before > 0 and governs(tokens[before - 1]) and tokens[before].lower in label_words("empty"):
        before -= 2  # «квартиры | в среднем | площадью 40 м²»
    if before < 0 or not is_word(tokens[before]):
        return None if size.case != "ablt" else size.lemma
    if tokens[before].lower in label_words("inside"):
        before -= 1
        if before < 0 or not is_counted_noun(tokens[before]) or size.case not in ("loct", "ablt"):
            # «собрано 40 тонн сои с урожайностью 20 ц/га»
            return size.lemma if size.case == "ablt" and _is_with(tokens[before + 1]) else None
    if before in clause.blocked and before not in {at for figure in clause.figures for at in figure}:
        return size.lemma if size.case == "ablt" else None  # «(в крае) с населением 900 человек»
    head = _owner(clause, before)
    counted = _counted_before(clause, head)
    counted = _spread(clause, at) if size.case == "loct" else counted
    if counted is not None:
        return f"{size.lemma} {render(tokens, counted, 'gent')}"
    found = noun_in(tokens[head])
    first = first_modifier(tokens, head, clause.blocked)
    # «площадь района» is no field's, but «население малых городов» says whose it is
    vague = found is not None and first == head and is_vague(found.lemma)
    if found is None or size.case not in ("ablt", "loct") or vague:
        return None
    several = head in clause.blocked and (size.case == "loct" or noun_in(tokens[head], "gent") is not None)
    number = "plur" if several else found.number or "sing"
    number = "plur" if _are_several(tokens[first:head]) else number
    phrase = Phrase(first, head, before + 1, number)
    if size.case == "loct" and fold(size.lemma) in label_words("amount"):
        return render(tokens, phrase, "nomn")
    return f"{size.lemma} {render(tokens, phrase, 'gent')}"


def _spread(clause: Clause, at: int) -> Phrase | None:
    """«9 пожаров на землях фонда на площади 40 га»: what was counted before has the area, and no land that it is on."""
    tokens, first = clause.tokens, clause.stretch[0]
    before = [figure.stop - 1 for figure in clause.figures if first <= figure.start and figure.stop <= at]
    head = before[-1] if before and tokens[at].lower in label_words("on_area") else at
    thing = head < at and is_counted_noun(tokens[head]) and noun_in(tokens[head], "gent") is not None
    return Phrase(first_modifier(tokens, head, ()), head, head + 1) if thing and not is_animate(tokens[head]) else None


def _is_with(token: Token) -> bool:
    """«с (урожайностью)»."""
    return token.lower in label_words("with")


def _counted_before(clause: Clause, at: int) -> Phrase | None:
    """«67 жилых домов по программе площадью 9 тыс. м²»: what a figure counts, behind which a preposition stands."""
    tokens = clause.tokens
    head = first_modifier(tokens, at, clause.blocked) - 2
    counted = any(head in figure for figure in clause.figures)
    if not counted or tokens[head + 1].lower not in label_words("regarding") or noun_in(tokens[head], "gent") is None:
        return None
    return Phrase(first_modifier(tokens, head, ()), head, head + 1) if is_counted_noun(tokens[head]) else None


def _are_several(led: Sequence[Token]) -> bool:
    """«(убрали) яровые (культуры)»: the adjectives tell the number of a noun that may be one or several."""
    found = [{r.number for r in readings(token.lower) if r.pos in MODIFIERS} for token in led if is_word(token)]
    return bool(found) and all(numbers == {"plur"} for numbers in found)


def _planned(clause: Clause, at: int) -> str | None:
    """«от запланированного объёма в 40 тонн» -> «запланированный объём»: a size in the genitive names itself."""
    inside = clause.tokens[clause.quantity.first - 1].lower in words("in")
    phrase = phrase_before(clause, at) if inside else None
    return render(clause.tokens, phrase, "nomn") if phrase is not None else None


def _owner(clause: Clause, at: int) -> int:
    """The noun that has a size, back over genitives; in «строительство моста длиной 300 м» the bridge has it."""
    tokens = clause.tokens
    while at > 0 and noun_in(tokens[at], "gent") and at - 1 not in clause.blocked:
        before = None if governs(tokens[at - 1]) else noun_in(tokens[at - 1])
        if before is None or fold(before.lemma) in doing_nouns() or leads(tokens[at - 1].lower, tokens[at].lower):
            break
        at -= 1
    return at


def measured_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«заготовка сена», «вылов минтая», «площадь здания», «средняя урожайность»."""
    label = _how_often(metric, clause) or _measured(metric, clause, story)
    size = _unit_sizes().get(metric.quantity.unit or "")
    if label is None or size is None or label.startswith(tuple(doing_nouns())):
        return label
    owner = noun_in_text(head_of(label))
    if owner is not None and "anim" in owner.tags:
        return size  # «аграрии вышли на 40 тысяч гектаров»
    told = any(begins(label, kind) for kind in ("size", "share_noun", "housing", "land"))
    return label if told or size in label.replace(",", "").split() else f"{size} {bend(label, 'gent')}"


def _how_often(metric: Metric, clause: Clause) -> str | None:
    """«жители звонили 40 раз» -> «число звонков»: so many times is told of what was done, and not of who did it."""
    if clause.quantity.unit not in label_words("occasion"):
        return None
    if metric.label:
        return metric.label
    told = (told_as(verb.reading.lemma, ("often",)) for verb in clause.verbs(*clause.stretch))
    noun = next((row[0] for row in told if row is not None and row[1] == "often"), None)
    times = inflect(noun, "gent", "plur") if noun else None
    return f"{label_word('count')} {times}" if times else None


@cache
def _unit_sizes() -> dict[str, str]:
    """What a unit measures, where things are told by it alone: «ветер до 20 м/с» -> «скорость ветра»."""
    return {row["unit"]: row["size"] for row in read_table("label_units")}


def _measured(metric: Metric, clause: Clause, story: Story) -> str | None:
    tokens = clause.tokens
    sized = size_label(clause) or bent_label(clause, story)
    if sized is not None:
        return sized
    colon = clause.before_colon()
    if colon is not None:
        return render(tokens, colon, "nomn")
    timed = fold(metric.quantity.unit or "") in label_words("time")
    governed = None if timed else governed_phrase(clause)
    if governed is None:
        parallel = _other_kind(clause, story) or parallel_label(clause, story)
        if parallel is not None:
            return parallel
        governed = clause.inverted()
    if governed is not None:
        return _yield_of(clause, governed) or _made(metric, clause, governed)
    subject = statement_of(clause)
    if subject is not None:
        found = clause.verb("make")
        near = found is not None and any(first <= found.at < last for first, last in clause.told_in())
        verb = found if near else None
        worked = _worked(metric, verb, render(tokens, subject, "gent"))
        label = worked or label_like_before(clause, subject, story)
        return label or render(tokens, subject, "nomn") + attached(clause, subject, relative=False)
    return _unstated(metric, clause, story)


def _other_kind(clause: Clause, story: Story) -> str | None:
    """«23 км тепловых сетей и 19 км водопроводных» -> «(заменённые) водопроводные сети»: a noun left out."""
    tokens, at = clause.tokens, clause.quantity.last
    if at >= len(tokens) or at in clause.blocked or readings(tokens[at].lower)[0].pos != "ADJF":
        return None
    told = story.alike(clause)
    if told is None or told.metric.quantity.unit != clause.quantity.unit:
        return shared_noun(clause)
    parts, own = told.label.split(), readings(tokens[at].lower)[0]
    for i in range(len(parts) - 1, 0, -1):
        noun = next((r for r in readings(parts[i].lower()) if r.pos == "NOUN" and r.number == own.number), None)
        if noun is None or (noun.number == "sing" and noun.gender != own.gender) or noun.case is None:
            continue
        agreeing = ("plur",) if noun.number == "plur" else ("sing", noun.gender or "masc")
        bent = inflect(tokens[at].lower, noun.case, *agreeing)
        led = [part for part in parts[:i] if not _tells_kind(part.lower(), parts[i].lower())]
        return " ".join((*led, bent, *parts[i : i + 1])) if bent else None
    return None


def _tells_kind(part: str, noun: str) -> bool:
    return readings(part)[0].pos == "ADJF" or leads(part, noun)


def _yield_of(clause: Clause, what: Phrase) -> str | None:
    """«Валовый сбор составил 40 тыс. тонн зерна» -> «валовый сбор зерна»: a stated noun of doing, and of what."""
    stated = statement_of(clause)
    noun = noun_in(clause.tokens[stated.head]) if stated is not None else None
    if stated is None or noun is None or stated.head >= what.first or fold(noun.lemma) not in doing_nouns():
        return None
    # «вылов рыбы» has its own genitive
    bare = replace(stated, last=stated.head + 1)
    if stated.last > bare.last and clause.tokens[bare.last].lower not in label_words("inside"):
        return None
    return f"{render(clause.tokens, bare, 'nomn')} {render(clause.tokens, what, 'gent')}"


def _made(metric: Metric, clause: Clause, governed: Phrase) -> str:
    """What is measured in tons or metres, with what was done to it: «отремонтированные трассы»."""
    verb = clause.verb("make")
    worked = _worked(metric, verb, render(clause.tokens, governed, "gent"))
    if worked is not None:
        return worked
    if verb is not None and is_done(clause, verb):
        verb = replace(verb, role="make")
    if verb is not None and verb.role == "make":
        if verb.noun and (verb.fact == "noun" or metric.status == "planned" or "impf" in verb.reading.tags):
            return f"{verb.noun} {render(clause.tokens, governed, 'gent')}"
        participle = participle_of(clause, verb, governed)
        if participle is not None:
            return f"{participle} {render(clause.tokens, governed, 'nomn')}"
    return render(clause.tokens, governed, "nomn")


def _worked(metric: Metric, verb: Verb | None, what: str) -> str | None:
    """«сою убрали с 5 тыс. га» -> «убранная площадь сои», «сдано 9 тыс. кв. м жилья» -> «ввод жилья»."""
    unit = fold(metric.quantity.unit or "")
    if verb is None or verb.role != "make" or not what:
        return None
    if unit in label_words("land"):
        done = inflect(verb.reading.lemma, "PRTF", "pssv", "past", "nomn", "femn")
        return f"{done} {label_word('area')} {what}" if done else None
    built = verb.noun in label_words("building") and unit in label_words("floor")
    if built and any(not lemmas(part).isdisjoint(label_words("housing")) for part in what.lower().split()):
        return f"{label_word('commissioning')} {what}"
    return None


def _unstated(metric: Metric, clause: Clause, story: Story) -> str | None:
    """A measure whose clause has no subject of its own: the object of its verb, the rule, the figure before."""
    if metric.label and begins(metric.label, "share_noun"):
        return metric.label
    verb = None if fold(metric.quantity.unit or "") in label_words("time") else clause.verb("make")
    if verb is not None and verb.role == "make" and verb.noun:
        topic = topic_of(metric, story)
        made = None if topic else subject_label(clause)
        what = topic or (bend(made, "gent") if made else "")
        if what:
            return _worked(metric, verb, what) or f"{verb.noun} {what}"
    crossed = _crossed(metric, clause)
    if crossed is not None:
        return crossed
    lender = story.lender(metric)
    other = _done_too(lender, clause) if lender is not None and lender.metric.sentence is metric.sentence else None
    if other is not None:
        return other
    near = lender is not None and lender.metric.sentence is metric.sentence
    if lender is not None and near and _is_listed(clause):
        return lender.label
    alone = _done_alone(metric, verb, clause) if verb is not None else None
    if alone is not None and not near and alone in label_words("harvest"):
        return alone  # of which crop the figures before say
    return metric.label or _lent(metric, clause, lender, alone)


def _lent(metric: Metric, clause: Clause, lender: Told | None, alone: str | None) -> str | None:
    """The figure before, the subject of the clause, or what was done: the last things a measure may be told by."""
    if metric.quantity.inherited and lender is not None:
        return lender.label
    said = subject_label(clause)
    if said is not None:
        return said
    near = lender is not None and lender.metric.sentence is metric.sentence
    # hectares are of one thing only while one sentence tells of them
    own = alone is not None and not near and fold(metric.quantity.unit or "") in label_words("land")
    return alone if own or lender is None else lender.label


def _done_alone(metric: Metric, verb: Verb, clause: Clause) -> str | None:
    """«За неделю намолочено 40 тысяч тонн» -> «намолот»: what was done, where nothing says of what."""
    if not any(first <= verb.at < last for first, last in clause.told_in()) or verb.role != "make":
        return None
    if fold(metric.quantity.unit or "") in label_words("land"):
        done = inflect(verb.reading.lemma, "PRTF", "pssv", "past", "nomn", "femn")
        return f"{done} {label_word('area')}" if done else None
    return verb.noun if verb.fact == "noun" else None


def _crossed(metric: Metric, clause: Clause) -> str | None:
    """«Огнём пройдено 40 га» -> «площадь, пройденная огнём»: a size by what did something to it."""
    size = _unit_sizes().get(metric.quantity.unit or "")
    verb = next((v for v in clause.verbs(*clause.stretch) if v.reading.pos == "PRTS"), None)
    means = means_of(clause, *clause.stretch) if size is not None and verb is not None else ""
    noun = noun_in_text(size) if size is not None and means else None
    if noun is None or verb is None:
        return None
    done = inflect(verb.reading.lemma, "PRTF", "pssv", "past", "nomn", "sing", noun.gender or "femn")
    return f"{size}, {done} {means}" if done else None


def _done_too(lender: Told, clause: Clause) -> str | None:
    """«отремонтировано 9 км сетей, заменено 2 км» -> «заменённые сети»: another verb of the same thing."""
    verb = next((v for v in clause.verbs(*clause.stretch) if clause.as_role(v, "make").role == "make"), None)
    parts = lender.label.split()
    at = next((i for i, part in enumerate(parts) if readings(part.lower())[0].pos == "NOUN"), 0)
    if verb is None or at == 0 or verb.reading.pos != "PRTS" or lender.direction is not None:
        return None
    thing, noun = " ".join(parts[at:]), noun_in_text(parts[at])
    if noun is None or not all(any(r.pos == "PRTF" for r in readings(part.lower())) for part in parts[:at]):
        return None
    agreeing = ("plur",) if noun.number == "plur" else ("sing", noun.gender or "masc")
    participle = inflect(verb.reading.lemma, "PRTF", "pssv", "past", "nomn", *agreeing)
    return f"{participle} {thing}" if participle else None


def _is_listed(clause: Clause) -> bool:
    """«в Ельце – 42 тонны»: a place and a dash are all that stands before the figure."""
    first, last = aside_stretch(clause)
    return first < last and all(at in clause.blocked for at in range(first, last))
