"""Labels of things and people counted: «принятые заявления», «создание новых мест», «погибшие на пожарах»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.clauses import Clause, governs
from mfcx.attribution.label_clauses import attached
from mfcx.attribution.label_sources import (
    DASHES,
    Story,
    Told,
    elliptic_label,
    head_of,
    is_participle,
    is_state,
    label_indicators,
    label_word,
    named_behind,
    noun_in_text,
    phrase_before,
    plural_of,
    shared_noun,
    statement_of,
    subject_label,
)
from mfcx.attribution.label_verbs import Verb, doing_nouns
from mfcx.attribution.noun_phrases import (
    MODIFIERS,
    Phrase,
    bend,
    drops,
    first_modifier,
    is_modifier,
    is_short,
    is_word,
    label_words,
    noun_in,
    render,
    surface,
)
from mfcx.attribution.sentence_marks import is_counted
from mfcx.document import Metric, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words


def counted_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«принятые заявления», «создание новых мест», «офисы МФЦ»."""
    tokens = clause.tokens
    phrase = _counted_phrase(clause)
    if phrase is None:
        return (
            _by_adjective(clause)
            or _elided(metric, clause, story)
            or elliptic_label(metric, clause, story)
            or plural_of(metric.quantity.unit)
        )
    placed = _without_noun(metric, phrase, clause, story) or _capacity(clause, phrase)
    placed = placed or _became(clause, phrase) or _described_by(clause, phrase)
    if placed is not None:
        return placed
    generic = _is_generic(tokens[phrase.head]) and not _is_described(clause, phrase)
    stated = statement_of(clause)
    telling = clause.verb_between(*clause.stretch)
    if (
        stated is not None
        and not telling
        and (generic or not lemmas(tokens[stated.head].lower).isdisjoint(label_words("many")))
    ):
        return render(tokens, stated, "nomn")
    named = named_behind(clause) if generic else None
    if named is not None:
        return render(tokens, named, "nomn")
    doing = _doing(clause)
    if doing is not None:
        return f"{render(tokens, doing, 'nomn')} {render(tokens, phrase, 'gent')}"
    kind = _of_kind(metric, tokens[phrase.head]) if phrase.last == phrase.head + 1 else None
    label = kind or render(tokens, phrase, "nomn")
    verb = None if is_governed(clause, phrase) or is_state(metric) else _doing_verb(clause, phrase)
    told = _with_verb(clause, phrase, verb, planned=metric.status == "planned") if verb is not None else None
    told = _who(metric, verb, told) if generic else told
    if told is not None:
        return told
    said = attached(clause, phrase, relative=False)
    if said:
        return label + said
    if phrase.last > phrase.head + 1 or " " in label:
        return label
    if generic:
        return subject_label(clause) or metric.label or f"{label_word('count')} {render(tokens, phrase, 'gent')}"
    known, where = _with_indicator(metric, label), _where(clause, phrase)
    return f"{known} {where}" if where and known.split()[-1] not in where.split() else known


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


