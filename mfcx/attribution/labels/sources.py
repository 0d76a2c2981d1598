"""Where a label finds its noun beside the figure's own: figures told before, the subject of the clause.

«Урожай картофеля — 40 тыс. тонн, овощей — 12 тыс.» -> «урожай овощей»; «104 федеральные» behind «300 заявлений» ->
«федеральные заявления».
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct, field

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import (
    MODIFIERS,
    SPEAKS,
    doing_nouns,
    is_generic,
    is_modifier,
    is_short,
    is_word,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.noun_phrases import (
    Phrase,
    bend,
    done_alike,
    first_modifier,
    render,
    render_aim,
    surface,
    tail_of,
)
from mfcx.attribution.labels.pairs import place_in_pair
from mfcx.attribution.labels.rows import is_included
from mfcx.attribution.labels.sentence_marks import is_counted
from mfcx.attribution.labels.verbs import told_as
from mfcx.document import DASHES, Metric, Quantity, Sentence, Token
from mfcx.morphology import Reading, inflect, lemmas, readings
from mfcx.tables import fold, read_table, words

# how many characters a figure may stand behind the sentence that it goes on from
NEXT = 200
# no level but what one was to be: «план вывоза»
AIMED = "aimed"
# how many figures back a topic may stand
_NEAR = 4
# how far behind an adjective its noun may stand: «80 федеральных, 19 областных и 70 муниципальных услуг»
_ROW = 9
# where the dash stands behind a bullet and one word
_BULLETED = 2
_ENDS = frozenset(".;:()—–")


class Told(Struct, frozen=True):
    """A label given before, for the figures that refer to it."""

    metric: Metric
    label: str
    counts: bool  # things or people, so that its growth is that of their number
    direction: str | None = None  # of a change, or AIMED


class Story(Struct):
    """What the article has counted so far."""

    has_budget: bool = False  # it is about one, somewhere
    before: Sentence | None = None  # the one of the figure that is told now
    told: list[Told] = field(default_factory=list)
    _lenders: dict[str | None, Told] = field(default_factory=dict)  # the last figure of each unit, a level where one is
    level: Told | None = None  # the last figure that tells no change, for a change that names none

    def tell(self, told: Told) -> None:
        """One more label, for the figures behind."""
        self.told.append(told)
        if told.direction in (None, "base"):
            self.level = told
        unit = told.metric.quantity.unit
        lender = self._lenders.get(unit)
        if lender is None or told.direction is None or lender.direction is not None:
            self._lenders[unit] = told

    def paired(self, metric: Metric, clause: Clause) -> Told | None:
        """«дорог и мостов … на 11 % и в 1,9 раза соответственно»: the figure of the same place in the pair before."""
        place, q = place_in_pair(clause), metric.quantity
        if place is None:
            return None
        second = place == 1
        levels = [t for t in self.told[-_NEAR:] if t.metric is not metric]
        levels = levels[:-1] if second else levels
        pair = levels[-2:]
        if len(pair) < 2 or pair[0].metric.sentence is not pair[1].metric.sentence:
            return None
        found = pair[1] if second else pair[0]
        same = found.metric.quantity.unit == q.unit or direction_of(q) is not None
        return found if same and found.direction is None else None

    def near(self, clause: Clause) -> Told | None:
        """The last figure told, in this sentence or not far before it."""
        told = self.told[-1] if self.told else None
        near = told is not None and clause.sentence.start - told.metric.sentence.stop < NEXT
        return told if near else None

    def last_of(self, clause: Clause) -> Told | None:
        """The last figure told near by that is a level or a change as this one is."""
        direction = direction_of(clause.quantity)
        row = [t for t in self.told[-_NEAR:] if t.metric.sentence is clause.sentence and t.direction == direction]
        return row[-1] if row else self.near(clause)

    def alike(self, clause: Clause) -> Told | None:
        """The figure just before in the sentence, measured and a level or a change as this one is."""
        row = [t for t in self.told[-_NEAR:] if t.metric.sentence is clause.sentence]
        if not row or is_counted(row[-1].metric.quantity):
            return None
        direction = direction_of(clause.quantity)
        same = [t for t in row if t.direction == direction and _lends(t, clause.quantity)]
        # «цены на хлеб выросли на 5 %, на молоко – 3 %»: a figure without a verb is what the one before was
        return same[-1] if same else None if clause.verbs(*clause.stretch) else row[-1]

    def lender(self, metric: Metric) -> Told | None:
        """The last figure of the same unit that named its noun."""
        return self._lenders.get(metric.quantity.unit)


def _lends(told: Told, q: Quantity) -> bool:
    """Whether a figure may be what the one before was: how far a plan is done, or how often, no tons are."""
    apart = told.label.split()[0] == label_word("done") or told.metric.quantity.unit in label_words("occasion")
    return told.metric.quantity.unit == q.unit or not apart


@cache
def label_indicators() -> dict[str, dict[str, str]]:
    """Rows of label_indicators.tsv: label_indicators()["offices"]["tail"] -> «МФЦ»."""
    return {row["indicator"]: row for row in read_table("label_indicators")}


def is_state(metric: Metric) -> bool:
    """«увеличить число окон до 8»: what the indicator counts stands there, whatever the verb does to it."""
    return label_indicators().get(metric.indicator or "", {}).get("state") == "yes"


def label_word(kind: str) -> str:
    """The word a label takes of a kind that has one: label_word("share") -> «доля»."""
    return next(iter(label_words(kind)))


def direction_of(q: Quantity) -> str | None:
    """Which word heads the label of a change: grown, fallen, gained, lost; None for a level."""
    change = q.change
    if change is None:
        return None
    if change.delta is not None:
        return "gained" if change.delta >= 0 else "lost"
    if change.delta_pct is not None:
        return "grown" if change.delta_pct >= 0 else "fallen"
    if change.ratio is not None:
        return "base" if q.unit == "%" else "grown" if change.ratio >= 1 else "fallen"
    return None


def head_of(label: str) -> str:
    """The noun of a label with no words behind it: «принятые заявления о паспортах» -> «заявления»."""
    before = ""
    for part in label.replace(",", "").split():
        top = readings(part.lower())[0]
        if top.pos == "PREP" and before:
            return before  # a participle that stands for its noun: «обратившиеся в центры»
        if top.pos not in ("ADJF", "PRTF", "CONJ"):
            return before if before and _is_means(top) and is_participle(before) else part
        before = part
    return label


def _is_means(top: Reading) -> bool:
    """«(нанятые) службой (занятости)»: who did it, and no noun of the participle."""
    return top.pos == "NOUN" and top.case == "ablt"


def statement_of(clause: Clause) -> Phrase | None:
    """The subject of «X составил N», «X — N», in the figure's stretch or over its dash."""
    for first, last in clause.told_in():
        subject = clause.subject(first, last)
        if subject is not None:
            between = subject.last, clause.quantity.first
            spoken = any(form & SPEAKS for form in clause.marks.forms[slice(*between)])
            return None if between[0] > between[1] or spoken or clause.verb_between(*between) else subject
    return None


