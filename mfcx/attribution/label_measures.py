"""Labels of shares, sums of money and measures: «доля дорог», «средства на ремонт дорог», «заготовка сена»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.clauses import Clause
from mfcx.attribution.label_clauses import attached
from mfcx.attribution.label_doing import is_animate, participle_of, says_where
from mfcx.attribution.label_predicates import predicated
from mfcx.attribution.label_sources import (
    DASHES,
    Story,
    aside,
    aside_stretch,
    bare_of,
    bent_label,
    direction_of,
    done_to,
    elliptic_label,
    head_of,
    label_like_before,
    label_word,
    named_behind,
    parallel_label,
    phrase_before,
    statement_of,
    subject_label,
    subject_phrase,
    topic_of,
)
from mfcx.attribution.label_verbs import Verb, doing_nouns
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
    render_aim,
    surface,
    tail_of,
)
from mfcx.document import Metric, Token
from mfcx.morphology import Reading, inflect, lemmas, readings
from mfcx.quantities.units import unit_symbol
from mfcx.tables import fold, words

# how far behind a purpose its noun may stand: «на реализацию 8 крупных проектов»
_COUNTED_REACH = 4


def share_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«доля региональных дорог», «уровень безработицы», «выполнение плана заготовки сена»."""
    tokens, q = clause.tokens, metric.quantity
    named = named_behind(clause)
    if named is not None:
        return f"{label_word('share')} {render(tokens, named, 'gent')}"
    governed = _governed(clause)
    fallen = None if governed else _fallen_to(clause) or parallel_label(clause, story)
    if fallen is not None:
        return fallen
    subject = statement_of(clause)
    if subject is not None:
        label = label_like_before(clause, subject, story) or render(tokens, subject, "nomn")
        label += attached(clause, subject)
        noun = not lemmas(tokens[subject.head].lower).isdisjoint(label_words("share_noun"))
        if noun or governed is None:
            dashed = q.first > 0 and tokens[q.first - 1].text in DASHES and not noun
            return _shared(label) if dashed else label
    if governed is not None:
        clause_of = attached(clause, governed)
        whole = render(tokens, governed, "nomn") + clause_of if clause_of else predicated(clause, governed)
        whole = whole or render(tokens, governed, "nomn")
        bare = governed.last == governed.head + 1 and " " not in whole
        told = bend(whole, "gent") if ", " in whole or governed.last == governed.head + 1 else None
        said = f"{label_word('share')} {told or render(tokens, governed, 'gent')}"
        return f"{said} {_beside(clause, governed)}".strip() if bare else said
    return _share_of_before(metric, clause, story)


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
        said = render(tokens, Phrase(start + 1, head, stop, _number_of(found)), "nomn" if shared else "gent")
        return said if shared else f"{label_word('share')} {said}"
    return None


def _number_of(found: Reading | None) -> str:
    return (found.number if found else None) or "plur"


def _falls(verb: Verb) -> bool:
    return fold(verb.reading.lemma) in label_words("falls")


def _share_of_before(metric: Metric, clause: Clause, story: Story) -> str | None:
    """A share whose clause names no whole: of a plan, of what was told before, of the clause's subject."""
    tokens, q = clause.tokens, metric.quantity
    told = story.base(metric)
    if q.last < len(tokens) and tokens[q.last].lower in words("relative_to") and told is not None:
        stop = tail_of(tokens, q.last + 1, clause.blocked, 4)
        whole = tokens[q.last + 1 : stop]
        if any(not lemmas(t.lower).isdisjoint(label_words("plan")) for t in whole):
            return f"{label_word('done')} {surface(tokens, q.last + 1, stop)}"
        return _shared(told.label) if whole else told.label
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
        return f"{_shared(bare_of(told.label))} {_beside(clause, Phrase(q.first, q.first, q.last))}".strip()
    if wider is not None:
        said = render(tokens, wider, "nomn")
        # «нагрузку снизили с 77 до 64 %»: a thing told in per cent before and after is one
        moved = wider.number == "sing" and q.change is not None and q.change.start is not None
        return (said if moved else _shared(said)) + attached(clause, wider)
    return _shared(told.label) if told is not None else None


def _goes_on(clause: Clause) -> bool:
    """«…, на экспорт ушло 28 %»: a clause of its own without a subject goes on from the one before."""
    first, last = clause.stretch
    return first > 0 and bool(clause.verbs(first, last)) and clause.subject(first, last) is None


def _shared(label: str) -> str:
    """«доля дорог» of «дороги»; what is a share already stays."""
    return label if _begins(label, "share_noun") else f"{label_word('share')} {bend(label, 'gent')}"


