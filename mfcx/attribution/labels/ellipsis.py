"""Figures whose noun stands elsewhere: «104 федеральные», «95 – о СНИЛС», «(открылись 40 кафе,) закрылись 12»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.attribution.labels.asides import aside, is_of_them
from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.complements import own_complement, target_of
from mfcx.attribution.labels.doers import is_no_subject
from mfcx.attribution.labels.doing import participle_of, word_of_denial
from mfcx.attribution.labels.forms import MODIFIERS, doing_nouns, is_modifier, is_word, label_words, names_doers
from mfcx.attribution.labels.label_texts import (
    bare_of,
    head_of,
    is_participle,
    is_state,
    label_word,
    noun_in_text,
    plural_of,
    words_of,
)
from mfcx.attribution.labels.modals import denied_too, going_to
from mfcx.attribution.labels.noun_phrases import Phrase, bend, render, surface, tail_of
from mfcx.attribution.labels.objects import object_behind
from mfcx.attribution.labels.parallels import agree, bent_label
from mfcx.attribution.labels.sources import named_behind, named_in_brackets, shared_noun, statement_of, subject_label
from mfcx.attribution.labels.story import Story, Told
from mfcx.attribution.labels.verbs import Verb
from mfcx.document import DASHES, Metric, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words

_PAIR = 2
# verbs that may tell of a figure without its noun
_TELL = frozenset({"VERB", "PRTS", "INFN"})


def is_of_one(label: str) -> bool:
    """«кабинеты химии»: a plural noun with one noun in the genitive, in whose place another may stand."""
    parts = label.split()
    noun = noun_in_text(parts[0]) if len(parts) == _PAIR else None
    top = readings(parts[-1].lower())[0]
    plural = noun is not None and noun.number == "plur" and "inan" in noun.tags
    return plural and (top.pos, top.case, top.number) == ("NOUN", "gent", "sing")


def elliptic_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """A figure whose noun stands elsewhere: «104 федеральные», «95 – о СНИЛС», «годом ранее 352»."""
    told = story.lender(metric)
    tokens, q = clause.tokens, metric.quantity
    shared = shared_noun(clause) or _named_elided(clause) or bent_label(clause, story)
    if shared is not None:
        return shared
    row = _named_by_row(clause, told) or (_kind_in_row(clause, told) if told is not None else None)
    if told is None or row is not None:
        return row or subject_label(clause) or metric.label
    whole = told.label
    if is_state(metric) and fold(head_of(whole)) in doing_nouns():
        # «открытие четырёх окон, теперь их 24»: the things are meant, and not their opening
        whole = plural_of(q.unit) or whole
    head = head_of(whole)
    if fold(head) in label_words("many"):
        head = bare_of(whole)  # «число нанятых», of whom some «на год»
    beside = aside(clause)
    if beside:
        return f"{head} {beside}"
    adjective = _adjective_of(clause)
    if adjective is not None:
        bent = inflect(adjective.lower, "nomn", "plur")
        return f"{bent} {head}" if bent else whole
    at = q.last + 2 * is_of_them(tokens, q.last)
    while at < len(tokens) and (tokens[at].text in DASHES or readings(tokens[at].lower)[0].pos == "PRTS"):
        at += 1
    if at < len(tokens) and tokens[at].lower in label_words("inside") and at not in clause.blocked:
        stop = tail_of(tokens, at, clause.blocked, 5)
        if stop > at + 1:
            said = surface(tokens, at, stop)
            return _in_place(whole, said) or f"{head} {said}"
    return whole


def _kind_in_row(clause: Clause, told: Told) -> str | None:
    """«число школ – 40 (сельских | – 12)», «в том числе детских | – 31»: an adjective alone before a figure's dash."""
    tokens, at = clause.tokens, clause.quantity.first - 2
    if at < 1 or tokens[at + 1].text not in DASHES or is_word(tokens[at - 1]) and not _leads_to_part(tokens[at - 1]):
        return None
    top = readings(tokens[at].lower)[0]
    plural = top.pos in MODIFIERS and top.number == "plur"
    if not plural or at in clause.blocked or top.tags & {"Apro", "Anum"}:
        return None
    noun, bent = plural_of(told.metric.quantity.unit), inflect(tokens[at].lower, "nomn", "plur")
    known = noun_in_text(head_of(told.label))
    head = head_of(told.label) if known is not None and known.number == "plur" else noun
    return f"{bent} {head}" if head and bent else None


