"""Labels that read alike though their figures are of several places: «окна в Туле», «окна в Ефремове»."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mfcx.attribution.labels.forms import label_words
from mfcx.attribution.labels.label_texts import label_word
from mfcx.attribution.labels.noun_phrases import bend
from mfcx.document import Document, Metric
from mfcx.morphology import inflect, readings
from mfcx.names.bodies.whereabouts import region_name
from mfcx.names.phrases import like
from mfcx.tables import fold

_STEM = 5  # letters that tell two words apart
# a label of more words has no room for a place
_LONGEST = 6
_PAIR = 2  # halves of «Усть-Лабинск»; «Калач-на-Дону» has more


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
    if " " not in place:
        return _town_in_locative(place.split("-"))
    bent = zip(bend(place, "loct").split(), place.split(), strict=True)
    return " ".join("-".join(map(like, word.split("-"), given.split("-"))) for word, given in bent)


def _town_in_locative(halves: list[str]) -> str:
    """«Муром» -> «Муроме», «Каменск-Уральский» -> «Каменске-Уральском», «Усть-Лабинск» -> «Усть-Лабинске»."""
    adjective = readings(halves[-1].lower())[0].pos == "ADJF"
    bent = {0} if len(halves) > _PAIR else {len(halves) - 1} | ({0} if adjective else set())
    whole = [] if adjective else _place_word("-".join(halves)).split("-")
    if len(whole) == _PAIR and whole[0] == halves[0]:
        return "-".join(whole)  # «Йошкар-Оле», of which no half is a word
    return "-".join(_place_word(half) if at in bent else half for at, half in enumerate(halves))


def _place_word(word: str) -> str:
    """The locative of a name of a place before that of any other word: «Луга», «Муром»."""
    found = readings(word.lower())
    place = next((r for r in found if "Geox" in r.tags and r.case == "nomn"), None)
    if place is None or found[0].pos == "ADJF":
        return like(bend(word, "loct"), word)
    return like(inflect(word.lower(), "loct", place.number or "sing", tag="Geox") or word, word)


def _preposition(name: str) -> str:
    full = fold(name).startswith(tuple(label_words("after_full_in")))
    return label_word("full_in" if full else "plain_in")


def _names(label: str, where: str, named: Collection[str]) -> bool:
    """Whether a label has the place in another form: «окна казанского МФЦ», «доля туляков»."""
    told = {fold(word) for word in label.split()}
    stems = {word[:_STEM] for word in told}
    same = any(fold(word)[:_STEM] in stems for word in where.split()[1:] if word[0].isupper())
    return same or not told.isdisjoint(named)