def phrase_before(clause: Clause, at: int) -> Phrase | None:
    """The noun phrase that ends with token `at`: «(вместимость) зала областного театра» before «на 300 мест»."""
    tokens = clause.tokens
    if not is_word(tokens[at]) or noun_in(tokens[at]) is None or readings(tokens[at].lower)[0].pos != "NOUN":
        return None
    if at in clause.blocked:
        # another figure's noun: «12 гостиниц на 400 мест»
        counted = at > 0 and at - 1 in clause.blocked and not tokens[at].text[0].isupper()
        return Phrase(at, at, at + 1) if counted else None
    head = at
    while head > 0 and head - 1 not in clause.blocked and noun_in(tokens[head], "gent"):
        start = first_modifier(tokens, head, clause.blocked, "gent")
        if start < 1 or start - 1 in clause.blocked or not is_word(tokens[start - 1]):
            break
        before = tokens[start - 1].lower
        # «(ввели) в эксплуатацию | больницы»: said of them with the verb
        if readings(before)[0].pos != "NOUN" or not lemmas(before).isdisjoint(label_words("operation")):
            break
        head = start - 1
    found = noun_in(tokens[head])
    if found is None or "anim" in found.tags:
        return None
    first = first_modifier(tokens, head, clause.blocked, found.case or "nomn")
    return Phrase(first, head, at + 1, found.number or "sing")


