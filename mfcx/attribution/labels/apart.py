"""Labels that read alike though their figures are of several places: «окна в Туле», «окна в Ефремове»."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mfcx.attribution.labels.forms import label_words
from mfcx.attribution.labels.noun_phrases import bend
from mfcx.attribution.labels.sources import label_word
from mfcx.document import Document, Metric
from mfcx.names.phrases import like
from mfcx.names.whereabouts import region_name
from mfcx.tables import fold

_STEM = 5  # letters that tell two words apart
# a label of more words has no room for a place
_LONGEST = 6


def tell_apart(document: Document) -> None:
    """Where one label stands for several places, each of them is told; the article's own region goes without."""
    named = {fold(document.text[m.start : m.stop]) for m in document.mentions}  # «туляки»
    for alike in _alike(document.metrics):
        if len({(metric.region, metric.place) for metric in alike}) > 1:
            for metric in alike:
                metric.label = _placed(metric, document.region, named)


def _alike(metrics: Iterable[Metric]) -> Iterable[list[Metric]]:
    """The figures of one article by their label."""
    found: dict[str, list[Metric]] = {}
    for metric in metrics:
        if metric.label:
            found.setdefault(metric.label, []).append(metric)
    return found.values()


def _placed(metric: Metric, region: str | None, named: Collection[str]) -> str:
    """«школы, построенные к осени» -> «школы в Казани, построенные к осени»."""
    label = metric.label or ""
    where = _where(metric, region)
    if not where or len(label.split()) > _LONGEST or _names(label, where, named):
        return label
    head, comma, told = label.partition(",")
    return f"{head} {where}{comma}{told}"


def _where(metric: Metric, region: str | None) -> str:
    """«в Казани», «во Всеволожском районе», «в Тульской области»."""
    name = _in_locative(metric.place) if metric.place else None
    if name is None and metric.region is not None and metric.region != region:
        name = region_name(metric.region, "loct")
    return f"{_preposition(name)} {name}" if name else ""


def _in_locative(place: str) -> str:
    """«Нижний Новгород» -> «Нижнем Новгороде», «Комсомольск-на-Амуре» -> «Комсомольске-на-Амуре»."""
    bent = zip(bend(place, "loct").split(), place.split(), strict=True)
    return " ".join("-".join(map(like, word.split("-"), given.split("-"))) for word, given in bent)


def _preposition(name: str) -> str:
    full = fold(name).startswith(tuple(label_words("after_full_in")))
    return label_word("full_in" if full else "plain_in")


def _names(label: str, where: str, named: Collection[str]) -> bool:
    """Whether a label has the place in another form: «окна казанского МФЦ», «доля туляков»."""
    told = {fold(word) for word in label.split()}
    stems = {word[:_STEM] for word in told}
    same = any(fold(word)[:_STEM] in stems for word in where.split()[1:] if word[0].isupper())
    return same or not told.isdisjoint(named)
