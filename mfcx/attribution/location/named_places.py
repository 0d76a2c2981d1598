"""What a sentence says of where: its towns and districts, and where it speaks of the whole region.

«в Бердянске», «в областном центре», «казанские офисы»; «мэр Томска» and «гость из Томска» hold no figures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from mfcx.attribution.location.place_words import PlaceWords, place_words
from mfcx.document import DASHES, Document, RegionMention, Sentence, Span, Token
from mfcx.morphology import inflect, lemma, lemmas, readings
from mfcx.names.bodies.heads import body_words
from mfcx.names.phrases import QUOTES
from mfcx.places.context import CLOSING
from mfcx.places.destinations import joins_names
from mfcx.places.gazetteer import names_capital, subjects
from mfcx.tables import read_table, words

_START = attrgetter("start")
# words that name a place or a region themselves: «в областном центре», «в области», «в городе», «МФЦ на Северке»
_NAMING = frozenset({"centre", "whole", "okrug", "town_again", "district_again", "site", "district"})


class Place(Struct, frozen=True):
    """A place named in a sentence; tokens [first, last). A narrow one may hold the figures of a paragraph."""

    first: int
    last: int
    name: str
    iso: str
    capital: bool = False
    district: bool = False


class Setting(Struct, frozen=True):
    """A sentence with its words of places and what it names."""

    atlas: Atlas
    sentence: Sentence
    words: PlaceWords
    regions: Sequence[RegionMention]
    places: Sequence[RegionMention]

    @property
    def tokens(self) -> Sequence[Token]:
        return self.sentence.tokens

    @property
    def names_any(self) -> bool:
        """Whether anything in it may be a place or a region; in most sentences nothing is."""
        return bool(self.regions or self.places) or self.words.holds(_NAMING)

    def tokens_of(self, mention: RegionMention) -> tuple[int, int]:
        """A mention as tokens [first, last)."""
        tokens = self.sentence.tokens
        return bisect_left(tokens, mention.start, key=_START), bisect_left(tokens, mention.stop, key=_START)


class Atlas:
    """What an article names, in text order, so that each sentence finds its own by bisection."""

    def __init__(self, document: Document) -> None:
        self.regions = sorted(document.mentions, key=_START)
        self.places = sorted(document.places, key=_START)
        self.home = subjects()[document.region] if document.region is not None else None
        self._known = {m.start for m in document.places}
        self._bodies = sorted(span for body in document.organisations for span in body.spans)
        self._offices = sorted(span for body in document.organisations if body.kind == "mfc" for span in body.spans)
        spans = [Span(m.start, m.stop) for m in document.mentions if is_subject(m)]
        spans += [span for person in document.persons for span in person.spans]
        self._taken = _merged(spans)

    def setting(self, sentence: Sentence) -> Setting:
        """A sentence with what it names."""
        regions, places = _inside(self.regions, sentence), _inside(self.places, sentence)
        return Setting(self, sentence, place_words(sentence.tokens), regions, places)

    def is_known(self, token: Token) -> bool:
        """Whether a place that the article names begins at a token."""
        return token.start in self._known

    def is_free(self, start: int, stop: int) -> bool:
        """Whether a stretch is no part of a region's name or a person's: «посёлка Хабаровского края»."""
        before = bisect_left(self._taken, (stop,)) - 1
        return before < 0 or self._taken[before].stop <= start

    def is_in_name(self, sentence: Sentence, mention: RegionMention) -> bool:
        """«управление Росреестра по Тверской области»: the region in the name of a body holds no figure."""
        first = bisect_left(self._bodies, (sentence.start,))
        last = bisect_left(self._bodies, (mention.start,))
        return any(mention.stop <= span.stop for span in self._bodies[first:last])

    def names_office(self, setting: Setting) -> bool:
        """«Тарский МФЦ принял», «в МФЦ Омской области работают»: an office, or a network, of a place of its own."""
        tokens = setting.tokens
        for at in range(bisect_left(self._offices, (setting.sentence.start,)), len(self._offices)):
            start, stop = self._offices[at]
            if start >= setting.sentence.stop:
                return False
            if any(start <= mention.start < stop for mention in setting.regions if is_subject(mention)):
                return True
            first = tokens[bisect_left(tokens, start, key=_START)]
            if first.text[0].isupper() and first.lower.endswith(tuple(body_words("relative"))):
                return True
        return False


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].stop:
            merged[-1] = Span(merged[-1].start, max(merged[-1].stop, span.stop))
        else:
            merged.append(span)
    return merged


def _inside(mentions: Sequence[RegionMention], sentence: Sentence) -> Sequence[RegionMention]:
    """Those that begin in a sentence, of mentions in order."""
    first = bisect_left(mentions, sentence.start, key=_START)
    if first == len(mentions) or mentions[first].start >= sentence.stop:
        return ()
    return mentions[first : bisect_left(mentions, sentence.stop, first, key=_START)]


def named_in(setting: Setting) -> list[Place]:
    """The towns and districts that a sentence names in any role, in order."""
    return sorted(_named(setting), key=lambda p: p.first) if setting.places else []


def places_in(setting: Setting) -> list[Place]:
    """The places of a sentence that may hold a figure, in order."""
    found = [*_named(setting), *_centres(setting), *_unlisted(setting)]
    if not found and not setting.regions:
        return []
    held = {*filter(partial(_holds, setting), found), *_by_adjective(setting)}
    return sorted(held, key=lambda p: p.first)


def led_in(setting: Setting) -> list[Place]:
    """«мэр Томска сообщил, что в городе …»: the towns and districts whose bodies or heads a sentence names."""
    return [place for place in named_in(setting) if setting.words.is_one("body", _before_type(setting, place))]


def _before_type(setting: Setting, place: Place) -> int:
    """The token before a name and its kind: «глава | города Томска»."""
    before = place.first - 1
    while setting.words.is_one("type", before):
        before -= 1
    return before


def narrowest(setting: Setting, places: Sequence[Place]) -> list[Place]:
    """Places without those that hold them: «в Заволжском районе Твери», «в деревне Липки (Ржевский район)»."""
    return [place for place in places if not any(_lies_in(setting, other, place) for other in places)]


def widest(setting: Setting, places: Sequence[Place]) -> list[Place]:
    """Places without those that lie in others: Тверь of «Заволжский район Твери»."""
    return [place for place in places if not any(_lies_in(setting, place, other) for other in places)]


def _lies_in(setting: Setting, one: Place, other: Place) -> bool:
    """Whether a place lies in another one: that is named right behind it."""
    opened = one.last < len(setting.tokens) and setting.tokens[one.last].text == "("
    return other.first == one.last + opened


def _named(setting: Setting) -> Iterator[Place]:
    for mention in setting.places:
        if not mention.place or mention.stop > setting.sentence.stop or _is_city(mention):
            continue
        if setting.atlas.is_free(mention.start, mention.stop):
            first, last = setting.tokens_of(mention)
            capital = mention.iso in subjects() and subjects()[mention.iso].capital == mention.place
            yield Place(first, last, mention.place, mention.iso, capital, mention.kind == "district")


def _is_city(mention: RegionMention) -> bool:
    """Москва is a federal subject, no place within one."""
    return mention.iso in subjects() and subjects()[mention.iso].name == mention.place


def regions_in(setting: Setting) -> list[int]:
    """The tokens at which a sentence speaks of a whole region: «в области», «в Томской области»."""
    tokens, found = setting.tokens, []
    for mention in setting.regions:
        at = setting.tokens_of(mention)[0] if is_subject(mention) else 0
        leads = 0 < at < len(tokens) and setting.words.is_one("at", at - 1)
        if leads and not setting.atlas.is_in_name(setting.sentence, mention):
            found.append(at)
    wholes = setting.words.ranges("whole")
    if setting.atlas.home is None:
        wholes = [*wholes, *setting.words.ranges("okrug")]  # «всего по округу», among its subjects
    return found + sorted({first for first, stop in wholes if _is_whole(tokens, stop)})


def _is_whole(tokens: Sequence[Token], stop: int) -> bool:
    """«в области», «в остальных районах», not «в области культуры»."""
    after = readings(tokens[stop].lower)[0] if stop < len(tokens) and tokens[stop].text.isalpha() else None
    return after is None or (after.pos, after.case) != ("NOUN", "gent")


class Recalled(Struct, frozen=True):
    """The places that a sentence speaks of again, and the tokens where it speaks of one that was not named."""

    places: list[Place]
    unknown: list[int]


def recalled_in(setting: Setting, town: Place | None, district: Place | None) -> Recalled:
    """«в городе», «в районе»: the town or district that was spoken of last; in Москва «в городе» is no town."""
    found = Recalled([], [])
    towns, districts = setting.words.stops("town_again"), setting.words.stops("district_again")
    if not towns and not districts:
        return found
    home = setting.atlas.home
    city = home is not None and home.capital == home.name
    known = ((districts, district), (towns, None if city else town))
    # «по округу» may be all of Сибирь, where no district was named
    wide = setting.words.stops("okrug") if home is None and district is None else {}
    for at in sorted({*towns, *districts} - wide.keys()):
        town_here = at not in districts
        again = [p for stops, p in known if at in stops and _is_recalled(setting.tokens, stops[at], counts=town_here)]
        place = next(filter(None, again), None)
        if place is not None:
            found.places.append(replace(place, first=at, last=at + 2))
        elif again:
            found.unknown.append(at)
    return found


def _is_recalled(tokens: Sequence[Token], stop: int, *, counts: bool) -> bool:
    """«в районе работают», «в городе 7 школ», not «в районе вокзала», «в городе Ржеве», «в районе 15 часов»."""
    after = tokens[stop] if stop < len(tokens) else None
    if after is None or not after.text[0].isalnum():
        return True
    top = readings(after.lower)[0]
    if after.text[0].isdigit():
        return counts
    return not after.text[0].isupper() and (top.pos == "PREP" or top.case != "gent")


def subjects_alone(setting: Setting) -> set[str]:
    """The subjects that a sentence names, but for the joint work of several: «строители Омской и Томской областей»."""
    inside = [m for m in setting.regions if is_subject(m) and not setting.atlas.is_in_name(setting.sentence, m)]
    isos = {m.iso for m in inside}
    if len(isos) < 2:
        return isos
    joined = {
        iso
        for left, right in pairwise(inside)
        for iso in (left.iso, right.iso)
        if left.iso != right.iso
        and joins_names(setting.tokens, setting.tokens_of(left)[1], setting.tokens_of(right)[0])
    }
    return isos - joined


def is_subject(mention: RegionMention) -> bool:
    """Whether a mention is of a whole region, not of a town."""
    return mention.place is None


def _centres(setting: Setting) -> Iterator[Place]:
    """«в областной столице»: the capital of the article's region."""
    home = setting.atlas.home
    if home is None or not home.capital:
        return
    for at, stop in setting.words.ranges("centre"):
        if not _has_field(setting.tokens, stop):
            yield Place(at, stop, home.capital, home.iso, capital=True)


