"""Labels of sums of money: «средства на ремонт дорог», «стоимость ремонта», «гранты на гостиницы»."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mfcx.attribution.labels.asides import aside_stretch, is_of_them
from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.deeds import deed_of
from mfcx.attribution.labels.doing import lacks
from mfcx.attribution.labels.forms import is_animate, is_modifier, is_word, label_words, noun_in
from mfcx.attribution.labels.label_texts import done_to, head_of, label_word, noun_in_text
from mfcx.attribution.labels.measures import begins, counts_noun, governed_phrase, is_counted_noun, is_vague, size_label
from mfcx.attribution.labels.noun_phrases import (
    Phrase,
    as_name,
    bend,
    first_modifier,
    inner_genitive,
    render,
    render_aim,
    surface,
)
from mfcx.attribution.labels.parallels import bent_label, parallel_label
from mfcx.attribution.labels.prices import price_of_doing
from mfcx.attribution.labels.rows import end_of_row
from mfcx.attribution.labels.sources import named_behind, phrase_before, statement_of, subject_label
from mfcx.attribution.labels.story import Story
from mfcx.attribution.labels.verbs import Verb
from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import fold, words

# how far behind a purpose its noun may stand: «на реализацию 8 крупных проектов»
_COUNTED_REACH = 4
# how many figures back a sum may stand that says what this one is for
_LATELY = 4


def money_label(clause: Clause, story: Story) -> str | None:
    """«средства на ремонт дорог», «стоимость ремонта», «гранты на модульные гостиницы»."""
    sized = size_label(clause) or bent_label(clause, story)
    if sized is not None:
        return sized
    if lacks(clause):
        return f"{label_word('shortage')} {bend(label_word('money'), 'gent')}"
    named = price_of_doing(clause) or _sum_of(clause, story)
    if named is not None:
        return named
    verb = clause.verb("pay")
    paid = _paid(clause, verb, story) if verb is not None and verb.role == "pay" else None
    label = paid or _worth(_bearer(clause))
    if label is None and verb is not None and verb.role == "pay" and verb.noun in label_words("giving"):
        aim = _aim_told(clause, story) or _purpose_before(story)
        of = aim or _recipient(clause, verb) or _source(clause) or _giver(clause, verb)
        return f"{verb.noun} {of}".strip()
    label = label or _next_purpose(clause, story)
    if label is not None:
        return label
    aim = _purpose_behind(clause) or ""
    if aim.partition(" ")[0] not in label_words("aim"):
        label = _priced(clause, subject_label(clause, label_words("agent") | label_words("vague")))
        aim = _purpose_near(clause)
    aimed = label is None and aim.partition(" ")[0] in label_words("aim")
    return f"{label_word('money')} {aim}" if aimed else label


def _priced(clause: Clause, what: str | None) -> str | None:
    """«топливо покупают по 50 тыс. рублей за тонну» -> «цена топлива»: a rate by measure is a price."""
    measured = clause.quantity.per in label_words("dealt") and what is not None and not begins(what, "size")
    return f"{label_word('rate')} {bend(what, 'gent')}" if what and measured else what


def _sum_of(clause: Clause, story: Story) -> str | None:
    """What the clause itself calls the sum: «5 млн рублей субсидий», «средства бюджета составили 5 млн»."""
    behind = None if clause.quantity.per else governed_phrase(clause)
    if behind is not None and _may_be_sum(clause.tokens[behind.head]):
        return render(clause.tokens, behind, "nomn")
    named = _told_behind(clause) or _named_sum(clause) or _serving(clause)
    if named is None:
        parallel = parallel_label(clause, story) or _aim_again(clause, story)
        if parallel is not None:
            return parallel
        named = clause.before_colon() or _stated_sum(clause)
    if named is None:
        return None
    spent = _spent_on(clause, named, story) or _costs_too(clause, named, story)
    if spent is not None:
        return spent
    said = render(clause.tokens, named, "nomn")
    # «субсидий на ремонт направлено 5 млн»: what they are for stands by itself too
    more = (_purpose_near(clause) or _treasury_before(clause, said, story)) if named.last == named.head + 1 else ""
    return f"{said} {more}".strip()


def _aim_again(clause: Clause, story: Story) -> str | None:
    """«на культуру – 4 млн, дорожную сеть – | 9 млн»: the «на» of the sum before goes on."""
    told, (first, last) = story.alike(clause), aside_stretch(clause)
    by = next(iter(words("by")))
    if (
        told is None
        or first >= last
        or f" {by} " not in told.label
        or not set(range(first, last)).isdisjoint(clause.blocked)
    ):
        return None
    aim = clause.object(first, last)
    if aim is None or (aim.first, aim.last) != (first, last) or clause.verbs(*clause.stretch):
        return None
    led = all(is_modifier(token, "accs") for token in clause.tokens[first : aim.head])
    if not led or noun_in(clause.tokens[aim.head], "accs") is None:
        return None  # «областная доля – 9 млн»
    return f"{told.label.partition(f' {by} ')[0]} {by} {surface(clause.tokens, first, last)}"


def _spent_on(clause: Clause, named: Phrase, story: Story) -> str | None:
    """«Расходы бюджета – 104 млрд рублей, из них: / образование – 28 млрд» -> «расходы на образование»."""
    told = story.told[-1] if story.told else None
    opens = all(not is_word(token) for token in clause.tokens[: named.first])
    if told is None or not opens or told.metric.sentence is clause.sentence or told.direction is not None:
        return None
    head = head_of(told.label)
    spent = not lemmas(head.lower()).isdisjoint(label_words("spending"))
    listed = told.metric.sentence.tokens[-1].text in (":", ";") and told.metric.sentence.line < clause.sentence.line
    own = lemmas(clause.tokens[named.head].lower)
    barred = label_words("fiscal") | label_words("sums") | label_words("spending")
    if not (spent and listed) or not own.isdisjoint(barred):
        return None
    return f"{head} {next(iter(words('by')))} {render_aim(clause.tokens, named)}"


def _costs_too(clause: Clause, named: Phrase, story: Story) -> str | None:
    """«Литр молока стоит 80 рублей, буханка хлеба – 40» -> «цена буханки хлеба»: another thing with its price."""
    told, barred = story.alike(clause), label_words("sums") | label_words("size") | label_words("cost")
    cost = told.label.partition(" ")[0] if told is not None else ""
    if cost not in label_words("cost") or not lemmas(clause.tokens[named.head].lower).isdisjoint(barred):
        return None
    return f"{cost} {render(clause.tokens, named, 'gent')}"


def _told_behind(clause: Clause) -> Phrase | None:
    """«из них 2 млрд — налоги, 870 млн — штрафы»: what a dash says the sum is, where no dash leads to it."""
    q = clause.quantity
    named = None if q.first and clause.tokens[q.first - 1].text in DASHES else named_behind(clause)
    if named is None:
        return None
    sums = not lemmas(clause.tokens[named.head].lower).isdisjoint(label_words("sums"))
    return named if sums or (named.number == "plur" and _may_own(clause.tokens[named.head])) else None


def _purpose_near(clause: Clause) -> str:
    """«средств выделят на школы – 5 млн»: the purpose in the sum's own stretch, or over its dash."""
    return next((aim for stretch in clause.told_in() if (aim := _purpose(clause, *stretch))), "")


