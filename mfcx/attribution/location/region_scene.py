"""What a sentence names of the federal subjects, as the choice of a figure's region reads it.

«в Омской области», «44 региона», «в Старицкой — 5»; «опередив Омскую область» and «рейсы в Сочи» hold no figures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from operator import attrgetter

from msgspec import Struct

from mfcx.attribution.location.place_words import PlaceWords, place_words
from mfcx.attribution.location.strangers import find_strangers
from mfcx.attribution.status import COMMA_MARKS, clause_bounds
from mfcx.document import DASHES, Metric, Quantity, RegionMention, Sentence, Token
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.places.destinations import is_destination, joins_names
from mfcx.places.gazetteer import subjects
from mfcx.tables import fold, read_table, words

NAMES = frozenset({"name", "short", "nickname", "abbreviation"})
NARROW = frozenset({"town", "district"})
VERBAL = frozenset({"VERB", "INFN", "PRTS"})
# from «как в Омской,» to its «так»
_CORRELATED = 3
_START = attrgetter("start")
_NO_WORDS = PlaceWords(())


class Named(Struct, frozen=True):
    """A mention as tokens [first, last) of its sentence."""

    mention: RegionMention
    first: int
    last: int


class Scene(Struct, frozen=True):
    """A sentence with the subjects that may hold its figures, and the stretches that mean more than one subject."""

    sentence: Sentence
    all: Sequence[Named]
    holders: Sequence[Named]
    wider: Sequence[tuple[int, int]]
    standards: frozenset[int]  # first tokens of those that others are measured against: «выше среднероссийского»
    parts: frozenset[int]  # first tokens of names in «в том числе в Омской области»
    origins: frozenset[int]  # the same of «из Омской области (22 %), Хакасии (13 %)»
    leading: frozenset[int]  # the same of «…, а в Омской области – на 7 %»: what leads a figure in a clause of its own
    figures: Sequence[int]  # first tokens of its figures
    words: PlaceWords
    city: bool  # the article is about Москва or another city that is a region

    @property
    def tokens(self) -> Sequence[Token]:
        return self.sentence.tokens


def find_named(sentence: Sentence, mentions: Sequence[RegionMention]) -> list[Named]:
    """The mentions of a sentence, of all in order."""
    tokens, named = sentence.tokens, []
    for at in range(bisect_left(mentions, sentence.start, key=_START), len(mentions)):
        mention = mentions[at]
        if mention.start > sentence.stop:
            break
        if mention.stop <= sentence.stop:
            named.append(Named(mention, _index(tokens, mention.start), _index(tokens, mention.stop)))
    return named


def make_scene(
    sentence: Sentence,
    named: Sequence[Named],
    metrics: Sequence[Metric],
    before: Sentence | None,
    settled: Collection[int],
    *,
    city: bool,
) -> Scene:
    tokens = sentence.tokens
    places = place_words(tokens) if metrics else _NO_WORDS
    wider = [*places.ranges("area"), *_counted_subjects(tokens, metrics, named), *_strangers(tokens, named, settled)]
    aims = places.ranges("aim")
    if aims and (places.ranges("scheme") or (before is not None and place_words(before.tokens).ranges("scheme"))):
        wider += aims  # this sentence or the one before names a programme of the country
    if wider:
        wider = _without_ranks(places, wider)
        arriving = bool(places.ranges("arrival"))
        wider = [hit for hit in wider if not _is_way(tokens, hit[0], arriving=arriving)]
    measures = places.ranges("standard")
    standards = frozenset(hit[0] for hit in wider for first, last in measures if first <= hit[0] < last)
    parts = frozenset(one.first for one in named if _is_part(tokens, one.first))
    holders, origins = _holders(tokens, named), frozenset(_origins(tokens, named))
    leading = frozenset(one.first for one in holders if _leads_figure(tokens, one, metrics))
    figures = [metric.quantity.first for metric in metrics]
    return Scene(sentence, named, holders, wider, standards, parts, origins, leading, figures, places, city)


def _leads_figure(tokens: Sequence[Token], one: Named, metrics: Sequence[Metric]) -> bool:
    """«рост на 5 %, а | в Омской области – на 7 %»: a name that opens a clause with a figure."""
    first, last = clause_bounds(tokens, one.first, one.last, COMMA_MARKS)
    here = [metric.quantity.first for metric in metrics if first <= metric.quantity.first < last]
    return first > 0 and bool(here) and min(here) > one.first


def counts_subjects(metric: Metric, named: Sequence[Named]) -> bool:
    """«44 региона», «девяти областям», but «семь регионов Карелии» are parts of one."""
    q = metric.quantity
    if q.unit not in words("subject_unit") or not 1 < q.value <= len(subjects()):
        return False
    whole = next((one for one in named if one.first == q.last and one.mention.kind in NAMES), None)
    return whole is None or not any(r.case == "gent" for r in readings(metric.sentence.tokens[whole.first].lower))


def _counted_subjects(
    tokens: Sequence[Token], metrics: Sequence[Metric], named: Sequence[Named]
) -> list[tuple[int, int]]:
    """«в 44 регионах», «девяти регионам», «44 региона получат»: many subjects hold what is told of them.

    «20 регионов» may only be named.
    """
    counted = [m.quantity for m in metrics if counts_subjects(m, named)]
    return [(q.first, q.last) for q in counted if _shares_out(tokens, q.first, q.last)]


def _shares_out(tokens: Sequence[Token], first: int, last: int) -> bool:
    cases = {r.case for r in readings(tokens[last - 1].lower)}
    if cases & {"loct", "datv"}:
        return True
    among = first > 0 and tokens[first - 1].lower in words("among")
    return among or (last < len(tokens) and readings(tokens[last].lower)[0].pos == "VERB")


def _strangers(tokens: Sequence[Token], named: Sequence[Named], settled: Collection[int]) -> Iterator[tuple[int, int]]:
    """«в Минской области 7 школ» below «В Псковской области …»: what no list has ends the region before it."""
    known = {at for one in named for at in range(one.first, one.last)}
    known |= {at for at, token in enumerate(tokens) if token.start in settled}
    return find_strangers(tokens, frozenset(known), listed=len(subjects_of(named)) > 1)


def _without_ranks(places: PlaceWords, wider: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """«стал единственным в стране», «третье место по России»: how one stands among all widens no figure."""
    ranks = {at for first, last in places.ranges("rank") for at in range(first, last)}
    return [hit for hit in wider if hit[0] not in ranks]


def speaks_of_country(tokens: Sequence[Token]) -> bool:
    """«в 22 регионах России», «по всей стране»; not «лучший в России»."""
    places = place_words(tokens)
    return bool(_without_ranks(places, places.ranges("area")))


def _index(tokens: Sequence[Token], offset: int) -> int:
    return bisect_left(tokens, offset, key=_START)


def _holders(tokens: Sequence[Token], named: Sequence[Named]) -> list[Named]:
    """Drops «из Москвы и Подмосковья», «опередив Омскую область», «рейсы в Сочи», with all that is joined to them."""
    kept: list[Named] = []
    left_out = False
    for at, one in enumerate(named):
        joined = at > 0 and joins_names(tokens, named[at - 1].last, one.first)
        # «как и в Туве, в Омской области …» goes on with another
        joined = joined and not (
            _is_compared(tokens, named[at - 1]) and tokens[one.first - 1].lower in words("locative")
        )
        left_out = _is_passing(tokens, one) or (left_out and joined)
        if not left_out:
            kept.append(one)
    return kept


def _origins(tokens: Sequence[Token], named: Sequence[Named]) -> Iterator[int]:
    """«Едут из Омской области (22 %), Хакасии (13 %)»: the whole row tells where guests come from."""
    led, before = False, 0
    for one in named:
        between = tokens[before : one.first]
        rowed = joins_names(tokens, before, one.first) and not any(t.lower in words("locative") for t in between)
        led = (one.first > 0 and tokens[one.first - 1].lower in words("out_of")) or (led and rowed)
        if led:
            yield one.first
        before = _behind_brackets(tokens, one.last)


def _behind_brackets(tokens: Sequence[Token], at: int) -> int:
    """The token behind the brackets that open at one, or the very one."""
    if at >= len(tokens) or tokens[at].text != "(":
        return at
    return next((end + 1 for end in range(at, len(tokens)) if tokens[end].text == ")"), at)


def _is_way(tokens: Sequence[Token], first: int, *, arriving: bool) -> bool:
    """«приехали из других регионов», «уехали в другие регионы»: where people come from or go widens no figure."""
    at = first
    while at > 0 and readings(tokens[at - 1].lower)[0].pos == "ADJF":
        at -= 1
    origin = arriving and at > 0 and tokens[at - 1].lower in words("origin")
    return origin or is_destination(tokens, at)


def _is_passing(tokens: Sequence[Token], one: Named) -> bool:
    """Where somebody comes from or goes to, or whom another outdoes or is compared with."""
    if one.first and tokens[one.first - 1].lower in words("origin"):
        return True
    if _is_companion(tokens, one):
        return True
    outdone = is_outdone(tokens, one.first) or _is_outranked(tokens, one)
    return outdone or is_destination(tokens, one.first) or _is_compared(tokens, one)


def _is_companion(tokens: Sequence[Token], one: Named) -> bool:
    """«на границе с Тувой», «вместе с Омской областью»: who is there as well holds no figures."""
    if one.first == 0 or one.mention.kind not in NAMES or tokens[one.first - 1].lower not in words("with"):
        return False
    return any(r.case == "ablt" for r in readings(tokens[one.first].lower))


def _is_part(tokens: Sequence[Token], at: int) -> bool:
    """«в регионы, в том числе и в Омскую область»: a name that only shows how far a figure reaches."""
    while at > 0 and (tokens[at - 1].lower in words("locative") or tokens[at - 1].lower in words("and")):
        at -= 1
    return at > 0 and tokens[at - 1].lower in words("part") | words("including")


def is_outdone(tokens: Sequence[Token], first: int) -> bool:
    """«опередив даже Омскую область»: whom another is compared with."""
    at = first - 1
    while at >= 0 and tokens[at].lower in words("emphasis"):
        at -= 1
    return at >= 0 and not words("outdo").isdisjoint(lemmas(tokens[at].lower))


def _is_outranked(tokens: Sequence[Token], one: Named) -> bool:
    """«на третьем месте после Омской области»: who stands higher holds no figures of the rank."""
    if one.first == 0 or tokens[one.first - 1].lower not in words("ranked_after"):
        return False
    return any(not words("rank_place").isdisjoint(lemmas(token.lower)) for token in tokens[: one.first])


def _is_compared(tokens: Sequence[Token], one: Named) -> bool:
    """«больше, чем в соседней | Омской области», «как в | Омской области,»; not «обсудили, как в Омской строят»."""
    first = one.first
    while first > 0 and readings(tokens[first - 1].lower)[0].pos == "ADJF":
        first -= 1
    found = {kind for _, kind in _comparing().ending(tokens, first)}
    alone = one.last == len(tokens) or not tokens[one.last].text[0].isalnum()
    if "compared" not in found and not (found and alone):
        return False
    # «как в Омской, так и в Курской области» is of both
    return not any(token.lower in words("as_well") for token in tokens[one.last : one.last + _CORRELATED])


@cache
def _comparing() -> PatternTable[str]:
    rows = [row for row in read_table("figure_places") if row["kind"].startswith("compared")]
    return PatternTable((row["pattern"], row["kind"]) for row in rows)


def subjects_of(group: Sequence[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.mention.iso for one in group))


def locates(tokens: Sequence[Token], one: Named) -> bool:
    """«в соседней Омской области», «в Приморске Запорожской области»: what a preposition of place leads to."""
    at = one.first - 1
    while at >= 0 and readings(tokens[at].lower)[0].pos == "ADJF":
        at -= 1
    return one.mention.kind in NARROW or (at >= 0 and tokens[at].lower in words("locative"))


def may_follow(tokens: Sequence[Token], one: Named, *, near: bool) -> bool:
    """A name behind the figure: «40 школ в Омской области», «40 школ получит Омская область», «… Омской области».

    What the figure is done to is no holder: «40 процентов выбрали Омскую область».
    """
    if locates(tokens, one):
        return True
    cases = {r.case for r in readings(tokens[one.first].lower) if r.pos in ("NOUN", "ADJF")}
    if cases == {"accs"}:
        return False
    after_verb = one.first > 0 and readings(tokens[one.first - 1].lower)[0].pos in VERBAL
    return near or (after_verb and not cases.isdisjoint({"nomn", "datv"}))


def is_of_other_kind(scene: Scene, iso: str) -> bool:
    """«Всего по округу», «в крае» behind figures of a республика: no longer of that subject."""
    kinds = set(fold(subjects()[iso].name).split())
    ends = (stop for kind in ("whole", "okrug") for _, stop in scene.words.ranges(kind))
    nouns = (words("subject_kind") & lemmas(scene.tokens[stop - 1].lower) for stop in ends)
    return any(noun and kinds.isdisjoint(noun) for noun in nouns)


def is_origin(tokens: Sequence[Token], q: Quantity) -> bool:
    """«из 45 стран», not «со 112 странами»."""
    leads = any(token.lower in words("origin") for token in tokens[max(0, q.first - 1) : q.first + 1])
    return leads and any(r.case == "gent" for r in readings(tokens[q.last - 1].lower))


def is_on_way(tokens: Sequence[Token], first: int) -> bool:
    """«участки трассы Ольша – | Велиж – Усвяты»: a town that a dash joins to the name before it."""
    return first > 1 and tokens[first - 1].text in DASHES and tokens[first - 2].text[0].isupper()


def comes_from(scene: Scene, last: int, iso: str | None) -> bool:
    """«400 детей | из Омской области»: whom an article of that region counts, wherever they go.

    So are its guests: «Среди больных 15 % | – из Омской области, 8 % – с Алтая».
    """
    tokens = scene.tokens
    if iso is None or last + 2 >= len(tokens):
        return False
    if tokens[last].text in DASHES:
        led = tokens[last + 1].lower in words("origin") or tokens[last + 1].lower in words("with")
        named = tokens[last + 2].text[0].isupper()
        return led and named and any(r.case == "gent" for r in readings(tokens[last + 2].lower))
    led = tokens[last].lower in words("out_of")
    return led and any(one.first == last + 1 and one.mention.iso == iso for one in scene.all)


def is_term(tokens: Sequence[Token], first: int) -> bool:
    """«При пороге | 25 % в Омской области пришли 27 %, в Курской — 31 %»: told before them, it holds for all."""
    at = first - 1
    while at > 0 and readings(tokens[at].lower)[0].pos in ("NOUN", "ADJF", "PREP"):
        if tokens[at].lower in words("on_terms"):
            break
        at -= 1
    return at >= 0 and tokens[at].lower in words("on_terms")
