"""Labels of changes: «рост доходов бюджета», «прирост числа специалистов», «число обращений к уровню 2019 года»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.labels.attached_clauses import attached
from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.degrees import degree_label
from mfcx.attribution.labels.doing import doing_verb, with_verb
from mfcx.attribution.labels.forms import (
    EMPTY,
    FORMS,
    GROWTH,
    MODIFIERS,
    NUMBER,
    POINTING,
    is_animate,
    is_generic,
    is_modifier,
    is_short,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.label_texts import head_of, is_participle, label_word, noun_in_text
from mfcx.attribution.labels.noun_phrases import Phrase, bend, render, surface
from mfcx.attribution.labels.objects import object_behind
from mfcx.attribution.labels.pairs import one_of_pair
from mfcx.attribution.labels.sentence_marks import is_counted
from mfcx.attribution.labels.sources import subject_label
from mfcx.attribution.labels.story import NEXT, Story, direction_of
from mfcx.document import DASHES, Metric, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words

_ENDS = frozenset(",.;:()—–-")
# «к аналогичному периоду прошлого года»
_LONGEST = 5
# of all directions those that heads of labels tell
_CHANGED = frozenset({"grown", "fallen", "gained", "lost"})


def change_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«рост доходов бюджета», «прирост числа специалистов», «число обращений к уровню 2019 года»."""
    kind = direction_of(metric.quantity) or "grown"
    beside = _beside(clause, story, kind)
    if beside is not None:
        return beside
    return _named(metric, clause, story, kind) or _of_before(metric, clause, story, kind)


def _beside(clause: Clause, story: Story, kind: str) -> str | None:
    """«число раненых выросло на 2 человека (11 %)» -> «рост …»: brackets behind a change tell it anew."""
    told = story.told[-1] if story.told else None
    if told is None or told.metric.sentence is not clause.sentence or {kind, told.direction} - _CHANGED:
        return None
    between = clause.tokens[told.metric.quantity.last : clause.quantity.first]
    head, _, rest = told.label.partition(" ")
    changed = fold(head) in {label_word(one) for one in _CHANGED}
    return f"{label_word(kind)} {rest}" if changed and [t.text for t in between] == ["("] else None


def _named(metric: Metric, clause: Clause, story: Story, kind: str) -> str | None:
    """What changes as the clause itself names it."""
    first, last = clause.stretch
    named = _growth_noun(clause, first, last)
    if named is not None:
        return named
    surpassed = _surpassed(clause) if kind in ("grown", "gained") else None
    if surpassed is not None:
        return f"{label_word('surplus')} {render(clause.tokens, surpassed, 'gent')}"
    counted = _counted_more(clause)
    if counted is not None:
        return _headed(kind, render(clause.tokens, counted, "nomn"), counts=True)
    subject = _changing(clause)
    if subject is not None and not _is_growth(clause.tokens[subject.head]):
        label = one_of_pair(clause, subject) or render(clause.tokens, subject, "nomn") + attached(clause, subject)
        return _as_told(clause, story, kind, label) or _headed(kind, _priced(clause, label), counts=False)
    degree = degree_label(clause) if metric.quantity.unit in words("part_unit") else None
    if degree is not None:
        return degree
    numbered = _number_noun(clause, last)
    if numbered is not None:
        return _headed(kind, numbered, counts=False)
    inverted = _more_of(clause) or _behind_dash(clause, story, kind) or _alone(clause, clause.inverted())
    parallel = _like_before(clause, story, inverted) if inverted is not None else None
    if parallel is not None:
        return parallel
    if inverted is not None and _is_numbered(clause, inverted):
        return _headed(kind, f"{label_word('count')} {render(clause.tokens, inverted, 'gent')}", counts=False)
    if inverted is not None:
        said = _done_more(clause, inverted) or render(clause.tokens, inverted, "nomn")
        return _headed(kind, said, counts=inverted.number == "plur")
    dashed = _over_dash(clause)
    return _headed(kind, dashed, counts=False) if dashed is not None else None