def _begins(label: str, kind: str) -> bool:
    return any(not lemmas(part.lower()).isdisjoint(label_words(kind)) for part in label.split()[:2])


def _governed(clause: Clause) -> Phrase | None:
    """The genitive right behind a measure: «56,9 тыс. тонн сена», «63 % региональных трасс»."""
    q, tokens = clause.quantity, clause.tokens
    shared = q.unit == unit_symbol("share")
    head = q.last - 1 if q.head is None else q.head
    if shared and q.first < head < q.last and _is_part_of(tokens[head]):
        first = max(q.first + 1, first_modifier(tokens, head, set(), "gent"))
        own = _number_of(noun_in(tokens[head], "gent")) if q.head is None else "plur"
        return Phrase(first if q.head is None else head, head, clause.tail(head + 1), own)
    if shared:
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


def _is_part_of(token: Token) -> bool:
    """«(половина) заявлений», «(каждый третий) житель»: the noun of a fraction, and not the fraction itself."""
    return _is_counted_noun(token) and lemmas(token.lower).isdisjoint(label_words("fraction") | label_words("amount"))


def _counts_noun(token: Token) -> bool:
    found = noun_in(token)
    return found is not None and fold(found.lemma) not in label_words("measure")


def _is_counted_noun(token: Token) -> bool:
    return is_word(token) and readings(token.lower)[0].pos == "NOUN" and _counts_noun(token)


def money_label(clause: Clause, story: Story) -> str | None:
    """«средства на ремонт дорог», «стоимость ремонта», «гранты на модульные гостиницы»."""
    sized = _sized(clause) or bent_label(clause, story)
    if sized is not None:
        return sized
    named = _sum_of(clause, story)
    if named is not None:
        return named
    verb = clause.verb("pay")
    paid = _paid(clause, verb, story) if verb is not None and verb.role == "pay" else None
    label = paid or _bearer(clause)
    if label is None and verb is not None and verb.role == "pay" and verb.noun in label_words("giving"):
        aim = _aim_told(clause, story) or _purpose_before(story)
        return f"{verb.noun} {aim or _recipient(clause, verb) or _source(clause)}".strip()
    return label or _priced(clause, subject_label(clause, label_words("agent") | label_words("vague")))


def _priced(clause: Clause, what: str | None) -> str | None:
    """«топливо покупают по 50 тыс. рублей за тонну» -> «цена топлива»: a rate by measure is a price."""
    measured = clause.quantity.per in label_words("dealt") and what is not None and not _begins(what, "size")
    return f"{label_word('rate')} {bend(what, 'gent')}" if what and measured else what


def _sum_of(clause: Clause, story: Story) -> str | None:
    """What the clause itself calls the sum: «5 млн рублей субсидий», «средства бюджета составили 5 млн»."""
    behind = None if clause.quantity.per else _governed(clause)
    if behind is not None and _may_be_sum(clause.tokens[behind.head]):
        return render(clause.tokens, behind, "nomn")
    named = _named_sum(clause)
    if named is None:
        parallel = parallel_label(clause, story)
        if parallel is not None:
            return parallel
        named = clause.before_colon() or _stated_sum(clause)
    if named is None:
        return None
    said = render(clause.tokens, named, "nomn")
    # «субсидий на ремонт направлено 5 млн»: what they are for stands by itself too
    more = (_purpose_near(clause) or _treasury_before(clause, said, story)) if named.last == named.head + 1 else ""
    return f"{said} {more}".strip()


def _purpose_near(clause: Clause) -> str:
    """«средств выделят на школы – 5 млн»: the purpose in the sum's own stretch, or over its dash."""
    return next((aim for stretch in clause.stated_in() if (aim := _purpose(clause, *stretch))), "")


def _treasury_before(clause: Clause, said: str, story: Story) -> str:
    """«Доходы бюджета – 5 млн, расходы – 6 млн» -> «(расходы) бюджета»: whose sum the sum before was."""
    told = story.near(clause)
    if told is None or told.metric.quantity.unit not in words("money_unit") or _begins(said, "treasury"):
        return ""
    behind = told.label.rpartition(head_of(told.label))[2].split()
    return " ".join(behind) if behind and not label_words("treasury").isdisjoint(lemmas(behind[-1])) else ""


def _may_be_sum(token: Token) -> bool:
    found = noun_in(token, "gent")
    return found is not None and "anim" not in found.tags and _counts_noun(token) and not _is_vague(found.lemma)


def _is_vague(lemma: str) -> bool:
    return fold(lemma) in label_words("vague")


