"""What is done with things and people counted, or what they do: «созданные места», «погибшие на пожарах»."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.forms import (
    INSTRUMENTAL,
    MODIFIERS,
    TELLING,
    VERB,
    is_animate,
    is_generic,
    is_short,
    is_word,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.modals import denied_too, doing_led_to, going_to, is_modal, led_by, modal_of
from mfcx.attribution.labels.noun_phrases import Phrase, bend, first_modifier, render, surface
from mfcx.attribution.labels.sources import aside, label_word
from mfcx.attribution.labels.surroundings import is_described, is_governed, is_oblique, says_where, stands_bare
from mfcx.attribution.labels.verbs import REFLEXIVE, Verb, told_as
from mfcx.document import Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words

_ELEVEN = 11
# how far «не» may stand from a verb: «не должны быть закрыты», «закрыть не удалось»
_ADJECTIVE = 1  # «на | профилактический | учёт»
_DENIED = 3


def doing_verb(clause: Clause, phrase: Phrase) -> Verb | None:
    """The verb that tells of what is counted, in the role that it has there."""
    head = clause.tokens[phrase.head]
    if noun_in(head, "gent", "accs", "nomn") is None and not is_short(head):
        return None  # «выдали субсидию 40 семьям»
    acts = does(clause, phrase)
    roles = ("come", "make") if is_animate(head) or acts else ("make", "come")
    said = clause.verb(*roles, "weak") if clause.marks.holds(VERB) else None
    verb = doing_led_to(clause, said, *roles)
    if verb is None:
        return None
    # «пособия получают 300 семей»: a verb of sums, or of no table, does here what any other does
    if acts and verb.role in ("pay", "make", ""):
        return replace(verb, role="come")
    verb = _by_itself(clause, verb, phrase)
    fits = readings(head.lower)[0].case in ("gent", "accs", "nomn")
    if is_done(clause, verb) and (fits or verb.reading.pos == "PRTS"):
        return replace(verb, role="make")
    # «читатели взяли 12 книг»: what was done to things by another
    done = (
        verb.role == "come" and not acts and "tran" in verb.reading.tags and not is_animate(clause.tokens[phrase.head])
    )
    return replace(verb, role="make", noun="") if done and clause.subject(*clause.stretch) is not None else verb


def _by_itself(clause: Clause, verb: Verb, phrase: Phrase) -> Verb:
    """«откроются 12 школ»: things do not open themselves, somebody opens them."""
    base = verb.reading.lemma.removesuffix(REFLEXIVE)
    if verb.role or base == verb.reading.lemma or is_animate(clause.tokens[phrase.head]):
        return verb
    told = told_as(base, ("make",))
    return verb if told is None or told[1] != "make" else Verb(verb.at, verb.reading, *told)


def is_done(clause: Clause, verb: Verb) -> bool:
    """«полиция раскрыла 340 краж», «завезено 40 тонн угля»: a verb of no table that was done, once, to the figure."""
    sold = verb.role == "pay" and verb.reading.pos == "PRTS"  # «продано 40 участков»
    if verb.role and not sold or fold(verb.reading.lemma) in label_words("light"):
        return False
    # right before its figure, so that nothing else is its object
    near = clause.quantity.first - 2 <= verb.at < clause.quantity.first and not governs(clause.tokens[verb.at + 1])
    if verb.reading.pos == "PRTS":
        # «отобраны 12 проектов», but «проекты рассчитаны на 12 школ», «звания удостоены 12 человек»
        told = verb.reading.number == "plur" or "neut" in verb.reading.tags or _ends_in_one(clause)
        first = clause.marks.stretch(verb.at, verb.at)[0]
        counted = clause.counted()
        if counted is not None and verb.at == counted.last:
            return told and not is_governed(clause, counted)  # «14 врачей отмечены наградами»
        return told and (near or _in_row(clause, verb.at + 1)) and clause.subject(first, verb.at) is None
    if not near or verb.reading.pos != "VERB" or "tran" not in verb.reading.tags:
        return False
    # «прокладывают семь линий», but «рисуют 40 детей»
    lasting = {"impf", "pres", "plur"} <= verb.reading.tags and not _counts_people(clause)
    return lasting or {"perf", "past"} <= verb.reading.tags


def _in_row(clause: Clause, at: int) -> bool:
    """«(завезено) 40 тонн угля, 12 тонн мазута»: nothing but figures stands between the verb and this one."""
    ends = {figure.start: clause.tail(figure.stop) for figure in clause.figures}
    while at < clause.quantity.first:
        token = clause.tokens[at]
        if at not in ends and token.text != "," and token.lower not in words("and"):
            return False
        at = ends.get(at, at + 1)
    return at == clause.quantity.first


def lacks(clause: Clause) -> bool:
    """«Не хватает 118 врачей», «недостаёт 5 млн рублей»: what is counted is not there."""
    for verb in clause.verbs(*clause.stretch) if clause.marks.holds(TELLING) else ():
        lemma = fold(verb.reading.lemma)
        denied = verb.at > 0 and clause.tokens[verb.at - 1].lower in label_words("not")
        if lemma in label_words("missing") or (denied and lemma in label_words("sufficing")):
            return True
    return False


def does(clause: Clause, phrase: Phrase) -> bool:
    """«Новый транспорт получили 64 региона»: the verb has another object, so what is counted did it."""
    first, last = clause.stretch
    if noun_in(clause.tokens[phrase.head], "gent", "nomn") is None or is_oblique(clause):
        return False  # «вред нанесли пяти посёлкам», «посетил открытие двух школ»
    if _acts_before(clause, phrase):
        return True
    doing = next((v for v in clause.verbs(first, last) if _counted_before(clause, v)), None)
    if doing is not None:
        return True
    other = clause.object(first, last)
    if other is None or phrase.first <= other.head < phrase.last or is_animate(clause.tokens[other.head]):
        return False
    # «новый корпус построили 40 рабочих»: one thing is no subject of a verb in the plural, whatever it does
    if other.last < last and clause.tokens[other.last].lower in words("and") and other.last < phrase.first:
        return False  # «огонь и дым унесли 40 жизней»
    sole = other.number == "sing" and lemmas(clause.tokens[other.head].lower).isdisjoint(label_words("vague"))
    roles = ("come", "pay", "", "make") if sole else ("come", "pay", "")
    verb = next((v for v in clause.verbs(first, last) if clause.as_role(v, "come").role in roles), None)
    if verb is None or "tran" not in verb.reading.tags or verb.reading.pos != "VERB":
        return False
    if verb.reading.number != "plur" and not _is_one_of(clause, phrase, verb):
        return False
    clear = is_animate(clause.tokens[phrase.head]) or other.number == "sing"
    if not clear and clause.as_role(verb, "come").role != "come":
        return False  # «школы получили 12 автобусов»
    if not lemmas(clause.tokens[other.head].lower).isdisjoint(label_words("taken")):
        return True  # «приняли участие 40 школ»
    # «сдали кровь 40 жителей»: behind both only people are told to have done it
    last = is_animate(clause.tokens[phrase.head]) and verb.at < other.head < phrase.first
    return last or verb.at > other.head or other.head > verb.at > phrase.head


def _is_one_of(clause: Clause, phrase: Phrase, verb: Verb) -> bool:
    """«экзамен сдал 41 выпускник»: after a one people stand in the singular, and so does what they do."""
    found = noun_in(clause.tokens[phrase.head], "nomn")
    people = found is not None and found.number == "sing" and is_animate(clause.tokens[phrase.head])
    return people and found is not None and found.gender in verb.reading.tags and _ends_in_one(clause)


def _ends_in_one(clause: Clause) -> bool:
    value = clause.quantity.value
    return value % 10 == 1 and value % 100 != _ELEVEN


def _acts_before(clause: Clause, phrase: Phrase) -> bool:
    """«15 семей купили коров»: the counted stand right before their verb, and its object right behind it."""
    tokens, at = clause.tokens, phrase.last
    while at < len(tokens) and (at in clause.blocked or _stands_between(tokens[at]) or _is_time(tokens, at)):
        at += 1 + _is_time(tokens, at)
    said = next(iter(clause.verbs(at, at + 1)), None)
    verb = led_by(clause, said)
    if said is None or verb is None or "tran" not in verb.reading.tags or is_governed(clause, phrase):
        return False
    found = object_behind(clause, verb) if verb is not said or said.reading.pos == "VERB" else None
    if said is not verb:
        return found is not None and said.reading.number == "plur"  # «40 семей должны получить землю»
    if found is None or verb.reading.number != "plur":
        subject = noun_in(clause.tokens[found.head], "nomn") if found is not None else None
        # «40 семей купило землю», but «40 домов построило предприятие», which may be the subject
        either = subject is not None and subject.gender == "neut" and not is_animate(clause.tokens[phrase.head])
        return found is not None and "neut" in verb.reading.tags and not either
    if is_no_subject(clause, found) or found.head in clause.blocked:
        return True
    # «40 мостов построили рабочие», «40 рабочих построили мосты»: of two that may be the subject, who does things is
    return is_animate(clause.tokens[phrase.head]) and not is_animate(clause.tokens[found.head])


def is_no_subject(clause: Clause, phrase: Phrase) -> bool:
    """Whether a noun cannot be the subject of a verb in the plural: «(открыли) буфет», «(наняли) врачей»."""
    return phrase.number == "sing" or noun_in(clause.tokens[phrase.head], "nomn") is None


def _is_time(tokens: Sequence[Token], at: int) -> bool:
    """«(жители) с утра (покинули)», «в целом»: a preposition with a word that names nothing."""
    return governs(tokens[at]) and at + 1 < len(tokens) and tokens[at + 1].lower in label_words("empty")


def _stands_between(token: Token) -> bool:
    """«(жителей) Томской области впервые (сменили)»: whose they are, and how they did it."""
    top = readings(token.lower)[0]
    return top.pos in ("ADVB", "PRCL") or (top.pos in ("NOUN", *MODIFIERS) and top.case == "gent")


def object_behind(clause: Clause, verb: Verb) -> Phrase | None:
    """«имеют электронную карту», «не имеют средств»: what stands right behind a verb that takes an object."""
    tokens, at = clause.tokens, verb.at + 1
    if "tran" not in verb.reading.tags or verb.reading.pos not in ("VERB", "INFN"):
        return None
    while at < len(tokens) and is_word(tokens[at]) and readings(tokens[at].lower)[0].pos in MODIFIERS:
        at += 1
    if at >= len(tokens) or at == clause.quantity.first:
        return None
    if at in clause.blocked or not is_word(tokens[at]):
        return _counted_object(clause, verb)
    denied = tokens[verb.at - 1].lower in label_words("not")
    found = noun_in(tokens[at], "accs", *(("gent",) if denied else ()))
    if found is None or readings(tokens[at].lower)[0].pos != "NOUN":
        return None
    return Phrase(verb.at + 1, at, _with_infinitive(clause, clause.tail(at + 1)), found.number or "sing")


def _counted_object(clause: Clause, verb: Verb) -> Phrase | None:
    """«(15 школьников набрали) 90 баллов на двух экзаменах»: another figure, where people are told to have done it."""
    tokens, first = clause.tokens, verb.at + 1
    figure = next((f for f in clause.figures if f.start in (first, first + 1)), None)
    if figure is None or clause.quantity.first > verb.at or not _counts_people(clause):
        return None
    led = figure.start > first and tokens[first].lower in label_words("inside")
    if led or noun_in(tokens[figure.stop - 1]) is None:
        return None  # «сдали на 5 млн рублей»
    stop, behind = clause.tail(figure.stop), figure.stop + 1
    if behind < len(tokens) and tokens[figure.stop].lower in label_words("inside"):
        stop = next((f.stop for f in clause.figures if f.start == behind and noun_in(tokens[f.stop - 1])), stop)
    return Phrase(first, figure.stop - 1, stop, "plur")


def _counted_before(clause: Clause, verb: Verb) -> Phrase | None:
    """«По 90 баллов (набрали 12 лицеистов)»: the same where the figure stands before the verb."""
    if "tran" not in verb.reading.tags or verb.reading.pos != "VERB" or verb.at > clause.quantity.first:
        return None
    if not _counts_people(clause):
        return None
    tokens = clause.tokens
    figure = next((f for f in clause.figures if f.stop <= verb.at == clause.tail(f.stop)), None)
    # of «40 школ приняли 12 учителей» either may have done it
    if figure is None or lemmas(tokens[figure.stop - 1].lower).isdisjoint(label_words("measure")):
        return None
    first = figure.start - (figure.start > 0 and tokens[figure.start - 1].lower in label_words("each"))
    led = first > 0 and governs(tokens[first - 1])
    return None if led else Phrase(first, figure.stop - 1, verb.at, "plur")


def _counts_people(clause: Clause) -> bool:
    head = clause.quantity.head
    return head is not None and is_animate(clause.tokens[head])


def _with_infinitive(clause: Clause, stop: int) -> int:
    """«(приняли) решение остаться», «право получить землю»: the end of a noun with what it is to do."""
    verb = next(iter(clause.verbs(stop, stop + 1)), None)
    if verb is None or verb.reading.pos != "INFN":
        return stop
    found = object_behind(clause, verb)
    return found.last if found is not None else clause.tail(stop + 1)


def with_verb(clause: Clause, phrase: Phrase, verb: Verb, *, planned: bool) -> str | None:
    """«создание новых мест», «принятые заявления», «погибшие на пожарах»."""
    tokens = clause.tokens
    generic = is_generic(tokens[phrase.head]) and not is_described(clause, phrase)
    phrase = replace(phrase, number="plur") if generic else phrase  # one is of a number, too
    verb = replace(verb, role="come", noun="", fact="participle") if _puts_on(tokens, verb) else verb
    if verb.role == "make" and planned and not verb.noun:
        return None
    going_on = "impf" in verb.reading.tags and verb.reading.pos != "PRTS"
    denied = word_of_denial(clause, verb)
    if verb.role == "make" and verb.noun and not denied and (planned or going_on or verb.fact == "noun"):
        return f"{verb.noun} {render(tokens, phrase, 'gent', phrase.number)}"
    going = going_to(clause, verb) or modal_of(clause, verb, "plur") if verb.role == "come" else ""
    if going:
        going = denied_too(going, denied)
        extra = own_complement(clause, verb, phrase)
        bare = f"{label_word('count')} {render(tokens, phrase, 'gent')}" if generic and not extra else ""
        return f"{bare or render(tokens, phrase, 'nomn', 'plur')}, {going} {extra}".rstrip()
    participle = participle_of(clause, verb, phrase) if verb.role or generic else None
    if participle is None:
        return None
    joined = _joined(clause, verb, phrase)
    participle = f"{joined} {participle}" if joined else f"{denied} {participle}" if denied else participle
    extra = own_complement(clause, verb, phrase) if generic or verb.role == "come" else target_of(clause, verb, phrase)
    if verb.role == "make" and verb.reading.pos == "PRTS":
        extra = extra or _instrument(clause, verb)
    extra = extra or _agent(clause, verb, phrase)
    if not extra and verb.fact == "with":
        return None
    if not extra and verb.role == "come" and "tran" in verb.reading.tags and not generic:
        return None
    if generic and (extra or denied):
        return f"{participle} {extra}" if extra else None
    if generic:
        return f"{label_word('count')} {bend(participle, 'gent')}"
    noun = render(tokens, phrase, "nomn", phrase.number)
    return f"{noun}, {participle} {extra}" if extra else f"{participle} {noun}"


def _puts_on(tokens: Sequence[Token], verb: Verb) -> bool:
    """«поставлено | на учёт», «с контроля | снято»: what the verb says is told by the noun beside it."""
    if verb.reading.pos != "PRTS":
        return False
    beside = (tokens[verb.at + 1 : verb.at + 3 + _ADJECTIVE], tokens[max(0, verb.at - 2 - _ADJECTIVE) : verb.at])
    return any(
        len(near) > 1
        and any(governs(token) for token in near[:2])
        and any(not lemmas(token.lower).isdisjoint(label_words("put_on")) for token in near[1:])
        for near in beside
    )


def word_of_denial(clause: Clause, verb: Verb) -> str:
    """«не привиты», «не будут привиты», «спасти не удалось» -> «не»: what was not done must not be told as done."""
    for at in range(max(0, verb.at - _DENIED), min(verb.at + _DENIED, len(clause.tokens) - 1)):
        word = clause.tokens[at].lower
        if word in label_words("not") and at + 1 != clause.quantity.first and clause.marks.forms[at + 1] & VERB:
            same = clause.marks.stretch(at, at) == clause.marks.stretch(verb.at, verb.at)
            return word if same else ""
    return label_word("not") if _is_refused(clause, verb) else ""


def _is_refused(clause: Clause, verb: Verb) -> bool:
    """«отказались | пройти осмотр»."""
    if verb.reading.pos != "INFN" or verb.at == 0:
        return False
    return not lemmas(clause.tokens[verb.at - 1].lower).isdisjoint(label_words("refusing"))


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
    same = clause.as_role(before, verb.role)
    # «поставили и подключили приборы 40 семей»: who did the one did the other, and so of «отменено и изменено»
    alike = (verb.role == "come" and "tran" in verb.reading.tags) or (not same.role and same.reading.pos == "PRTS")
    same = replace(same, role=verb.role) if alike else same
    other = participle_of(clause, same, phrase)
    return f"{other} {tokens[at].text}" if other else ""


def _did_it(verb: Verb) -> bool:
    """«побывали», «живут»: a verb of no table that takes no object, so that what is counted did it."""
    return verb.reading.pos == "VERB" and "intr" in verb.reading.tags


def participle_of(clause: Clause, verb: Verb, phrase: Phrase) -> str | None:
    """How a verb stands before the noun: «принятые», «обратившиеся»; None where it says nothing."""
    if verb.role in ("weak", "pay", "degree") or verb.at in clause.blocked or is_modal(verb):
        return None
    if verb.reading.pos == "ADJS":
        if verb.reading.number != phrase.number:
            return None
        gender = _gender(clause.tokens[phrase.head], phrase)
        return inflect(verb.reading.lemma, "nomn", phrase.number, *gender, pos="ADJF")
    intransitive = "intr" in verb.reading.tags or verb.reading.lemma.endswith(REFLEXIVE)
    if not verb.role and not _did_it(verb):
        return None
    form = clause.tokens[verb.at].lower
    number = (phrase.number, *_gender(clause.tokens[phrase.head], phrase))
    # «заняты в уборке» are done to, whatever the verb is of
    did = verb.reading.pos != "PRTS" and (verb.role in ("come", "") or intransitive)
    voice = "actv" if did else "pssv"
    lasting = "pres" in verb.reading.tags or ("impf" in verb.reading.tags and verb.fact == "with")
    for tense in ("pres", "past") if lasting else ("past", "pres"):
        # by the lemma: «перешли» is a form of «переслать» as well
        bent = inflect(verb.reading.lemma, "PRTF", voice, tense, "nomn", *number)
        bent = bent or inflect(form, "PRTF", voice, tense, "nomn", *number)
        if bent is not None:
            return bent
    return None


def _gender(head: Token, phrase: Phrase) -> tuple[str, ...]:
    """What a participle in the singular agrees in: «население, пользующееся»."""
    own = (r for r in readings(head.lower) if r.lemma == phrase.lemma and r.pos == "NOUN")
    found = next(own, None) or noun_in(head) if phrase.number == "sing" else None
    return (found.gender,) if found is not None and found.gender else ()


def complement_of(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """What belongs to a verb: «(пользуются) порталом», «(подключены) к сети», «(выданы) фермерам»."""
    bare = replace(phrase, last=phrase.head + 1)
    first, last = clause.stretch
    found = means_of(clause, first, last) or target_of(clause, verb, bare)
    to = None if found or verb.role != "make" else clause.dative(first, last)
    return surface(clause.tokens, to.first, to.last) if to is not None else found


def own_complement(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """What people did: «(открывшие) своё дело», «(воспользовавшиеся) услугами», «(погибшие) на пожарах»."""
    first, last = clause.stretch
    taking = "tran" in verb.reading.tags and verb.role == "come"
    if not first <= verb.at < last:
        # «землю получили 90 семей, в том числе 40 молодых семей»: one of a row has the object of the row, or its own
        beside = clause.told_in()[-1]
        row = clause.marks.stretch(verb.at, verb.at)
        if taking:
            return _object_of(clause, verb, *beside) or _object_of(clause, verb, *row)
        return aside(clause)  # «(направлены на курсы 40 человек,) на работы – 12 человек»
    own = surface(clause.tokens, phrase.head + 1, phrase.last)
    aged = stands_bare(clause, phrase)
    if own and not aged and is_generic(clause.tokens[phrase.head]) and not is_described(clause, phrase):
        return own
    if taking:
        return _object_of(clause, verb, first, last)
    means = means_of(clause, first, last) or target_of(clause, verb, phrase)
    if means:
        return means
    near = [c for c in clause.complements(first, last) if c[1] <= phrase.first or c[0] >= phrase.last]
    generic = is_generic(clause.tokens[phrase.head])
    return surface(clause.tokens, *near[0]) if near and generic else own if generic else ""


def _object_of(clause: Clause, verb: Verb, first: int, last: int) -> str:
    """What a verb takes in a stretch where the counted are its subject: «(посетили) музей»."""
    obj = object_behind(clause, verb) if first <= verb.at < last else None
    obj = obj or _counted_before(clause, verb) or clause.object(first, last) or clause.subject(first, last)
    if obj is None or clause.quantity.first <= obj.head < clause.quantity.last:
        return ""  # «приз получили три юноши, две девушки – дважды»
    said = surface(clause.tokens, obj.first, obj.last)
    if obj.last > obj.head + 1 or lemmas(clause.tokens[obj.head].lower).isdisjoint(label_words("taken")):
        return said
    # «в субботнике приняли участие 40 школ»: in what
    into = next((c for c in clause.complements(first, last) if says_where(clause.tokens[c[0] + 1 : c[1]])), None)
    return f"{said} {surface(clause.tokens, *into)}" if into is not None else said


def _agent(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """«МФЦ приняли 5 тысяч обращений» -> «(обращения, принятые) МФЦ»: a body that did it."""
    if verb.role != "make" or verb.reading.pos != "VERB" or phrase.last > phrase.head + 1 or phrase.first < phrase.head:
        return ""
    first, last = clause.stretch
    for at in range(first, min(verb.at, last)):
        if is_short(clause.tokens[at]) and at not in clause.blocked and not phrase.first <= at < phrase.last:
            return clause.tokens[at].text
    return ""


def target_of(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """«(подключённые) к сети», «в МФЦ Пущина за год (поступили)»: beside verb or noun, but for names and times."""
    if not stands_bare(clause, phrase):
        return ""
    first, last = clause.stretch
    found: list[tuple[int, int]] = []
    for start, stop in clause.complements(first, last):
        chained = bool(found) and found[-1][1] == start
        found.append((found.pop()[0], stop) if chained else (start, stop))
    for start, stop in found:
        behind = start in (verb.at + 1, phrase.last) and start > min(verb.at, phrase.first)
        gap = range(stop, verb.at)
        parted = any(at not in clause.blocked and not clause.marks.forms[at] & VERB for at in gap)
        beside = behind or (stop <= verb.at and not parted)
        if beside and says_where(clause.tokens[start + 1 : stop]):
            return surface(clause.tokens, start, stop)
    return ""


def means_of(clause: Clause, first: int, last: int) -> str:
    """«услугами воспользовались»: a noun in the instrumental that no preposition governs."""
    found = _means_at(clause, first, last)
    return surface(clause.tokens, *found) if found is not None else ""


def _means_at(clause: Clause, first: int, last: int) -> tuple[int, int] | None:
    """Where a noun in the instrumental stands, with what belongs to it."""
    for at in range(first, last):
        token = clause.tokens[at]
        if at in clause.blocked or not is_word(token) or not clause.marks.forms[at] & INSTRUMENTAL:
            continue
        start = first_modifier(clause.tokens, at, clause.blocked)
        before = clause.tokens[start - 1] if start > first else None
        own = before is None or not (governs(before) or (_takes(before) and start - 1 not in clause.blocked))
        if own and noun_in(token, "ablt") and lemmas(token.lower).isdisjoint(label_words("vague")):
            return start, clause.tail(at + 1)
    return None


def _instrument(clause: Clause, verb: Verb) -> str:
    """«(оснащённые) лифтами», beside the verb, and not who did it: «(построены) рабочими»."""
    means = _means_at(clause, *clause.stretch)
    if means is None or (means[0] != verb.at + 1 and means[1] > verb.at):
        return ""
    found = (noun_in(token, "ablt") for token in clause.tokens[slice(*means)] if is_word(token))
    noun = next((one for one in found if one is not None), None)
    thing = noun is not None and "anim" not in noun.tags and noun.lemma not in label_words("agent")
    return surface(clause.tokens, *means) if thing else ""


def _takes(token: Token) -> bool:
    """«занятиям (спортом)»: a noun in no nominative, which takes the instrumental behind it."""
    top = readings(token.lower)[0]
    return top.pos == "NOUN" and top.case in ("datv", "ablt", "loct")
