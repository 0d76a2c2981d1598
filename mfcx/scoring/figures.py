"""The sums over all articles: what was right, of how many found and of how many labelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mfcx.scoring.agreement import FIELDS, is_right, label_overlap, listed_indicators, name_key
from mfcx.scoring.gold import Found, FoundMetric, Gold, GoldMetric, NamedPerson
from mfcx.scoring.matching import Match, match

_DIGITS = 4


class Score(NamedTuple):
    """Precision, recall and their harmonic mean."""

    p: float
    r: float
    f1: float


Figures = dict[str, int | float | Score | None]

# what --fail-under can name; a field is right only where its figure was found
SCORES = ("found", *(f"+{field}" for field in FIELDS), "full", "listed", "regions", "persons", "roles")
SHARES = ("speaker", "place", "label", "article_region", "published", "orgs_recall")


class Counts:
    """How many were right, found and labelled, of one kind of thing."""

    def __init__(self) -> None:
        self.right = self.found = self.gold = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """The counts of one article."""
        self.right += right
        self.found += found
        self.gold += gold

    def score(self, right: int | None = None) -> Score:
        """With `right` of another kind where the same things were looked for."""
        hits = self.right if right is None else right
        p = hits / self.found if self.found else 0.0
        r = hits / self.gold if self.gold else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return Score(round(p, _DIGITS), round(r, _DIGITS), round(f1, _DIGITS))

    def share(self) -> float | None:
        """Right ones among the labelled, None where nothing is."""
        return round(self.right / self.gold, _DIGITS) if self.gold else None


class Scoring:
    """Adds up articles; `figures` are those of all so far."""

    def __init__(self) -> None:
        self._articles = 0
        self._metrics, self._listed = Counts(), Counts()
        self._fields: Counter[str] = Counter()
        self._stated = {"speaker": Counts(), "place": Counts()}
        self._labels: list[float] = []
        self._whole = {"article_region": Counts(), "published": Counts()}
        self._named = {name: Counts() for name in ("regions", "persons", "roles", "orgs")}

    def add(self, gold: Gold, found: Found, text: str) -> Iterator[str]:
        """Adds an article and tells, a line each, what was missed, false or wrong in it."""
        self._articles += 1
        yield from self._add_metrics(gold.metrics, found.metrics, match(gold.metrics, found.metrics, text))
        for field, want, got in (
            ("article_region", gold.region, found.region),
            ("published", gold.published, found.published),
        ):
            self._whole[field].add(want == got, 1, 1)
            if want != got:
                yield f"{field}: expected {want}, got {got}"
        yield from self._add_names("regions", set(gold.regions or []), {region.iso for region in found.regions})
        yield from self._add_persons(_by_name(gold.persons or []), _by_name(found.persons))
        orgs = {name_key(one.name) for one in found.organisations}
        # gold has the main ones only: those beyond are not wrong
        yield from self._add_names("orgs", {name_key(one) for one in gold.orgs or []}, orgs, told=("missed",))

    def _add_metrics(self, golds: list[GoldMetric], founds: list[FoundMetric], matched: Match) -> Iterator[str]:
        wanted = [gold for i, gold in enumerate(golds) if not gold.optional and i not in matched.told]
        counted = [found for j, found in enumerate(founds) if j not in matched.ignored]
        pairs = [(golds[i], founds[j]) for i, j in matched.pairs if not golds[i].optional]
        self._metrics.add(len(pairs), len(counted), len(wanted))
        listed = listed_indicators()
        self._listed.add(
            sum(gold.indicator in listed and is_right("indicator", gold, found) for gold, found in pairs),
            sum(found.indicator in listed for found in counted),
            sum(gold.indicator in listed for gold in wanted),
        )
        for gold, found in pairs:
            yield from self._add_pair(gold, found)
        yield from (f"missed {_show(golds[i])}" for i in matched.missed(golds))
        yield from (f"false {_show(founds[j])}" for j in matched.false(founds))

    def _add_pair(self, gold: GoldMetric, found: FoundMetric) -> Iterator[str]:
        wrong = [field for field in FIELDS if not is_right(field, gold, found)]
        self._fields.update(field for field in FIELDS if field not in wrong)
        self._fields["full"] += not wrong
        for field, counts in self._stated.items():
            want, got = getattr(gold, field), getattr(found, field)
            if want:
                counts.add(name_key(want) == name_key(got), 1, 1)
        if gold.label:
            self._labels.append(label_overlap(gold, found))
        for field in wrong:
            yield f"wrong {_show(gold)}: {field}: expected {getattr(gold, field)}, got {getattr(found, field)}"

    def _add_persons(self, golds: Mapping[str, NamedPerson], founds: Mapping[str, NamedPerson]) -> Iterator[str]:
        yield from self._add_names("persons", set(golds), set(founds))
        want = {key: name_key(one.role) for key, one in golds.items() if one.role and not one.byline}
        authors = {key for key, one in golds.items() if one.byline}
        got = {key: name_key(one.role) for key, one in founds.items() if one.role and key not in authors}
        # a person without a role among the found is no false role, but a missed one
        right = sum(got.get(key) == role for key, role in want.items())
        self._named["roles"].add(right, len(got), len(want))
        for key in sorted(want.keys() & founds.keys()):
            if got.get(key) != want[key]:
                yield f"wrong role of {key}: expected {want[key]}, got {got.get(key)}"

    def _add_names(
        self, kind: str, want: set[str], got: set[str], told: tuple[str, ...] = ("missed", "false")
    ) -> Iterator[str]:
        self._named[kind].add(len(want & got), len(got), len(want))
        for word, names in (("missed", want - got), ("false", got - want)):
            if word in told:
                yield from (f"{word} in {kind}: {name}" for name in sorted(names))

    def figures(self) -> Figures:
        """All figures, the counts of articles and metrics first."""
        labels, named = self._labels, self._named
        return {
            "articles": self._articles,
            "gold_metrics": self._metrics.gold,
            "predicted_metrics": self._metrics.found,
            "found": self._metrics.score(),
            **{f"+{field}": self._metrics.score(self._fields[field]) for field in FIELDS},
            "full": self._metrics.score(self._fields["full"]),
            "listed": self._listed.score(),
            **{field: counts.share() for field, counts in self._stated.items()},
            "label": round(sum(labels) / len(labels), _DIGITS) if labels else None,
            **{field: counts.share() for field, counts in self._whole.items()},
            "regions": named["regions"].score(),
            "persons": named["persons"].score(),
            "roles": named["roles"].score(),
            "orgs_recall": named["orgs"].share(),
            "orgs_per_article": round(named["orgs"].found / self._articles, 1) if self._articles else None,
        }


def _by_name(persons: list[NamedPerson]) -> dict[str, NamedPerson]:
    return {name_key(one.name): one for one in persons}


def _show(metric: GoldMetric | FoundMetric) -> str:
    value = "" if metric.value is None else f"{metric.value:.15g}"
    return f"«{metric.text}» {value} {metric.unit or ''}".rstrip()