def _leads_to_part(token: Token) -> bool:
    """«в том числе |», «из них |», «и |»."""
    return token.lower in words("them") | words("and") | words("count_noun")


def _named_by_row(clause: Clause, told: Told | None) -> str | None:
    """«оформление паспорта – 98», «запись к врачу – 76»: a row that names what is done, or one behind such a row."""
    named = statement_of(clause)
    if named is None or clause.tokens[min(named.last, clause.quantity.first - 1)].text not in DASHES:
        return None
    done = not doing_nouns().isdisjoint(map(fold, lemmas(clause.tokens[named.head].lower)))
    before = told is not None and told.metric.quantity.head is None and fold(head_of(told.label)) in doing_nouns()
    return render(clause.tokens, named, "nomn") if done or before else None


def _in_place(label: str, said: str) -> str | None:
    """«(привлечённые к строгой ответственности), к мягкой» -> «… к мягкой ответственности»: in another's place."""
    parts, (led, *others) = label.split(), said.split()
    at = next((i for i, part in enumerate(parts) if i and part == led), 0)
    behind = readings(parts[at - 1].lower())[0] if at else None
    if behind is None or behind.pos != "PRTF":
        return None
    if len(others) == 1 and at + 2 < len(parts):
        nouns = [r for r in readings(parts[at + 2].lower()) if r.pos == "NOUN" and r.case != "nomn"]
        if any(agree(parts[at + 1].lower(), noun) and agree(others[0].lower(), noun) for noun in nouns):
            return " ".join((*parts[: at + 1], *others, *parts[at + 2 :]))
    return " ".join((*parts[:at], said))


def _adjective_of(clause: Clause) -> Token | None:
    """«104 федеральные», «золотых из них 37»: the adjective of a noun left out; «с лишним» is none."""
    tokens, q = clause.tokens, clause.quantity
    for at in range(min(q.last, len(tokens) - 1), q.first, -1):
        if tokens[at].text[0].isalpha() and readings(tokens[at].lower)[0].pos == "ADJF" and is_modifier(tokens[at]):
            return None if readings(tokens[at - 1].lower)[0].pos == "PREP" else tokens[at]
    at = q.first - 3 if q.first > 1 and is_of_them(tokens, q.first - 2) else q.first - 1
    if at < 0 or at in clause.blocked or not is_word(tokens[at]):
        return None
    top = readings(tokens[at].lower)[0]
    alone = at == 0 or not is_word(tokens[at - 1])
    return tokens[at] if alone and top.pos == "ADJF" and (top.case, top.number) == ("gent", "plur") else None


def _named_elided(clause: Clause) -> str | None:
    """«из них 70 – работники центра» -> «работники центра»: what a figure without its noun is said to be."""
    named = named_behind(clause) or named_in_brackets(clause)
    head = clause.tokens[named.head] if named is not None else None
    if named is None or head is None or readings(head.lower)[0].pos != "NOUN":
        return None
    if not lemmas(head.lower).isdisjoint(label_words("growth")):
        return None
    return render(clause.tokens, named, "nomn")