def _has_field(tokens: Sequence[Token], at: int) -> bool:
    """«областной центр | занятости», «… «Заря»» is a house, «областной центр», «краевой центр Хабаровск» the town."""
    if at >= len(tokens) or tokens[at].text in QUOTES:
        return at < len(tokens)
    word = tokens[at]
    return word.text.islower() and next(iter(readings(word.lower))).case == "gent" and not _is_region_word(word)


def _is_region_word(token: Token) -> bool:
    """«центр | региона»."""
    return not (words("subject_kind") | words("subject_unit")).isdisjoint(lemmas(token.lower))


def _by_adjective(setting: Setting) -> Iterator[Place]:
    """«казанские офисы» are in Казань, «столица Приморья» is its capital; «томские офисы» may be the region's."""
    tokens = setting.tokens
    sites = setting.words.stops("site")
    for mention in setting.regions:
        first, last = setting.tokens_of(mention)
        subject = subjects()[mention.iso]
        if mention.kind == "adjective":
            behind = last + (last < len(tokens) and readings(tokens[last].lower)[0].pos == "ADJF")
            if behind in sites and names_capital(tokens[first].lower, subject):
                yield Place(first, last, subject.capital, subject.iso, capital=True)
        elif is_subject(mention) and setting.words.is_one("seat", first - 1):
            yield Place(first - 1, last, subject.capital, subject.iso, capital=True)