def _named_sum(clause: Clause) -> Phrase | None:
    """«субсидий направлено 5 млн рублей», «выплачены гранты: 5 млн рублей»: a noun of sums in the sum's own stretch."""
    for named in (clause.inverted(), clause.subject(*clause.stretch)):
        if named is not None and not lemmas(clause.tokens[named.head].lower).isdisjoint(label_words("sums")):
            return named
    return None


def _stated_sum(clause: Clause) -> Phrase | None:
    """«средства бюджета составили 5 млн»: the subject the sum is stated of."""
    stated = statement_of(clause)
    if stated is None or not _may_own(clause.tokens[stated.head]):
        return None
    # «обошёлся новый клуб в 5 млн»: a verb before its subject tells of the sum as well
    return None if any(clause.verb_between(*stretch) for stretch in clause.stated_in()) else stated


def _may_own(token: Token) -> bool:
    found = noun_in(token)
    return found is not None and "anim" not in found.tags


def _recipient(clause: Clause, verb: Verb) -> str:
    """«фермеры получили 5 млн», «фермерам выделили 5 млн» -> «(средства) фермерам»."""
    for first, last in clause.stated_in():
        phrase = clause.subject(first, last) if verb.fact == "receiver" else clause.dative(first, last)
        if phrase is not None:
            return render(clause.tokens, phrase, "datv")
    return ""


def _source(clause: Clause) -> str:
    """«из областного бюджета направили 5 млн» -> «(средства) областного бюджета»."""
    for start, stop in clause.complements(*clause.stretch):
        of = {lemma for t in clause.tokens[start + 1 : stop] for lemma in lemmas(t.lower)}
        if clause.tokens[start].lower in label_words("source") and not of.isdisjoint(label_words("treasury")):
            return surface(clause.tokens, start + 1, stop)
    return ""


def _costing(clause: Clause, verb: Verb) -> str | None:
    """«килограмм огурцов стоит 150 рублей» -> «стоимость килограмма огурцов»: what the price is of."""
    if verb.noun not in label_words("cost") or verb.fact == "object":
        return None
    for first, last in list(clause.segments())[:2]:
        what = clause.subject(first, last) or clause.unit_subject(first, last)
        if what is not None:
            return f"{verb.noun} {render(clause.tokens, what, 'gent')}"
    return None


def _paid(clause: Clause, verb: Verb, story: Story) -> str | None:
    costing = _costing(clause, verb)
    if costing is not None:
        return costing
    bearer = _bearer(clause)
    for number, (first, last) in enumerate(clause.segments()):
        purpose = _purpose(clause, first, last, verb.noun)
        if verb.noun in label_words("cost") and purpose is None and bearer is None:
            bought = verb.fact == "object" and verb.at < last
            subject = clause.object(max(first, verb.at), last) if bought else clause.subject(first, last)
            if subject is not None:
                return f"{verb.noun} {bend(render(clause.tokens, subject, 'nomn'), 'gent')}"
        elif purpose is not None:
            return f"{bearer or verb.noun} {purpose}"
        if number:
            break
    if bearer is not None and verb.noun and verb.noun not in label_words("fund") and not _begins(bearer, "price"):
        return f"{verb.noun} {bend(bearer, 'gent')}"
    if bearer is None and _points_back(clause):
        aim = _aim_told(clause, story, priced=verb.noun in label_words("cost"))
        told = next((t for t in reversed(story.told) if t.metric.quantity.unit in words("money_unit")), None)
        return f"{verb.noun} {aim}" if aim and verb.noun else told.label if told else None
    return bearer


def _points_back(clause: Clause) -> bool:
    """«на эти цели», «это обошлось»: the clause means what was told before."""
    first, last = clause.stretch
    return any(t.lower in label_words("that") for t in clause.tokens[first:last])


def _aim_told(clause: Clause, story: Story, *, priced: bool = False) -> str:
    """«Отремонтируют 15 школ. На это выделят 5 млн» -> «на ремонт школ»; of a price «ремонта школ»."""
    told = story.near(clause)
    if told is None or not _points_back(clause) or direction_of(told.metric.quantity) is not None:
        return ""
    done = "" if told.metric.quantity.unit in words("money_unit") else done_to(told.label)
    if not done or priced:
        return bend(done, "gent") if done else ""
    several = readings(head_of(done).lower())[0].number == "plur"
    return f"{label_word('aim')} {done if several else bend(done, 'accs')}"


