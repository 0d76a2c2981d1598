"""Labels of shares: «доля региональных дорог», «уровень безработицы», «доля юга в урожае»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.attribution.labels.asides import aside, aside_stretch, is_of_them
from mfcx.attribution.labels.attached_clauses import attached
from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.complements import complement_of, means_of
from mfcx.attribution.labels.degrees import degree_label
from mfcx.attribution.labels.doers import is_no_subject
from mfcx.attribution.labels.doing import word_of_denial
from mfcx.attribution.labels.ellipsis import elliptic_label
from mfcx.attribution.labels.forms import (
    GROWTH,
    NOUN,
    NUMBER,
    POINTING,
    TELLING,
    is_animate,
    is_short,
    is_word,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.label_texts import bare_of, label_word
from mfcx.attribution.labels.measures import begins, governed_phrase, number_of
from mfcx.attribution.labels.noun_phrases import Phrase, bend, inner_genitive, render, surface, tail_of
from mfcx.attribution.labels.objects import object_behind
from mfcx.attribution.labels.parallels import bent_label, label_like_before, parallel_label
from mfcx.attribution.labels.predicates import complement_beside, predicated, taken_before
from mfcx.attribution.labels.sentence_marks import is_counted
from mfcx.attribution.labels.sources import named_behind, statement_of, subject_phrase
from mfcx.attribution.labels.story import Story
from mfcx.attribution.labels.surroundings import says_where
from mfcx.attribution.labels.targets import fulfilled, is_plan
from mfcx.attribution.labels.verbs import Verb
from mfcx.document import DASHES, Metric, Quantity, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words

_WHOLE = 100


def share_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«доля региональных дорог», «уровень безработицы», «выполнение плана заготовки сена»."""
    tokens, q = clause.tokens, metric.quantity
    named = named_behind(clause)
    if named is not None:
        return _named_share(clause, named, story)
    governed = _whole(clause)
    contributed = _contributed(clause, governed) if governed is not None else _contributed_too(clause, story)
    if contributed is not None:
        return contributed
    fallen = None if governed else degree_label(clause) or _fallen_to(clause) or _like_before(clause, story)
    if fallen is not None:
        return fallen
    moved = _moved_share(clause) if governed is None else None
    if moved is not None:
        return render(tokens, moved, "nomn")
    subject = statement_of(clause)
    if subject is not None:
        label = _percentage(clause, subject) or label_like_before(clause, subject, story)
        label = label or render(tokens, subject, "nomn")
        label += attached(clause, subject)
        noun = not lemmas(tokens[subject.head].lower).isdisjoint(label_words("share_noun"))
        if noun or governed is None:
            dashed = q.first > 0 and tokens[q.first - 1].text in DASHES
            # «долги составили 12 % от расходов»
            related = q.change is None and q.last < len(tokens) and tokens[q.last].lower in words("off")
            # «инвалиды составляют 5 %»: several are a share of others
            several = subject.number == "plur" and any(map(_contributes, clause.verbs(subject.last, q.first)))
            return _shared(label, q) if (dashed or related or several) and not noun else label
    if governed is not None and is_plan(clause, governed):
        return fulfilled(clause, governed, story)
    if governed is not None:
        covered = _covered(clause, governed)
        if covered is not None:
            return covered
        clause_of = attached(clause, governed)
        whole = render(tokens, governed, "nomn") + clause_of if clause_of else predicated(clause, governed)
        whole = whole or render(tokens, governed, "nomn")
        bare = governed.last == governed.head + 1 and " " not in whole
        told = bend(whole, "gent") if ", " in whole or governed.last == governed.head + 1 else None
        said = f"{label_word('share')} {told or render(tokens, governed, 'gent')}"
        return f"{said} {_beside(clause, governed)}".strip() if bare else said
    return _share_of_before(metric, clause, story)


def _named_share(clause: Clause, named: Phrase, story: Story) -> str:
    """«40 % – дети» -> «доля детей», «(купили 40 станков,) 60 % – российские» -> «доля российских станков»."""
    head = clause.tokens[named.head].lower
    if not lemmas(head).isdisjoint(label_words("share_noun") | label_words("level")):
        return render(clause.tokens, named, "nomn")  # «99 % – уровень удовлетворенности» is no share of it
    told = story.near(clause) if readings(head)[0].pos == "ADJF" else None
    counted = told is not None and is_counted(told.metric.quantity)
    noun = inflect(told.metric.quantity.unit or "", "gent", "plur") or "" if told is not None and counted else ""
    return f"{label_word('share')} {render(clause.tokens, named, 'gent')} {noun}".rstrip()