def _unlisted(setting: Setting) -> Iterator[Place]:
    """Names that no list has: «МФЦ на Северке» behind what stands in one place, «Заречного округа»."""
    tokens, count = setting.tokens, len(setting.tokens)
    districts, sites = setting.words.stops("district"), setting.words.stops("site")
    if not districts and not sites:
        return
    for at in sorted({*(at - 1 for at in districts if at), *(at + 2 for at in sites if at + 2 < count)}):
        token = tokens[at]
        if not token.text[0].isupper() or token.text.isupper() or setting.atlas.is_known(token):
            continue
        if not setting.atlas.is_free(token.start, token.stop):
            continue
        if at + 1 in districts:
            name = inflect(token.lower, "masc", "sing", "nomn", pos="ADJF")
            if name is not None and name not in _federal_districts():  # «в Приволжском округе»
                yield Place(at, at + 2, f"{name.capitalize()} {lemma(tokens[at + 1].lower, 'NOUN')}", "")
        elif tokens[at - 1].lower in words("in") | words("by"):
            name = _settlement(setting, at)
            if name is not None:
                yield Place(at, at + 1, name, "")


@cache
def _federal_districts() -> frozenset[str]:
    """«приволжский», «сибирский»: what lies in none of the subjects."""
    return frozenset(row["district"].lower() for row in read_table("regions"))