def named_behind(clause: Clause) -> Phrase | None:
    """«40 человек — инвалиды», «80 % из них – это расходы»: what a dash says the figure is."""
    tokens, at = clause.tokens, clause.quantity.last
    at += 2 * is_of_them(tokens, at)
    if at + 1 >= len(tokens) or tokens[at].text not in DASHES or tokens[at].start == tokens[at - 1].stop:
        return None
    at += 2 if tokens[at + 1].lower in label_words("this") else 1
    stop = at
    while stop < len(tokens) and is_word(tokens[stop]):
        stop += 1
    phrase = clause.subject(at, stop) or _people_at(clause, at, stop)
    return phrase if phrase is not None and phrase.first == at else None


def _people_at(clause: Clause, at: int, stop: int) -> Phrase | None:
    """«молодые люди до 29 лет»: people whom an adjective tells apart."""
    head = at
    while head < stop and is_modifier(clause.tokens[head], "nomn"):
        head += 1
    people = at < head < stop and is_generic(clause.tokens[head]) and noun_in(clause.tokens[head], "nomn") is not None
    return Phrase(at, head, clause.tail(head + 1)) if people else None


def named_in_brackets(clause: Clause) -> Phrase | None:
    """«убыло 900 человек: 500 (переезд в город)»: what brackets say people are that are told by a number alone."""
    tokens, q = clause.tokens, clause.quantity
    if q.head is not None or q.last >= len(tokens) or tokens[q.last].text != "(":
        return None
    if label_words("generic").isdisjoint(fold(q.unit or "").split()):
        return None
    first, last = clause.marks.stretch(q.last + 1, q.last + 1)
    phrase = clause.subject(first, last) if last < len(tokens) and tokens[last].text == ")" else None
    return phrase if phrase is not None and (phrase.first, phrase.last) == (first, last) else None


def is_of_them(tokens: Sequence[Token], at: int) -> bool:
    """«(28) из них»: what a figure is a part of stands behind it."""
    pair = tokens[at : at + 2]
    return len(pair) == 2 and pair[0].lower in words("of_them") and pair[1].lower in words("them")


def subject_label(clause: Clause, barred: frozenset[str] = frozenset()) -> str | None:
    """The subject of the nearest stretch that has one, else its object; `barred` are heads that own no sum."""
    phrase = subject_phrase(clause, barred)
    return render(clause.tokens, phrase, "nomn") if phrase is not None else None


def subject_phrase(clause: Clause, barred: frozenset[str] = frozenset()) -> Phrase | None:
    """The phrase behind `subject_label`, for those that look further than its end."""
    stretches = list(clause.segments())[:4]
    for find in (clause.subject, clause.object):
        for first, last in stretches:
            phrase = find(first, last)
            if phrase is None or _is_somebody(clause.tokens[phrase.head], phrase):
                continue
            if not (barred and _is_barred(clause.tokens[phrase.head], barred)):
                return phrase
    return None


def _is_somebody(token: Token, phrase: Phrase) -> bool:
    """«министр (рассказал)»: one person is nothing that is counted or measured."""
    found = noun_in(token, "nomn") if phrase.number == "sing" else None
    return found is not None and "anim" in found.tags


def _is_barred(token: Token, barred: frozenset[str]) -> bool:
    """«аграрии», «предприятие»: who gives or gets a sum is not what it is."""
    found = noun_in(token)
    return found is not None and ("anim" in found.tags or fold(found.lemma) in barred)