def _next_purpose(clause: Clause, story: Story) -> str | None:
    """«на дороги направят 5 млн, школ – 2 млн, на спорт – 3 млн» -> «средства на спорт»: one more of a row of sums."""
    told, aim = story.alike(clause), _purpose_near(clause)
    parts = told.label.split() if told is not None else []
    at = next((i for i, part in enumerate(parts) if part in label_words("aim")), 0)
    led = at > 0 and aim.partition(" ")[0] in label_words("aim")
    return f"{' '.join(parts[:at])} {aim}" if led else None


def _purpose_behind(clause: Clause) -> str | None:
    """«5 млн рублей – на ремонт дорог»: the purpose that a dash sets off, where none leads to the sum."""
    tokens, q = clause.tokens, clause.quantity
    if q.last + 1 >= len(tokens) or tokens[q.last].text not in DASHES or tokens[max(0, q.first - 1)].text in DASHES:
        return None
    first, last = clause.marks.stretch(q.last + 1, q.last + 1)
    leads = first == q.last + 1 and tokens[first].lower in label_words("purpose")
    return _purpose(clause, first, last) if leads else None


def _treasury_before(clause: Clause, said: str, story: Story) -> str:
    """«Доходы бюджета – 5 млн, расходы – 6 млн» -> «(расходы) бюджета»: whose sum the sum before was."""
    told = story.near(clause)
    if told is None or told.metric.quantity.unit not in words("money_unit") or begins(said, "treasury"):
        return ""
    if lemmas(head_of(said).lower()).isdisjoint(label_words("fiscal") | label_words("sums")):
        return ""  # «образование – 28 млрд рублей»
    behind = told.label.rpartition(head_of(told.label))[2].split()
    return " ".join(behind) if behind and not label_words("treasury").isdisjoint(lemmas(behind[-1])) else ""


