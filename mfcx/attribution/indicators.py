"""Names each metric by the rule packs; what inherits its unit, or tells a change, is named by what it refers to."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from mfcx.attribution.location.place_rows import goes_on_measuring
from mfcx.document import DASHES, Document, Metric, Sentence, Token
from mfcx.facts import goes_on
from mfcx.morphology import readings
from mfcx.quantities.periods import TimePhrase
from mfcx.rules.match import Match, Matcher, Place, is_relative, moves
from mfcx.rules.rule import Pack
from mfcx.rules.subjects import find_subject
from mfcx.rules.view import is_level_word, level_kinds, view_of
from mfcx.tables import fold, words

# an inherited figure is named by its own words only where they stand as near as this
_NEAR = 7
# «, а в десяти»: where in its clause a setting stands
_SETTING = 3
# lines between two paragraphs that go on about one thing, an empty one counted in
_LINES = 2
# words of an item in a row: «, крестьянскими хозяйствами области –»
_ROW = 8
_VERBS = frozenset({"VERB", "PRTS", "INFN", "GRND"})
# from a change to the amount that an aside gives: «(на |»
_ASIDE = 2
# a sentence speaks of the one before if it says so among its first words
_OPENING = 6

# roles of a time in which something may have been opened
_STRETCHES = frozenset({"in", "over", "during", "until", "by", "from", "through"})


class Naming(Struct, frozen=True):
    """How a metric got its name: from the rule that its own words chose, or from another metric; from neither, none."""

    metric: Metric
    place: Place
    match: Match | None = None
    source: Metric | None = None


class _Namer(Struct):
    """Names the metrics of a document in their order."""

    document: Document
    matcher: Matcher
    leads: dict[int, Sentence]
    sentences: dict[int, list[Metric]]
    named: list[Metric]
    headlines: dict[int, Sentence]  # the headline right above a sentence, by its start
    times: Mapping[int, Sequence[TimePhrase]]  # by start of the sentence
    places: dict[int, Place]  # by start of the sentence
    kinds: list[Metric]  # those that their counted phrase named: «удалённых офисов»

    def name(self, metric: Metric) -> Naming:
        quantity, place = metric.quantity, self._place(metric)
        if is_relative(quantity) and not self.matcher.has_subject(quantity, place):
            return self._copy(metric, place, self._referent(metric))
        match = self.matcher.choose(quantity, place)
        if self._is_setting(metric, place):
            return Naming(metric, place)
        if match is None and self._changes_too(metric):
            return self._copy(metric, place, self.named[-1])
        source = self._source(metric, match, place)
        if source is not None:
            return self._copy(metric, place, source)
        if match is not None and match.indicator is not None:
            metric.indicator = match.indicator
            metric.rule = match.name
            metric.label = match.rule.label
            if match.rule.phrase:
                self.kinds.append(metric)
        return Naming(metric, place, match)

    def _copy(self, metric: Metric, place: Place, source: Metric | None) -> Naming:
        if source is not None:
            metric.indicator, metric.rule, metric.label = source.indicator, source.rule, source.label
        return Naming(metric, place, source=source)

    def _place(self, metric: Metric) -> Place:
        start = metric.sentence.start
        place = self.places.get(start)
        if place is None:
            lead = self.leads.get(start)
            figures = tuple([(m.quantity.first, m.quantity.last) for m in self.sentences[start]])
            place = self.places[start] = Place(
                metric.sentence, figures, lead.tokens if lead else (), stretches(self.times[start])
            )
        return place

    def _source(self, metric: Metric, match: Match | None, place: Place) -> Metric | None:
        """The metric whose name this one bears, if its own words do not say otherwise."""
        if _is_of_kind(metric):
            return next((other for other in reversed(self.kinds) if _same_unit(other, metric)), None)
        if _tells_own_deed(metric):
            return None
        near = match is not None and _stands_near(match)
        if near or not (metric.quantity.inherited or (match is None and self._goes_on(metric, place))):
            return None
        if match is None and self.named and _says_again(self.named[-1], metric):
            return self.named[-1]
        source = next((other for other in reversed(self.named) if _same_unit(other, metric)), None)
        if source is not None and self.matcher.refuses(source.rule, metric.quantity, place):
            return None
        # «Список вырос. Их | теперь 300»: what the sentence before says is nearer than a figure told earlier
        told = match is not None and match.indicator is not None and place.lead
        return None if told and source is not None and source.sentence.start < place.lead[0].start else source

    def _changes_too(self, metric: Metric) -> bool:
        """«рождаемость упала в Твери – на 5 %, Туле – на | 4 %»: the next of a row of changes."""
        last = self.named[-1] if self.named else None
        if last is None or not (is_relative(last.quantity) and is_relative(metric.quantity)):
            return False
        return _is_next_of_row(last, metric)

    def _goes_on(self, metric: Metric, place: Place) -> bool:
        """Whether a figure may go on about the last of its unit: a change by an amount, a time or level soon after."""
        if is_relative(metric.quantity):  # what it is a change of stands in its own clause
            return False
        last = self.named[-1] if self.named else None
        if moves(metric.quantity) or (last is not None and _is_next_of_row(last, metric)):
            return True
        told = next((other for other in reversed(self.named) if not is_relative(other.quantity)), None)
        if told is not None and goes_on_measuring(self.document, told, metric, self.times[metric.sentence.start]):
            return True
        if last is None or metric.sentence.line - last.sentence.line > _LINES:
            return False
        return metric.quantity.unit in words("clock_unit") or self.matcher.speaks_of_level(metric.quantity, place)

    def _is_setting(self, metric: Metric, place: Place) -> bool:
        """Whether an inherited number only says where its clause happens: «а в десяти поменяют очередь»."""
        if not metric.quantity.inherited:
            return False
        view = self.matcher.view(place)
        first = metric.quantity.first + view.start
        start = view.clause((first, first + 1))[0]
        inside = {t.lower for t in view.tokens[first - 1 : first + 1]} & words("in")
        return start > view.start and first - start <= _SETTING and bool(inside)

    def _referent(self, metric: Metric) -> Metric | None:
        """What «это на 5 % больше» speaks of: the figure before it, or the last one of the sentence before.

        The first sentence of an article may speak of its headline: «Рост составил 8 %».
        """
        here = [m for m in self.sentences[metric.sentence.start] if m is not metric]
        before = [m for m in here if m.quantity.start < metric.quantity.start]
        if before:
            return before[-1]
        lead = self.leads.get(metric.sentence.start) or self.headlines.get(metric.sentence.start)
        if lead is not None:
            told = [m for m in self.named if m.sentence.start == lead.start]
            if told:
                return told[-1]
        after = [m for m in here if not is_relative(m.quantity)]
        if after:
            self.name(after[0])
            return after[0]
        return None


def set_indicators(document: Document, packs: Sequence[Pack]) -> list[Naming]:
    """Fills `indicator`, `rule` and the rule's `label`; how each metric got them."""
    sentences: dict[int, list[Metric]] = defaultdict(list)
    for metric in document.metrics:
        sentences[metric.sentence.start].append(metric)
    rows = zip(document.sentences, document.readings, strict=True)
    times = {sentence.start: reading.times for sentence, reading in rows}
    namer = _Namer(
        document,
        Matcher(packs, document.sentences),
        _leads(document, sentences),
        sentences,
        [],
        _headlines(document),
        times,
        {},
        [],
    )
    namings = []
    for metric in document.metrics:
        namings.append(namer.name(metric))
        namer.named.append(metric)
    return namings