def shared_noun(clause: Clause) -> str | None:
    """«120 городских и 30 пригородных маршрутов» -> «городские маршруты»: the noun of the next figure of the row."""
    tokens, q = clause.tokens, clause.quantity
    adjectives = [t for t in tokens[q.first : q.last + 1] if is_word(t) and readings(t.lower)[0].pos == "ADJF"]
    adjectives = [t for t in adjectives if not readings(t.lower)[0].tags & {"Apro", "Anum"}]
    if not adjectives:
        return None
    for at in range(q.last, min(len(tokens), q.last + _ROW)):
        token = tokens[at]
        top = readings(token.lower)[0] if is_word(token) else None
        if token.text in _ENDS or (top is not None and top.pos in ("VERB", "PRTS", "PREP")):
            return None
        if top is not None and top.pos == "NOUN":
            measured = not lemmas(token.lower).isdisjoint(label_words("measure"))
            numeral = measured or token.lower in words("multiplier_genitive")
            if numeral or not any((r.case, r.number) == ("gent", "plur") for r in readings(token.lower)):
                continue  # «тысяч», «млн» of the next figure
            noun = inflect(top.lemma, "nomn", "plur", pos="NOUN")
            forms = [inflect(t.lower, "nomn", "plur", pos="ADJF") or t.text for t in adjectives]
            return " ".join((*forms, noun)) if noun else None
    return None


def plural_of(unit: str | None) -> str | None:
    """What is counted where the sentence only points at it: «Сейчас их 39» -> «места»; «ТОСП» has no cases."""
    parts = (unit or "").split()
    forms = [part if part.isupper() else inflect(part, "nomn", "plur") or part for part in parts]
    return " ".join(forms) or None


def aside(clause: Clause) -> str:
    """«по суду – 70, по обоюдному согласию – 19» -> «по обоюдному согласию»: all that stands before a dash."""
    tokens, (first, last) = clause.tokens, aside_stretch(clause)
    first += first == 0 < last and not tokens[0].text.isalnum()  # the bullet of a row
    first = stop = first + 2 * is_of_them(tokens, first) + 3 * is_included(tokens, first)
    while stop < last and tokens[stop].lower in label_words("inside") and stop not in clause.blocked:
        stop = max(stop + 1, tail_of(tokens, stop, clause.blocked))
    return surface(tokens, first, last) if stop == last else ""


def aside_stretch(clause: Clause) -> tuple[int, int]:
    """The tokens before a figure's dash that no mark cuts, a leading «и» left out."""
    at = clause.quantity.first - 1
    if at < 1 or clause.tokens[at].text not in DASHES:
        return at, at
    first, last = clause.marks.stretch(at - 1, at)
    return first + (clause.tokens[first].lower in words("and")), last


def bare_of(label: str) -> str:
    """«доля обращений на почту, принятых вчера» -> «доля обращений»: a label without what stands behind its nouns."""
    parts = label.partition(",")[0].split()
    at = next((i for i, part in enumerate(parts) if i and part in label_words("inside")), len(parts))
    return " ".join(parts[:at])


def bent_label(clause: Clause, story: Story) -> str | None:
    """«Доходная часть составила …, расходная – …»: an adjective that stands for the noun of the figure before."""
    told, at = story.last_of(clause), clause.quantity.first - 1
    if told is None or at < 1 or clause.tokens[at].text not in DASHES:
        return None
    # in a row of its own: «– федеральные – 873 тысячи»
    alone = at == 1 or (at == _BULLETED and not is_word(clause.tokens[0]))
    if told.metric.sentence is not clause.sentence and not (alone and told.direction is None):
        return None
    if not _lends(told, clause.quantity):
        return None
    top = readings(clause.tokens[at - 1].lower)[0]
    head = head_of(told.label)
    noun = noun_in_text(head)
    if top.tags & {"Apro", "Anum"}:
        return None
    # «вклад внесли Омский район – 52 тысячи, Тарский – 54»: a place, and no other contribution
    named = at > 1 and clause.tokens[at - 1].text[0].isupper()
    nominal = noun is not None and top.pos == "ADJF" and top.case == "nomn" and not named
    if noun is None or not nominal or (top.number, top.gender) != (noun.number, top.gender and noun.gender):
        return _with_other_adjective(clause, told.label, at - 1, named=named)
    return f"{clause.tokens[at - 1].text.lower()} {head}{told.label.partition(head)[2]}"