def _covered(clause: Clause, whole: Phrase) -> str | None:
    """«сеть охватит 40 % жителей», «услугами охвачено 40 % детей» -> «охват жителей», «охват детей услугами»."""
    told = (verb for verb in clause.verbs(*clause.stretch) if not word_of_denial(clause, verb))
    made = (clause.as_role(verb, "make") for verb in told)
    noun = next((verb.noun for verb in made if verb.noun in label_words("share_noun")), None)
    means = means_of(clause, *clause.stretch) if noun is not None else ""
    return f"{noun} {render(clause.tokens, whole, 'gent')} {means}".strip() if noun is not None else None


def _whole(clause: Clause) -> Phrase | None:
    """What a share is of: «40 % общего числа заявок» of «заявок»."""
    governed = governed_phrase(clause)
    if governed is None or not clause.marks.forms[governed.head] & NUMBER:
        return governed
    return inner_genitive(clause.tokens, governed) or governed


def _moved_share(clause: Clause) -> Phrase | None:
    """«Власти хотят повысить долю заявок онлайн до 80 %»: a share that a verb takes, and not who does it."""
    grown = _growing_share(clause) if clause.quantity.change is None else None
    if grown is not None:
        return grown
    for verb in reversed(clause.verbs(clause.stretch[0], clause.quantity.first)):
        taken = object_behind(clause, verb)
        if taken is None or (taken.last == taken.head + 1 and clause.marks.forms[taken.head] & POINTING):
            continue
        if not lemmas(clause.tokens[taken.head].lower).isdisjoint(label_words("share_noun")):
            return taken
    return _fronted_share(clause)


def _fronted_share(clause: Clause) -> Phrase | None:
    """«Долю закупок | власти планируют поднять до 85 %»: a share that opens the clause as an object."""
    first, last = clause.stretch
    taken = clause.object(first, min(last, clause.quantity.first))
    if taken is None or not _is_share(clause.tokens[taken.head]) or noun_in(clause.tokens[taken.head], "nomn"):
        return None
    if not clause.verbs(taken.last, clause.quantity.first):
        return None
    many = any(
        (r.pos, r.case, r.number) == ("NOUN", "nomn", "plur") for r in readings(clause.tokens[taken.last - 1].lower)
    )
    does = readings(clause.tokens[taken.last].lower)[0]
    agent = taken.last > taken.head + 1 and many and (does.pos, does.number) == ("VERB", "plur")
    return replace(taken, last=taken.last - 1) if agent else taken


def _growing_share(clause: Clause) -> Phrase | None:
    """«рост доли туризма в экономике до 5 %» -> «доля туризма в экономике»: what a noun of growth says of a share."""
    tokens = clause.tokens
    for at in range(clause.stretch[0], clause.quantity.first - 1) if clause.marks.holds(GROWTH) else ():
        if clause.marks.forms[at] & GROWTH and at not in clause.blocked and _is_share(tokens[at + 1]):
            return Phrase(at + 1, at + 1, clause.tail(at + 2), number_of(noun_in(tokens[at + 1], "gent")))
    return None


def _is_share(token: Token) -> bool:
    return not lemmas(token.lower).isdisjoint(label_words("share_noun"))


def _percentage(clause: Clause, subject: Phrase) -> str | None:
    """«процент сирот от числа детей» -> «доля сирот»."""
    tokens = clause.tokens
    part = inner_genitive(tokens, subject)
    if part is None or lemmas(tokens[subject.head].lower).isdisjoint(label_words("percentage")):
        return None
    stop = next((at for at in range(part.head, part.last) if tokens[at].lower in words("off")), part.last)
    return f"{label_word('share')} {render(tokens, replace(part, last=stop), 'gent')}"


