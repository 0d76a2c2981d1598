"""Which rule names a quantity: conditions on its unit and words, and how near those words stand.

A figure that only tells a change («на 8 %», «вдвое») is named by what changed: «число обращений выросло на 8 %».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from mfcx.document import Quantity, Sentence, Token
from mfcx.morphology import LIKELY, readings
from mfcx.patterns import Pattern
from mfcx.quantities.unit_table import unit_kind
from mfcx.rules.book import NO_UNIT, PERSON, book_of
from mfcx.rules.rule import NONE, Pack, Rule
from mfcx.rules.subjects import find_subject, speaks_of_level
from mfcx.rules.view import QUALIFIER, Range, View, view_of
from mfcx.tables import fold, read_table, words

# a rule that asks for no words at all stands as far away as this; a step of priority is so many words
_NO_CUE, _PRIORITY = 12, 4
# words further away than this are no evidence
_REACH = 60
# an article is about what its first sentences say, or what it comes back to; a short one about all that it names;
# a sentence is about what it names, or one so far before it
_OPENING, _OFTEN, _SHORT, _NEARBY = 4, 2, 20, 2

_RELATIVE_KINDS = frozenset({"percent", "percentage_point", "times", "share"})


class Match(Struct, frozen=True):
    """A rule that holds; the lower `distance`, the better; `steps` to its nearest word, None where it asks for none."""

    pack: Pack
    rule: Rule
    distance: int
    steps: int | None

    @property
    def name(self) -> str:
        """The rule as records name it: mfc/services_provided.done."""
        return f"{self.pack.id}/{self.rule.id}"

    @property
    def indicator(self) -> str | None:
        """What the rule names; None for a rule that says that it is none of ours."""
        return None if self.rule.indicator == NONE else self.rule.indicator


class Verdict(Struct, frozen=True):
    """What became of one rule: it holds, by these tokens of the view, or the condition `failed` does not."""

    pack: Pack
    rule: Rule
    failed: str | None
    match: Match | None = None
    cues: tuple[Range, ...] = ()


class Place(Struct, frozen=True):
    """Where a quantity stands: its sentence, the other figures in it, and the sentence it goes on from."""

    sentence: Sentence
    figures: tuple[Range, ...] = ()
    lead: tuple[Token, ...] = ()
    dates: tuple[int, ...] = ()  # its tokens where it names a stretch of time


class _Target(Struct, frozen=True):
    """What a rule looks at: the counted phrase, or the noun whose change a figure tells."""

    units: frozenset[str]
    span: Range
    named: Range  # where the phrase begins, without what depends on it
    people: bool
    subject: int | None = None
    measured: Range | None = None  # what a measure is of: «14 км | старых каналов»
    noun: Range | None = None  # the counted noun where it stands apart: «| мобильных офисов в крае – 12»

    @property
    def phrase(self) -> Range:
        """Where the words stand that say what is counted."""
        return self.noun or self.named


@cache
def relative_units() -> frozenset[str]:
    """The units that count nothing themselves: %, раз, доля."""
    return frozenset(row["symbol"] for row in read_table("units") if row["id"] in _RELATIVE_KINDS)


def moves(quantity: Quantity) -> bool:
    """Whether a quantity says how much something grew or fell."""
    change = quantity.change
    return change is not None and not (change.ratio is None and change.delta is None and change.delta_pct is None)


def is_relative(quantity: Quantity) -> bool:
    """Whether a quantity tells a change and names nothing that is counted: «на 8 %», «в 2,5 раза»."""
    return moves(quantity) and (quantity.unit is None or quantity.unit in relative_units())


class Matcher:
    """Chooses rules for the quantities of one article; remembers what it has looked up."""

    def __init__(self, packs: Sequence[Pack], sentences: Sequence[Sentence]) -> None:
        self._book = book_of(tuple(packs))
        self._sentences = sentences
        self._numbers = {sentence.start: number for number, sentence in enumerate(sentences)}
        self._views: dict[tuple[int, bool], View] = {}
        self._held: dict[tuple[int, bool], frozenset[int]] = {}  # the rules whose words a view has
        self._topics: dict[tuple[Pattern, ...], bool] = {}  # whether the article is about them
        self._named: dict[int, frozenset[Pattern]] = {}  # the patterns of topics that a sentence holds

    def view(self, place: Place) -> View:
        """The sentence of a place, read once."""
        key = (place.sentence.start, bool(place.lead))
        view = self._views.get(key)
        if view is None:
            view = view_of(place.sentence.tokens, place.figures, place.lead, self._book.words)
            self._views[key], self._held[key] = view, self._book.of_words(view.hits)
        return view

    def has_subject(self, quantity: Quantity, place: Place) -> bool:
        """Whether the clause of a change names what changed."""
        view = self.view(place)
        return find_subject(view, _span(quantity, view)) is not None

    def speaks_of_level(self, quantity: Quantity, place: Place) -> bool:
        """Whether its clause only says that a figure is that of the level told before: «довести показатель до 98 %»."""
        view = self.view(place)
        return speaks_of_level(view, _span(quantity, view))

    def find(self, quantity: Quantity, place: Place) -> list[Match]:
        """All rules that hold for a quantity, each with the distance of its words."""
        view = self.view(place)
        target = _target(quantity, view)
        if target is None:
            return []
        numbers = self._book.of_units(_units(target))
        if target.subject is None:
            numbers &= self._held[place.sentence.start, bool(place.lead)]
        else:  # the subject of a change may stand for the words of the clause
            numbers |= self._book.of_subject(view.standing_at(target.subject))
        result = []
        for number in sorted(numbers):
            pack, rule = self._book.rules[number]
            steps = self._weigh(rule, target, quantity, view, place)
            if not isinstance(steps, str):
                result.append(_match(pack, rule, steps))
        return result

    def judge(self, quantity: Quantity, place: Place) -> Iterator[Verdict]:
        """Every rule for the unit of a quantity: that it holds, or the first of its conditions that does not."""
        view = self.view(place)
        target = _target(quantity, view)
        if target is None:
            return
        numbers = self._book.of_units(_units(target))
        if target.subject is not None:
            numbers |= self._book.with_subjects
        for number in sorted(numbers):
            pack, rule = self._book.rules[number]
            steps = self._weigh(rule, target, quantity, view, place)
            if isinstance(steps, str):
                yield Verdict(pack, rule, steps)
            else:
                yield Verdict(pack, rule, None, _match(pack, rule, steps), _cues(rule, target, view))

    def refuses(self, name: str | None, quantity: Quantity, place: Place) -> bool:
        """Whether the rule of this name refuses what stands around a quantity: «браков — 11, расторгнуто | 6»."""
        rule = self._book.rule_named(name) if name else None
        if rule is not None and rule.below is not None and quantity.value >= rule.below:
            return True  # «Средняя зарплата – 71 тыс. рублей. Бюджет: 2024 год – | 4,1 млрд»
        if rule is None or not (rule.refuse or rule.refuse_phrase):
            return False
        view = self.view(place)
        target = _target(quantity, view)
        return target is not None and _missing(rule, target, view) in ("refuse", "refuse_phrase")

    def _weigh(self, rule: Rule, target: _Target, quantity: Quantity, view: View, place: Place) -> int | str:
        """Steps to the nearest word of a rule that holds; of one that does not, the condition that fails."""
        failed = _misfit(rule, target, quantity, view, place) or _missing(rule, target, view)
        if failed is not None:
            return failed
        steps = _steps(rule, target, view)
        if steps is None:
            return "clause"
        if rule.topic and not self._about(rule.topic, place.sentence):
            return "topic"
        if rule.near and not self._is_near(rule.near, place.sentence):
            return "near"
        if rule.refuse_topic and self._about(rule.refuse_topic, place.sentence):
            return "refuse_topic"
        return steps

    def choose(self, quantity: Quantity, place: Place) -> Match | None:
        """The rule whose words stand nearest, the first in its pack among equals."""
        best: Match | None = None
        for match in self.find(quantity, place):
            if best is None or match.distance < best.distance:
                best = match
        return best

    def _about(self, topic: tuple[Pattern, ...], sentence: Sentence) -> bool:
        """Whether a sentence speaks of a topic: its article does, or the words near it."""
        whole = self._topics.get(topic)
        if whole is None:
            whole = self._topics[topic] = self._is_topic(topic)
        return whole or self._is_near(topic, sentence)

    def _is_topic(self, topic: tuple[Pattern, ...]) -> bool:
        """Whether the article is about a topic; most often its first sentences tell."""
        wanted = 1 if len(self._sentences) < _SHORT else _OFTEN
        for number in range(len(self._sentences)):
            if self._names(topic, number):
                wanted -= 1
                if number < _OPENING or not wanted:
                    return True
        return False

    def _is_near(self, patterns: tuple[Pattern, ...], sentence: Sentence) -> bool:
        """Whether a sentence, or one of those right before it, holds one of the patterns."""
        number = self._numbers.get(sentence.start, 0)
        return any(self._names(patterns, at) for at in range(max(0, number - _NEARBY), number + 1))

    def _names(self, patterns: tuple[Pattern, ...], number: int) -> bool:
        """Whether a sentence holds one of the patterns; it is read once for all topics."""
        named = self._named.get(number)
        if named is None:
            named = self._named[number] = frozenset(self._book.context.by_value(self._sentences[number].tokens))
        return not named.isdisjoint(patterns)


def _units(target: _Target) -> list[str]:
    """The keys under which the rules for a target are kept."""
    people = [PERSON] if target.people else []
    return [*target.units, *people, *([NO_UNIT] if target.subject is None else [])]


def _match(pack: Pack, rule: Rule, steps: int) -> Match:
    return Match(pack, rule, steps - _PRIORITY * rule.priority, steps if rule.clause else None)


def _span(quantity: Quantity, view: View) -> Range:
    return quantity.first + view.start, quantity.last + view.start


def _target(quantity: Quantity, view: View) -> _Target | None:
    """The counted phrase, or the subject of a change; None where a change has no subject in its clause."""
    span = _span(quantity, view)
    if not is_relative(quantity):
        unit = frozenset({fold(quantity.unit)} if quantity.unit else ())
        if quantity.unit in words("piece_unit"):
            unit |= _counted_in_pieces(view, span)
        noun = None if quantity.noun is None else _described(view, quantity.noun + view.start)
        people = _counts_people(quantity, view)
        return _Target(unit, span, span, people, measured=_measured(quantity, view, span), noun=noun)
    at = find_subject(view, span)
    if at is None:
        return None
    first = _described(view, at)[0]
    found = [r for r in readings(view.tokens[at].text) if r.pos == "NOUN"][:2]
    people = any("anim" in r.tags for r in found)
    return _Target(_lemmas_of_noun(view.tokens[at].text), (at, at + 1), (first, at + 1), people, at)


def _described(view: View, at: int) -> Range:
    """A noun with what describes it: «| мобильных офисов |»."""
    first = at
    while first > 0 and view.layout.roles[first - 1] & QUALIFIER:
        first -= 1
    return first, at + 1


def _measured(quantity: Quantity, view: View, span: Range) -> Range | None:
    """«прочистили 14 км | старых каналов»: what is measured is said behind the unit, whatever stands around."""
    at = last = span[1]
    if unit_kind(quantity.unit) != "measure":
        return None
    while at < len(view.tokens) and view.layout.roles[at] & QUALIFIER:
        at += 1
    found = readings(view.tokens[at].text)[:2] if at < len(view.tokens) else ()
    if not any((r.pos, r.case) == ("NOUN", "gent") for r in found):
        return None
    return last, max(view.phrase(span)[1], at + 1)


def _counted_in_pieces(view: View, span: Range) -> frozenset[str]:
    """«Общее число окон – 640 единиц»: what the pieces are, by its lemmas."""
    at = find_subject(view, span)
    return frozenset() if at is None else _lemmas_of_noun(view.tokens[at].text)


@lru_cache(maxsize=6_000)
def _lemmas_of_noun(text: str) -> frozenset[str]:
    return frozenset(fold(r.lemma) for r in [r for r in readings(text) if r.pos == "NOUN"][:2])


def _counts_people(quantity: Quantity, view: View) -> bool:
    """Whether the counted noun is animate: «1344 тысячи свердловчан»."""
    if quantity.head is None:
        return False
    return _names_people(view.tokens[quantity.head + view.start].text, quantity.unit)


@lru_cache(maxsize=6_000)
def _names_people(text: str, unit: str | None) -> bool:
    likely = [r for r in readings(text) if r.score >= LIKELY and r.lemma == unit]
    # «субъект» is a person as well, but more often a region
    alive, thing = (sum(r.score for r in likely if kind in r.tags) for kind in ("anim", "inan"))
    return alive > thing and any("anim" in r.tags and "plur" in r.tags for r in likely)


def _misfit(rule: Rule, target: _Target, quantity: Quantity, view: View, place: Place) -> str | None:
    """The first of the conditions on the quantity itself that fails, by its key."""
    if rule.dated is not None and rule.dated != _is_dated(target, view, place):
        return "dated"
    if rule.per is not None and rule.per != (quantity.per is not None):
        return "per"
    if rule.change is not None and rule.change != moves(quantity):
        return "change"
    if target.subject is not None:
        return None if _names_subject(rule, target, view) else "subjects"
    if rule.below is not None and quantity.value >= rule.below:
        return "below"
    return "above" if rule.above is not None and quantity.value <= rule.above else None


def _is_dated(target: _Target, view: View, place: Place) -> bool:
    """Whether a stretch of time stands in its clause or before: «18 открыто, | ещё два откроют в 2015-м»."""
    stop = view.clause(target.span)[1] - view.start
    return any(at < stop for at in place.dates)


def _names_subject(rule: Rule, target: _Target, view: View) -> bool:
    at = target.subject
    if not rule.units.isdisjoint(target.units) or (target.people and PERSON in rule.units):
        return True
    return at is not None and view.covers(rule.subjects, at)


def _missing(rule: Rule, target: _Target, view: View) -> str | None:
    """The first of the conditions on words that fails, but for how near those of the clause stand."""
    if rule.phrase and not view.holds(rule.phrase, view.phrase(target.phrase)):
        return "phrase"
    if rule.before and not view.ends(rule.before, target.named[0]):
        return "before"
    if rule.sentence and not (
        view.holds(rule.sentence, target.measured) if target.measured else view.names(rule.sentence)
    ):
        return "sentence"
    if rule.refuse_phrase and view.holds(rule.refuse_phrase, view.phrase(target.phrase)):
        return "refuse_phrase"
    refused = rule.refuse and view.names(rule.refuse) and view.holds(rule.refuse, view.clause(target.span))
    return "refuse" if refused else None


def _steps(rule: Rule, target: _Target, view: View) -> int | None:
    """Steps to the rule's nearest word, or None where none stands near."""
    if not rule.clause or (target.subject is not None and _is_subject(rule, target, view)):
        return 0 if rule.phrase else _NO_CUE
    steps = view.nearest(rule.clause, target.span)
    if steps is None or steps > _REACH or (view.start and _of_people(target) and _do_other(rule, target, view)):
        return None
    # «не занимает больше 15 минут» bounds a time, «не привиты больше 15 человек» denies
    bounded = not target.units.isdisjoint(words("clock_unit"))
    return steps if bounded or not view.denies(rule.clause, target.span) else None


