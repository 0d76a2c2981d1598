"""Which federal subject a figure belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct

from mfcx.attribution.location.pairing import pair_with_names
from mfcx.attribution.location.region_headings import find_headings
from mfcx.attribution.location.region_rows import (
    ENTRY,
    ROW_GAP,
    antecedent,
    beside_in_row,
    bracketed,
    entry_of,
    fills_brackets,
    heads_row,
    outdone_by,
    owner_of,
)
from mfcx.attribution.location.region_scene import (
    NAMES,
    NARROW,
    VERBAL,
    Named,
    Scene,
    comes_from,
    counts_subjects,
    find_named,
    is_of_other_kind,
    is_on_way,
    is_origin,
    is_term,
    locates,
    make_scene,
    may_follow,
    subjects_of,
)
from mfcx.attribution.status import clause_bounds
from mfcx.document import DASHES, Document, Metric, Quantity, RegionMention, Sentence, Token
from mfcx.morphology import lemmas, readings
from mfcx.places.destinations import joins_names
from mfcx.places.gazetteer import subjects
from mfcx.tables import fold, words

_HEADING_MARKS = DASHES | frozenset(":.")
_HARD_MARKS = frozenset(";()")
# how far into a sentence «там» means the region of the one before
_OPENING = 3
# «На портале зарегистрированы 93 млн человек»: more people than any subject has, whatever was spoken of
_MOST_PEOPLE = 20_000_000
_PARTING = frozenset(":(")
_COUNTED = NAMES | {"demonym"}
_START = attrgetter("start")


class _Scope(Struct):
    """The region that governs the running paragraph, or the several that a sentence named together."""

    region: str | None
    own: str | None = None  # the article's
    line: int = -1
    group: tuple[str, ...] = ()
    led: bool = False  # a sentence of the paragraph named it
    past: str | None = None  # the one that governed the paragraph before
    latest: str | None = None  # named last and alone in the sentence before, for «там же»


def set_regions(document: Document) -> None:
    """Fills `region` of every metric: its clause, its sentence, the paragraph, the article."""
    scope = _Scope(document.region, document.region)
    mentions = sorted(_mentions(document), key=_START)
    by_sentence: dict[int, list[Metric]] = {}
    for metric in document.metrics:
        by_sentence.setdefault(metric.sentence.start, []).append(metric)
    city = document.region is not None and subjects()[document.region].capital == subjects()[document.region].name
    settled = frozenset(place.start for place in document.places)
    headings = find_headings(document.sentences, mentions)
    region = document.region
    before: Sentence | None = None
    for sentence in document.sentences:
        if sentence.line != scope.line:
            region = headings.get(sentence.line, region)
            scope = _Scope(region, region, sentence.line, past=scope.region)
        _go_there(scope, sentence)
        metrics = by_sentence.get(sentence.start, ())
        named = find_named(sentence, mentions)
        if metrics or named:
            scene = make_scene(sentence, named, metrics, before, settled, city=city)
            paired = _paired(scene, metrics) | _each_before_its_own(scene, metrics) | _in_order(scene, metrics, scope)
            for metric in metrics:
                metric.region = paired.get(metric.quantity.first) or _region(metric, scene, scope)
            _move(scope, scene, metrics)
        before = sentence


def _mentions(document: Document) -> list[RegionMention]:
    """The subjects named, and the towns that name theirs: in an article of one region those where something happens."""
    starts = {m.start for m in document.mentions}
    towns = [p for p in document.places if p.iso and p.kind != "district" and p.start not in starts]
    if document.region is None:
        return [*document.mentions, *towns]
    told = [town for town in towns if town.iso != document.region and _is_scene(document, town)]
    return [*(m for m in document.mentions if m.kind != "town" or not _is_elsewhere(document, m)), *told]


def _is_elsewhere(document: Document, town: RegionMention) -> bool:
    """«форум в Сочи» in an article of Омск; «районы Сочи» and «в Сочи открыли» are told of."""
    if town.iso == document.region or _is_scene(document, town):
        return False
    tokens, first = _where(document, town)
    return first > 0 and (tokens[first - 1].lower in words("locative") or is_on_way(tokens, first))


def _is_scene(document: Document, town: RegionMention) -> bool:
    """«В Калининграде приняли 30 гостей» in an article of Томск; «форум в Сочи», «из Твери» set no scene."""
    tokens, first = _where(document, town)
    if first == 0 or tokens[first - 1].lower not in words("locative"):
        return False
    before = tokens[first - 2] if first > 1 else None  # the place opens its clause
    return before is None or not before.text[0].isalnum() or before.lower in words("contrast") | words("joint")


def _where(document: Document, town: RegionMention) -> tuple[Sequence[Token], int]:
    """The tokens of the sentence of a town, and its own first one."""
    at = bisect_right(document.sentences, town.start, key=_START) - 1
    tokens = document.sentences[at].tokens
    return tokens, bisect_left(tokens, town.start, key=_START)


def _paired(scene: Scene, metrics: Sequence[Metric]) -> dict[int, str]:
    """«в Омской и Курской областях 7 и 14 %»: the subject of each figure of a row, by its first token."""
    if len(metrics) < 2 or len(scene.all) < 2:
        return {}
    groups: list[list[Named]] = []
    for one in scene.all:
        if groups and joins_names(scene.tokens, groups[-1][-1].last, one.first):
            groups[-1].append(one)
        else:
            groups.append([one])
    # «Омск и Омская область» are no two subjects
    distinct = [group for group in groups if len(subjects_of(group)) == len(group)]
    isos = {(one.first, one.last): one.mention.iso for group in distinct for one in group}
    named = pair_with_names(scene.tokens, metrics, [[(one.first, one.last) for one in group] for group in groups])
    return {figure: isos[name] for figure, name in named.items() if name in isos}


def _in_order(scene: Scene, metrics: Sequence[Metric], scope: _Scope) -> dict[int, str]:
    """«… Омская и Курская область. Там ввели 36 и 33 школы соответственно»: those named together before, in turn."""
    if scene.all or len(metrics) != len(scope.group) or scope.region is not None:
        return {}
    if not any(token.lower in words("respectively") for token in scene.tokens):
        return {}
    return {metric.quantity.first: iso for metric, iso in zip(metrics, scope.group, strict=True)}


def _each_before_its_own(scene: Scene, metrics: Sequence[Metric]) -> dict[int, str]:
    """«от 4 % в Омской области до 9 % в Курской»: figures that lead each to a name of its own, by their first token."""
    if len(metrics) < 2 or len(scene.holders) < 2:
        return {}
    tokens = scene.tokens
    found: dict[int, Named] = {}
    for metric in metrics:
        q = metric.quantity
        one = next((one for one in scene.holders if one.first >= q.last), None)
        if one is not None and _leads_to(tokens, q.last, one.first):
            found[q.first] = one
    alone = {figure: one.mention.iso for figure, one in found.items() if len(subjects_of(_joint(scene, one))) == 1}
    return alone if len(set(alone.values())) > 1 else {}


def _leads_to(tokens: Sequence[Token], first: int, name: int) -> bool:
    """«9 | клубов для детей в | Курской области»: nothing but nouns and what agrees with them up to the preposition."""
    at = name - 1
    while at > first and readings(tokens[at].lower)[0].pos == "ADJF":
        at -= 1
    if at < first or at - first > ROW_GAP or tokens[at].lower not in words("locative"):
        return False
    return all(readings(token.lower)[0].pos in ("NOUN", "ADJF", "PREP") for token in tokens[first:at])


def _homes(scene: Scene) -> list[int]:
    """Where a sentence speaks of the region without its name: «в области», not «в области культуры».

    So does «у нас», and in an article about Москва «в столице» and «в городе».
    """
    tokens = scene.tokens
    kinds = ("ours", "city") if scene.city else ("ours",)
    found = [stop - 1 for kind in kinds for _, stop in scene.words.ranges(kind)]
    for _, stop in scene.words.ranges("whole"):
        if any(first < stop <= last for first, last in scene.wider):
            continue  # «в Республике Беларусь»
        singular = any(r.number == "sing" and r.pos == "NOUN" for r in readings(tokens[stop - 1].lower)[:2])
        after = readings(tokens[stop].lower)[0] if stop < len(tokens) and tokens[stop].text.isalpha() else None
        unit = not words("subject_unit").isdisjoint(lemmas(tokens[stop - 1].lower))
        if unit and singular and not (after is not None and after.case == "gent"):
            found.append(stop - 1)
    return sorted(found)


def _home(scene: Scene, scope: _Scope, start: int, stop: int) -> str | None:
    """The subject of «в республике»: the only republic of those named together before, else the one spoken of."""
    at = next((at for at in reversed(_homes(scene)) if start <= at < stop), None)
    if at is None:
        return None
    opening = next((one for one in scene.all if one.first == 0 and one.last < at), None)
    if opening is not None and scene.tokens[opening.last].text in _HEADING_MARKS:
        return opening.mention.iso  # «Тува: в республике построено 4 сада»
    named = lemmas(scene.tokens[at].lower)
    fitting = [iso for iso in scope.group if not named.isdisjoint(fold(subjects()[iso].name).split())]
    if len(fitting) == 1:
        return fitting[0]
    return None if scope.group else scope.region or scope.own or scope.past


def _go_there(scope: _Scope, sentence: Sentence) -> None:
    """«В Омской области 12 школ, в Курской — 7. Там же построят клуб»: the one named last of several."""
    if scope.latest is None:
        return
    if scope.region is None and any(token.lower in words("there") for token in sentence.tokens[:_OPENING]):
        scope.region = scope.latest
    scope.latest = None


def _move(scope: _Scope, scene: Scene, metrics: Sequence[Metric]) -> None:
    """The last place named in a sentence governs the rest of the paragraph; figures of a wider area end it."""
    if not scene.holders and not scene.wider:
        return
    if any(comes_from(scene, metric.quantity.last, scope.own) for metric in metrics):
        return  # «400 детей из Омской области поедут в лагеря Крыма» goes on about its own
    tokens = scene.tokens
    holders = [one for one in scene.holders if one.first not in scene.parts and not fills_brackets(tokens, one)]
    located = [one for one in holders if locates(tokens, one)]
    located = located or [one for one in holders if one.mention.kind in NAMES]
    if not located and scope.own is None:
        located = [one for one in holders if _names_body(tokens, one)]
    wide = max((first for first, _ in scene.wider if first not in scene.standards), default=None)
    if located and located[-1].mention.iso == scope.own:
        wide = None  # «В Омской области 62 %, тогда как по стране 59»: an article goes on about its own
    if wide is not None and (not located or wide > located[-1].first):
        scope.region, scope.group = _home(scene, scope, wide, len(tokens)), ()
    elif located:
        narrow = [one for one in located if one.mention.kind in NARROW]
        last = (narrow or located)[-1]
        spread = _spread(scene, metrics, located)
        scope.region = None if spread else _alone(scene, last, scope)
        scope.led = True
        scope.group = () if scope.region else subjects_of(located if spread else _joint(scene, last))
        scope.latest = _alone(scene, last, scope) if spread else None


def _names_body(tokens: Sequence[Token], one: Named) -> bool:
    """«глава | пензенского МФЦ» goes on about his own; «пензенский школьник» does not."""
    if one.mention.kind != "adjective" or one.last >= len(tokens):
        return False
    head = tokens[one.last].lower
    return not words("body_head").isdisjoint({head, *lemmas(head)})


def _spread(scene: Scene, metrics: Sequence[Metric], located: Sequence[Named]) -> bool:
    """«В Омской области 12 школ, в Курской — 7»: a sentence that tells of several, none of which governs the next."""
    if len({metric.region for metric in metrics} - {None}) > 1:
        return True
    return len(subjects_of([one for one in located if locates(scene.tokens, one)])) > 1


# --- the region of a figure -------------------------------------------------------------------------------


def _region(metric: Metric, scene: Scene, scope: _Scope) -> str | None:
    tokens, q = scene.tokens, metric.quantity
    if counts_subjects(metric, scene.all):
        return None
    if q.unit in words("country_unit") and q.value > 1 and is_origin(tokens, q):
        return None  # «гости из 45 стран», but «торгует с 45 странами» is of the region that does
    if not scene.all and not scene.wider:  # as in most sentences
        return _running(q, scene, scope)
    inside = next((one for one in scene.all if one.mention.kind in _COUNTED and q.first <= one.first < q.last), None)
    if inside is not None:
        return inside.mention.iso  # «35 тыс. крымчан», «половина Камчатки»
    if len(subjects_of(scene.holders)) > 1 and is_term(tokens, q.first) and all(q.first < o.first for o in scene.all):
        return scope.region or scope.own
    if heads_row(scene, q.first):
        return None
    if comes_from(scene, q.last, scope.own):
        return scope.own
    beside = (
        owner_of(scene, q.last)
        or beside_in_row(scene, q.first, q.last)
        or entry_of(scene, q.first)
        or bracketed(scene, q.last)
        or outdone_by(scene, q.first)
        or antecedent(scene, clause_bounds(tokens, q.first, q.last)[0])
    )
    if beside is not None:
        return scope.own if scope.own and beside.first in scene.origins else _alone(scene, beside, scope)
    return _around(metric, scene, scope)


def _running(q: Quantity, scene: Scene, scope: _Scope) -> str | None:
    """What a sentence without names goes on about."""
    if q.unit in words("inhabitants") and q.value >= _MOST_PEOPLE:
        return None
    if scope.own is None and scope.region is not None and is_of_other_kind(scene, scope.region):
        return None
    return scope.region or _home(scene, scope, 0, len(scene.tokens))


def _around(metric: Metric, scene: Scene, scope: _Scope) -> str | None:
    """The region among the names round a figure: those of its clause first, then of the sentence."""
    tokens, q = scene.tokens, metric.quantity
    soft = _clause(tokens, q.first, q.last)
    for start, stop in (soft, clause_bounds(tokens, q.first, q.last, _HARD_MARKS), (0, len(tokens))):
        near = (start, stop) == soft
        window = [one for one in scene.holders if start <= one.first < stop and _may_hold(scene, one, q.first)]
        window = [one for one in window if one.first < q.first or may_follow(tokens, one, near=near)]
        window = [one for one in window if near or one.first < q.first or one.first not in scene.leading]
        window = [one for one in window if not scene.words.part_between(q.last, one.first)]
        window = [one for one in window if not _is_part_of(scene, one, q)]
        window = [one for one in window if not _is_of_stranger(tokens, one, scope)]
        chosen = _best(tokens, window, q.first)
        reach = _described(tokens, stop) if q.unit != "%" else _counted(tokens, q.last, stop)
        if near and chosen is not None and _has_share(tokens, chosen, q.first):
            reach = q.first  # «Омская область дала 5 % урожая страны»
        wide = _last_wider(scene, start, reach if near else q.first, q.first)
        if wide is not None and (chosen is None or wide > chosen.first):
            return _home(scene, scope, max(wide, start), stop if near else q.first)
        home = _home(scene, scope, start, stop) if near and chosen is None else None
        if home is not None:
            return home  # «в России 13 тысяч офисов, из них | 120 работают в регионе»
        if chosen is not None:
            return None if chosen.last <= q.first and _ends_count(scene, chosen) else _alone(scene, chosen, scope)
    return scope.region or _home(scene, scope, 0, len(tokens))


def _is_part_of(scene: Scene, one: Named, q: Quantity) -> bool:
    """«Открыли 28 школ | : девять – в Омской области, шесть – в Курской»: parts that several have of one figure.

    «12 аварий (7 – в Туве, 5 – в Коми), погибли 4 человека»: the brackets are closed.
    """
    tokens, figures = scene.tokens, scene.figures
    if one.first < q.first:
        opened = next((at for at in range(one.first - 1, -1, -1) if tokens[at].text == "("), one.first)
        shared = any(opened < figure < one.first for figure in figures)
        return shared and _is_aside(tokens, one.first, q.first)
    mark = next((at for at in range(q.last, one.first) if tokens[at].text in _PARTING), None)
    if mark is None or figures[-1] < mark:
        return False
    return len(subjects_of([other for other in scene.holders if other.first > mark])) > 1


def _is_of_stranger(tokens: Sequence[Token], one: Named, scope: _Scope) -> bool:
    """«завод московской компании» in an article of Томск is no figure of Москва's; «московский МФЦ» is."""
    foreign = scope.own is not None and one.mention.iso != scope.own
    return foreign and one.mention.kind == "adjective" and not _names_body(tokens, one)


