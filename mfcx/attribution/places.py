"""The town, district or office that a figure belongs to, where it is narrower than the region.

«В Бердянске открыто 7 окон» -> Бердянск; «Томск (12 офисов)» -> Томск; «В областном центре — 86 %» -> the capital.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mfcx.attribution.speech import speaks
from mfcx.attribution.status import clause_bounds
from mfcx.document import Document, Metric, RegionMention, Sentence, Token
from mfcx.gazetteer import Subject, subjects
from mfcx.morphology import inflect, lemma, readings
from mfcx.patterns import PatternTable
from mfcx.place_context import CLOSING, DASHES
from mfcx.tables import fold, read_table, words

_HARD_MARKS = frozenset(";()")
# between a name and its figure in a row: «Томск — почти 12 тыс.»
_ROW_GAP = 2
# letters that a town and its region share where one is named after the other: «Якутск», «Якутия»
_STEM = 4
# how far into a sentence «там» means the place of the one before
_OPENING = 3
# a headline's place that comes back may stand beside one named less often
_DWELT = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A place named in a sentence; tokens [first, last). A narrow one may hold the figures of a paragraph."""

    first: int
    last: int
    name: str
    iso: str
    capital: bool = False


@dataclass(slots=True)
class _Scope:
    """The place that governs the running paragraph, and the one of the headline."""

    article: _Place | None = None
    paragraph: _Place | None = None
    named: _Place | None = None  # the one place of the sentence before, for «там»
    line: int = -1


@cache
def _patterns(kind: str) -> PatternTable[None]:
    return PatternTable((row["pattern"], None) for row in read_table("figure_places") if row["kind"] == kind)


def _is(kind: str, tokens: Sequence[Token], at: int) -> int | None:
    """Where a pattern of a kind that begins at a token ends."""
    return next((stop for stop, _ in _patterns(kind).starting(tokens, at)), None)


def set_places(document: Document) -> None:
    """Fills `place` of every metric; wants its `region`."""
    by_sentence: dict[int, list[Metric]] = {}
    for metric in document.metrics:
        metric.place = None
        by_sentence.setdefault(metric.sentence.start, []).append(metric)
    if not by_sentence:
        return
    scope = _Scope(_headline_place(document))
    for sentence in document.sentences:
        if sentence.line != scope.line:
            scope.line, scope.paragraph, scope.named = sentence.line, scope.article, None
        if scope.named and any(token.lower in words("there") for token in sentence.tokens[:_OPENING]):
            scope.paragraph = scope.named
        places = _places(document, sentence)
        regions = _regions(document, sentence)
        named = _subjects_alone(document, sentence)
        here = by_sentence.get(sentence.start, [])
        # a place behind the next figure of another clause is that one's
        nexts = [m.quantity.first for m in here[1:]] + [len(sentence.tokens)]
        for metric, after in zip(here, nexts, strict=False):
            metric.place = _choose(metric, places, regions, None if metric.region in named else scope.paragraph, after)
        if not sentence.is_title:
            first = min((m.quantity.first for m in by_sentence.get(sentence.start, [])), default=len(sentence.tokens))
            scope.named = _only(places)
            ahead = [p for p in places if p.first < first]
            _move(scope, sentence, ahead if scope.named or not ahead else places, bool(regions))


# --- what a sentence names --------------------------------------------------------------------------------


def _places(document: Document, sentence: Sentence) -> list[_Place]:
    """The places of a sentence that may hold a figure, in order."""
    tokens = sentence.tokens
    found = [*_named(document, sentence), *_centres(document, tokens), *_unlisted(document, sentence)]
    towns = {p.first: p for p in found if p.last - p.first == 1}
    # «в Октябрьском районе Барнаула» is in Барнаул
    held = {towns.get(p.last, p) if p.last - p.first > 1 else p for p in found if _holds(tokens, p)}
    held |= set(_by_adjective(document, sentence))
    return sorted(held, key=lambda p: p.first)


