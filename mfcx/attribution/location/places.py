"""The town, district or office that a figure belongs to, where it is narrower than the region.

«В Бердянске открыто 7 окон» -> Бердянск; «Томск (12 офисов)» -> Томск; «В областном центре — 86 %» -> the capital.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from mfcx.attribution.location.named_places import (
    Atlas,
    Place,
    Setting,
    is_subject,
    led_in,
    named_in,
    narrowest,
    places_in,
    recalled_in,
    regions_in,
    subjects_alone,
    widest,
)
from mfcx.attribution.location.pairing import pair_with_names
from mfcx.attribution.location.place_words import PlaceWords
from mfcx.attribution.speech.words import speaks
from mfcx.attribution.status import COMMA_MARKS, clause_bounds
from mfcx.document import DASHES, Document, Metric, Quantity, Token
from mfcx.morphology import lemmas, readings
from mfcx.places.elided_nouns import stands_alone
from mfcx.tables import words

_HARD_MARKS = frozenset(";()")
_ITEM_MARKS = frozenset(",;:")
_PARTING = frozenset(":(")
# between a name and its figure in a row: «Томск — почти 12 тыс.»
_ROW_GAP = 2
# how far into a sentence «там» means the place of the one before
_OPENING = 3
# a headline's place that comes back may stand beside one named less often
_DWELT = 2


class _Scope(Struct):
    """The place that governs the running paragraph, and the one of the headline."""

    article: Place | None = None
    paragraph: Place | None = None
    named: Place | None = None  # the one place of the sentence before, for «там»
    town: Place | None = None  # spoken of last, for «в городе»
    district: Place | None = None
    line: int = -1


class _Around(Struct, frozen=True):
    """A sentence with the places and the whole regions (as tokens) that may hold its figures."""

    tokens: Sequence[Token]
    words: PlaceWords
    places: Sequence[Place] = ()
    regions: Sequence[int] = ()


def set_places(document: Document) -> None:
    """Fills `place` of every metric; wants its `region`."""
    by_sentence: dict[int, list[Metric]] = {}
    for metric in document.metrics:
        metric.place = None
        by_sentence.setdefault(metric.sentence.start, []).append(metric)
    if not by_sentence:
        return
    last = max(by_sentence)
    atlas = Atlas(document)
    scope = _Scope(_headline_place(document, atlas))
    for sentence in document.sentences:
        if sentence.start > last:
            return
        if sentence.line != scope.line:
            scope.line, scope.paragraph, scope.named = sentence.line, scope.article, None
        if scope.named and any(token.lower in words("there") for token in sentence.tokens[:_OPENING]):
            scope.paragraph = scope.named
        _set_sentence(scope, atlas.setting(sentence), by_sentence.get(sentence.start, ()))


def _set_sentence(scope: _Scope, setting: Setting, metrics: Sequence[Metric]) -> None:
    """Places for the figures of a sentence, which moves what is spoken of for those behind it."""
    sentence = setting.sentence
    if scope.paragraph is not None and setting.atlas.names_office(setting) and not _tells(setting):
        scope.paragraph = None
    if not setting.names_any:  # as in most sentences
        if metrics and scope.paragraph is not None:
            _set_figures(scope, setting, _Around(setting.tokens, setting.words), metrics)
        scope.named = scope.named if sentence.is_title else None
        return
    around = _around(scope, setting)
    if metrics:
        _set_figures(scope, setting, around, metrics)
    if not sentence.is_title:
        first = min([m.quantity.first for m in metrics], default=len(sentence.tokens))
        scope.named = _only(around.places)
        ahead = [p for p in around.places if p.first < first]
        _move(scope, setting, ahead if scope.named or not ahead else around.places, bool(around.regions))


def _around(scope: _Scope, setting: Setting) -> _Around:
    """What a sentence names, with the town and the district of the one before that it speaks of again."""
    _remember(scope, led_in(setting))
    again = recalled_in(setting, scope.town, scope.district)
    places = places_in(setting)
    if again.places:
        places = sorted([*places, *again.places], key=lambda p: p.first)
    _remember(scope, places)
    around = narrowest(setting, places)
    return _Around(setting.tokens, setting.words, around, regions_in(setting) + again.unknown)


def _set_figures(scope: _Scope, setting: Setting, around: _Around, metrics: Sequence[Metric]) -> None:
    alone, named = subjects_alone(setting), named_in(setting)
    paired = _paired(around, metrics, named)
    # a place behind the next figure of another clause is that one's
    nexts = [m.quantity.first for m in metrics[1:]] + [len(around.tokens)]
    for metric, after in zip(metrics, nexts, strict=True):
        running = None if metric.region in alone else scope.paragraph
        own = paired.get(metric.quantity.first) or _related(metric, around, named)
        if own is not None:
            metric.place = own.name
        elif metric.region is not None or setting.atlas.home is None:  # a figure of the country is in no town
            metric.place = _place_of(metric, around, running, after)


def _remember(scope: _Scope, places: Sequence[Place]) -> None:
    """The one town and the one district of a sentence are those of «в городе», «в районе» behind it."""
    if not places:
        return
    towns = [p for p in places if not p.district]
    districts = [p for p in places if p.district]
    if towns:
        scope.town = _only(towns)
    if districts:
        scope.district = _only(districts)


# --- the place of a figure --------------------------------------------------------------------------------


def _paired(around: _Around, metrics: Sequence[Metric], named: Sequence[Place]) -> dict[int, Place]:
    """«в Ржеве и Кимрах 12 и 7 школ»: the place of each figure of a row, by its first token."""
    if len(metrics) < 2 or len(named) < 2:
        return {}
    groups: list[list[Place]] = []
    for place in named:
        if groups and _joined(around, groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    by_range = {(p.first, p.last): p for p in named}
    pairs = pair_with_names(around.tokens, metrics, [[(p.first, p.last) for p in group] for group in groups])
    regions = {m.quantity.first: m.region for m in metrics}
    return {at: by_range[name] for at, name in pairs.items() if by_range[name].iso in ("", regions[at])}


def _place_of(metric: Metric, around: _Around, running: Place | None, after: int) -> str | None:
    """The place of a figure among those of its sentence, else the running one."""
    if _is_of_other(around, metric.quantity):
        return None
    if running is not None and not _may_share(running, metric):
        running = None
    if around.places or around.regions:
        return _choose(metric, around, running, after)
    if running is None:
        return None
    q = metric.quantity
    return None if _is_elsewhere(around, clause_bounds(around.tokens, q.first, q.last)) else running.name


def _choose(metric: Metric, around: _Around, running: Place | None, after: int) -> str | None:
    tokens, regions, q = around.tokens, around.regions, metric.quantity
    if _dashed(tokens, q.last) and q.last + 1 in regions:
        return None  # «остальные 75 — в районах»
    beside = _beside(around, q)
    if beside is not None:
        return beside[0]
    soft = clause_bounds(tokens, q.first, q.last)
    if _is_elsewhere(around, soft):
        return None
    listed = range(*clause_bounds(tokens, q.first, q.last, COMMA_MARKS))
    item_end = next((at for at in range(q.last, after) if tokens[at].text == ";"), after)
    theirs = _row(around, after) if after < len(tokens) else None
    sharing = [p for p in around.places if _may_share(p, metric) and not around.words.part_between(q.last, p.first)]
    if theirs is not None and any(token.text == "," for token in tokens[q.last : theirs.first]):
        sharing = [p for p in sharing if p is not theirs]  # «загрузка 58 %, больше всего – в Кимрах (77 %)»
    for start, stop in (soft, clause_bounds(tokens, q.first, q.last, _HARD_MARKS), (0, len(tokens))):
        window = [p for p in sharing if start <= p.first < stop]
        if (start, stop) != soft:
            window = [p for p in window if p.first < q.first or (p.first < item_end and _is_in(around, p))]
        whole = [at for at in regions if start <= at < stop]
        if window and not _is_lifted(window, [at for at in whole if at in listed], q.first):
            return _best(around, window, q)
        if whole:
            return None
    return running.name if running is not None else None


def _beside(around: _Around, q: Quantity) -> tuple[str | None] | None:
    """What a place right behind a figure or before it in a row tells: its name, or none where others share it."""
    behind = _behind(around, q.first, q.last)
    if behind is not None:
        return (_shared_name(around, behind),)
    row = _row(around, q.first)
    return (row.name,) if row is not None else None


def _is_lifted(window: Sequence[Place], whole: Sequence[int], figure: int) -> bool:
    """«В Ржеве 12 школ, а в области — 300»: the whole region is named between a place and the figure."""
    before = max((p.first for p in window if p.first < figure), default=figure)
    return any(before < at < figure for at in whole)


def _related(metric: Metric, around: _Around, named: Sequence[Place]) -> Place | None:
    """«жители Кимрского района, в котором собрали 12 т»: the clause belongs to the name before it, in any role.

    «в Ржеве и Кимрах, где …» tells of both.
    """
    if not named:
        return None
    q = metric.quantity
    start = clause_bounds(metric.sentence.tokens, q.first, q.last)[0]
    if not _opens_relative(metric.sentence.tokens, start):
        return None
    at = next((i for i, p in enumerate(named) if p.last == start - 1 and _may_share(p, metric)), None)
    if at is None or (at and _joined(around, named[at - 1], named[at]) and named[at - 1].name != named[at].name):
        return None
    return named[at]


def _opens_relative(tokens: Sequence[Token], start: int) -> bool:
    """«Кимрский, где …», «Кимрского района, в котором …»; not «школ Ржева, в которых …»."""
    if not 1 < start < len(tokens) - 1 or tokens[start - 1].text != ",":
        return False
    if tokens[start].lower in words("where"):
        return tokens[start - 2].text[0].isupper()
    return tokens[start].lower in words("locative") and tokens[start + 1].lower in words("which_one")


def _is_elsewhere(around: _Around, clause: tuple[int, int]) -> bool:
    """A clause of another noun, or of a way: what it tells is in no place of the sentence."""
    return _opens_relative(around.tokens, clause[0]) or _holds_way(around, clause)


def _holds_way(around: _Around, clause: tuple[int, int]) -> bool:
    """«от Ржева до Твери», «между Ржевом и Тверью», «в сторону Твери»: what lies between places is in none of them."""
    tokens = around.tokens
    for at, stop in around.words.stops("way").items():
        if clause[0] <= at < clause[1] and stop < len(tokens) and tokens[stop].text[0].isupper():
            return True
    return False


def _may_share(place: Place, metric: Metric) -> bool:
    """A place of another region than the figure's is none of its own."""
    return not place.iso or metric.region in (None, place.iso)