def _ends_count(scene: Scene, one: Named) -> bool:
    """«в трёх районах Омской области и двух сёлах | Тувы сгорели 40 домов»: what follows happened in both."""
    at = scene.all.index(one)
    between = scene.tokens[scene.all[at - 1].last : one.first] if at else ()
    if len(between) < 2 or between[0].lower not in words("and") or scene.all[at - 1].mention.iso == one.mention.iso:
        return False
    tops = [readings(token.lower)[0] for token in between[1:] if not token.text.isdigit()]
    return all(top.pos in ("NOUN", "ADJF", "NUMR") for top in tops) and any(top.pos == "NOUN" for top in tops)


def _has_share(tokens: Sequence[Token], one: Named, figure: int) -> bool:
    """«Омская область дала 5 %», «на Омскую область приходится 5 %» of what more than one subject has."""
    between = tokens[one.last : figure] if one.first < figure else ()
    if one.first > 0 and readings(tokens[one.first - 1].lower)[0].pos == "PREP":
        falls = any(not words("fall_to").isdisjoint(lemmas(token.lower)) for token in between)
        return falls and tokens[one.first - 1].lower in words("fall_on")
    if not any(r.case == "nomn" for r in readings(tokens[one.first].lower)):
        return False
    return any(readings(token.lower)[0].pos == "VERB" for token in between)