def _free(document: Document, start: int, stop: int) -> bool:
    """Whether a stretch is no part of a region's name or a person's: «посёлка Хабаровского края»."""
    spans = [(m.start, m.stop) for m in document.mentions if _is_subject(m)]
    spans += [(s.start, s.stop) for person in document.persons for s in person.spans]
    return all(stop <= first or last <= start for first, last in spans)


def _named(document: Document, sentence: Sentence) -> Iterator[_Place]:
    starts = [token.start for token in sentence.tokens]
    for mention in document.places:
        inside = sentence.start <= mention.start and mention.stop <= sentence.stop
        if mention.place and inside and not _is_city(mention) and _free(document, mention.start, mention.stop):
            first = bisect_left(starts, mention.start)
            last = bisect_left(starts, mention.stop)
            capital = mention.iso in subjects() and subjects()[mention.iso].capital == mention.place
            yield _Place(first, last, mention.place, mention.iso, capital)


def _is_city(mention: RegionMention) -> bool:
    """Москва is a federal subject, no place within one."""
    return mention.iso in subjects() and subjects()[mention.iso].name == mention.place


def _regions(document: Document, sentence: Sentence) -> list[int]:
    """The tokens at which a sentence speaks of a whole region: «в области», «в Томской области»."""
    tokens = sentence.tokens
    starts = [token.start for token in tokens]
    free = (m for m in document.mentions if _is_subject(m) and m.start >= sentence.start)
    named = (bisect_left(starts, m.start) for m in free if not _is_in_name(document, sentence, m))
    located = [at for at in named if 0 < at < len(tokens) and _is("at", tokens, at - 1) is not None]
    return located + sorted({first for first, _, _ in _patterns("whole").find(tokens)})


def _is_in_name(document: Document, sentence: Sentence, mention: RegionMention) -> bool:
    """«управление Росреестра по Тверской области»: the region in the name of a body holds no figure."""
    spans = (s for body in document.organisations for s in body.spans if sentence.start <= s.start < sentence.stop)
    return any(span.start < mention.start and mention.stop <= span.stop for span in spans)


def _subjects_alone(document: Document, sentence: Sentence) -> set[str]:
    """The subjects that a sentence names, but for the joint work of several: «строители Омской и Томской областей»."""
    tokens = sentence.tokens
    inside = [m for m in document.mentions if _is_subject(m) and sentence.start <= m.start < sentence.stop]
    joints = {token.start for token in tokens if token.lower in words("joint")}
    return {
        m.iso
        for m in inside
        if not any(
            min(m.stop, other.stop) <= joint < max(m.start, other.start)
            for other in inside
            for joint in joints
            if other.iso != m.iso
        )
    }


def _is_subject(mention: RegionMention) -> bool:
    return mention.place is None


def _centres(document: Document, tokens: Sequence[Token]) -> Iterator[_Place]:
    """«в областной столице»: the capital of the article's region."""
    if document.region is None:
        return
    subject = subjects()[document.region]
    for at, stop, _ in _patterns("centre").find(tokens):
        if subject.capital:
            yield _Place(at, stop, subject.capital, subject.iso, capital=True)


def _by_adjective(document: Document, sentence: Sentence) -> Iterator[_Place]:
    """«казанские офисы» are in Казань, «столица Приморья» is its capital; «томские офисы» may be the region's."""
    tokens = sentence.tokens
    starts = [token.start for token in tokens]
    for mention in document.mentions:
        if not sentence.start <= mention.start < sentence.stop:
            continue
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.stop)
        subject = subjects()[mention.iso]
        if mention.kind == "adjective":
            behind = last + (last < len(tokens) and readings(tokens[last].lower)[0].pos == "ADJF")
            if _is("site", tokens, behind) is not None and _names_capital(tokens[first].lower, subject):
                yield _Place(first, last, subject.capital, subject.iso, capital=True)
        elif _is_subject(mention) and _is("seat", tokens, first - 1) is not None:
            yield _Place(first - 1, last, subject.capital, subject.iso, capital=True)