def _row(around: _Around, first: int) -> Place | None:
    """«Хабаровск (301,7 тыс.», «Артинский район — 7 048»: a name right before its figure."""
    at, gap = first, 0
    while at > 0 and gap < _ROW_GAP and not around.tokens[at - 1].text[0].isalpha():
        if not around.words.is_one("row", at - 1):
            return None
        at, gap = at - 1, gap + 1
    return next((p for p in around.places if p.last == at), None) if gap else None


def _is_of_other(around: _Around, q: Quantity) -> bool:
    """«Кимрский офис – 40, Ржевский – | 25»: an adjective whose noun is left out is of a place of its own.

    So is any item behind one that a place heads: «жители Ржева – 40, кимряки – | 25», not «Ржев: школ – 4, садов – 2».
    """
    first, at, tokens = q.first, q.first - 2, around.tokens
    if at < 0 or tokens[first - 1].text not in DASHES or _row(around, first) is not None:
        return False
    if q.unit in lemmas(tokens[at].lower):
        return False  # «в Ржеве – 40 школ, садов – 30»
    if tokens[at].text[0].isupper() and stands_alone(tokens, at, "masc"):
        return True
    start = next((i for i in range(at, -1, -1) if tokens[i].text in _ITEM_MARKS), -1)
    if start < 0 or tokens[start].text == ":" or any(start < p.first < first for p in around.places):
        return False
    before = [p for p in around.places if p.first < start]
    return bool(before) and _dashed(tokens, before[-1].last) and not _is_divided(around, before[-1].last, start)