def own_verb_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«родилось 20 тыс. человек, умерло 27 тыс.» -> «число умерших»: a noun left out, a verb of its own."""
    told, q = story.lender(metric), metric.quantity
    people = not words_of(q.unit).isdisjoint(label_words("generic"))  # «Погибли 12, ранены 40 человек»
    if (told is None and not people) or q.head is not None or _is_led(clause):
        return None
    told_by = clause.verbs(*clause.stretch) or _verb_over_dash(clause) or _verb_behind_dash(clause)
    label = event_of(told_by) or _by_own_verb(metric, clause, told, told_by, people=people)
    if label is not None or told is None or not _is_told_apart(clause, told, told_by):
        return label
    return _elided_noun(told, q.unit)


def _by_own_verb(metric: Metric, clause: Clause, told: Told | None, told_by: list[Verb], *, people: bool) -> str | None:
    """«(40 школ построили,) 31 отремонтировали» -> «отремонтированные школы»: the nearest verb that tells of it."""
    q = metric.quantity
    own = (_own_verb(clause, at, people=people) or (told and _done_to_them(clause, told, at)) for at in told_by)
    found = [verb for verb in own if verb]
    if not found:
        return None
    verb = min(found, key=lambda v: (v.fact == "with", abs(v.at - q.first)))
    bare = Phrase(q.first, q.first, q.last)
    participle, denied = participle_of(clause, verb, bare), word_of_denial(clause, verb)
    if participle is None:
        # «7 не смогли получить допуск»
        return _elided_noun(told, q.unit) if denied and told is not None and not people else None
    doing = f"{denied} {participle}" if denied else participle
    if people or told is None:
        extra = own_complement(clause, verb, bare)
        if verb.fact == "with" and not extra:
            return None
        return f"{doing} {extra}".rstrip() if extra or denied else f"{label_word('count')} {bend(participle, 'gent')}"
    base = f"{_kind_of_elided(clause, verb)} {_elided_noun(told, q.unit)}".lstrip()
    return _of_things(metric, clause, verb, base, participle, doing)


def _kind_of_elided(clause: Clause, verb: Verb) -> str:
    """«(Поступило 900 дел.) | Уголовных | рассмотрено 412» -> «уголовные»: what its clause opens with."""
    first, at = clause.stretch[0], verb.at - 1
    top = readings(clause.tokens[at].lower)[0] if at == first else None
    kind = top is not None and (top.pos, top.case, top.number) == ("ADJF", "gent", "plur")
    return inflect(clause.tokens[at].lower, "nomn", "plur") or "" if kind else ""


def _is_told_apart(clause: Clause, told: Told, told_by: list[Verb]) -> bool:
    """«(школьников записалось 5 тысяч,) занимаются 3 тысячи»: what the verb before tells is not told here."""
    (first, last), tokens = clause.stretch, clause.tokens
    known = is_participle(told.label.partition(" ")[0]) or "," in told.label
    if not known or told.metric.sentence is not clause.sentence or first <= told.metric.quantity.first < last:
        return False
    # «область довольствуется 12» tells what another does, «из них 12 признаны лучшими» are of those all the same
    does = any(v.role != "weak" and "sing" not in v.reading.tags for v in told_by)
    return does and not any(is_of_them(tokens, at) for at in range(first, last))


def _of_things(metric: Metric, clause: Clause, verb: Verb, base: str, participle: str, doing: str) -> str | None:
    """«школьники, сдавшие экзамен»; of what was not done to them or by them the noun alone, where no more is told."""
    q, extra = metric.quantity, ""
    if verb.reading.pos == "PRTS" or _acts(clause, verb):
        figure = Phrase(q.first, q.last - 1, q.last)
        extra = own_complement(clause, verb, figure) or target_of(clause, verb, figure)
    going = denied_too(going_to(clause, verb), doing.removesuffix(participle).strip()) if verb.role == "come" else ""
    if going:
        return f"{base}, {going} {extra}".rstrip()  # «(прибыло 40 машин,) ещё 7 придут»
    if extra:
        return f"{base}, {doing} {extra}"
    if doing != participle:
        return base
    if verb.fact == "with":
        return None
    yet = verb.reading.pos == "INFN" or (verb.reading.pos == "VERB" and metric.status == "planned")
    planned = yet and verb.role == "make"
    return f"{verb.noun} {bend(base, 'gent')}" if planned and verb.noun else f"{participle} {base}"


def _verb_over_dash(clause: Clause) -> list[Verb]:
    """«(принято 40 человек,) уволено – 12»: a verb alone before the dash of a figure."""
    tokens, at = clause.tokens, clause.quantity.first - 2
    if at < 0 or tokens[at + 1].text not in DASHES:
        return []
    first, last = clause.marks.stretch(at, at)
    alone = all(readings(t.lower)[0].pos in ("ADVB", "PRCL", "CONJ") for t in tokens[first:at])
    return clause.verbs(at, last) if alone else []


def _verb_behind_dash(clause: Clause) -> list[Verb]:
    """«(40 человек погибли,) 15 – получили травмы»: a verb that a dash parts from its figure."""
    tokens, at = clause.tokens, clause.quantity.last
    at += 2 * is_of_them(tokens, at)
    if at + 1 >= len(tokens) or tokens[at].text not in DASHES or tokens[at].start == tokens[at - 1].stop:
        return []
    first, last = clause.marks.stretch(at + 1, at + 1)
    verbs = clause.verbs(first, last)
    return verbs if verbs and verbs[0].at == first == at + 1 else []


def _is_led(clause: Clause) -> bool:
    """«по 8 из них», «увеличена до 71»: a preposition before the figure, so that no verb speaks of it."""
    at = clause.quantity.first
    return any(t.lower in label_words("inside") for t in clause.tokens[max(0, at - 1) : at + 1])


def _own_verb(clause: Clause, verb: Verb, *, people: bool) -> Verb | None:
    """The verb as one that says what a figure without its noun did or had done to it, or none."""
    verb = clause.as_role(verb, "come", "make") if people else clause.as_role(verb, "make", "come")
    intransitive = "intr" in verb.reading.tags
    passive = verb.reading.pos == "PRTS"
    behind = verb.at > clause.quantity.first and not people
    if intransitive and not verb.role and {"VERB", "perf", "past"} <= verb.reading.tags and not behind:
        return replace(verb, role="come")  # «прибыло 200 человек, выбыло – 300», «открылись 12»
    if passive and (not verb.role or (verb.role == "come" and not people)):
        return replace(verb, role="make", fact="")  # «из них локализованы 3», «заняты 40»
    if (behind or _takes_up(clause, verb)) and _acts(clause, verb):
        known = verb.role == "come" or object_behind(clause, verb) is not None
        return replace(verb, role="come", fact="" if known else "with")  # «12 из них переехали», «40 открыли буфет»
    alone = verb.fact == "with" and not (people and verb.at > clause.quantity.first)  # «12 вышли на пенсию»
    if verb.role not in ("come", "make") or alone or verb.reading.pos not in _TELL:
        return None
    if verb.role == "come":
        return verb if not passive and (people or intransitive) else None
    return verb if passive else None


def _done_to_them(clause: Clause, told: Told, verb: Verb) -> Verb | None:
    """«(проверили 40 кафе,) оштрафовали 12», «построят ещё 31», «12 закрыли»: what another did, who is not told.

    Not so of people told by what they did: «(экзамен сдавали 40 девочек,) сдали 31».
    """
    verb, behind = clause.as_role(verb, "make"), verb.at > clause.quantity.first
    if names_doers(clause.quantity.unit or ""):
        known = readings(told.label.partition(" ")[0].lower())[0].tags
        if behind or "pssv" not in known:
            return None
    if verb.role == "make" and verb.noun and not behind:
        return verb
    if verb.role not in ("", "make") or not {"VERB", "tran", "perf", "past", "plur"} <= verb.reading.tags:
        return None
    first, last = clause.stretch
    others = object_behind(clause, verb) or clause.subject(first, last) or clause.object(first, last)
    counted = any(verb.at < figure.start < last for figure in clause.figures if figure.start != clause.quantity.first)
    return replace(verb, role="make") if others is None and not counted else None


def _takes_up(clause: Clause, verb: Verb) -> bool:
    """«(обратились 40 жителей,) нашли работу 31»: people told before a figure that took what stands behind the verb."""
    living = names_doers(clause.quantity.unit or "") and verb.at < clause.quantity.first
    return living and clause.as_role(verb, "come").role == "come" and object_behind(clause, verb) is not None


def _acts(clause: Clause, verb: Verb) -> bool:
    """A plural verb beside a bare figure that has no subject but it: it takes no object, or has one."""
    if verb.role in ("weak", "pay") or verb.reading.pos != "VERB" or verb.reading.number != "plur":
        return False
    found = object_behind(clause, verb)
    if "intr" in verb.reading.tags or found is not None:
        return found is None or is_no_subject(clause, found)
    # «переехать» may take an object, but has none here
    return verb.role == "come" and clause.subject(*clause.stretch) is None and clause.object(*clause.stretch) is None


def _elided_noun(told: Told, unit: str | None) -> str:
    """The noun a figure leaves out, with the adjectives it was told with: «школьные автобусы»."""
    head = head_of(told.label)
    parts = told.label.replace(",", "").split()
    at = next((i for i, part in enumerate(parts) if part == head), 0)
    noun = noun_in_text(head)
    if noun is None or noun.number != "plur" or is_participle(head):
        return plural_of(unit) or head
    plain = not any(r.pos == "PRTF" for part in parts[:at] for r in readings(part.lower())[:3])
    return " ".join(parts[: at + 1]) if plain else head


def event_of(verbs: list[Verb]) -> str | None:
    """«развелись 40 пар» -> «число разводов»: a verb by which it is counted how often that is done."""
    verb = next((v for v in verbs if v.fact == "event"), None)
    events = inflect(verb.noun, "gent", "plur") if verb is not None else None
    return f"{label_word('count')} {events}" if events else None