def _may_be_sum(token: Token) -> bool:
    found = noun_in(token, "gent")
    return found is not None and "anim" not in found.tags and counts_noun(token) and not is_vague(found.lemma)


def _named_sum(clause: Clause) -> Phrase | None:
    """«субсидий направлено 5 млн рублей», «выплачены гранты: 5 млн рублей»: a noun of sums in the sum's own stretch."""
    for named in (clause.inverted(), clause.subject(*clause.stretch), clause.object(*clause.stretch)):
        if named is not None and not lemmas(clause.tokens[named.head].lower).isdisjoint(label_words("sums")):
            return named
    return None


def _serving(clause: Clause) -> Phrase | None:
    """«5 млн рублей в виде грантов», «в качестве аванса дали 5 млн» -> «гранты», «аванс»: what a sum is given as."""
    tokens, (first, last) = clause.tokens, clause.stretch
    for at in range(first + 1, last - 1):
        if tokens[at].lower in label_words("serving") and tokens[at - 1].lower in words("in"):
            return inner_genitive(tokens, Phrase(at, at, clause.tail(at + 1)))
    return None


def _stated_sum(clause: Clause) -> Phrase | None:
    """«средства бюджета составили 5 млн»: the subject the sum is stated of."""
    stated = statement_of(clause)
    if stated is None or not _may_own(clause.tokens[stated.head]):
        return None
    # «обошёлся новый клуб в 5 млн»: a verb before its subject tells of the sum as well
    return None if any(clause.verb_between(*stretch) for stretch in clause.told_in()) else stated


def _may_own(token: Token) -> bool:
    found = noun_in(token)
    return found is not None and "anim" not in found.tags


def _recipient(clause: Clause, verb: Verb) -> str:
    """«фермеры получили 5 млн», «фермерам выделили 5 млн» -> «(средства) фермерам»."""
    dashed = clause.tokens[max(0, clause.quantity.first - 1)].text in DASHES
    ranges = clause.told_in()
    # «Туве – 5 млн и Хакасии – 6 млн»: what stands before its own dash
    for first, last in reversed(ranges) if dashed else ranges:
        phrase = clause.subject(first, last) if verb.fact == "receiver" else clause.dative(first, last)
        if phrase is not None:
            return render(clause.tokens, phrase, "datv")
        place = _place_given(clause, first, last, "nomn" if verb.fact == "receiver" else "datv")
        if place is not None:
            return as_name(render(clause.tokens, place, "datv"))
    return ""


def _place_given(clause: Clause, first: int, last: int, case: str) -> Phrase | None:
    """«Тверской области выделили», «Тува получит»: a region or place as the receiver, by the case of its name."""
    tokens, q = clause.tokens, clause.quantity
    for at in range(first, last):
        found = noun_in(tokens[at], case) if at in clause.blocked and is_word(tokens[at]) else None
        if found is None or q.first <= at < q.last or readings(tokens[at].lower)[0].pos != "NOUN":
            continue
        start = first_modifier(tokens, at, ())
        before = readings(tokens[start - 1].lower)[0].pos if start > first else None
        if "Apro" in readings(tokens[start].lower)[0].tags:
            continue  # «каждому району»
        aside = start > first and not lemmas(tokens[start - 1].lower).isdisjoint(label_words("numbered"))
        if tokens[start].text[0].isupper() and (aside or before not in ("NOUN", "PREP")):
            return Phrase(start, at, _name_end(clause, at + 1), found.number or "sing")
    return None