def _elided(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«родилось 20 тыс. человек, умерло 27 тыс.» -> «число умерших»: a noun left out, a verb of its own."""
    told, q = story.lender(metric), metric.quantity
    if told is None or not q.inherited or _is_led(clause):
        return None
    people = not words_of(q.unit).isdisjoint(label_words("generic"))
    first, last = clause.stretch
    found = [v for at in clause.verbs(first, last) if (v := _own_verb(clause, at, people=people)) is not None]
    if not found:
        return None
    verb = min(found, key=lambda v: abs(v.at - q.first))
    bare = Phrase(q.first, q.first, q.last)
    participle = participle_of(clause, verb, bare)
    if participle is None:
        return None
    if people:
        extra = _complement(clause, verb, bare)
        return f"{participle} {extra}" if extra else f"{label_word('count')} {bend(participle, 'gent')}"
    base = _elided_noun(told, q.unit)
    planned = metric.status == "planned" and verb.reading.pos == "VERB" and verb.role == "make"
    return f"{verb.noun} {bend(base, 'gent')}" if planned and verb.noun else f"{participle} {base}"


def _without_noun(metric: Metric, phrase: Phrase, clause: Clause, story: Story) -> str | None:
    """«85 тысяч исходящих» -> «исходящие звонки»: an adjective that is counted, with the noun of its neighbour."""
    if readings(clause.tokens[phrase.head].lower)[0].pos != "ADJF":
        return None
    shared = shared_noun(clause)
    if shared is not None:
        return shared
    told = story.told[-1] if story.told else None
    if told is None or told.metric.sentence is not metric.sentence or not is_counted(told.metric.quantity):
        return None
    noun = plural_of(told.metric.quantity.unit)
    return f"{render(clause.tokens, phrase._replace(last=phrase.head + 1), 'nomn')} {noun}" if noun else None


def _is_led(clause: Clause) -> bool:
    """«по 8 из них», «увеличена до 71»: a preposition before the figure, so that no verb speaks of it."""
    at = clause.quantity.first
    return any(t.lower in label_words("inside") for t in clause.tokens[max(0, at - 1) : at + 1])


def _own_verb(clause: Clause, verb: Verb, *, people: bool) -> Verb | None:
    """The verb as one that says what a figure without its noun did or had done to it, or none."""
    verb = clause.as_role(verb, "come", "make") if people else clause.as_role(verb, "make", "come")
    intransitive = "intr" in verb.reading.tags
    passive = verb.reading.pos == "PRTS"
    if verb.role not in ("come", "make") or verb.fact == "with" or verb.reading.pos not in ("VERB", "PRTS"):
        return None
    if verb.role == "come":
        return verb if not passive and (people or intransitive) else None
    # «построят ещё 31», «два введены»; in «64 приняли заявления» the figure is the doer
    return verb if passive or (verb.at < clause.quantity.first and verb.noun) else None


def _elided_noun(told: Told, unit: str | None) -> str:
    """The noun a figure leaves out, with the adjectives it was told with: «школьные автобусы»."""
    head = head_of(told.label)
    parts = told.label.replace(",", "").split()
    at = next((i for i, part in enumerate(parts) if part == head), 0)
    noun = noun_in_text(head)
    if noun is None or noun.number != "plur" or is_participle(head):
        return plural_of(unit) or head
    plain = not any(is_participle(part) for part in parts[:at])
    return " ".join(parts[: at + 1]) if plain else head


def words_of(unit: str | None) -> frozenset[str]:
    """The words of a unit, as the tables write them."""
    return frozenset(fold(unit or "").split())


def _capacity(clause: Clause, phrase: Phrase) -> str | None:
    """«дворец на 1500 мест» -> «вместимость дворца»."""
    at = clause.quantity.first - 1
    if at < 1 or clause.tokens[at].lower not in label_words("holds"):
        return None
    if lemmas(clause.tokens[phrase.head].lower).isdisjoint(label_words("seat")):
        return None
    if not lemmas(clause.tokens[at - 1].lower).isdisjoint(label_words("designed")):
        owner = clause.subject(*clause.stretch)
    else:
        owner = phrase_before(clause, at - 1)
    if owner is None:
        return None
    if owner.head in clause.blocked:
        # «12 школ на 4000 мест»: places that several have
        seats, inside = render(clause.tokens, phrase, "nomn"), sorted(words("in"))[0]
        return f"{seats} {inside} {render(clause.tokens, owner, 'loct')}"
    noun = label_word("throughput" if clause.quantity.per else "capacity")
    return f"{noun} {render(clause.tokens, owner, 'gent')}"


def _described_by(clause: Clause, phrase: Phrase) -> str | None:
    """«коллектив из двух человек» -> «численность коллектива», «много школьников (50 человек)» -> «школьники»."""
    tokens, at = clause.tokens, clause.quantity.first - 1
    if at < 1 or not _is_generic(tokens[phrase.head]) or _is_described(clause, phrase):
        return None
    if tokens[at].lower in label_words("made_of"):
        owner = phrase_before(clause, at - 1)
        return f"{label_word('headcount')} {render(tokens, owner, 'gent')}" if owner is not None else None
    if tokens[at].text == "(" and clause.quantity.last < len(tokens) and tokens[clause.quantity.last].text == ")":
        named = noun_in(tokens[at - 1]) if at - 1 not in clause.blocked else None
        if named is not None and readings(tokens[at - 1].lower)[0].pos == "NOUN":
            first = first_modifier(tokens, at - 1, clause.blocked, named.case or "nomn")
            return render(tokens, Phrase(first, at - 1, at, named.number or "plur"), "nomn")
    return None


def _became(clause: Clause, phrase: Phrase) -> str | None:
    """«18 школьников стали призёрами» -> «призёры»."""
    if not _animate(clause.tokens[phrase.head]):
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
    phrase = clause.counted()
    if phrase is not None and not _is_generic(clause.tokens[phrase.head]):
        return phrase
    inverted = clause.inverted()
    if inverted is None or _is_generic(clause.tokens[inverted.head]):
        return phrase
    # «лишились жизни 5 человек»: people are counted, so the genitive must be people too
    alike = phrase is None or _animate(clause.tokens[inverted.head]) >= _animate(clause.tokens[phrase.head])
    return inverted if alike else phrase


def _with_indicator(metric: Metric, label: str) -> str:
    """«офисы» -> «офисы МФЦ», «услуги» -> «доступные услуги», by what the rule knows."""
    row = label_indicators().get(metric.indicator or "", {})
    tail = row.get("tail", "-")
    if tail in ("-", label):
        return label
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


def is_governed(clause: Clause, phrase: Phrase) -> bool:
    """«в 38 филиалах», «реализация 8 проектов»: governed from before, so that the verb's object is another."""
    at = min(clause.quantity.first, phrase.first)
    if at > 0 and not lemmas(clause.tokens[at - 1].lower).isdisjoint(label_words("aimless")):
        return True
    # «свыше», «около» are part of the figure, «до 300» may be its bound, «по 5» says that each has 5
    return at > 0 and clause.tokens[at - 1].lower in label_words("inside") - label_words("each")


def _doing_verb(clause: Clause, phrase: Phrase) -> Verb | None:
    """The verb that tells of what is counted, in the role that it has there."""
    acts = does(clause, phrase)
    verb = clause.verb(*(("come", "make") if _animate(clause.tokens[phrase.head]) or acts else ("make", "come")))
    # «пособия получают 300 семей»: a verb of sums, or of no table, does here what any other does
    return verb._replace(role="come") if verb is not None and acts and verb.role in ("pay", "") else verb


def does(clause: Clause, phrase: Phrase) -> bool:
    """«Новый транспорт получили 64 региона»: the verb has another object, so what is counted did it."""
    first, last = clause.stretch
    verb = next((v for v in clause.verbs(first, last) if clause.as_role(v, "come").role in ("come", "pay", "")), None)
    if verb is None or "tran" not in verb.reading.tags or verb.reading.pos != "VERB" or verb.reading.number != "plur":
        return False
    if noun_in(clause.tokens[phrase.head], "gent", "nomn") is None:
        return False  # «вред нанесли пяти посёлкам»
    other = clause.object(first, last)
    if other is None or phrase.first <= other.head < phrase.last or _animate(clause.tokens[other.head]):
        return False
    clear = _animate(clause.tokens[phrase.head]) or other.number == "sing"
    if not clear and clause.as_role(verb, "come").role != "come":
        return False  # «школы получили 12 автобусов»
    return verb.at > other.head or other.head > verb.at > phrase.head


def is_animate(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase names people or those who do things: «жители», «предприятия»."""
    return _animate(clause.tokens[phrase.head])


def _animate(token: Token) -> bool:
    found = noun_in(token)
    return found is not None and ("anim" in found.tags or fold(found.lemma) in label_words("agent"))


def _is_described(clause: Clause, phrase: Phrase) -> bool:
    """«иностранных граждан»: an adjective of its own makes the general word say something."""
    words_before = clause.tokens[phrase.first : phrase.head]
    return any(readings(t.lower)[0].pos in MODIFIERS and not drops(t) for t in words_before if is_word(t))


def _is_generic(token: Token) -> bool:
    return not lemmas(token.lower).isdisjoint(label_words("generic"))


def _with_verb(clause: Clause, phrase: Phrase, verb: Verb, *, planned: bool) -> str | None:
    """«создание новых мест», «принятые заявления», «погибшие на пожарах»."""
    tokens = clause.tokens
    generic = _is_generic(tokens[phrase.head]) and not _is_described(clause, phrase)
    if verb.role == "make" and planned and not verb.noun:
        return None
    going_on = "impf" in verb.reading.tags and verb.reading.pos != "PRTS"
    if verb.role == "make" and verb.noun and (planned or going_on or verb.fact == "noun"):
        return f"{verb.noun} {render(tokens, phrase, 'gent', 'plur')}"
    participle = participle_of(clause, verb, phrase) if verb.role or generic else None
    if participle is None:
        return None
    joined = _joined(clause, verb, phrase)
    participle = f"{joined} {participle}" if joined else participle
    extra = _complement(clause, verb, phrase) if generic or verb.role == "come" else _target(clause, verb, phrase)
    extra = extra or _agent(clause, verb, phrase)
    if not extra and verb.fact == "with":
        return None
    if not extra and verb.role == "come" and "tran" in verb.reading.tags and not generic:
        return None
    if generic:
        return f"{participle} {extra}" if extra else f"{label_word('count')} {bend(participle, 'gent')}"
    noun = render(tokens, phrase, "nomn", phrase.number)
    return f"{noun}, {participle} {extra}" if extra else f"{participle} {noun}"


def _joined(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """«построены и отремонтированы»: the participle of the verb before, with its «и»."""
    tokens, at = clause.tokens, verb.at - 1
    while at > 0 and readings(tokens[at].lower)[0].pos == "ADVB":
        at -= 1
    if at < 1 or tokens[at].lower not in words("and"):
        return ""
    before = next(iter(clause.verbs(at - 1, at)), None)
    if before is None or before.reading.pos != verb.reading.pos:
        return ""
    other = participle_of(clause, clause.as_role(before, verb.role), phrase)
    return f"{other} {tokens[at].text}" if other else ""


def _did_it(verb: Verb) -> bool:
    """«побывали», «живут»: a verb of no table that takes no object, so that what is counted did it."""
    return verb.reading.pos == "VERB" and "intr" in verb.reading.tags


def participle_of(clause: Clause, verb: Verb, phrase: Phrase) -> str | None:
    """How a verb stands before the noun: «принятые», «обратившиеся»; None where it says nothing."""
    if verb.role in ("weak", "pay") or verb.at in clause.blocked:
        return None
    if verb.reading.pos == "ADJS":
        if verb.reading.number != phrase.number:
            return None
        gender = _gender(clause.tokens[phrase.head], phrase.number)
        return inflect(verb.reading.lemma, "nomn", phrase.number, *gender, pos="ADJF")
    intransitive = "intr" in verb.reading.tags or verb.reading.lemma.endswith("ся")
    if not verb.role and not _did_it(verb):
        return None
    form = clause.tokens[verb.at].lower
    number = (phrase.number, *_gender(clause.tokens[phrase.head], phrase.number))
    voice = "actv" if verb.role in ("come", "") or intransitive else "pssv"
    lasting = "pres" in verb.reading.tags or ("impf" in verb.reading.tags and verb.fact == "with")
    for tense in ("pres", "past") if lasting else ("past", "pres"):
        # by the lemma: «перешли» is a form of «переслать» as well
        bent = inflect(verb.reading.lemma, "PRTF", voice, tense, "nomn", *number)
        bent = bent or inflect(form, "PRTF", voice, tense, "nomn", *number)
        if bent is not None:
            return bent
    return None


def complement_of(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """What belongs to a verb: «(пользуются) порталом», «(подключены) к сети», «(выданы) фермерам»."""
    bare = phrase._replace(last=phrase.head + 1)
    first, last = clause.stretch
    found = _means(clause, first, last) or _target(clause, verb, bare)
    to = None if found or verb.role != "make" else clause.dative(first, last)
    return surface(clause.tokens, to.first, to.last) if to is not None else found


def _gender(head: Token, number: str) -> tuple[str, ...]:
    """What a participle in the singular agrees in: «население, пользующееся»."""
    found = noun_in(head) if number == "sing" else None
    return (found.gender,) if found is not None and found.gender else ()


def _complement(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """What people did: «(открывшие) своё дело», «(воспользовавшиеся) услугами», «(погибшие) на пожарах»."""
    first, last = clause.stretch
    if not first <= verb.at < last:
        return ""
    own = surface(clause.tokens, phrase.head + 1, phrase.last)
    if own and _is_generic(clause.tokens[phrase.head]):
        return own
    if "tran" in verb.reading.tags and verb.role == "come":
        obj = clause.subject(first, last) or clause.object(first, last)
        return surface(clause.tokens, obj.first, obj.last) if obj is not None else ""
    means = _means(clause, first, last) or _target(clause, verb, phrase)
    if means:
        return means
    near = [c for c in clause.complements(first, last) if c[1] <= phrase.first or c[0] >= phrase.last]
    return surface(clause.tokens, *near[0]) if near and _is_generic(clause.tokens[phrase.head]) else ""


def _where(clause: Clause, phrase: Phrase) -> str:
    """«В базах 11 тысяч вакансий» -> «(вакансии) в базах»: where a thing is that nothing else tells apart."""
    for number, (first, last) in enumerate(clause.segments()):
        for start, stop in clause.complements(first, last):
            inside = clause.tokens[start].lower in words("in") | words("by") and not phrase.first <= start < phrase.last
            if inside and _is_place(clause.tokens[start + 1 : stop]):
                return surface(clause.tokens, start, stop)
        if number or first == 0 or clause.tokens[first - 1].text not in DASHES:
            break
    return ""


def _is_place(tokens: Sequence[Token]) -> bool:
    """A thing's name in the locative: «(в) базах центров занятости»."""
    noun = next((t for t in tokens if readings(t.lower)[0].pos == "NOUN"), None)
    return noun is not None and readings(noun.lower)[0].case == "loct" and _says_where(tokens)


def _agent(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """«МФЦ приняли 5 тысяч обращений» -> «(обращения, принятые) МФЦ»: a body that did it."""
    if verb.role != "make" or verb.reading.pos != "VERB" or phrase.last > phrase.head + 1 or phrase.first < phrase.head:
        return ""
    first, last = clause.stretch
    for at in range(first, min(verb.at, last)):
        if is_short(clause.tokens[at]) and at not in clause.blocked and not phrase.first <= at < phrase.last:
            return clause.tokens[at].text
    return ""


def _target(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """«(подключённые) к интернету», «(поступившие) в регионы»: the phrase with a preposition beside verb or noun."""
    if phrase.last > phrase.head + 1:
        return ""
    first, last = clause.stretch
    found: list[tuple[int, int]] = []
    for start, stop in clause.complements(first, last):
        chained = bool(found) and found[-1][1] == start
        found.append((found.pop()[0], stop) if chained else (start, stop))
    for start, stop in found:
        behind = start in (verb.at + 1, phrase.last) and start > min(verb.at, phrase.first)
        beside = behind or stop == verb.at
        if beside and _says_where(clause.tokens[start + 1 : stop]):
            return surface(clause.tokens, start, stop)
    return ""


def _says_where(tokens: Sequence[Token]) -> bool:
    """Whether a phrase behind its preposition names a thing: not «порядок», «их оформление», «весь регион»."""
    if any(not {"NPRO", "Apro"}.isdisjoint({readings(t.lower)[0].pos, *readings(t.lower)[0].tags}) for t in tokens):
        return False
    nouns = [t for t in tokens if is_short(t) or readings(t.lower)[0].pos == "NOUN"]
    return bool(nouns) and lemmas(nouns[0].lower).isdisjoint(label_words("vague"))


def _takes(token: Token) -> bool:
    """«занятиям (спортом)»: a noun in no nominative, which takes the instrumental behind it."""
    top = readings(token.lower)[0]
    return top.pos == "NOUN" and top.case in ("datv", "ablt", "loct")


def _means(clause: Clause, first: int, last: int) -> str:
    """«услугами воспользовались»: a noun in the instrumental that no preposition governs."""
    for at in range(first, last):
        token = clause.tokens[at]
        if at in clause.blocked or not is_word(token) or readings(token.lower)[0].case != "ablt":
            continue
        start = first_modifier(clause.tokens, at, clause.blocked)
        before = clause.tokens[start - 1] if start > first else None
        own = before is None or not (governs(before) or (_takes(before) and start - 1 not in clause.blocked))
        if own and noun_in(token, "ablt") and lemmas(token.lower).isdisjoint(label_words("vague")):
            return surface(clause.tokens, start, clause.tail(at + 1))
    return ""