def _headlines(document: Document) -> dict[int, Sentence]:
    """The headline for the first sentence below it."""
    pairs = itertools.pairwise(document.sentences)
    return {below.start: title for title, below in pairs if title.is_title and not below.is_title}


def stretches(times: Sequence[TimePhrase]) -> tuple[int, ...]:
    """The first tokens of «за год», «в 2014 году», «до конца года»; not of «на 1 января», «чем в прошлом году»."""
    return tuple([t.first for t in times if t.kind == "period" and not t.base and t.role in _STRETCHES])


def _is_next_of_row(last: Metric, metric: Metric) -> bool:
    """«получено пшеницы – 90 тонн (75 %), гороха – | 4 тонны»: an item without a verb, its figure behind a dash."""
    tokens, dash = metric.sentence.tokens, metric.quantity.first - 1
    dash -= 0 <= dash < len(tokens) and tokens[dash].lower in words("by")
    if last.sentence is not metric.sentence or not 0 <= dash < len(tokens) or tokens[dash].text not in DASHES:
        return False
    between = [token for token in tokens[last.quantity.last : dash] if token.text != ")"]
    if not 1 < len(between) <= _ROW or between[0].lower not in words("joint") | {";"}:
        return False
    return not any(readings(token.lower)[0].pos in _VERBS for token in between if token.text.isalpha())


