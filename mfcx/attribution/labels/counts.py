"""Labels of things and people counted: «принятые заявления», «создание новых мест», «погибшие на пожарах»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.attribution.labels.asides import is_of_them
from mfcx.attribution.labels.attached_clauses import attached
from mfcx.attribution.labels.capacities import capacity_label
from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.doers import does
from mfcx.attribution.labels.doing import doing_verb, lacks, with_verb
from mfcx.attribution.labels.ellipsis import elliptic_label, event_of, is_of_one, own_verb_label
from mfcx.attribution.labels.forms import (
    MEASURE,
    NUMBER,
    TELLING,
    doing_nouns,
    is_animate,
    is_generic,
    is_modifier,
    is_word,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.label_texts import (
    headed_by,
    is_state,
    label_indicators,
    label_word,
    plural_of,
    words_of,
)
from mfcx.attribution.labels.measures import size_label
from mfcx.attribution.labels.noun_phrases import Phrase, as_name, bend, first_modifier, render, surface
from mfcx.attribution.labels.scenes import are_given, scene
from mfcx.attribution.labels.sentence_marks import is_counted
from mfcx.attribution.labels.sources import named_behind, phrase_before, shared_noun, statement_of, subject_label
from mfcx.attribution.labels.story import Story
from mfcx.attribution.labels.surroundings import is_described, is_governed, says_where, stands_bare, where_of
from mfcx.attribution.labels.verbs import Verb
from mfcx.document import DASHES, Metric, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words


def counted_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«принятые заявления», «создание новых мест», «офисы МФЦ»."""
    tokens = clause.tokens
    phrase = _counted_phrase(clause)
    owned = _owned(metric, clause, story) or _cases_told(metric, clause, story)
    if owned is not None:
        return owned
    if phrase is None:
        return (
            _cause(clause)
            or _by_adjective(clause)
            or own_verb_label(metric, clause, story)
            or elliptic_label(metric, clause, story)
            or plural_of(metric.quantity.unit)
        )
    placed = _without_noun(metric, phrase, clause, story) or capacity_label(clause, phrase)
    placed = placed or _given(metric, clause, phrase)
    placed = placed or event_of(clause.verbs(*clause.stretch)) or _of_couples(metric, tokens[phrase.head])
    placed = placed or _became(clause, phrase) or _described_by(clause, phrase) or _for_each(clause, phrase)
    if placed is not None:
        return placed
    generic = is_generic(tokens[phrase.head]) and not is_described(clause, phrase)
    said = _stated(clause, phrase, generic=generic)
    if said is not None:
        return said
    doing = _doing(clause)
    # «прошли обучение 40 врачей»: it is done by those counted, not to them
    if doing is not None and not (is_animate(tokens[phrase.head]) and does(clause, phrase)):
        return f"{render(tokens, doing, 'nomn')} {render(tokens, phrase, 'gent')}"
    kind = _of_kind(metric, tokens[phrase.head]) if phrase.last == phrase.head + 1 else None
    label = kind or render(tokens, phrase, "nomn")
    verb = None if is_governed(clause, phrase) or is_state(metric) else doing_verb(clause, phrase)
    told = with_verb(clause, phrase, verb, planned=metric.status == "planned") if verb is not None else None
    told = _who(metric, verb, told) if generic else told
    if told is not None:
        return told
    more = attached(clause, phrase, relative=False) or ("" if is_state(metric) else scene(clause, phrase))
    which = label + more if more else _of_those(clause, phrase, story, label)
    if which is not None:
        return which
    aged = phrase.last > phrase.head + 1 and stands_bare(clause, phrase)
    if not aged and (phrase.last > phrase.head + 1 or " " in label):
        return label
    if generic:
        return subject_label(clause) or metric.label or f"{label_word('count')} {render(tokens, phrase, 'gent')}"
    known, where = _with_indicator(metric, label), where_of(clause, phrase)
    return f"{known} {where}" if where and known.split()[-1] not in where.split() else known


def _given(metric: Metric, clause: Clause, phrase: Phrase) -> str | None:
    """«Пособие назначили 40 семьям» -> «семьи, которым назначили пособие»; without what is given the people alone."""
    known = label_indicators().get(metric.indicator or "", {}).get("people", "-")
    if known != "-" or not are_given(clause, phrase):
        return None
    return render(clause.tokens, phrase, "nomn") + scene(clause, phrase)