def _clause(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The clause of a figure; one that opens it goes on behind the dash: «40 млн — на мост в Омской области»."""
    start, stop = clause_bounds(tokens, first, last)
    while stop < len(tokens) - 1 and _is_row(tokens, stop):
        stop = clause_bounds(tokens, stop + 1, stop + 1)[1]
    opens = all(token.lower in words("bound_preposition") for token in tokens[start:first])
    if opens and start > 0 and stop < len(tokens) - 1 and tokens[stop].text in DASHES:
        stop = clause_bounds(tokens, stop + 1, stop + 1, _HARD_MARKS)[1]
    return start, stop


def _described(tokens: Sequence[Token], stop: int) -> int:
    """Where what is said of a counted noun ends: «12 клубов | , разбросанных по всей стране»."""
    if stop >= len(tokens) - 1 or tokens[stop].text != "," or readings(tokens[stop + 1].lower)[0].pos != "PRTF":
        return stop
    return clause_bounds(tokens, stop + 1, stop + 1)[1]


def _is_row(tokens: Sequence[Token], comma: int) -> bool:
    """«клубы малых, | средних и больших сёл в 14 регионах»: a comma in a row of like words cuts no clause."""
    if comma == 0 or tokens[comma].text != ",":
        return False
    left, right = readings(tokens[comma - 1].lower)[0], readings(tokens[comma + 1].lower)[0]
    return left.pos == right.pos == "ADJF" and left.case == right.case


def _may_hold(scene: Scene, one: Named, figure: int) -> bool:
    """«в том числе в Омскую область направили 40 млн» is of all regions, «в том числе в Омской области 40» is not."""
    if one.first in scene.parts:
        return one.last == figure
    return figure < one.first or not _is_entry(scene.tokens, one.last, figure)


def _is_entry(tokens: Sequence[Token], at: int, figure: int) -> bool:
    """«Хакасия (более 7 млн)»: a name with a figure of its own in brackets has no other behind it.

    «Хакасия (4-е место) — 7 млн» has no figure there, and «Хакасия (+5 %) построила | 12 школ» goes on with another.
    """
    if at >= len(tokens) or tokens[at].text != "(":
        return False
    closed = next((end for end in range(at + 1, min(at + 1 + ENTRY, len(tokens))) if tokens[end].text == ")"), None)
    if closed is None or not any(token.text[0].isdigit() and token.text[-1].isdigit() for token in tokens[at:closed]):
        return False
    behind = tokens[closed + 1 : figure]
    goes_on = bool(behind) and (behind[0].text in DASHES or readings(behind[0].lower)[0].pos == "VERB")
    return not goes_on or any(token.text == "," for token in behind)


def _best(tokens: Sequence[Token], window: Sequence[Named], at: int) -> Named | None:
    """Located mentions before agents, the nearest to the left before the nearest to the right."""
    located = [one for one in window if locates(tokens, one) or (one.first < at and _is_let(tokens, one))]
    before = [one for one in located or window if one.first < at]
    if before:
        return before[-1]
    return next(iter(located or window), None)


def _is_let(tokens: Sequence[Token], one: Named) -> bool:
    """«засуха в Омской области позволила | Курской области выйти вперёд с 12 т»: who does what comes next."""
    cases = {r.case for r in readings(tokens[one.first].lower)}
    return one.first > 0 and "datv" in cases and not words("let").isdisjoint(lemmas(tokens[one.first - 1].lower))


def _alone(scene: Scene, one: Named, scope: _Scope) -> str | None:
    """The subject of a name, or None where commas and «и» join it to another: «в Омской и Томской областях».

    Of several who act («строители Омской и Томской областей») the one that governs the paragraph has the figure.
    """
    group = _joint(scene, one)
    isos = subjects_of(group)
    if len(isos) == 1:
        return isos[0]
    acting = scope.led and not any(locates(scene.tokens, other) for other in group)
    return scope.region if acting and scope.region in isos else None


def _joint(scene: Scene, one: Named) -> Sequence[Named]:
    """The names that commas and «и» join to one."""
    named, tokens = scene.all, scene.tokens
    first = last = named.index(one)
    while first > 0 and joins_names(tokens, named[first - 1].last, named[first].first):
        first -= 1
    while last + 1 < len(named) and joins_names(tokens, named[last].last, named[last + 1].first):
        last += 1
    return named[first : last + 1]


def _counted(tokens: Sequence[Token], last: int, stop: int) -> int:
    """Where what a share is of ends: «12 % школ в регионах России»."""
    at = last
    while at < stop and readings(tokens[at].lower)[0].pos in ("NOUN", "ADJF", "PRTF", "PREP"):
        at += 1
    return at


def _last_wider(scene: Scene, start: int, stop: int, figure: int) -> int | None:
    """Where words that mean more than one subject stand last in a stretch: «по стране», «российские рыбаки»."""
    hits = (first for first, last in scene.wider if start <= first and last <= stop)
    tokens = scene.tokens
    holding = (at for at in hits if at not in scene.standards or _measures(tokens, at, figure))
    return max((at for at in holding if not _is_aside(tokens, at, figure)), default=None)


def _measures(tokens: Sequence[Token], at: int, figure: int) -> bool:
    """«выше среднероссийского (40 %)» tells the standard, «выше среднероссийского и достиг 40 %» what is measured."""
    return at < figure and not any(readings(token.lower)[0].pos in VERBAL for token in tokens[at:figure])


def _is_aside(tokens: Sequence[Token], at: int, figure: int) -> bool:
    """«(в среднем по России – 68 %)»: a bracket closed before the figure says nothing of it."""
    depth = 0
    for token in tokens[at:figure]:
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0:
            return True
    return False