def _purpose(clause: Clause, first: int, last: int, noun: str = "") -> str | None:
    """«на ремонт дорог», «за тепло»; «на эти цели» says nothing."""
    leading = label_words("purpose") | (words("in") if noun in label_words("into") else frozenset())
    for start, stop in clause.complements(first, last):
        said = {t.lower for t in clause.tokens[start:stop]}
        plain = all(readings(t.lower)[0].pos != "NPRO" for t in clause.tokens[start:stop])
        resting = clause.tokens[start].lower in words("in") | words("by") and not _is_aimed(
            clause.tokens[start + 1 : stop]
        )
        if clause.tokens[start].lower in leading and plain and not resting and said.isdisjoint(label_words("that")):
            return _aim(clause, start, stop)
    return None


def _aim(clause: Clause, start: int, stop: int) -> str:
    """«на финансирование сферы культуры» -> «на культуру»: behind nouns that name no aim of their own."""
    tokens, head, aim = clause.tokens, start + 1, None
    while head < len(tokens) and not lemmas(tokens[head].lower).isdisjoint(label_words("aimless")):
        found = _genitive_behind(clause, head + 1)
        if found is None:
            break
        head, aim = found.head, found
    if aim is None:
        return surface(tokens, start, stop)
    return f"{tokens[start].lower} {render_aim(tokens, aim)}"


def _genitive_behind(clause: Clause, at: int) -> Phrase | None:
    """«(на реализацию) 8 крупных проектов»: the genitive that stands there, another figure's noun as well."""
    tokens, first = clause.tokens, at
    while at < min(len(tokens), first + _COUNTED_REACH) and is_word(tokens[at]) | tokens[at].text[0].isdigit():
        found = noun_in(tokens[at], "gent") if is_word(tokens[at]) else None
        if found is not None and readings(tokens[at].lower)[0].pos == "NOUN":
            if (at in clause.blocked and first not in clause.blocked) or not _counts_noun(tokens[at]):
                return None
            begin = max(first, first_modifier(tokens, at, set(), "gent"))
            return Phrase(begin, at, clause.tail(at + 1), found.number or "plur")
        if not (at in clause.blocked or is_modifier(tokens[at], "gent")):
            return None
        at += 1
    return None


def _purpose_before(story: Story) -> str:
    """The purpose of the sum told just before: «средства на ремонт дорог» -> «на ремонт дорог»."""
    told = story.told[-1] if story.told else None
    if told is None or told.metric.quantity.unit not in words("money_unit"):
        return ""
    parts = told.label.split()
    at = next((i for i, part in enumerate(parts) if part in label_words("purpose")), len(parts))
    return " ".join(parts[at:])


def _is_aimed(tokens: Sequence[Token]) -> bool:
    """«(вложили) в заводы» and not «в заводах»: the first noun is in the accusative."""
    noun = next((t for t in tokens if readings(t.lower)[0].pos == "NOUN"), None)
    return noun is not None and noun_in(noun, "accs") is not None


def _bearer(clause: Clause) -> str | None:
    """«гранты на 412 млн», «штрафов на 268 млн», «премия в 5 тысяч»: the noun that the sum belongs to."""
    q, tokens = clause.quantity, clause.tokens
    at = q.first if tokens[q.first].lower in label_words("sum") else q.first - 1
    if at > 0 and not lemmas(tokens[at].lower).isdisjoint(label_words("total")):
        at = first_modifier(tokens, at, clause.blocked, "accs") - 1  # «займы на общую сумму 5 млн»
    if at < 1 or tokens[at].lower not in label_words("sum"):
        return None
    at -= 1
    while at > 0 and readings(tokens[at].lower)[0].pos in ("PRTS", "ADVB"):
        at -= 1
    if at in clause.blocked and _is_counted_noun(tokens[at]) and not is_animate(tokens[at]):
        if not lemmas(tokens[at].lower).isdisjoint(label_words("sums")):
            return render(tokens, Phrase(at, at, at + 1), "nomn")  # «12 займов на сумму 5 млн»
        return f"{next(iter(sorted(label_words('price'))))} {render(tokens, Phrase(at, at, at + 1), 'gent')}"
    if at in clause.blocked or not is_word(tokens[at]):
        return None
    phrase = phrase_before(clause, at)
    return render(tokens, phrase, "nomn") if phrase is not None else None