def _contributed(clause: Clause, whole: Phrase) -> str | None:
    """«80 % урожая дал юг», «рыба составляет 12 % вывоза» -> «доля юга в урожае», «доля рыбы в вывозе»: whose share."""
    (first, last), planned = clause.stretch, is_plan(clause, whole)
    # of the figure's own words as well: «долг | не превысит 60 % | доходов»
    verbs = [v for v in clause.marks.verbs if first <= v.at < last and _contributes(v) and not planned]
    doer = clause.subject(*clause.stretch) if verbs else None
    if doer is None or whole.first <= doer.head < whole.last or doer.number != verbs[0].reading.number:
        return None
    if not lemmas(clause.tokens[doer.head].lower).isdisjoint(label_words("share_noun") | label_words("extent")):
        return None
    counts = clause.marks.forms[doer.head] & NUMBER  # «число пользователей достигло 40 % жителей»
    doer = inner_genitive(clause.tokens, doer) or doer if counts else doer
    said = f"{label_word('share')} {render(clause.tokens, doer, 'gent')}"
    if is_animate(clause.tokens[whole.head]):
        return f"{said} {label_word('among')} {render(clause.tokens, whole, 'gent')}"
    number = "sing" if clause.quantity.head is None else None
    return f"{said} {sorted(words('in'))[0]} {render(clause.tokens, whole, 'loct', number)}"


def _contributed_too(clause: Clause, story: Story) -> str | None:
    """«юг дал 80 % урожая, север – 20»: another's share of the same."""
    told = story.alike(clause) if any(map(_contributes, clause.marks.verbs)) else None
    doer = next((found for stretch in clause.told_in() if (found := clause.subject(*stretch))), None) if told else None
    if told is None or doer is None or told.label.split()[0] != label_word("share"):
        return None
    for leading in (sorted(words("in"))[0], label_word("among")):
        _, led, whole = told.label.partition(f" {leading} ")
        if led:
            return f"{label_word('share')} {render(clause.tokens, doer, 'gent')}{led}{whole}"
    return None


def _contributes(verb: Verb) -> bool:
    return fold(verb.reading.lemma) in label_words("contributing")


def _like_before(clause: Clause, story: Story) -> str | None:
    return bent_label(clause, story) or parallel_label(clause, story)


def _beside(clause: Clause, phrase: Phrase) -> str:
    """«70 % средств пойдёт на спорт» -> «(средств) на спорт»: where the clause says the rest goes or stands."""
    leading = (label_words("purpose") | label_words("source") | words("in")) - label_words("each")
    for start, stop in clause.complements(*clause.stretch):
        apart = stop <= clause.quantity.first or start >= phrase.last
        if apart and clause.tokens[start].lower in leading and says_where(clause.tokens[start + 1 : stop]):
            return surface(clause.tokens, start, stop)
    return ""


def _fallen_to(clause: Clause) -> str | None:
    """«на рыбу приходится 11 %, на крабов – 8 %» -> «доля рыбы», «доля крабов»: to what a share falls."""
    tokens, stretch = clause.tokens, clause.stretch
    if not clause.marks.holds(TELLING):
        return None
    if not any(_falls(v) for v in clause.verbs(*stretch)):
        stretch = aside_stretch(clause)
        if not aside(clause) or not any(_falls(v) for v in clause.verbs(0, stretch[0])):
            return None
    for start, end in clause.complements(*stretch):
        head = next((at for at in range(start + 1, end) if noun_in(tokens[at], "accs") or is_short(tokens[at])), None)
        if tokens[start].lower not in label_words("aim") or head is None:
            continue
        found = noun_in(tokens[head], "accs")
        shared = not lemmas(tokens[head].lower).isdisjoint(label_words("share"))
        stop = clause.tail(head + 1)
        said = render(tokens, Phrase(start + 1, head, stop, number_of(found)), "nomn" if shared else "gent")
        return said if shared else f"{label_word('share')} {said}"
    return None


def _falls(verb: Verb) -> bool:
    return fold(verb.reading.lemma) in label_words("falls")