def _names_capital(adjective: str, subject: Subject) -> bool:
    """«казанский» comes from the name of the capital and not from that of its region."""
    stem = fold(subject.capital).rstrip("".join(words("town_ending")))
    return bool(stem) and adjective.startswith(stem) and stem[:_STEM] not in fold(subject.name)


def _unlisted(document: Document, sentence: Sentence) -> Iterator[_Place]:
    """Names that no list has: «МФЦ на Северке» behind what stands in one place, «Заречного округа»."""
    tokens = sentence.tokens
    known = {m.start for m in document.places}
    for at, token in enumerate(tokens):
        if not token.text[0].isupper() or token.text.isupper() or token.start in known:
            continue
        if not _free(document, token.start, token.stop):
            continue
        if _is("district", tokens, at + 1) is not None:
            name = inflect(token.lower, "masc", "sing", "nomn", pos="ADJF")
            if name is not None:
                yield _Place(at, at + 2, f"{name.capitalize()} {lemma(tokens[at + 1].lower, 'NOUN')}", "")
        elif _is("site", tokens, at - 2) is not None and tokens[at - 1].lower in words("in") | words("by"):
            name = _settlement(tokens, at)
            if name is not None:
                yield _Place(at, at + 1, name, "")


def _settlement(tokens: Sequence[Token], at: int) -> str | None:
    """«Северке» -> Северка, where nothing follows that the word would belong to; a country is none."""
    if _is("country", tokens, at) is not None:
        return None
    if at + 1 < len(tokens) and tokens[at + 1].text[0].isupper():
        return None
    found = next((r for r in readings(tokens[at].text) if r.pos == "NOUN" and r.case == "loct"), None)
    name = inflect(tokens[at].lower, "nomn", pos="NOUN") if found and "anim" not in found.tags else None
    return name.capitalize() if name else None


def _holds(tokens: Sequence[Token], place: _Place) -> bool:
    """Whether a place may hold figures: «в Томске», «Томск получит», «хозяйства Томского района», not «мэр Томска»."""
    before = place.first - 1
    while before >= 0 and _is("type", tokens, before) is not None:
        before -= 1
    if before < place.first - 1 and before >= 0 and tokens[before].text.isdigit():
        before -= 1  # «в 12 микрорайоне Якутска»
    typed = before < place.first - 1  # «города Мелитополь»: the name itself may keep the nominative
    while before >= 0 and readings(tokens[before].lower)[0].pos == "ADJF":  # «в самом Липецке»
        before -= 1
    if before < 0:
        return True
    if _is("at", tokens, before) is not None:
        return not any(_is("event", tokens, back) is not None for back in range(max(0, before - 2), before))
    case = {r.case for r in readings(tokens[place.last - 1].text) if r.pos in ("NOUN", "ADJF")}
    if tokens[before].text in CLOSING:  # «центры «Мои документы» Бежецкого района»
        return "gent" in case
    if not tokens[before].text[0].isalpha():
        # the beginning of a clause, a row of a list, or the next of several
        return "nomn" in case or tokens[before].text == ","
    if tokens[before].lower in words("joint"):
        return True
    top = readings(tokens[before].text)[0]
    if top.pos == "NOUN" or _is("site", tokens, before) is not None:  # «МФЦ Ржева»
        # «на берегу Улан-Удэ» has no case, «на третьем месте Бежецкий район» only the nominative
        belongs = "gent" in case or typed or not case or ("nomn" in case and place.last - place.first > 1)
        return belongs and _is("body", tokens, before) is None
    return top.pos not in ("PREP",) and "nomn" in case


# --- the place of a figure --------------------------------------------------------------------------------