def _alone(clause: Clause, what: Phrase | None) -> Phrase | None:
    """«молока – на 3 %», not «траты | гостя – на 8 рублей», where the genitive belongs to another noun."""
    if what is None or what.first == 0 or clause.tokens[what.last].text not in DASHES:
        return what
    before = clause.tokens[what.first - 1]
    if before.lower in words("count_noun"):
        return what
    top = readings(before.lower)[0] if before.text.isalpha() else None
    return None if top is not None and (top.pos, top.case) == ("NOUN", "nomn") else what


def _as_told(clause: Clause, story: Story, kind: str, label: str) -> str | None:
    """«услуги подорожают на 5 %, в Туле – на 4 %» -> «рост цены услуг»: without a verb it is the change told before."""
    told = story.alike(clause)
    same = told is not None and told.direction == kind and told.label.endswith(f" {bend(label, 'gent')}")
    return told.label if told is not None and same and not clause.verbs(*clause.stretch) else None


def _like_before(clause: Clause, story: Story, what: Phrase) -> str | None:
    """«выпуск мяса вырос на 2 %, молока – на 3 %» -> «рост выпуска молока»: a row goes on with its noun."""
    told = story.alike(clause)
    parts = told.label.split() if told is not None and told.direction in _CHANGED else []
    at = next((i for i, part in enumerate(parts) if i and readings(part.lower())[0].pos == "NOUN"), len(parts))
    alone = not clause.verbs(*clause.stretch) and at + 1 < len(parts) and fold(parts[at]) != label_word("of_count")
    return f"{' '.join(parts[: at + 1])} {render(clause.tokens, what, 'gent')}" if alone else None


def _priced(clause: Clause, label: str) -> str:
    """«морковь подорожала» -> «цена моркови»: what such a verb says of things is said of their price."""
    dearer = any(fold(v.reading.lemma) in label_words("pricing") for v in clause.verbs(*clause.stretch))
    # «газ вырастет в цене»
    told_in_price = any(t.lower in label_words("in_price") for t in clause.tokens[slice(*clause.stretch)])
    dearer = dearer or told_in_price
    sums = label_words("rate") | label_words("cost") | label_words("sums")
    told = not lemmas(head_of(label).lower()).isdisjoint(sums)
    return f"{label_word('rate')} {bend(label, 'gent')}" if dearer and not told else label


def level_label(clause: Clause, story: Story) -> str | None:
    """«снижение числа погибших на 36 % (с 33 до 21 человека)» -> «число погибших»: a level behind its change."""
    told, q = story.told[-1] if story.told else None, clause.quantity
    if told is None or told.metric.sentence is not clause.sentence or told.direction not in _CHANGED:
        return None
    between = clause.tokens[told.metric.quantity.last : q.first]
    counted = clause.counted()
    named = counted is not None and not is_generic(clause.tokens[counted.head])
    moved = q.change is not None and q.change.start is not None
    if moved and not named and [t.text for t in between] == ["("]:
        return _unheaded(told.label)
    reached = _unheaded(told.label) if _is_reached(clause, between) else None
    # «доля налога выросла на 5 %, до 40 млн рублей»: no share is a sum, nor a number one of money
    barred = {label_word("share"), *((label_word("count"),) if q.unit in words("money_unit") else ())}
    return reached if reached and reached.partition(" ")[0] not in barred else None


def _is_reached(clause: Clause, between: Sequence[Token]) -> bool:
    """«выросло на 5 %, до 40», «… и достигло 40»: nothing but what leads to the level behind a change."""
    q = clause.quantity
    if q.change is not None or q.unit in words("part_unit"):
        return False
    weak = {verb.at for verb in clause.verbs(q.first - len(between), q.first) if verb.role == "weak"}
    marks = [t for t in between if t.text not in _ENDS and t.lower not in words("and") | label_words("up_to")]
    led = clause.tokens[q.first].lower in label_words("up_to") or any(t.lower in label_words("up_to") for t in between)
    return len(marks) == len(weak) and bool(led or weak)