def _with_other_adjective(clause: Clause, label: str, at: int, *, named: bool) -> str | None:
    """«силосной массы собрали 5 тонн, сенажной – 3» -> «сбор сенажной массы»: another adjective of what is told.

    A name stands for a name only: «бюджет Омской области – 5 млрд, Томской – 4».
    """
    parts, token = label.partition(",")[0].split(), clause.tokens[at]
    # no adjectives: «невест … 28 лет, женихов – | 31», «за выпиской из ЕГРН – | 287»
    own = next((r for r in readings(token.lower) if r.pos in MODIFIERS and "Poss" not in r.tags), None)
    for i in range(len(parts) - 1) if own is not None and not token.text.isupper() else ():
        nouns = (r for r in readings(parts[i + 1].lower()) if r.pos == "NOUN")
        for noun in (r for r in nouns if (r.case == "nomn") == (i == 0)):
            if named and not parts[i][0].isupper():
                continue
            if agree(parts[i].lower(), noun) and _may_lead(token.lower, noun):
                grammemes = ("plur",) if noun.number == "plur" else ("sing", noun.gender or "masc")
                bent = inflect(token.lower, noun.case or "nomn", *grammemes)
                other = bent.capitalize() if bent and i and parts[i][0].isupper() else bent
                return " ".join((*parts[:i], other, *parts[i + 1 :])) if other else None
    return None


def _may_lead(adjective: str, noun: Reading) -> bool:
    """Whether an adjective in any case may be one of that noun: «обработанный» of «леса»."""
    alike = (noun.number, noun.gender if noun.number == "sing" else None)
    return any(r.pos in MODIFIERS and (r.number, r.gender) == alike for r in readings(adjective))


def agree(adjective: str, noun: Reading) -> bool:
    """Whether an adjective may stand before a noun in that reading."""
    gender = noun.gender if noun.number == "sing" else None
    alike = (noun.case, noun.number, gender)
    return any(r.pos in MODIFIERS and (r.case, r.number, r.gender) == alike for r in readings(adjective))


def is_participle(word: str) -> bool:
    """«открывшие (своё дело)»: people told by what they did."""
    top = readings(word.lower())[0]
    return top.pos == "PRTF" and top.number == "plur"


def noun_in_text(word: str) -> Reading | None:
    """The reading of a label's word as a noun in the nominative."""
    return next((r for r in readings(word.lower()) if r.pos == "NOUN" and r.case == "nomn"), None)


def parallel_label(clause: Clause, story: Story) -> str | None:
    """«Урожай картофеля — 40 тыс. тонн, овощей — 12 тыс.» -> «урожай овощей»."""
    told = story.alike(clause)
    if told is None:
        return None
    first, last = aside_stretch(clause)
    parts = told.label.split()
    if parts[0] == label_word("done"):
        return plan_of(told.label, clause)
    beside = aside(clause).split()
    if beside and beside[0] in parts[1:] and beside[0] not in label_words("aim"):
        # «норма для взрослых – 40 минут, для детей – 30»
        return " ".join((*parts[: parts.index(beside[0])], *beside))
    if last == first + 1 and is_short(clause.tokens[first]) and len(parts) > 1:
        return " ".join((*parts[:-1], clause.tokens[first].text))  # «доля МВД – 17 %, ПФР – 12 %»
    listed = listed_before(clause, told)
    if listed is not None and clause.tokens[told.metric.quantity.first - 2].lower == head_of(told.label).lower():
        # «образование (4 млн), социальная политика (3 млн)»: each by its own name
        return render(clause.tokens, listed, "nomn")
    inverted = listed or clause.inverted()
    if inverted is None or len(parts) < 2:
        return None
    if not lemmas(clause.tokens[inverted.head].lower).isdisjoint(lemmas(head_of(told.label).lower())):
        return told.label  # «сырой нефти отгрузили 5 тонн на 3 млн рублей»: the very noun of the figure before
    return _on_stem(told.label, clause, inverted)