def _without(clause: Clause, phrase: Phrase) -> str | None:
    """«Без света более 20 тысяч человек» -> «люди без света»: what people lack, where no verb says more."""
    at, first = clause.quantity.first, clause.stretch[0]
    found = next((c for c in clause.complements(*clause.stretch) if c[1] == at), None)
    if found is None or clause.verbs(first, clause.stretch[1]):
        return None
    lacked = clause.tokens[found[0]].lower in label_words("without")
    return f"{render(clause.tokens, phrase, 'nomn', 'plur')} {surface(clause.tokens, *found)}" if lacked else None


def _of_those(clause: Clause, phrase: Phrase, story: Story, label: str) -> str | None:
    """«погибли 48 человек, среди них 6 детей» -> «погибшие дети»: what the people did whom they are some of."""
    row = (t for t in reversed(story.told) if t.metric.sentence is clause.sentence and t.direction is None)
    told, first = next(row, None), clause.quantity.first
    if told is None:
        return None
    of_them = first > 1 and is_of_them(clause.tokens, first - 2)
    if not of_them or not is_animate(clause.tokens[phrase.head]) or clause.verbs(*clause.stretch):
        return None
    parts = told.label.split()
    did = parts[1] if fold(parts[0]) == label_word("count") and len(parts) > 1 else parts[0]
    found = next((r for r in readings(did.lower()) if r.pos == "PRTF" and r.number == "plur"), None)
    return f"{inflect(did.lower(), 'nomn', 'plur', pos='PRTF')} {label}" if found is not None else None


def _of_couples(metric: Metric, head: Token) -> str | None:
    """«свадьбу сыграли 40 пар» -> «число браков», where the indicator says what couples are counted for."""
    known = label_indicators().get(metric.indicator or "", {}).get("people", "-")
    return known if known != "-" and not lemmas(head.lower).isdisjoint(label_words("couple")) else None


def _set_off(clause: Clause, phrase: Phrase) -> str:
    """«40 палаток – у реки», «80 мест — в младших группах»: what a dash sets off says where the counted are."""
    tokens, at = clause.tokens, max(phrase.last, clause.quantity.last)
    if at + 1 >= len(tokens) or tokens[at].text not in DASHES or tokens[at].start == tokens[at - 1].stop:
        return ""
    first, last = clause.marks.stretch(at + 1, at + 1)
    stop = first
    while stop < last and tokens[stop].lower in label_words("inside") and stop not in clause.blocked:
        stop = max(stop + 1, clause.tail(stop))
    ends = stop == last or not is_word(tokens[stop])
    return surface(tokens, first, stop) if first < stop and ends and says_where(tokens[first + 1 : stop]) else ""


def _stated(clause: Clause, phrase: Phrase, *, generic: bool) -> str | None:
    """«Не хватает 30 врачей», «население – 5 тысяч человек», «40 человек – водители»: what the clause says they are."""
    if lacks(clause):
        return f"{label_word('shortage')} {render(clause.tokens, phrase, 'gent')}"
    sized = size_label(clause) or _without(clause, phrase) if generic else None
    if sized is not None:
        return sized
    stated = statement_of(clause) if _may_state(clause, generic=generic) else None
    if stated is not None and (generic or _names_measure(clause, stated, phrase)):
        return render(clause.tokens, stated, "nomn") + attached(clause, stated, relative=False)
    if not generic:
        set_off = _set_off(clause, phrase)
        return f"{render(clause.tokens, phrase, 'nomn')} {set_off}" if set_off else None
    named = named_behind(clause)
    return render(clause.tokens, named, "nomn") if named is not None else None


def _may_state(clause: Clause, *, generic: bool) -> bool:
    """Whether a subject may say what is counted: no verb does, and a measure is named if things count for something."""
    return (generic or clause.marks.holds(NUMBER | MEASURE)) and not clause.verb_between(*clause.stretch)


def _names_measure(clause: Clause, stated: Phrase, phrase: Phrase) -> bool:
    """«Штат – 30 врачей», «турпоток дошёл до 5 тысяч гостей»: the subject says what the counted are told for."""
    head = clause.marks.forms[stated.head]
    # «рост отмечен в 5 регионах»
    return head & NUMBER != 0 or (head & MEASURE != 0 and not is_governed(clause, phrase))