def _unheaded(label: str) -> str | None:
    """«снижение среднего количества погибших» -> «среднее количество погибших»."""
    parts = label.split()[1:]
    at = next((i for i, part in enumerate(parts) if readings(part.lower())[0].pos not in MODIFIERS), len(parts))
    found = readings(parts[at].lower()) if at < len(parts) else ()
    noun = next((r for r in found if r.pos == "NOUN" and r.case == "gent"), None)
    if noun is None:
        return None
    agreeing = ("plur",) if noun.number == "plur" else ("sing", noun.gender or "masc")
    bent = [inflect(part.lower(), "nomn", *agreeing) or part for part in parts[:at]]
    head = inflect(parts[at].lower(), "nomn", noun.number or "sing", pos="NOUN") or parts[at]
    return " ".join((*bent, head, *parts[at + 1 :]))


def _of_before(metric: Metric, clause: Clause, story: Story, kind: str) -> str | None:
    """What changes where the clause names nothing: a figure told before, or a subject further off."""
    paired = story.paired(metric, clause)
    if paired is not None:
        return _headed(kind, paired.label, counts=paired.counts)
    alike = story.alike(clause)
    if alike is not None and alike.direction == kind != "base" and _is_elsewhere(clause, alike.metric.quantity.last):
        return alike.label
    told, alone = story.level, None
    if told is None or (told.metric.sentence is not metric.sentence and not _refers(clause)):
        wider = subject_label(clause)
        near = told is not None and metric.sentence.start - told.metric.sentence.stop < NEXT
        if wider is not None and _is_growth_alone(wider):
            # «Выпуск мебели вырос на 3 %. Летом спад составил 5 %»: of what changed before, where no level was told
            told, alone = told if near else story.near(clause), wider
        elif wider is not None:
            return _as_told(clause, story, kind, wider) or _headed(kind, wider, counts=False)
    if told is None:
        return metric.label or _same_change(kind, story) or alone
    base = _base_level(clause) or (_base_time(clause) if kind == "base" else "")
    what = told.label.partition(f" {label_word('level_of')}")[0]
    return f"{_headed(kind, what, counts=told.counts)} {base}".strip()


def _is_elsewhere(clause: Clause, last: int) -> bool:
    """«рождаемость упала в Твери – на 5 % |, в Туле – на | 4 %»: only a name stands between the two."""
    between = range(last, clause.quantity.first)
    words_between = [at for at in between if clause.tokens[at].text.isalpha()]
    named = [at for at in words_between if at in clause.blocked]
    rest = (readings(clause.tokens[at].lower)[0].pos for at in words_between if at not in clause.blocked)
    return bool(named) and all(pos in ("PREP", "CONJ") for pos in rest)


def _more_of(clause: Clause) -> Phrase | None:
    """«обратилось на 9 % больше жителей»: several behind a comparative are more; one («больше плана») it is held to.

    «на 9 % больше | продано сахара»: behind a verb one of which there may be more.
    """
    tokens, q = clause.tokens, clause.quantity
    compared = next((at for at in (q.last - 1, q.last) if at < len(tokens) and _compares(tokens[at])), None)
    if compared is None:
        return None
    done = bool(clause.verbs(compared + 1, compared + 2))
    return _genitive_at(clause, compared + 1 + done, several=not done)


def _done_more(clause: Clause, what: Phrase) -> str | None:
    """«людей погибло на 5 % меньше» -> «число погибших», «на 9 % больше продано сахара» -> «продажа сахара»."""
    if is_generic(clause.tokens[what.head]):
        verb = doing_verb(clause, what)
        people = verb is not None and verb.role == "come"
        return with_verb(clause, what, verb, planned=False) if verb is not None and people else None
    done = (clause.as_role(verb, "make", "pay") for verb in clause.verbs(what.first - 1, what.first))
    noun = next((verb.noun for verb in done if verb.role in ("make", "pay")), "") if what.number == "sing" else ""
    return f"{noun} {render(clause.tokens, what, 'gent')}" if noun else None


def _genitive_at(clause: Clause, first: int, *, several: bool = False) -> Phrase | None:
    """«(на 7 % меньше) квартирных краж»: a genitive with its adjectives that stands at a token."""
    tokens, at = clause.tokens, first
    while at < len(tokens) and at not in clause.blocked and is_modifier(tokens[at], "gent"):
        at += 1
    if at >= len(tokens) or at in clause.blocked or clause.marks.forms[at] & (EMPTY | POINTING):
        return None
    top = readings(tokens[at].lower)[0]
    fits = top.pos == "NOUN" and top.case == "gent" and (top.number == "plur" or not several)
    return Phrase(first, at, clause.tail(at + 1), top.number or "plur") if fits else None


