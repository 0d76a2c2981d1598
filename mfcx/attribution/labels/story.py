"""What the article has counted so far, for the figures that refer to it: «в том числе», «годом ранее», «из них»."""

from __future__ import annotations

from msgspec import Struct, field

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import label_words
from mfcx.attribution.labels.label_texts import label_word
from mfcx.attribution.labels.pairs import place_in_pair
from mfcx.attribution.labels.sentence_marks import is_counted
from mfcx.document import Metric, Quantity, Sentence

# how many characters a figure may stand behind the sentence that it goes on from
NEXT = 200
# no level but what one was to be: «план вывоза»
AIMED = "aimed"
# how many figures back a topic may stand
_NEAR = 4


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
        same = [t for t in row if t.direction == direction and lends(t, clause.quantity)]
        # «цены на хлеб выросли на 5 %, на молоко – 3 %»: a figure without a verb is what the one before was
        return same[-1] if same else None if clause.verbs(*clause.stretch) else row[-1]

    def lender(self, metric: Metric) -> Told | None:
        """The last figure of the same unit that named its noun."""
        return self._lenders.get(metric.quantity.unit)


def lends(told: Told, q: Quantity) -> bool:
    """Whether a figure may be what the one before was: how far a plan is done, or how often, no tons are."""
    apart = told.label.split()[0] == label_word("done") or told.metric.quantity.unit in label_words("occasion")
    return told.metric.quantity.unit == q.unit or not apart


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