def _settlement(setting: Setting, at: int) -> str | None:
    """«Северке» -> Северка, where nothing follows that the word would belong to; a country is none."""
    tokens = setting.tokens
    if setting.words.is_one("country", at):
        return None
    if at + 1 < len(tokens) and tokens[at + 1].text[0].isupper():
        return None
    found = next((r for r in readings(tokens[at].text) if r.pos == "NOUN" and r.case == "loct"), None)
    name = inflect(tokens[at].lower, "nomn", pos="NOUN") if found and "anim" not in found.tags else None
    return name.capitalize() if name else None


def _is_given(tokens: Sequence[Token], place: Place) -> bool:
    """«в этом году Туле | выделят», «| направили Туле», «из них Туле | – 40»: who gets what the verb or dash tells."""
    if place.last < len(tokens) and tokens[place.last].text in DASHES:
        return True
    beside = [tokens[at].lower for at in (place.first - 1, place.last) if at < len(tokens)]
    return any(form.isalpha() and readings(form)[0].pos in ("VERB", "PRTS") for form in beside)


def _holds(setting: Setting, place: Place) -> bool:
    """Whether a place may hold figures: «в Томске», «Томск получит», «хозяйства Томского района», not «мэр Томска»."""
    tokens, is_one = setting.tokens, setting.words.is_one
    before = _before_type(setting, place)
    if before < place.first - 1 and before >= 0 and tokens[before].text.isdigit():
        before -= 1  # «в 12 микрорайоне Якутска»
    typed = before < place.first - 1  # «города Мелитополь»: the name itself may keep the nominative
    while before >= 0 and readings(tokens[before].lower)[0].pos == "ADJF":  # «в самом Липецке»
        before -= 1
    if before < 0:
        return True
    if is_one("at", before):
        return not is_one("event", before - 1) and not is_one("event", before - 2)
    case = {r.case for r in readings(tokens[place.last - 1].text) if r.pos in ("NOUN", "ADJF")}
    if tokens[before].text in CLOSING:  # «центры «Мои документы» Бежецкого района»
        return "gent" in case
    if "datv" in case and "gent" not in case and _is_given(tokens, place):
        return True
    if not tokens[before].text[0].isalpha():
        # the beginning of a clause, a row of a list, or the next of several
        return "nomn" in case or tokens[before].text == ","
    if tokens[before].lower in words("joint"):
        return True
    top = readings(tokens[before].text)[0]
    if top.pos == "NOUN" or before in setting.words.stops("site"):  # «МФЦ Ржева»
        # «на берегу Улан-Удэ» has no case, «на третьем месте Бежецкий район» only the nominative
        belongs = "gent" in case or typed or not case or ("nomn" in case and place.last - place.first > 1)
        # «мэр Ржева» speaks for it from anywhere, «жители Ржева» are there
        people = not words("inhabitants").isdisjoint(lemmas(tokens[before].lower))
        return belongs and (people or not is_one("body", before))
    return top.pos not in ("PREP",) and "nomn" in case