def _behind_dash(clause: Clause, story: Story, kind: str) -> Phrase | None:
    """«на 12 % меньше учтено поджогов, на 6 % – грабежей»: a row goes on with what else there is more or less of."""
    tokens, at, told = clause.tokens, clause.quantity.last, story.alike(clause)
    dashed = at + 1 < len(tokens) and tokens[at].text in DASHES and tokens[at].start > tokens[at - 1].stop
    return _genitive_at(clause, at + 1) if dashed and told is not None and told.direction == kind else None


def _counted_more(clause: Clause) -> Phrase | None:
    """«высадили на 600 деревьев больше»: a change in things counted is of their number."""
    q, tokens = clause.quantity, clause.tokens
    counted = clause.counted() if clause.verbs(*clause.stretch) else None
    if counted is None or is_generic(tokens[counted.head]) or not is_counted(q):
        return None
    behind = max(q.last, counted.last)
    return counted if behind < len(tokens) and _compares(tokens[behind]) else None


def _compares(token: Token) -> bool:
    return readings(token.lower)[0].pos == "COMP"


def _changing(clause: Clause) -> Phrase | None:
    """What grows or falls in the clause; «их число» is no answer."""
    first, last = clause.stretch
    subject = _moved(clause) or clause.subject(first, last) or clause.object(first, last)
    bare = subject is not None and subject.last == subject.head + 1
    return None if subject is None or (bare and clause.marks.forms[subject.head] & NUMBER) else subject


def _moved(clause: Clause) -> Phrase | None:
    """«Заводы увеличили выпуск мебели на 5 %», «стали вдвое реже менять паспорта»: what the verb takes has changed."""
    for verb in clause.verbs(*clause.stretch):
        taken = None if fold(verb.reading.lemma) in label_words("exceeding") else object_behind(clause, verb)
        if taken is None or taken.head in clause.blocked or is_animate(clause.tokens[taken.head]):
            continue
        if taken.last > taken.head + 1 or not clause.marks.forms[taken.head] & (POINTING | EMPTY):
            return taken
    return None


def _surpassed(clause: Clause) -> Phrase | None:
    """«Область втрое превзошла цель по вывозу», «перекрыв план на 5 %»: a target is what the figure is told of."""
    for verb in clause.verbs(*clause.stretch):
        if fold(verb.reading.lemma) in label_words("exceeding"):
            taken = object_behind(clause, verb)
            if taken is not None and not lemmas(clause.tokens[taken.head].lower).isdisjoint(label_words("target")):
                return taken
    return None


def _is_numbered(clause: Clause, things: Phrase) -> bool:
    """«количество | ДТП (снизилось на 5 %)»: letters tell no number of their own."""
    return (
        things.first > 0 and clause.marks.forms[things.first - 1] & NUMBER != 0 and is_short(clause.tokens[things.head])
    )


def _over_dash(clause: Clause) -> str | None:
    """«экспорт вырос на 9 %, импорт – на 5 %»: a subject alone before a dash has the verb of the one before."""
    for first, last in clause.told_in()[1:]:
        subject = None if clause.verbs(first, last) else clause.subject(first, last)
        if subject is not None and subject.last == last and not _is_growth(clause.tokens[subject.head]):
            return render(clause.tokens, subject, "nomn")
    return None


def _same_change(kind: str, story: Story) -> str | None:
    """«Быстрее всего росли Тыва (+78 %) …»: what grew was told with the growth before."""
    told = story.told[-1] if story.told else None
    return told.label if told is not None and told.direction == kind else None