def _tells_own_deed(metric: Metric) -> bool:
    """«умерло – 12, прибыло | – 40», «поступило 96 жалоб. Рассмотрено | – 90»: a verb of its own before the dash."""
    tokens, dash = metric.sentence.tokens, metric.quantity.first - 1
    if not metric.quantity.inherited or dash < 1:
        return False
    if tokens[dash].text not in DASHES:
        return _befalls(tokens[dash])
    top = readings(tokens[dash - 1].lower)[0]
    return top.pos in ("VERB", "PRTS") and top.gender == "neut"


def _stands_near(match: Match) -> bool:
    """Whether what a rule holds by stands at the figure: «в том числе на образование – | 54 млрд»."""
    at_figure = bool(match.rule.phrase or match.rule.before)
    return at_figure or (match.steps is not None and match.steps <= _NEAR)


def _befalls(token: Token) -> bool:
    """«Скончались двое. Всего | заболели | 41 512»: what became of others, told right before their number."""
    top = readings(token.lower)[0]
    return top.pos in ("VERB", "PRTS") and fold(top.lemma) in words("befalls_people")


def _is_of_kind(metric: Metric) -> bool:
    """«откроют 96 удалённых офисов, сейчас их 158 | таких»: what is counted is of the kind told before."""
    inside = metric.sentence.tokens[metric.quantity.first : metric.quantity.last]
    return any(token.lower in words("such") for token in inside)


def _says_again(last: Metric, metric: Metric) -> bool:
    """«смертность упала на 9 % (на | 40 человек)»: the change just told, as an amount."""
    if last.sentence is not metric.sentence or not (is_relative(last.quantity) and moves(metric.quantity)):
        return False
    tokens = metric.sentence.tokens
    return tokens[last.quantity.last].text == "(" and metric.quantity.first - last.quantity.last <= _ASIDE


def _same_unit(other: Metric, metric: Metric) -> bool:
    """Whether two metrics count the same; times are the same in any unit."""
    one, two = other.quantity.unit, metric.quantity.unit
    return (one == two or {one, two} <= words("clock_unit")) and not is_relative(other.quantity)


def _leads(document: Document, metrics: Mapping[int, Sequence[Metric]]) -> dict[int, Sentence]:
    """What to read before a sentence: the head of its list, or the sentence that it speaks of."""
    result: dict[int, Sentence] = {}
    previous: Sentence | None = None
    for sentence in document.sentences:
        told = metrics.get(sentence.start, ())
        if previous is not None:
            if goes_on(document.text, sentence, previous):
                result[sentence.start] = result.get(previous.start, previous)
            elif not previous.is_title and (_speaks_back(sentence) or _is_bare(told, sentence, previous)):
                result[sentence.start] = previous
        previous = sentence
    return result


def _speaks_back(sentence: Sentence) -> bool:
    """«Сейчас их 39», «Рост составил 8 %»."""
    return _points_back(sentence.tokens[:_OPENING]) or _is_growth(sentence)


def _points_back(tokens: Sequence[Token]) -> bool:
    """«их», «теперь»: what stands for something told before."""
    kinds = level_kinds()
    return bool([token for token in tokens if "back" in kinds[token.lower]])


def _is_growth(sentence: Sentence) -> bool:
    """«Рост за год составил 8 %» does not say of what, «Рост цен составил 8 %» does."""
    tokens = sentence.tokens
    if len(tokens) < 2 or not is_level_word("growth", tokens[0].lower):
        return False
    top = readings(tokens[1].lower)[0]
    return not (tokens[1].text[0].isalpha() and top.case == "gent" and top.pos in ("NOUN", "ADJF", "PRTF"))


def _is_bare(metrics: Sequence[Metric], sentence: Sentence, previous: Sentence) -> bool:
    """Whether a unit takes its subject from the sentence before: «Очередь короче. Теперь 5 минут»."""
    if previous.line != sentence.line:
        return False
    bare = [m.quantity for m in metrics if m.quantity.unit in words("bare_unit")]
    if not bare or _points_back(sentence.tokens):
        return bool(bare)
    view = view_of(sentence.tokens, [(m.quantity.first, m.quantity.last) for m in metrics])
    return any(find_subject(view, (q.first, q.last)) is None for q in bare)