def _share_of_before(metric: Metric, clause: Clause, story: Story) -> str | None:
    """A share whose clause names no whole: of a plan, of what was told before, of the clause's subject."""
    tokens, q = clause.tokens, metric.quantity
    told = story.level
    if q.last < len(tokens) and tokens[q.last].lower in words("relative_to"):
        stop = max(clause.tail(q.last), tail_of(tokens, q.last + 1, clause.blocked, 4))
        whole = tokens[q.last + 1 : stop]
        here = told is not None and told.metric.sentence is metric.sentence
        of = None if here else _whole_behind(clause, q.last + 1, stop)
        if of is not None:
            return f"{label_word('share')} {render(tokens, of, 'gent')} {_beside(clause, of)}".strip()
        if told is not None:
            return _shared(told.label, q) if whole else told.label
    acting = _by_what_they_do(clause, story) or _by_what_one_does(clause) or _by_what_is_done(clause, story)
    acting = acting or _of_them(clause, story)
    if acting is not None:
        return acting
    lender = story.lender(metric)
    beside = aside(clause)
    if lender is not None and lender.metric.sentence is metric.sentence and beside:
        return f"{bare_of(lender.label)} {beside}"
    if q.inherited and lender is not None:
        return elliptic_label(metric, clause, story)
    wider = subject_phrase(clause)
    stated = wider is not None and not lemmas(tokens[wider.head].lower).isdisjoint(label_words("share_noun"))
    if metric.label and not stated:
        return metric.label
    if not stated and _goes_on(clause) and told is not None and told.metric.sentence is metric.sentence:
        return f"{_shared(bare_of(told.label), q)} {_beside(clause, Phrase(q.first, q.first, q.last))}".strip()
    if wider is not None:
        said = render(tokens, wider, "nomn")
        # «нагрузку снизили с 77 до 64 %»: a thing told in per cent before and after is one
        moved = wider.number == "sing" and q.change is not None and q.change.start is not None
        return (said if moved else _shared(said, q)) + attached(clause, wider)
    return _shared(told.label, q) if told is not None else None


def _by_what_they_do(clause: Clause, story: Story) -> str | None:
    """«40 % жителей ходят пешком, 22 % пожаловались на дороги» -> «доля жителей, пожаловавшихся на дороги»."""
    q = clause.quantity
    verb = next(iter(clause.verbs(q.last, q.last + 1)), None)
    led = q.first > 0 and governs(clause.tokens[q.first - 1])  # «у 8 % нашли ошибки»
    if (
        led
        or verb is None
        or verb.reading.pos != "VERB"
        or verb.reading.number != "plur"
        or verb.role in ("weak", "pay")
    ):
        return None
    taken = object_behind(clause, verb)
    if taken is not None and not is_no_subject(clause, taken):
        return None  # «половину обеспечили новые дома»
    behind = next((c for c in clause.complements(*clause.stretch) if c[0] == verb.at + 1), None)
    intransitive = "intr" in verb.reading.tags
    extra = (taken.first, taken.last) if taken is not None else behind if intransitive else None
    tense = "past" if "past" in verb.reading.tags else "pres"
    doing = inflect(verb.reading.lemma, "PRTF", "actv", tense, "gent", "plur") if extra is not None else None
    if doing is None or extra is None:
        return None
    told = story.near(clause)
    whole = told.label.partition(",")[0].split() if told is not None else []
    people = " ".join(whole[1:]) if whole[:1] == [label_word("share")] else ""
    said = f"{doing} {surface(clause.tokens, *extra)}"
    return f"{label_word('share')} {people}, {said}" if people else f"{label_word('share')} {said}"


def _by_what_is_done(clause: Clause, story: Story) -> str | None:
    """«(подано 400 жалоб,) удовлетворено 12 %» -> «доля удовлетворённых жалоб»: done to some of what was counted."""
    q, told = clause.quantity, story.near(clause)
    verb = next((v for v in clause.verbs(*clause.stretch) if v.reading.pos == "PRTS"), None)
    if verb is None or q.change is not None or verb.at + 1 != q.first and verb.at != q.last:
        return None
    if told is None or not is_counted(told.metric.quantity) or clause.subject(*clause.stretch) is not None:
        return None
    done = inflect(verb.reading.lemma, "PRTF", "pssv", "past", "gent", "plur")
    noun, extra = inflect(told.metric.quantity.unit or "", "gent", "plur"), _beyond(clause, verb)
    more = q.last <= verb.at < clause.stretch[1] - 1 and not extra  # «60 % признаны …»: what they are is not read
    if not done or not noun or more or word_of_denial(clause, verb):
        return None
    return f"{label_word('share')} {f'{noun}, {done} {extra}' if extra else f'{done} {noun}'}"