def _choose(
    metric: Metric, places: Sequence[_Place], regions: Sequence[int], running: _Place | None, after: int
) -> str | None:
    tokens, q = metric.sentence.tokens, metric.quantity
    row = _row(tokens, q.first, places)
    if row is not None:
        return row.name
    behind = _behind_dash(tokens, q.last, places)
    if behind is not None:
        return _shared_name(tokens, behind, places)
    soft = clause_bounds(tokens, q.first, q.last)
    if any(_is_way(tokens, at) for at in range(*soft)):
        return None
    if _is_related(tokens, soft[0]):
        return next((p.name for p in places if p.last == soft[0] - 1), None)
    for start, stop in (soft, clause_bounds(tokens, q.first, q.last, _HARD_MARKS), (0, len(tokens))):
        window = [p for p in places if start <= p.first < stop and _may_share(p, metric)]
        window = [p for p in window if not is_parted(tokens, q.last, p.first)]
        if (start, stop) != soft:
            window = [p for p in window if p.first < q.first or (p.first < after and _is_in(tokens, p))]
        if window:
            return _best(tokens, window, places, q.first, q.last)
        if any(start <= at < stop for at in regions):
            return None
    return running.name if running is not None and _may_share(running, metric) else None


def _is_related(tokens: Sequence[Token], start: int) -> bool:
    """«вышел вперёд Кимрский, где собрали 12 т»: the clause belongs to the name before it, known or not."""
    opens = 1 < start < len(tokens) and tokens[start].lower in words("where") and tokens[start - 1].text == ","
    return opens and tokens[start - 2].text[0].isupper()


def is_parted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«698 окон, из них 234 – в Ржеве»: a name behind «из них» belongs to the part, not to the whole."""
    return _is("part", tokens, first) is None and any(_is("part", tokens, at) is not None for at in range(first, last))


def _is_way(tokens: Sequence[Token], at: int) -> bool:
    """«от Ржева до Твери», «между Ржевом и Тверью», «в сторону Твери»: what lies between places is in none of them."""
    stop = _is("way", tokens, at)
    return stop is not None and stop < len(tokens) and tokens[stop].text[0].isupper()


def _may_share(place: _Place, metric: Metric) -> bool:
    """A place of another region than the figure's is none of its own."""
    return not place.iso or metric.region in (None, place.iso)


def _row(tokens: Sequence[Token], first: int, places: Sequence[_Place]) -> _Place | None:
    """«Хабаровск (301,7 тыс.», «Артинский район — 7 048»: a name right before its figure."""
    at, gap = first, 0
    while at > 0 and gap < _ROW_GAP and not tokens[at - 1].text[0].isalpha():
        if _is("row", tokens, at - 1) is None:
            return None
        at, gap = at - 1, gap + 1
    return next((p for p in places if p.last == at), None) if gap else None


def _behind_dash(tokens: Sequence[Token], last: int, places: Sequence[_Place]) -> _Place | None:
    """«ещё пять офисов — в Кимрах»: the place behind the dash, not the one of the clause before."""
    if last + 2 > len(tokens) or tokens[last].text not in DASHES:
        return None
    return next((p for p in places if p.first > last and _is_beside(tokens, p, last + 1)), None)


def _best(
    tokens: Sequence[Token], window: Sequence[_Place], places: Sequence[_Place], at: int, last: int
) -> str | None:
    """The nearest to the left, else the first to the right; None where several places share the figure."""
    before = [p for p in window if p.first < at]
    own = next((p for p in window if _is_beside(tokens, p, last)), None)
    if own is not None and before and any(t.lower in words("joint") for t in tokens[before[-1].last : at]):
        before = []  # «новый МФЦ в Кимрах и ещё один офис в Ржеве»
    return _shared_name(tokens, before[-1] if before else own or window[0], places)


def _shared_name(tokens: Sequence[Token], one: _Place, places: Sequence[_Place]) -> str | None:
    """The name of a place, None where commas and «и» join it to others."""
    group = _group(tokens, one, places)
    if _lists_on(tokens, group[-1].last):
        return None
    return group[0].name if len({p.name for p in group}) == 1 else None