def _owned(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«Услуг загса оказано 12, Пенсионного фонда – 8» -> «оказанные услуги Пенсионного фонда»: the noun is left out.

    «Кабинетов химии – 6, физики – 4» -> «кабинеты физики».
    """
    q, told = metric.quantity, story.lender(metric)
    if q.head is not None or not q.inherited or told is None or told.metric.sentence is not metric.sentence:
        return None
    owner = clause.inverted()
    if owner is None or owner.number != "sing":
        return None
    owned = render(clause.tokens, owner, "gent")
    if not clause.tokens[owner.first].text[0].isupper():
        return f"{headed_by(told.label)} {owned}" if is_of_one(told.label) else None
    return f"{headed_by(told.label)} {as_name(owned)}"


def _cases_told(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«пожаров стало больше на 41 % (в 2022 году – 380 случаев)» -> «число пожаров»: the cases of what has changed."""
    q, told = metric.quantity, story.told[-1] if story.told else None
    cases = not words_of(q.unit).isdisjoint(label_words("occurrence")) and q.head == q.last - 1
    if told is None or not cases or told.metric.sentence is not metric.sentence:
        return None
    counts, (change, _, rest) = label_word("count"), told.label.partition(" ")
    if fold(change) not in label_words("growth"):
        return told.label if told.label.startswith(f"{counts} ") else None
    of = bend(counts, "gent")
    return f"{counts}{rest.removeprefix(of)}" if rest.startswith(f"{of} ") else None


def _by_adjective(clause: Clause) -> str | None:
    """«300 дневных билетов и 85 детских» -> «детские билеты»: a noun left out, an adjective of its own."""
    q, tokens = clause.quantity, clause.tokens
    if not q.inherited or q.head is not None or q.unit is None:
        return None
    first = q.last
    while first > q.first and is_modifier(tokens[first - 1], "gent"):
        first -= 1
    noun = plural_of(q.unit) if first < q.last else None
    return f"{render(tokens, Phrase(first, q.last - 1, q.last, 'plur'), 'nomn')} {noun}" if noun else None


def _without_noun(metric: Metric, phrase: Phrase, clause: Clause, story: Story) -> str | None:
    """«85 тысяч исходящих» -> «исходящие звонки»: an adjective that is counted, with the noun of its neighbour."""
    if readings(clause.tokens[phrase.head].lower)[0].pos != "ADJF":
        return None
    shared = shared_noun(clause)
    if shared is not None:
        return shared
    told = story.told[-1] if story.told else None
    if metric.quantity.inherited and metric.quantity.head is None:
        told = story.lender(metric) or told  # «• палаточных – 10», a row of the list of camps
    elif told is None or told.metric.sentence is not metric.sentence:
        return None
    if told is None or not is_counted(told.metric.quantity):
        return None
    noun = plural_of(told.metric.quantity.unit)
    return f"{render(clause.tokens, replace(phrase, last=phrase.head + 1), 'nomn')} {noun}" if noun else None


def _described_by(clause: Clause, phrase: Phrase) -> str | None:
    """«коллектив из двух человек» -> «численность коллектива», «много школьников (50 человек)» -> «школьники»."""
    tokens, at = clause.tokens, clause.quantity.first - 1
    if at < 1 or is_described(clause, phrase):
        return None
    if not is_generic(tokens[phrase.head]):
        return _cause(clause)
    if tokens[at].lower in label_words("made_of"):
        owner = phrase_before(clause, at - 1)
        return f"{label_word('headcount')} {render(tokens, owner, 'gent')}" if owner is not None else None
    if tokens[at].text == "(" and clause.quantity.last < len(tokens) and tokens[clause.quantity.last].text == ")":
        named = noun_in(tokens[at - 1]) if at - 1 not in clause.blocked else None
        if named is not None and readings(tokens[at - 1].lower)[0].pos == "NOUN":
            first = first_modifier(tokens, at - 1, clause.blocked, named.case or "nomn")
            return render(tokens, Phrase(first, at - 1, at, named.number or "plur"), "nomn")
    return None


def _cause(clause: Clause) -> str | None:
    """«короткое замыкание (40 случаев)» -> «короткое замыкание»: what brackets tell the cases of."""
    cases = not words_of(clause.quantity.unit).isdisjoint(label_words("occurrence"))
    named = clause.before_bracket() if cases else None
    return render(clause.tokens, named, "nomn") if named is not None else None


def _for_each(clause: Clause, phrase: Phrase) -> str | None:
    """«на одного врача приходится 480 жителей» -> «число жителей на одного врача»."""
    falls = clause.marks.holds(TELLING) and clause.verbs(*clause.stretch)
    if not falls or not any(fold(v.reading.lemma) in label_words("falls") for v in falls):
        return None
    for start, stop in clause.complements(*clause.stretch):
        head = clause.tokens[stop - 1]
        one = any(not lemmas(t.lower).isdisjoint(words("one")) for t in clause.tokens[start + 1 : stop])
        common = noun_in(head, "accs") is not None and head.text.islower()
        if clause.tokens[start].lower in label_words("aim") and stop <= phrase.first and (one or common):
            each = surface(clause.tokens, start, stop)
            return f"{label_word('count')} {render(clause.tokens, phrase, 'gent')} {each}"
    return None


def _became(clause: Clause, phrase: Phrase) -> str | None:
    """«18 школьников стали призёрами» -> «призёры»."""
    if not clause.marks.holds(TELLING) or not is_animate(clause.tokens[phrase.head]):
        return None
    first, last = clause.stretch
    for verb in clause.verbs(first, last):
        if fold(verb.reading.lemma) not in label_words("become"):
            continue
        for at in range(first, last):
            top = readings(clause.tokens[at].lower)[0]
            if at in clause.blocked or top.case != "ablt" or top.number != "plur" or top.pos not in ("NOUN", "ADJF"):
                continue
            before = first_modifier(clause.tokens, at, clause.blocked, "ablt")
            # an adjective before its noun is no head of its own
            follows = at + 1 < last and readings(clause.tokens[at + 1].lower)[0].case == "ablt"
            if follows or (before > first and governs(clause.tokens[before - 1])):
                continue
            return render(clause.tokens, Phrase(before, at, clause.tail(at + 1)), "nomn")
    return None


def _counted_phrase(clause: Clause) -> Phrase | None:
    """The counted noun behind its number, or before it: «Жалоб поступило 17»."""
    phrase, inverted = clause.counted(), clause.inverted()
    if phrase is not None and not is_generic(clause.tokens[phrase.head]):
        return inverted if inverted is not None and _says_more(clause, inverted, phrase) else phrase
    if inverted is None or is_generic(clause.tokens[inverted.head]):
        return phrase
    # «лишились жизни 5 человек»: people are counted, so the genitive must be people too
    named = is_animate(clause.tokens[inverted.head]) or noun_in(clause.tokens[inverted.head]) is None  # «самозанятых»
    alike = phrase is None or named >= is_animate(clause.tokens[phrase.head])
    return inverted if alike else phrase


def _says_more(clause: Clause, inverted: Phrase, phrase: Phrase) -> bool:
    """«количество сельских школ – 40 школ»: the same noun, told with what it is before its figure."""
    alone = (phrase.first, phrase.last) == (phrase.head, phrase.head + 1)
    more = inverted.last - inverted.first > 1 and inverted.number == "plur"
    same = not lemmas(clause.tokens[inverted.head].lower).isdisjoint(lemmas(clause.tokens[phrase.head].lower))
    return alone and more and same


def _with_indicator(metric: Metric, label: str) -> str:
    """«офисы» -> «офисы МФЦ», «услуги» -> «доступные услуги», by what the rule knows."""
    row = label_indicators().get(metric.indicator or "", {})
    tail = row.get("tail", "-")
    if tail == "-" or label.isupper():
        return label  # «ТОСП» are of nobody else
    return f"{tail} {label}" if row.get("mode") == "lead" else f"{label} {tail}"


def _who(metric: Metric, verb: Verb | None, told: str | None) -> str | None:
    """«центр обслуживает 300 человек в день» -> «посетители»: who the indicator counts, where the verb says no more."""
    known = label_indicators().get(metric.indicator or "", {}).get("people", "-")
    plain = told is None or told.startswith(label_word("count"))
    doing = verb is not None and verb.role == "come" and (not plain or "tran" not in verb.reading.tags)
    return told if known == "-" or doing else known


def _of_kind(metric: Metric, head: Token) -> str | None:
    """«352 наименования» -> «услуги»: kinds of what the indicator counts."""
    row = label_indicators().get(metric.indicator or "", {})
    named = not lemmas(head.lower).isdisjoint(label_words("kind")) and row.get("kinds", "-") != "-"
    return row["kinds"] if named else None


def _doing(clause: Clause) -> Phrase | None:
    """«на ремонт 16 зданий»: a noun of doing right before the figure, which its noun belongs to."""
    at = clause.quantity.first - 1
    if at < 0 or at in clause.blocked or not is_word(clause.tokens[at]) or clause.quantity.change is not None:
        return None
    found = noun_in(clause.tokens[at])
    if found is None or found.number != "sing" or fold(found.lemma) not in doing_nouns():
        return None
    return Phrase(first_modifier(clause.tokens, at, clause.blocked, found.case or "nomn"), at, at + 1, "sing")
