"""The clause a figure stands in: its verb, its subject, and the words that belong to other figures or times."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from msgspec import Struct, field

from mfcx.attribution.labels.forms import (
    ALONE,
    EMPTY,
    GENERIC,
    GOVERNS,
    INSIDE,
    LASTING,
    MODIFIER,
    MODIFIERS,
    NAMES,
    NO_SUBJECTS,
    NOUN,
    NUMBER,
    OBJECT,
    OPENING,
    ORDINAL,
    POINTING,
    SUBJECT,
    WORD,
    is_modifier,
    is_short,
    is_word,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.noun_phrases import Phrase, first_modifier, inner_genitive, leads, name_end, tail_of
from mfcx.attribution.labels.sentence_marks import Marks
from mfcx.attribution.labels.verbs import Verb, told_as
from mfcx.document import DASHES, Quantity, Sentence, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.limits.bounds import find_bound_after
from mfcx.tables import fold, words

# what parts a figure from its clause: «смертность (на 1000 жителей) — 9,1», «долг (за тепло) вырос до 5 млн»
_JOINING = frozenset("—–-)")
# a reading less likely than this needs an adjective beside it, or the first place in its stretch
_LIKELY = 0.2
_SUBJECT_OR_GOVERNS, _OBJECT_OR_GOVERNS = SUBJECT | GOVERNS, OBJECT | GOVERNS
_GENITIVE_OR_INSIDE = NOUN | ALONE | INSIDE
_SHORT = 3  # letters, that a unit may have: «м», «гол»
_NAMELESS = frozenset({"NPRO", "CONJ", "PRCL", "PREP"})
Range = tuple[int, int]


def _stands_alone(tokens: Sequence[Token], at: int, last: int, blocked: set[int]) -> bool:
    """«Самозанятых стало больше»: an adjective in the genitive plural without its noun."""
    top = readings(tokens[at].lower)[0]
    if top.pos not in ("ADJF", "PRTF") or (top.case, top.number) != ("gent", "plur") or top.tags & {"Apro", "Anum"}:
        return False
    behind = at + 1
    while behind < last and behind in blocked:
        behind += 1
    if behind >= last or not is_word(tokens[behind]):
        return True
    while behind < last - 2 and governs(tokens[behind]):
        behind += 2  # «самозанятых | в крае | стало больше»
    return readings(tokens[behind].lower)[0].pos == "VERB"


def governs(token: Token) -> bool:
    """A preposition, so that the noun behind it is no subject: «при урожайности»."""
    return token.lower in label_words("inside") or readings(token.lower)[0].pos == "PREP"


class Clause(Struct):
    """A sentence seen from one figure."""

    sentence: Sentence
    quantity: Quantity
    blocked: set[int]
    marks: Marks
    figures: Sequence[range] = ()  # all of the sentence, by their tokens
    tokens: Sequence[Token] = ()  # of the sentence
    stretch: tuple[int, int] = (0, 0)  # round the figure, which no mark cuts
    shut: Collection[int] = ()  # what is blocked, and the figure itself
    _subjects: dict[tuple[int, int], Phrase | None] = field(default_factory=dict)  # those that were asked for

    def __post_init__(self) -> None:
        self.tokens = self.sentence.tokens
        self.shut = self.blocked.union(range(self.quantity.first, self.quantity.last))
        self.stretch = self.marks.stretch(self.quantity.first, self.quantity.last)

    def _named(self, first: int, last: int) -> Collection[int]:
        """The words of names in quotes, which are no subjects: «офисов «Мои документы»»."""
        named: set[int] = set()
        for at in range(first, last):
            if at not in named and self.tokens[at].text in OPENING:
                named.update(range(at, name_end(self.tokens, at) or at))
        return named

    def segments(self) -> Iterator[Range]:
        """The stretch round the figure that no mark cuts, then those before it, nearest first."""
        yield self.stretch
        start = self.stretch[0]
        for stretch in self.marks.stretches_for(self.quantity.first):
            if stretch[1] < start:
                yield stretch

    def told_in(self) -> list[Range]:
        """The stretch round the figure, and where a dash or an aside opens it the very one before."""
        start = self.stretch[0]
        if start == 0:
            return [self.stretch]
        if self.tokens[start - 1].text == ",":
            return [self.stretch, *self._behind_insertion()]
        if self.tokens[start - 1].text not in _JOINING:
            return [self.stretch]
        before = (stretch for stretch in self.marks.stretches_for(self.quantity.first) if stretch[1] < start)
        return [self.stretch, *islice(before, 1)]

    def _behind_insertion(self) -> list[Range]:
        """«оценка, которую ставят жители, достигла 4,3»: a verb without subject, then the subject without verb."""
        start = self.stretch[0]
        finite = any(v.reading.pos in ("VERB", "PRTS") for v in self.verbs(start, self.quantity.first))
        if not finite or self.subject(*self.stretch) is not None:
            return []
        found = next((one for one in self.before_insertion() if self.subject(*one) is not None), None)
        return [found] if found is not None else []

    def before_insertion(self) -> Iterator[Range]:
        """The stretches without a verb that clauses of nouns, «где …», and insertions part from the figure's own."""
        start = self.stretch[0]
        for first, last in self.marks.stretches_for(self.quantity.first):
            if last >= start or self.tokens[first].lower in label_words("whereby"):
                continue
            if self.verbs(first, last):
                return
            if last + 1 < start:
                yield first, last

    def verbs(self, first: int, last: int) -> list[Verb]:
        """The verbs of a stretch that say something, in order."""
        return [verb for verb in self.marks.verbs if first <= verb.at < last and verb.at not in self.shut]

    def verb(self, *roles: str) -> Verb | None:
        """The telling verb nearest to the figure, in its own stretch or the ones before."""
        for number, (first, last) in enumerate(self.segments()):
            found = [v for v in self.verbs(first, last) if self.as_role(v, *roles).role != "weak" or "weak" in roles]
            if found:
                here = self.quantity.first
                return self.as_role(min(found, key=lambda v: abs(v.at - here)), *roles)
            if number > 2:
                break
        return None

    def verb_between(self, first: int, last: int) -> bool:
        """Whether a verb that says something stands in a stretch: «составил» does not."""
        return any(v.role != "weak" for v in self.verbs(first, last))

    def as_role(self, verb: Verb, *roles: str) -> Verb:
        """The verb in one of these roles where it has several."""
        told = told_as(verb.reading.lemma, roles, verb.reading.pos == "PRTS")
        return verb if told is None else Verb(verb.at, verb.reading, *told)

    def subject(self, first: int, last: int) -> Phrase | None:
        """The first noun phrase in the nominative of a stretch that no preposition governs; looked for once."""
        stretch = first, last
        if stretch not in self._subjects:
            self._subjects[stretch] = self._subject(first, last)
        return self._subjects[stretch]

    def _subject(self, first: int, last: int) -> Phrase | None:
        forms, governed = self.marks.forms, first
        named = self._named(first, last) if self.marks.quoted else ()
        for at in range(first, last):
            may_be = forms[at]
            if not may_be & _SUBJECT_OR_GOVERNS or at < governed or at in self.shut or at in named:
                continue
            if may_be & GOVERNS:
                governed = self._past(at + 1, last)
                continue
            phrase = self._phrase_at(at, first, last)
            if phrase is not None:
                return phrase
        return None

    def unit_subject(self, first: int, last: int) -> Phrase | None:
        """«Килограмм огурцов (стоит)», «тонну угля (продают)»: a measure that opens a clause, and what it is of."""
        for at in range(first, min(last, self.quantity.first)):
            token = self.tokens[at]
            if at in self.blocked or not is_word(token) or readings(token.lower)[0].pos != "NOUN":
                continue
            found = noun_in(token, "nomn", "accs")
            if (
                found is not None
                and found.number == "sing"
                and not lemmas(token.lower).isdisjoint(label_words("measure"))
            ):
                start = first_modifier(self.tokens, at, self.blocked, "nomn", "accs")
                return Phrase(start, at, min(self._tail(at + 1), last), "sing")
        return None

    def object(self, first: int, last: int) -> Phrase | None:
        """The first noun phrase in the accusative that no preposition governs: «Предельную сумму займа подняли»."""
        forms, governed = self.marks.forms, first
        named = self._named(first, last) if self.marks.quoted else ()
        for at in range(first, last):
            may_be = forms[at]
            if not may_be & _OBJECT_OR_GOVERNS or at < governed or at in self.blocked or at in named:
                continue
            if may_be & GOVERNS:
                governed = self._past(at + 1, last)
            elif not self._is_rank(at):
                stop = min(self._tail(at + 1), last)
                if stop > at + 1 or not may_be & POINTING:
                    start = first_modifier(self.tokens, at, self.blocked, "accs", "nomn")
                    return Phrase(start, at, stop, readings(self.tokens[at].lower)[0].number or "sing")
        return None

    def dative(self, first: int, last: int) -> Phrase | None:
        """To whom: «хозяйствам выделили 5 млн», no preposition before it."""
        for at in range(first, last):
            token = self.tokens[at]
            if at in self.blocked or not is_word(token):
                continue
            top = readings(token.lower)[0]
            if top.pos != "NOUN" or top.case != "datv" or top.tags & {"Name", "Surn", "Patr", "Geox"}:
                continue
            start = first_modifier(self.tokens, at, self.blocked, "datv")
            if start == first or not governs(self.tokens[start - 1]):
                return Phrase(start, at, min(self._tail(at + 1), last), top.number or "plur")
        return None

    def _past(self, at: int, last: int) -> int:
        """Behind the phrase that a preposition governs."""
        while at < last and self.marks.forms[at] & MODIFIER:
            at += 1
        if at < last and self.tokens[at].lower in words("them"):
            return at + 1  # «из них | пшеницы собрано»
        return tail_of(self.tokens, at + 1, self.blocked) if at < last else at

    def _phrase_at(self, at: int, start: int, last: int) -> Phrase | None:
        token = self.tokens[at]
        top = readings(token.lower)[0]
        reading = noun_in(token, "nomn")
        if is_short(token) or reading is None or top.pos in NO_SUBJECTS:
            return self._substantive(at, last)
        if self._is_rank(at) or (at + 1 < last and leads(token.lower, self.tokens[at + 1].lower)):
            return None
        first = first_modifier(self.tokens, at, self.blocked, "nomn")
        led = first < at and readings(self.tokens[first].lower)[0].case in ("nomn", "accs")
        if top.case not in ("nomn", "accs") and reading.score < _LIKELY and not led and at > start:
            return None
        stop = min(self._tail(at + 1), last)
        may_be = self.marks.forms[at]
        lasting = stop > at + 1 and may_be & LASTING
        if reading.tags & NAMES or (may_be & EMPTY and not lasting):
            return None
        if stop == at + 1 and may_be & POINTING:
            return None
        return Phrase(first, at, stop, reading.number or "sing")

    def _substantive(self, at: int, last: int) -> Phrase | None:
        """«зерновые — 75 %», «озимые зерновые посеяны на …»: adjectives that stand for their noun."""
        stop = at
        while stop < last and is_word(self.tokens[stop]):
            top = readings(self.tokens[stop].lower)[0]
            if top.pos not in MODIFIERS or top.tags & {"Apro", "Anum"} or (top.case, top.number) != ("nomn", "plur"):
                break
            stop += 1
        ends = stop == last or readings(self.tokens[stop].lower)[0].pos in ("VERB", "PRTS")
        return Phrase(at, stop - 1, stop, "plur") if stop > at and ends else None

    def _tail(self, at: int) -> int:
        return tail_of(self.tokens, at, self.shut)

    def counted(self) -> Phrase | None:
        """The counted noun with its adjectives and what depends on it."""
        q = self.quantity
        if q.head is None:
            return None
        first = first_modifier(self.tokens, q.head, self.blocked - set(range(q.first, q.last)))
        while first < q.head and not words("one").isdisjoint({self.tokens[first].lower}):
            first += 1
        bound = find_bound_after(self.tokens, first - 1)  # «300 | с лишним | возгораний» has no adjective
        first = bound.last if bound and first < bound.last <= q.head else first
        number = "sing" if q.value == 1 and q.value_to is None else "plur"
        stop = self.tail(q.head + 1)
        if stop == q.head + 1 and stop < len(self.tokens) and self.tokens[stop].lower in words("and"):
            stop = self._second(stop)
        phrase = Phrase(max(first, q.first), q.head, stop, number, q.unit or "")
        return self._in_pieces(phrase) or phrase

    def _in_pieces(self, phrase: Phrase) -> Phrase | None:
        """«12 единиц новой техники» -> «новая техника»: what is counted by the piece; «единиц хранения» are told so."""
        things = inner_genitive(self.tokens, phrase)
        if things is None or fold(things.lemma) in label_words("no_things"):
            return None
        if not self._is_crew(phrase, things) and self.tokens[phrase.head].lower not in label_words("pieces"):
            return None
        found = noun_in(self.tokens[things.head], "gent")
        return None if found is None or "anim" in found.tags else things

    def _is_crew(self, phrase: Phrase, things: Phrase) -> bool:
        """«400 человек личного состава», whom no verb tells to have done something to another."""
        general = self.marks.forms[phrase.head] & GENERIC and fold(things.lemma) in label_words("personnel")
        doing = (verb.reading for verb in self.verbs(*self.stretch))
        return bool(general) and not any(r.pos == "VERB" and "tran" in r.tags for r in doing)

    def _second(self, at: int) -> int:
        """The end of a second noun counted with the first: «50 дорог и мостов»."""
        last = at + 1
        while last < len(self.tokens) and last not in self.blocked and is_modifier(self.tokens[last], "gent"):
            last += 1
        if last >= len(self.tokens) or last in self.blocked or not is_word(self.tokens[last]):
            return at
        top = readings(self.tokens[last].lower)[0]
        return last + 1 if (top.pos, top.case, top.number) == ("NOUN", "gent", "plur") else at

    def tail(self, at: int) -> int:
        """What depends on a noun before token `at`, times, places and other figures left out."""
        return tail_of(self.tokens, at, self.blocked)

    def inverted(self) -> Phrase | None:
        """«Жалоб набралось семнадцать», «чугуна – 8,4 млн тонн»: a genitive before its figure."""
        forms = self.marks.forms
        for first, last in self.told_in():
            stop, governed = min(last, self.quantity.first), first
            named = self._named(first, stop) if self.marks.quoted else ()
            for at in range(first, stop):
                if not forms[at] & _GENITIVE_OR_INSIDE or at < governed:
                    continue
                free = forms[at] & WORD != 0 and at not in self.blocked and at not in named
                if forms[at] & INSIDE:
                    governed = self._past(at + 1, last)
                elif forms[at] & NOUN:
                    found = noun_in(self.tokens[at], "gent") if free else None
                    bars = (free and found is None) or self._is_led(at, first)
                    if bars and not (free and forms[at] & NUMBER):
                        return None
                    genitive = found is not None and self._is_genitive(at)
                    other = free and not genitive and not forms[at] & NUMBER
                    governed = self._tail(at + 1) if other else governed  # «услуги | банков | – 40»
                    start = first_modifier(self.tokens, at, self.blocked, "gent") if genitive else at
                    if found is not None and genitive and not self._is_of_figure(start - 1):
                        if start > first and any(r.pos == "COMP" for r in readings(self.tokens[start - 1].lower)[:3]):
                            return None  # «это выше плана на 7 %»: what it is compared with
                        number = "plur" if self._are_counted(at) else found.number or "plur"
                        phrase = Phrase(start, at, min(self._tail(at + 1), last), number)
                        return None if self._acts(at, stop) else phrase
                elif free and _stands_alone(self.tokens, at, last, self.blocked):
                    return Phrase(at, at, at + 1, "plur")
        return None

    def _is_genitive(self, at: int) -> bool:
        """«чугуна», and of the living «учителей (школ) | – 34 тысячи», which is written like the accusative."""
        top = readings(self.tokens[at].lower)[0]
        if top.case != "accs" or top.number != "plur" or "anim" not in top.tags:
            return top.case == "gent"
        return self.tokens[min(self._tail(at + 1), len(self.tokens) - 1)].text in DASHES

    def _are_counted(self, at: int) -> bool:
        """«доски | – 12», «учителя | – 96 человек»: the noun counted, in a form of one or of many."""
        q, found = self.quantity, readings(self.tokens[at].lower)
        if q.value == 1:
            return False
        if at == q.noun:
            return any(r.number == "plur" and fold(r.lemma) == fold(q.unit or "") for r in found)
        dashed = self.tokens[min(at + 1, len(self.tokens) - 1)].text in DASHES
        by_piece = dashed and fold(q.unit or "") in label_words("generic")
        return by_piece and any((r.pos, r.case, r.number) == ("NOUN", "nomn", "plur") for r in found)

    def _is_of_figure(self, at: int) -> bool:
        """«(в 25 школах) района (открыли …)»: another figure stands right before, which the genitive hangs on."""
        measured = at < 0 or not lemmas(self.tokens[at].lower).isdisjoint(label_words("measure"))
        return not measured and len(self.tokens[at].text) > _SHORT and any(at in figure for figure in self.figures)

    def _is_led(self, at: int, first: int) -> bool:
        """«(новый) парк»: an adjective before a noun that stands in no genitive."""
        before = self.tokens[at - 1]
        return at > first and is_modifier(before, "nomn", "accs") and not is_modifier(before, "gent")

    def _is_rank(self, at: int) -> bool:
        """«второе место у …»: an ordinal, whatever nouns are written like it, and the place it gives."""
        forms = self.marks.forms
        if forms[at] & ORDINAL:
            return True
        ranked = at > 0 and forms[at - 1] & ORDINAL != 0
        return ranked and not lemmas(self.tokens[at].lower).isdisjoint(label_words("rank"))

    def _acts(self, at: int, stop: int) -> bool:
        """«Хозяйства закупили 40 тонн»: a noun that may be the plural subject of the verb right behind it."""
        doing = next((v for v in self.verbs(at + 1, min(at + 2, stop))), None)
        if doing is None or doing.reading.pos != "VERB" or doing.reading.number != "plur":
            return False
        agents = [r for r in readings(self.tokens[at].lower) if r.lemma in label_words("agent")]
        return any((r.case, r.number) == ("nomn", "plur") for r in agents)

    def before_colon(self) -> Phrase | None:
        """«раздают субсидии: 1,37 млрд рублей»: the noun phrase that a colon parts from its figure."""
        stop = self.quantity.first - 1
        if stop < 1 or self.tokens[stop].text != ":":
            return None
        for at in range(stop - 1, max(-1, stop - 6), -1):
            if at in self.blocked or not is_word(self.tokens[at]) or tail_of(self.tokens, at + 1, self.blocked) < stop:
                continue
            found = noun_in(self.tokens[at], "nomn", "accs")
            top = readings(self.tokens[at].lower)[0]
            if found is not None and top.pos == "NOUN" and top.case in ("nomn", "accs"):
                first = first_modifier(self.tokens, at, self.blocked)
                return Phrase(first, at, stop, found.number or "sing")
        return None

    def before_bracket(self) -> Phrase | None:
        """«короткое замыкание (40 случаев)»: the subject that stands right before brackets of the figure alone."""
        q, first = self.quantity, self.stretch[0]
        if self.stretch != (q.first, q.last) or first < 2 or self.tokens[first - 1].text != "(":
            return None
        before = self.marks.stretch(first - 2, first - 2)
        found = self.subject(*before)
        return found if found is not None and found.last == before[1] else None

    def complements(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The prepositional phrases of a stretch, in order."""
        forms, passed = self.marks.forms, first
        for at in range(first, last):
            if forms[at] & INSIDE and at >= passed and at not in self.shut:
                stop = min(self._tail(at), last)
                # «в то (же время)» names nothing
                if stop > at + 1 and readings(self.tokens[stop - 1].lower)[0].pos not in _NAMELESS:
                    yield at, stop
                    passed = stop
