"""What is done with things and people counted, or what they do: «созданные места», «погибшие на пожарах»."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.complements import agent, instrument, own_complement, target_of
from mfcx.attribution.labels.doers import does, ends_in_one
from mfcx.attribution.labels.forms import NOUN, TELLING, VERB, is_animate, is_generic, is_short, label_words, noun_in
from mfcx.attribution.labels.label_texts import label_word
from mfcx.attribution.labels.modals import denied_too, doing_led_to, going_to, is_modal, modal_of
from mfcx.attribution.labels.noun_phrases import Phrase, bend, render
from mfcx.attribution.labels.objects import counts_people
from mfcx.attribution.labels.surroundings import is_described, is_governed
from mfcx.attribution.labels.verbs import REFLEXIVE, Verb, told_as
from mfcx.document import Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words

# how far «не» may stand from a verb: «не должны быть закрыты», «закрыть не удалось»
_DENIED = 3
_ADJECTIVE = 1  # «на | профилактический | учёт»


def doing_verb(clause: Clause, phrase: Phrase) -> Verb | None:
    """The verb that tells of what is counted, in the role that it has there."""
    head = clause.tokens[phrase.head]
    if noun_in(head, "gent", "accs", "nomn") is None and not is_short(head):
        return None  # «выдали субсидию 40 семьям»
    acts = does(clause, phrase)
    roles = ("come", "make") if is_animate(head) or acts else ("make", "come")
    said = _like_a_noun(clause, phrase) or (clause.verb(*roles, "weak") if clause.marks.holds(VERB) else None)
    verb = doing_led_to(clause, said, *roles)
    if verb is None:
        return None
    # «пособия получают 300 семей»: a verb of sums, or of no table, does here what any other does
    if acts and verb.role in ("pay", "make", ""):
        return replace(verb, role="come")
    verb = _by_itself(clause, verb, phrase)
    alone = is_animate(head) or ({"perf", "past"} <= verb.reading.tags and clause.subject(*clause.stretch) is None)
    if _may_do(verb) and alone and not is_generic(head):
        return replace(verb, role="come", fact="beside")  # «занимаются 240 детей», «на пароме переправились 40 машин»
    fits = readings(head.lower)[0].case in ("gent", "accs", "nomn")
    if is_done(clause, verb) and (fits or verb.reading.pos == "PRTS"):
        return replace(verb, role="make")
    # «читатели взяли 12 книг»: what was done to things by another
    done = (
        verb.role == "come" and not acts and "tran" in verb.reading.tags and not is_animate(clause.tokens[phrase.head])
    )
    return replace(verb, role="make", noun="") if done and clause.subject(*clause.stretch) is not None else verb


def _may_do(verb: Verb) -> bool:
    """A verb of no table that people do, and that does not befall them: «льготы коснутся 30 семей»."""
    return not verb.role and _did_it(verb) and fold(verb.reading.lemma) not in label_words("befalling")


def _like_a_noun(clause: Clause, phrase: Phrase) -> Verb | None:
    """«прибыли 40 гостей»: right before people a verb that is written like a noun, «прибыль»."""
    at = clause.quantity.first - 1
    if at < 0 or at in clause.blocked or not is_animate(clause.tokens[phrase.head]):
        return None
    found = readings(clause.tokens[at].lower) if clause.marks.forms[at] & NOUN else ()
    verb = next((r for r in found if r.pos == "VERB" and r.number == "plur"), None)
    told = told_as(verb.lemma, ("come",)) if verb is not None else None
    return Verb(at, verb, *told) if verb is not None and told is not None and told[1] == "come" else None


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
        told = verb.reading.number == "plur" or "neut" in verb.reading.tags or ends_in_one(clause)
        first = clause.marks.stretch(verb.at, verb.at)[0]
        counted = clause.counted()
        if counted is not None and verb.at == counted.last:
            return told and not is_governed(clause, counted)  # «14 врачей отмечены наградами»
        return told and (near or _in_row(clause, verb.at + 1)) and clause.subject(first, verb.at) is None
    if not near or verb.reading.pos != "VERB" or "tran" not in verb.reading.tags:
        return False
    # «прокладывают семь линий», but «рисуют 40 детей»
    lasting = {"impf", "pres", "plur"} <= verb.reading.tags and not counts_people(clause)
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
        extra = extra or instrument(clause, verb)
    extra = extra or agent(clause, verb, phrase)
    if not extra and verb.fact in ("with", "beside"):
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