def _name_end(clause: Clause, at: int) -> int:
    """«Республике | Алтай»: where the name behind its noun ends."""
    while at < len(clause.tokens) and at in clause.blocked and clause.tokens[at].text[0].isupper():
        at += 1
    return at


def _source(clause: Clause) -> str:
    """«из областного бюджета направили 5 млн», «в бюджете заложено 5 млн» -> «(средства) областного бюджета»."""
    for start, stop in clause.complements(*clause.stretch):
        of = {lemma for t in clause.tokens[start + 1 : stop] for lemma in lemmas(t.lower)}
        if of.isdisjoint(label_words("treasury")):
            continue
        if clause.tokens[start].lower in label_words("source"):
            return surface(clause.tokens, start + 1, stop)
        if clause.tokens[start].lower in words("in"):
            held = phrase_before(clause, stop - 1)
            if held is not None and noun_in(clause.tokens[held.head], "loct") is not None:
                return render(clause.tokens, held, "gent")
    return ""


def _giver(clause: Clause, verb: Verb) -> str:
    """«3 млн добавил районный фонд» -> «(средства) районного фонда»: who gave it, where nothing says what for."""
    if verb.reading.pos != "VERB" or verb.fact == "receiver" or not clause.stretch[0] <= verb.at < clause.stretch[1]:
        return ""
    giver = clause.subject(*clause.stretch)
    if giver is None or giver.number != verb.reading.number:
        return ""
    if verb.noun == label_word("money") and is_animate(clause.tokens[giver.head]):
        return ""  # «депутаты добавили»: they decide of what is not theirs
    return render(clause.tokens, giver, "gent")


def _costing(clause: Clause, verb: Verb) -> str | None:
    """«килограмм огурцов стоит 150 рублей» -> «цена килограмма огурцов»: what the price is of."""
    if verb.noun not in label_words("cost") or verb.fact == "object":
        return None
    for first, last in list(clause.segments())[:2]:
        what, unit = clause.subject(first, last), clause.unit_subject(first, last)
        what = unit if unit is not None and (what is None or unit.head < what.head) else what  # «литр воды | стоит»
        if what is not None:
            dealt = not lemmas(clause.tokens[what.head].lower).isdisjoint(label_words("dealt"))
            return f"{label_word('rate') if dealt else verb.noun} {render(clause.tokens, what, 'gent')}"
    return None


def _paid(clause: Clause, verb: Verb, story: Story) -> str | None:
    costing = _costing(clause, verb)
    if costing is not None:
        return costing
    bearer = _bearer(clause)
    for number, (first, last) in enumerate(clause.segments()):
        purpose = (None if number else _purpose_behind(clause)) or _purpose(clause, first, last, verb.noun)
        if verb.noun in label_words("cost") and purpose is None and bearer is None:
            bought = verb.fact == "object" and verb.at < last
            subject = clause.object(max(first, verb.at), last) if bought else clause.subject(first, last)
            if subject is not None:
                return f"{verb.noun} {bend(render(clause.tokens, subject, 'nomn'), 'gent')}"
        elif purpose is not None:
            return f"{bearer or verb.noun} {purpose}"
        if number:
            break
    if bearer is not None and verb.noun and verb.noun not in label_words("fund") and not begins(bearer, "price"):
        return f"{verb.noun} {bend(bearer, 'gent')}"
    giver = _giver(clause, verb) if is_of_them(clause.tokens, clause.stretch[0]) else ""
    if bearer is None and giver:
        return f"{verb.noun} {giver}"  # «из них 5 млн внёс фонд»
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
    done = _done_before(clause, story) if _points_back(clause) else ""
    if not done or priced:
        return bend(done, "gent") if done else ""
    several = readings(head_of(done).lower())[0].number == "plur"
    return f"{label_word('aim')} {done if several else bend(done, 'accs')}"


def _done_before(clause: Clause, story: Story) -> str:
    """What «это» points to: what was done to things counted before, or what this or the last sentence says is done."""
    told, sums = story.near(clause), [t for t in story.told[-_LATELY:] if t.metric.quantity.unit in words("money_unit")]
    if sums and not label_words("inside").isdisjoint(sums[-1].label.split()):
        return ""  # the sum before says what both are for
    counted = told is not None and told.direction is None and not (sums and told is sums[-1])
    done = done_to(told.label) if told is not None and counted else ""
    if done:
        return done
    before = story.before.tokens if story.before is not None else ()
    return deed_of(clause.tokens[: clause.stretch[0]]) or deed_of(before)