def plan_of(label: str, clause: Clause) -> str:
    """«сена – 70 % к плану, соломы – 86» -> «выполнение плана по сену», «… по соломе»."""
    regarding = label_word("regarding")
    stem, thing = label.partition(f" {regarding} ")[0], clause.inverted()
    return f"{stem} {regarding} {render(clause.tokens, thing, 'datv')}" if thing is not None else stem


def listed_before(clause: Clause, told: Told) -> Phrase | None:
    """«средства на дороги (4 млн), школы (3 млн)»: what stands before a figure in brackets, in a row of such."""
    tokens, at = clause.tokens, clause.quantity.first - 2
    before = told.metric.quantity.first
    if at < 1 or tokens[at + 1].text != "(" or tokens[before - 1].text != "(" or at in clause.blocked:
        return None
    first = first_modifier(tokens, at, clause.blocked)
    if tokens[first - 1].text != "," and readings(tokens[first - 1].lower)[0].pos not in ("CONJ", "PRCL"):
        return None  # «и», «а также» lead the last of a row
    aimed = any(part in label_words("inside") for part in told.label.split())
    found = (noun_in(tokens[at], "accs") if aimed else None) or noun_in(tokens[at])
    plain = is_short(tokens[at]) or readings(tokens[at].lower)[0].pos == "NOUN"
    return Phrase(first, at, at + 1, (found.number if found else None) or "plur") if plain else None


def _on_stem(label: str, clause: Clause, what: Phrase) -> str:
    """«средства на ремонт дорог», «мостов» -> «средства на ремонт мостов»; with «средства на спорт» -> «… на мосты»."""
    parts = label.split()
    at = next((i for i, part in enumerate(parts) if part in label_words("inside")), len(parts))
    noun = next((i for i in range(at + 1, len(parts)) if readings(parts[i].lower())[0].pos == "NOUN"), len(parts))
    if noun + 1 == len(parts) and parts[0] in label_words("fund"):
        return f"{' '.join(parts[: at + 1])} {render_aim(clause.tokens, what)}"
    if (other := done_alike(clause.tokens, label, what)) is not None:
        return other
    stem = " ".join(parts[: noun + 1]) if noun + 1 < len(parts) else headed_by(label)
    return f"{stem} {render(clause.tokens, what, 'gent')}"


def label_like_before(clause: Clause, subject: Phrase, story: Story) -> str | None:
    """«вылов минтая составил …, сельди – …» -> «вылов сельди»: a genitive that hangs on the subject before."""
    told = story.alike(clause)
    if told is None:
        return None
    if noun_in(clause.tokens[subject.head], "gent") is None or len(told.label.split()) < 2:
        return None
    other = done_alike(clause.tokens, told.label, subject)
    return other or f"{headed_by(told.label)} {surface(clause.tokens, subject.first, subject.last)}"


def headed_by(label: str) -> str:
    """«средняя зарплата учителей» -> «средняя зарплата»: a label as far as its noun."""
    head = head_of(label)
    return label[: label.index(head) + len(head)]


def done_to(label: str) -> str:
    """«отремонтированные школы» -> «ремонт школ»: what was done, as a noun; things alone stay as they are."""
    first, _, rest = label.partition(" ")
    top = readings(first.lower())[0]
    if fold(first) in doing_nouns():
        return label
    if top.pos == "PRTF" and rest:
        noun = told_as(top.lemma, ("make",), True)
        return f"{noun[0]} {bend(rest, 'gent')}" if noun is not None and noun[0] else rest
    found = noun_in_text(head_of(label))
    things = found is not None and found.number == "plur" and "inan" in found.tags
    return label if things and found is not None and fold(found.lemma) not in label_words("agent") else ""