def _lists_on(tokens: Sequence[Token], last: int) -> bool:
    """«в Ржеве, Заречье и Сосновом откроют …»: names that no list has go on with the row of places."""
    known = 0
    at = last
    while at + 1 < len(tokens) and tokens[at].lower in words("joint"):
        name = tokens[at + 1]
        ends = at + 2 < len(tokens) and (tokens[at + 2].lower in words("joint") or _is_verb(tokens[at + 2]))
        if not name.text[0].isupper() or name.text.isupper() or not ends:
            break
        known, at = known + 1, at + 2
    return known > 1 or (known == 1 and _is_verb(tokens[at]))


def _is_verb(token: Token) -> bool:
    return token.text.isalpha() and readings(token.lower)[0].pos in ("VERB", "PRTS")


def _is_in(tokens: Sequence[Token], place: _Place) -> bool:
    """«в Ржеве», «в городе Ржеве»: in another clause a place that only acts holds no figure before it."""
    at = place.first - 1
    while at >= 0 and (_is("type", tokens, at) is not None or readings(tokens[at].lower)[0].pos == "ADJF"):
        at -= 1
    return at >= 0 and tokens[at].lower in words("locative")


def _is_beside(tokens: Sequence[Token], place: _Place, last: int) -> bool:
    """«12 окон в Ржеве», «12 окон в городе Ржеве»: nothing but a preposition and the kind of place between."""
    at = last
    if at < len(tokens) and tokens[at].lower in words("in"):
        at += 1
        while at < place.first and _is("type", tokens, at) is not None:
            at += 1
        return at == place.first
    return False


def _group(tokens: Sequence[Token], one: _Place, window: Sequence[_Place]) -> list[_Place]:
    """The places that commas and «и» join to one."""
    at = list(window).index(one)
    first = last = at
    while first > 0 and _joined(tokens, window[first - 1], window[first]):
        first -= 1
    while last + 1 < len(window) and _joined(tokens, window[last], window[last + 1]):
        last += 1
    return list(window[first : last + 1])


def _joined(tokens: Sequence[Token], left: _Place, right: _Place) -> bool:
    between = [t.lower for t in tokens[left.last : right.first]]
    return len(between) <= _ROW_GAP + 1 and all(
        word in words("joint") or word == "," or word in words("locative") or _is("type", tokens, left.last) is not None
        for word in between
    )


# --- what governs the sentences that follow ---------------------------------------------------------------


def _move(scope: _Scope, sentence: Sentence, places: Sequence[_Place], regional: bool) -> None:
    """The one place that a sentence names before its figures governs the paragraph; the whole region ends it."""
    if regional and not places:
        scope.paragraph = scope.article = None
    elif places and (_only(places) is None or not any(speaks(token) for token in sentence.tokens)):
        scope.paragraph = _only(places)


def _only(places: Sequence[_Place]) -> _Place | None:
    """The one place that all of them are."""
    return places[0] if len({place.name for place in places}) == 1 else None


def _headline_place(document: Document) -> _Place | None:
    """«В Михайловске открыли центр»: the one place of the headline, where the article dwells on no other."""
    titles = [s for s in document.sentences if s.is_title]
    inside = [p for s in titles for p in _places(document, s)]
    if len({p.name for p in inside}) != 1:
        return None
    one = inside[0]
    counts = Counter(m.place for m in document.places if m.place and _free(document, m.start, m.stop))
    own = counts.pop(one.name, 0)
    if counts and (max(counts.values()) >= min(own, _DWELT) or _speaks_of_region(document, one)):
        return None
    if one.capital and any(_regions(document, s) for s in document.sentences):
        return None
    return one


def _speaks_of_region(document: Document, place: _Place) -> bool:
    """Whether a sentence of the body names the region without the place: «сеть ДНР выросла»."""
    for sentence in document.sentences:
        inside = [m for m in (*document.mentions, *document.places) if sentence.start <= m.start < sentence.stop]
        if (
            not sentence.is_title
            and any(_is_subject(m) for m in inside)
            and place.name not in {m.place for m in inside}
        ):
            return True
    return False