def _sized(clause: Clause) -> str | None:
    """«здание площадью 40 м²» -> «площадь здания»; «грант в размере 5 млн» -> «грант»."""
    tokens, at = clause.tokens, clause.quantity.first - 1
    while at >= 0 and readings(tokens[at].lower)[0].pos in ("PREP", "ADVB", "CONJ") and at > clause.quantity.first - 3:
        at -= 1
    if at < 1 or lemmas(tokens[at].lower).isdisjoint(label_words("size")):
        return None
    size = noun_in(tokens[at])
    if size is None or size.case == "datv":
        return None
    if size.case == "gent":
        return _planned(clause, at)
    before = first_modifier(tokens, at, clause.blocked) - 1
    if before < 0 or not is_word(tokens[before]):
        return None if size.case != "ablt" else size.lemma
    if tokens[before].lower in label_words("inside"):
        before -= 1
        if before < 0 or not _is_counted_noun(tokens[before]) or size.case != "loct":
            return None
    head = _owner(clause, before)
    found = noun_in(tokens[head])
    if found is None or size.case not in ("ablt", "loct") or _is_vague(found.lemma):
        return None
    number = "plur" if size.case == "loct" and head in clause.blocked else found.number or "sing"
    phrase = Phrase(first_modifier(tokens, head, clause.blocked), head, before + 1, number)
    if size.case == "loct" and fold(size.lemma) in label_words("amount"):
        return render(tokens, phrase, "nomn")
    return f"{size.lemma} {render(tokens, phrase, 'gent')}"


def _planned(clause: Clause, at: int) -> str | None:
    """«от запланированного объёма в 40 тонн» -> «запланированный объём»: a size in the genitive names itself."""
    inside = clause.tokens[clause.quantity.first - 1].lower in words("in")
    phrase = phrase_before(clause, at) if inside else None
    return render(clause.tokens, phrase, "nomn") if phrase is not None else None


def _owner(clause: Clause, at: int) -> int:
    """The noun that has a size, back over genitives; in «строительство моста длиной 300 м» the bridge has it."""
    tokens = clause.tokens
    while at > 0 and noun_in(tokens[at], "gent") and at - 1 not in clause.blocked:
        before = noun_in(tokens[at - 1])
        if before is None or fold(before.lemma) in doing_nouns():
            break
        at -= 1
    return at


def measured_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """«заготовка сена», «вылов минтая», «площадь здания», «средняя урожайность»."""
    tokens = clause.tokens
    sized = _sized(clause) or bent_label(clause, story)
    if sized is not None:
        return sized
    colon = clause.before_colon()
    if colon is not None:
        return render(tokens, colon, "nomn")
    timed = fold(metric.quantity.unit or "") in label_words("time")
    governed = None if timed else _governed(clause)
    if governed is None:
        parallel = parallel_label(clause, story)
        if parallel is not None:
            return parallel
        governed = clause.inverted()
    if governed is not None:
        return _made(metric, clause, governed)
    subject = statement_of(clause)
    if subject is not None:
        verb = clause.verb("make")
        worked = _worked(metric, verb, render(tokens, subject, "gent"))
        label = worked or label_like_before(clause, subject, story) or render(tokens, subject, "nomn")
        return _of_topic(label, clause, story)
    return _unstated(metric, clause, story)


def _of_topic(label: str, clause: Clause, story: Story) -> str:
    """«убрано 5 тыс. га сои, урожайность – 20 ц/га» -> «урожайность сои»."""
    bare = len(label.split()) == 1 and (_begins(label, "share_noun") or _begins(label, "size"))
    topic = topic_of(clause, story) if bare else ""
    return f"{label} {topic}".strip()


def _made(metric: Metric, clause: Clause, governed: Phrase) -> str:
    """What is measured in tons or metres, with what was done to it: «отремонтированные трассы»."""
    verb = clause.verb("make")
    worked = _worked(metric, verb, render(clause.tokens, governed, "gent"))
    if worked is not None:
        return worked
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
    verb = None if fold(metric.quantity.unit or "") in label_words("time") else clause.verb("make")
    if verb is not None and verb.role == "make" and verb.noun:
        topic = topic_of(clause, story)
        made = None if topic else subject_label(clause)
        what = topic or (bend(made, "gent") if made else "")
        if what:
            return _worked(metric, verb, what) or f"{verb.noun} {what}"
    lender = story.lender(metric)
    if lender is not None and lender.metric.sentence is metric.sentence and _is_listed(clause):
        return lender.label
    if metric.label:
        return metric.label
    if metric.quantity.inherited and lender is not None:
        return lender.label
    return subject_label(clause) or (lender.label if lender is not None else None)


def _is_listed(clause: Clause) -> bool:
    """«в Ельце – 42 тонны»: a place and a dash are all that stands before the figure."""
    first, last = aside_stretch(clause)
    return first < last and all(at in clause.blocked for at in range(first, last))