def _of_people(target: _Target) -> bool:
    """«512 человек», «Всего заболели | 41 512»."""
    return target.people or not target.units.isdisjoint(words("people_noun"))


def _do_other(rule: Rule, target: _Target, view: View) -> bool:
    """«Скончались 8 человек. Всего | заболели | 512 человек»: a verb beside people, the rule's words only before."""
    return not view.names_here(rule.clause) and any(view.does(at) for at in (target.span[0] - 1, target.span[1]))


def _cues(rule: Rule, target: _Target, view: View) -> tuple[Range, ...]:
    """The words by which a rule holds: those of the phrase, and the nearest of the clause."""
    start, stop = view.phrase(target.phrase)
    inside = [hit for p in rule.phrase for hit in view.hits.get(p, ()) if start <= hit[0] and hit[1] <= stop]
    around = [hit for pattern in rule.clause for hit in view.hits.get(pattern, ())]
    nearest = min(around, key=lambda hit: view.steps(hit, target.span), default=None)
    return (*inside[:1], *([nearest] if nearest else []))


def _is_subject(rule: Rule, target: _Target, view: View) -> bool:
    """Whether the subject of a change is a word that names the level by itself: «посещаемость»."""
    at = target.subject
    return at is not None and view.covers(rule.subjects, at)