def _purpose(clause: Clause, first: int, last: int, noun: str = "") -> str | None:
    """«на ремонт дорог», «за тепло»; «на эти цели» says nothing."""
    leading = label_words("purpose") | (words("in") if noun in label_words("into") else frozenset())
    found = [one for one in clause.complements(first, last) if _is_purpose(clause, *one, leading)]
    # «по программе на новые школы выделят 5 млн»
    aimed = [one for one in found if clause.tokens[one[0]].lower in label_words("aim")]
    return _aim(clause, *(aimed or found)[0]) if found else None


def _is_purpose(clause: Clause, start: int, stop: int, leading: Collection[str]) -> bool:
    """«на ремонт дорог», «(вложили) в заводы»; not «на это», «в заводах»."""
    led, behind = clause.tokens[start].lower, clause.tokens[start + 1 : stop]
    said = {token.lower for token in behind}
    plain = all(readings(token.lower)[0].pos != "NPRO" for token in behind)
    resting = led in words("in") | words("by") and not _is_aimed(behind)
    return led in leading and plain and not resting and said.isdisjoint(label_words("that"))


def _aim(clause: Clause, start: int, stop: int) -> str:
    """«на финансирование сферы культуры» -> «на культуру»: behind nouns that name no aim of their own."""
    tokens, head, aim = clause.tokens, start + 1, None
    row = end_of_row(tokens, stop, clause.blocked)
    if row > stop:
        return surface(tokens, start, row)
    while head < len(tokens) and not lemmas(tokens[head].lower).isdisjoint(label_words("aimless")):
        found = _genitive_behind(clause, head + 1)
        if found is None:
            break
        head, aim = found.head, found
    if aim is None:
        return surface(tokens, start, stop)
    leading = tokens[start].lower
    own = leading in label_words("aim")  # «для реализации программы» has a genitive, as the programme does
    return f"{leading} {render_aim(tokens, aim) if own else render(tokens, aim, 'gent')}"


def _genitive_behind(clause: Clause, at: int) -> Phrase | None:
    """«(на реализацию) 8 крупных проектов»: the genitive that stands there, another figure's noun as well."""
    tokens, first = clause.tokens, at
    while at < min(len(tokens), first + _COUNTED_REACH) and is_word(tokens[at]) | tokens[at].text[0].isdigit():
        found = noun_in(tokens[at], "gent") if is_word(tokens[at]) else None
        if found is not None and readings(tokens[at].lower)[0].pos == "NOUN":
            if (at in clause.blocked and first not in clause.blocked) or not counts_noun(tokens[at]):
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
    if at in clause.blocked and is_counted_noun(tokens[at]) and not is_animate(tokens[at]):
        if not lemmas(tokens[at].lower).isdisjoint(label_words("sums")):
            return render(tokens, Phrase(at, at, at + 1), "nomn")  # «12 займов на сумму 5 млн»
        if any(at in figure for figure in clause.figures):
            return f"{label_word('price')} {render(tokens, Phrase(at, at, at + 1), 'gent')}"
        # «(закупили) мебель для школы в Истринском районе на 5 млн»
        bought = clause.object(*clause.stretch) or clause.subject(*clause.stretch)
        return f"{label_word('price')} {render(tokens, bought, 'gent')}" if bought is not None else None
    if at in clause.blocked or not is_word(tokens[at]):
        return None
    phrase = phrase_before(clause, at)
    return render(tokens, phrase, "nomn") if phrase is not None else None


def _worth(bearer: str | None) -> str | None:
    """«учебников (на 5 млн рублей)» -> «стоимость учебников»: things have a price, grants and fines are sums."""
    found = noun_in_text(head_of(bearer)) if bearer else None
    barred = label_words("sums") | label_words("fund") | label_words("valued") | label_words("vague")
    goods = (
        found is not None and found.number == "plur" and "anim" not in found.tags and fold(found.lemma) not in barred
    )
    return f"{label_word('price')} {bend(bearer, 'gent')}" if bearer and goods else bearer