def _is_divided(around: _Around, first: int, start: int) -> bool:
    """«Ржев – 40 школ, из них лицеев – 3», «Ржев – 40: школ – 3, садов – 2»: parts of what a place has."""
    return around.words.part_between(first, start + 2) or any(t.text in _PARTING for t in around.tokens[first:start])


def _dashed(tokens: Sequence[Token], last: int) -> bool:
    return last < len(tokens) and tokens[last].text in DASHES


def _behind(around: _Around, first: int, last: int) -> Place | None:
    """«ещё пять офисов — в Кимрах», «12 школ в Ржеве, 7 в Кимрах»: what is behind, not before."""
    dashed = _dashed(around.tokens, last)
    if not dashed and (first == 0 or around.tokens[first - 1].text != ","):
        return None
    return next((p for p in around.places if p.first > last and _is_beside(around, p, last + dashed)), None)


def _best(around: _Around, window: Sequence[Place], q: Quantity) -> str | None:
    """The nearest to the left, else the first to the right; None where several places share the figure."""
    before = [p for p in window if p.first < q.first]
    own = next((p for p in window if _is_beside(around, p, q.last)), None)
    if own is not None and before and any(t.lower in words("joint") for t in around.tokens[before[-1].last : q.first]):
        before = []  # «новый МФЦ в Кимрах и ещё один офис в Ржеве»
    return _shared_name(around, before[-1] if before else own or window[0])


def _shared_name(around: _Around, one: Place) -> str | None:
    """The name of a place, None where commas and «и» join it to others."""
    group = _group(around, one)
    if _lists_on(around.tokens, group[-1].last):
        return None
    return group[0].name if len({p.name for p in group}) == 1 else None