def _base_level(clause: Clause) -> str:
    """«57 % от уровня 2020 года» -> «к уровню 2020 года»."""
    tokens = clause.tokens
    for at in range(clause.quantity.last, min(len(tokens) - 1, clause.quantity.last + 3)):
        if not lemmas(tokens[at].lower).isdisjoint(label_words("level")):
            if tokens[at + 1].lower in label_words("inside"):
                return ""  # «показателя за тот же период»
            stop = at + 1
            while stop < min(len(tokens), at + 3) and (tokens[stop].text.isdigit() or stop in clause.blocked):
                stop += 1
            return f"{label_word('level_of')} {surface(tokens, at + 1, stop)}" if stop > at + 1 else ""
    return ""


def _base_time(clause: Clause) -> str:
    """«117 % к июлю прошлого года» -> «к уровню июля прошлого года»."""
    tokens, first = clause.tokens, clause.quantity.last + 1
    stop = first
    while stop < len(tokens) and stop in clause.blocked and tokens[stop].text not in _ENDS:
        stop += 1
    if stop == first or stop - first > _LONGEST or tokens[first - 1].lower not in words("relative_to") - words("off"):
        return ""
    return f"{label_word('level_of')} {' '.join(_of_time(token.lower) for token in tokens[first:stop])}"


def _of_time(form: str) -> str:
    """«прошлому», «году», «июлю» -> «прошлого», «года», «июля»; what stands in the genitive stays."""
    given = next((r for r in readings(form) if r.case == "datv"), None)
    return (inflect(form, "gent", given.number or "sing") or form) if given is not None else form


def _is_growth_alone(label: str) -> bool:
    """«(Наибольший) рост составил 12 %»: what grew was told before."""
    head = head_of(label)
    return label.endswith(head) and not lemmas(head.lower()).isdisjoint(label_words("growth"))


def _refers(clause: Clause) -> bool:
    """«Это на 9 % больше»: the sentence says what it means by pointing back."""
    return any(t.lower in label_words("that") for t in clause.tokens[: clause.quantity.first])


def _headed(kind: str, label: str, *, counts: bool) -> str:
    noun = noun_in_text(head_of(label))
    several = noun is None or noun.number == "plur" or is_participle(label.split()[0])
    if counts and several and fold(label.split()[0]) not in label_words("many"):
        label = f"{label_word('count')} {bend(label, 'gent')}"
    if kind == "base":
        return label
    head, _, rest = label.partition(" ")
    if fold(head) in (label_word("grown"), label_word("fallen"), label_word("gained")):
        turned = (fold(head) == label_word("fallen")) != (kind in ("fallen", "lost"))
        return f"{label_word(kind)} {rest}" if turned and rest else label
    return f"{label_word(kind)} {bend(label, 'gent')}"


def _is_growth(token: Token) -> bool:
    return FORMS[token.lower] & GROWTH != 0


def _growth_noun(clause: Clause, first: int, last: int) -> str | None:
    """«увеличение количества услуг на 3800»: growth as a noun, with what grew."""
    for at in range(first, last) if clause.marks.holds(GROWTH) else ():
        if at in clause.blocked or not clause.marks.forms[at] & GROWTH:
            continue
        stop = clause.tail(at + 1)
        if stop > at + 1:
            number = readings(clause.tokens[at].lower)[0].number or "sing"
            return render(clause.tokens, Phrase(at, at, stop, number), "nomn")
    return None


def _number_noun(clause: Clause, last: int) -> str | None:
    """«В два раза увеличилось количество жалоб» -> «число жалоб»: a noun of number with what it counts."""
    if not clause.marks.holds(NUMBER):
        return None
    start = clause.stretch[0]
    parted = start > 0 and clause.tokens[start - 1].text == "," and clause.verbs(start, clause.quantity.first)
    # «количество домов, где чинят крыши, выросло на 5 %»
    ranges = [(clause.quantity.last, last), *(clause.before_insertion() if parted else ())]
    for first, end in ranges:
        at = next((at for at in range(first, end) if at not in clause.blocked and clause.marks.forms[at] & NUMBER), end)
        found, stop = (noun_in(clause.tokens[at], "nomn"), min(clause.tail(at + 1), end)) if at < end else (None, end)
        if found is not None and stop > at + 1 and readings(clause.tokens[at].lower)[0].case != "gent":
            counted = surface(clause.tokens, at + 1, stop) + attached(clause, Phrase(at, at, stop))
            return f"{label_word('count')} {counted}"
    return None