def _beyond(clause: Clause, verb: Verb) -> str:
    """«(поданы) через портал», «(охвачены) помощью», «(признаны) аварийными»: what stands right behind a verb."""
    at, last = verb.at + 1, clause.stretch[1]
    led = next((stop for start, stop in clause.complements(*clause.stretch) if start == at), None)
    alone = at < last and at not in clause.shut and readings(clause.tokens[at].lower)[0].case == "ablt"
    return surface(clause.tokens, at, led or max(at + 1, clause.tail(at))) if led or alone else ""


def _by_what_one_does(clause: Clause) -> str | None:
    """«порталом пользуется каждый десятый» -> «доля пользующихся порталом»: one of so many, who is not named."""
    q = clause.quantity
    each = (r for token in clause.tokens[q.first : q.last] for r in readings(token.lower))
    led = q.first > 0 and governs(clause.tokens[q.first - 1])
    if q.head is not None or led or not any(r.lemma in words("each_of") and r.case == "nomn" for r in each):
        return None
    verb = next((v for v in clause.verbs(*clause.stretch) if v.reading.number == "sing"), None)
    if verb is None or verb.reading.pos != "VERB" or "neut" in verb.reading.tags:
        return None
    bare = Phrase(q.first, q.last - 1, q.last)
    taken = object_behind(clause, verb) or taken_before(clause, verb) if "tran" in verb.reading.tags else None
    extra = surface(clause.tokens, taken.first, taken.last) if taken is not None else complement_of(clause, verb, bare)
    extra = extra or complement_beside(clause, verb)
    behind = clause.tokens[verb.at + 1 : verb.at + 2]
    alone = verb.at == q.last and not any(map(is_word, behind))  # «каждый пятый курит»
    tense = "past" if "past" in verb.reading.tags else "pres"
    doing = inflect(verb.reading.lemma, "PRTF", "actv", tense, "gent", "plur") if extra or alone else None
    return f"{label_word('share')} {doing} {extra}".rstrip() if doing else None


def _of_them(clause: Clause, story: Story) -> str | None:
    """«осмотрели 900 человек, 40 % из них – дома» -> «доля осмотренных дома»: of those counted just before."""
    told, q = story.told[-1] if story.told else None, clause.quantity
    counted = told is not None and told.counts and told.metric.sentence is clause.sentence
    if told is None or not counted or not is_of_them(clause.tokens, q.last):
        return None
    whole = bare_of(told.label).split()
    whole = whole[1:] if fold(whole[0]) in label_words("many") else bend(" ".join(whole), "gent").split()
    at = q.last + 2
    dashed = at + 1 < len(clause.tokens) and clause.tokens[at].text in DASHES
    behind = next((c for c in clause.complements(*clause.marks.stretch(at + 1, at + 1)) if c[0] == at + 1), None)
    more = surface(clause.tokens, *behind) if dashed and behind is not None else ""
    return f"{label_word('share')} {' '.join(whole)} {more}".strip()


def _whole_behind(clause: Clause, first: int, stop: int) -> Phrase | None:
    """«40 % от общего объёма расходов» -> «расходов»: the whole that «от» leads to, «от этого числа» is none."""
    head = next((at for at in range(first, stop) if clause.marks.forms[at] & NOUN), stop)
    if head == stop or any(t.lower in label_words("that") for t in clause.tokens[first:head]):
        return None
    amount = not lemmas(clause.tokens[head].lower).isdisjoint(label_words("amount") | label_words("many"))
    return inner_genitive(clause.tokens, Phrase(first, head, stop)) if amount else None


def _goes_on(clause: Clause) -> bool:
    """«…, на экспорт ушло 28 %»: a clause of its own without a subject goes on from the one before."""
    first, last = clause.stretch
    return first > 0 and bool(clause.verbs(first, last)) and clause.subject(first, last) is None


def _shared(label: str, q: Quantity) -> str:
    """«доля дорог» of «дороги»; what is a share already stays, and more than all of a thing is no share of it."""
    whole = q.unit == "%" and q.value > _WHOLE
    return label if whole or begins(label, "share_noun") else f"{label_word('share')} {bend(label, 'gent')}"