def _lists_on(tokens: Sequence[Token], last: int) -> bool:
    """«в Ржеве, Заречье и Сосновом откроют …»: names that no list has go on with the row of places."""
    unlisted = 0
    at = last
    while at + 1 < len(tokens) and tokens[at].lower in words("joint"):
        name = tokens[at + 1]
        ends = at + 2 < len(tokens) and (tokens[at + 2].lower in words("joint") or _is_verb(tokens[at + 2]))
        if not name.text[0].isupper() or name.text.isupper() or not ends:
            break
        unlisted, at = unlisted + 1, at + 2
    return unlisted > 1 or (unlisted == 1 and _is_verb(tokens[at]))


def _is_verb(token: Token) -> bool:
    return token.text.isalpha() and readings(token.lower)[0].pos in ("VERB", "PRTS")


def _is_in(around: _Around, place: Place) -> bool:
    """«в Ржеве», «в городе Ржеве»: in another clause a place that only acts holds no figure before it."""
    tokens, at = around.tokens, place.first - 1
    while at >= 0 and (around.words.is_one("type", at) or readings(tokens[at].lower)[0].pos == "ADJF"):
        at -= 1
    return at >= 0 and tokens[at].lower in words("locative")


def _is_beside(around: _Around, place: Place, last: int) -> bool:
    """«12 окон в Ржеве», «12 окон в городе Ржеве»: nothing but a preposition and the kind of place between."""
    tokens, at = around.tokens, last
    if at < len(tokens) and tokens[at].lower in words("in"):
        at += 1
        while at < place.first and around.words.is_one("type", at):
            at += 1
        return at == place.first
    return False


def _group(around: _Around, one: Place) -> list[Place]:
    """The places that commas and «и» join to one."""
    window = list(around.places)
    at = window.index(one)
    first = last = at
    while first > 0 and _joined(around, window[first - 1], window[first]):
        first -= 1
    while last + 1 < len(window) and _joined(around, window[last], window[last + 1]):
        last += 1
    return window[first : last + 1]


def _joined(around: _Around, left: Place, right: Place) -> bool:
    between = around.tokens[left.last : right.first]
    if len(between) > _ROW_GAP + 1:
        return False
    return around.words.is_one("type", left.last) or all(
        token.lower in words("joint") or token.lower == "," or token.lower in words("locative") for token in between
    )


# --- what governs the sentences that follow ---------------------------------------------------------------


def _move(scope: _Scope, setting: Setting, places: Sequence[Place], regional: bool) -> None:
    """The one place that a sentence names before its figures governs the paragraph; the whole region ends it."""
    if regional and not places:
        scope.paragraph = None
        scope.article = scope.article if _names_several(setting) else None
    elif places and (_only(places) is None or not _tells(setting)):
        scope.paragraph = _only(places)


def _tells(setting: Setting) -> bool:
    """«сообщила директор Тарского МФЦ»: a body or a place that only stands where somebody speaks."""
    return any(speaks(token) for token in setting.tokens)


def _only(places: Sequence[Place]) -> Place | None:
    """The one place that all of them are."""
    return places[0] if len({place.name for place in places}) == 1 else None


def _headline_place(document: Document, atlas: Atlas) -> Place | None:
    """«В Михайловске открыли центр»: the one place of the headline, where the article dwells on no other."""
    titles = [s for s in document.sentences if s.is_title]
    settings = [atlas.setting(sentence) for sentence in titles]
    inside = [p for setting in settings for p in widest(setting, places_in(setting))]
    if len({p.name for p in inside}) != 1:
        return None
    one = inside[0]
    counts = Counter(m.place for m in atlas.places if m.place and atlas.is_free(m.start, m.stop))
    own = counts.pop(one.name, 0)
    if counts and (max(counts.values()) >= min(own, _DWELT) or _speaks_of_region(document, atlas, one)):
        return None
    body = (atlas.setting(sentence) for sentence in document.sentences)
    if one.capital and any(regions_in(setting) and not _names_several(setting) for setting in body):
        return None
    return one


def _names_several(setting: Setting) -> bool:
    """«В Томской и Омской областях»: a sentence that compares subjects does not go on about either."""
    return len({mention.iso for mention in setting.regions}) > 1


def _speaks_of_region(document: Document, atlas: Atlas, place: Place) -> bool:
    """Whether a sentence of the body names the region without the place: «сеть ДНР выросла»."""
    for sentence in document.sentences:
        if sentence.is_title:
            continue
        setting = atlas.setting(sentence)
        inside = [*setting.regions, *setting.places]
        if any(is_subject(m) for m in inside) and place.name not in {m.place for m in inside}:
            return True
    return False
