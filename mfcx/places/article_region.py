"""The federal subject an article is about, or None when it is federal or about several."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from mfcx.attribution.location.place_words import place_words
from mfcx.attribution.location.region_headings import find_headings
from mfcx.attribution.location.region_scene import is_outdone, speaks_of_country
from mfcx.document import Document, RegionMention, Span, Token
from mfcx.morphology import lemmas, readings
from mfcx.places.candidates import is_local, kinds_called
from mfcx.places.destinations import is_destination, joins_names
from mfcx.places.gazetteer import subjects
from mfcx.places.localities import find_districts
from mfcx.tables import words

# a subject that the headline leaves out must have at least this share of the mentions when others are named
_LEAD_SHARE = 0.6
# one that only the opening singles out must have this share: the first in a row of nine has it not
_OPENING_SHARE = 0.25
# federal news and forums happen in the two capitals: one mention below the headline says nothing
_CAPITAL = "RU-MOW"
_FEDERAL_CENTRES = frozenset({_CAPITAL, "RU-SPE"})
# as often a federal centre may come in news of the country: «половина досталась Москве»
_FEW = 2
# how far before the name its office may stand: «министр связи и информационных технологий … области»
_OFFICE = 6
# within how many words «Ранее | газета «Вестник» сообщала» tells of other news
_TELLER = 8
# how many body sentences make the lead
_LEAD = 2


def article_region(document: Document) -> str | None:
    """«Подмосковье нарастило экспорт … рядом Сахалинская область» -> RU-MOS; nine regions in the body -> None.

    The headline decides, then the lead, then the sheer weight of mentions; a subject that the body
    names once in passing is not what the article is about.
    """
    mentions = _told_of(document)
    if not mentions:
        return _CAPITAL if _opens_with_capital(document) else None
    counts = Counter(mention.iso for mention in mentions)
    title, lead = _where(document)
    in_title = _subjects(mentions, title)
    if len(in_title) == 1:
        return in_title.pop()
    if in_title:
        return _leader(Counter({iso: counts[iso] for iso in in_title}))
    in_lead = _subjects(mentions, lead)
    of_country = _is_headed_by_country(document) and (len(counts) > 1 or not in_lead)
    if of_country or find_headings(document.sentences, mentions):  # «Москва. … Казань. …»: news of several
        return None
    if len(in_lead) == 1:
        iso = next(iter(in_lead))
        passing = _in_passing(document, lead) and not _carried(document) and not _is_borne_out(document, iso)
        # the country has its seat in the centre, but not in a district of it
        seat = iso in _FEDERAL_CENTRES and mentions[0].kind != "district" and not _is_of_capital(document)
        city = seat and counts[iso] == max(counts.values()) and _runs_city(document, mentions[0])
        if counts[iso] == 1 and (passing or (seat and not city)):
            return None
        if counts[iso] <= _FEW and seat and _is_of_country(document, lead):
            return None
        led = city or counts[iso] >= _LEAD_SHARE * counts.total() or len(counts) == 1
        return iso if led or _opens(document, mentions, lead, counts) else _leader(counts)
    if in_lead:
        return _leader(counts)
    if len(counts) == 1:
        iso = next(iter(counts))
        seat = iso in _FEDERAL_CENTRES and not _is_of_capital(document)
        local = is_local(document) or _carried(document) or _is_borne_out(document, iso)
        return iso if counts.total() > 1 or (local and not seat) else None
    return _leader(counts) if is_local(document) or _tells_of_us(document) else None


def _told_of(document: Document) -> list[RegionMention]:
    """The mentions without destinations («вакансии в Москве и Туле»), whom others outdo, and other news.

    All of them where none is left.
    """
    away: set[int] = set()
    at = 0
    for sentence in document.sentences:
        if at == len(document.mentions) or document.mentions[at].start >= sentence.stop:
            continue
        other_news = _tells_other_news(sentence.tokens)
        starts = [token.start for token in sentence.tokens]
        before: int | None = None  # behind the last destination
        while at < len(document.mentions) and document.mentions[at].start < sentence.stop:
            one = document.mentions[at]
            first, last = bisect_left(starts, one.start), bisect_left(starts, one.stop)
            joined = before is not None and joins_names(sentence.tokens, before, first)
            aside = is_destination(sentence.tokens, first) or is_outdone(sentence.tokens, first)
            before = last if joined or aside else None
            if before is not None or other_news:
                away.add(one.start)
            at += 1
    return [one for one in document.mentions if one.start not in away] or document.mentions


def _tells_other_news(tokens: Sequence[Token]) -> bool:
    """«Ранее сообщалось, что в Омской области …», «Ранее «Вестник» писал, что …»: what another article is about."""
    opens = tokens[0].lower in words("told_before")
    return opens and any(not words("news_verb").isdisjoint(lemmas(token.lower)) for token in tokens[1:_TELLER])


def _where(document: Document) -> tuple[list[Span], list[Span]]:
    """The spans of the headline and of the lead."""
    title = [Span(one.start, one.stop) for one in document.sentences if one.is_title]
    body = [Span(one.start, one.stop) for one in document.sentences if not one.is_title]
    return title, [*document.page.spans("dateline"), *body[:_LEAD]]


def _in_passing(document: Document, lead: list[Span]) -> bool:
    """One mention, behind the first sentence, in an article that speaks of no region as its own."""
    opening = next((one.stop for one in document.sentences if not one.is_title), lead[0].stop)
    return not any(one.start < opening for one in document.mentions) and not is_local(document)


def _is_borne_out(document: Document, iso: str) -> bool:
    """Whether districts of a subject named once are told of as well: «… Омской области. Тарский район …»."""
    return any(one.iso == iso for one in find_districts(document))


def _tells_of_us(document: Document) -> bool:
    """«У нас работают 22 офиса»: whoever writes speaks of his own subject."""
    return any(place_words(sentence.tokens).ranges("ours") for sentence in document.sentences)


def _opens(document: Document, mentions: list[RegionMention], lead: list[Span], counts: Counter[str]) -> bool:
    """The first sentence names the only subject of the lead, none comes more often, and there is «в регионе».

    So does an opening «По вводу жилья Омская область на пятом месте» where none comes half as often.
    """
    opening = _subjects(mentions, lead)
    body = (Span(one.start, one.stop) for one in document.sentences if not one.is_title)
    first = _subjects(mentions, [next(body, lead[0])])
    iso = next(iter(opening))
    others = max((count for other, count in counts.items() if other != iso), default=0)
    if (
        counts[iso] == max(counts.values())
        and is_local(document)
        and (first == opening or _is_called(document, iso, counts))
    ):
        return True
    one_of_many = iso in _FEDERAL_CENTRES or counts[iso] < _OPENING_SHARE * counts.total()
    return counts[iso] >= 2 * others and (is_local(document) or (first == opening and not one_of_many))


def _is_called(document: Document, iso: str, counts: Counter[str]) -> bool:
    """«в республике» can mean but one of the subjects named: Удмуртия among области."""
    kind = subjects()[iso].type
    return kinds_called(document) == {kind} and all(subjects()[other].type != kind for other in counts if other != iso)


def _is_of_capital(document: Document) -> bool:
    """«столичные дворы», «в столице»: an article about Москва as a city."""
    return any(
        _means_capital(sentence.tokens, at) for sentence in document.sentences for at in range(len(sentence.tokens))
    )


def _opens_with_capital(document: Document) -> bool:
    """«Столичные школы получили автобусы» over a text that names no region at all."""
    opening = [s for s in document.sentences if s.is_title] + [s for s in document.sentences if not s.is_title][:_LEAD]
    return any(_means_capital(sentence.tokens, at) for sentence in opening for at in range(len(sentence.tokens)))


def _means_capital(tokens: Sequence[Token], at: int) -> bool:
    """Not «в столице региона» nor «в областной столице»."""
    if words("of_capital").isdisjoint(lemmas(tokens[at].lower)):
        return False
    if readings(tokens[at].lower)[0].pos != "NOUN":
        return True
    behind = any(readings(token.lower)[0].case == "gent" for token in tokens[at + 1 : at + 2])
    return not behind and not (at and readings(tokens[at - 1].lower)[0].pos == "ADJF")


def _is_of_country(document: Document, lead: list[Span]) -> bool:
    """«Субъектам РФ раздали 12 млн рублей»: a lead about the whole country."""
    opening = (one for one in document.sentences if one.start <= lead[-1].start)
    return any(place_words(one.tokens).ranges("area") for one in opening)


def _is_headed_by_country(document: Document) -> bool:
    """«Больницы в 22 регионах России починят»: a headline about the whole country; «лучшие в России» is none."""
    return any(speaks_of_country(one.tokens) for one in document.sentences if one.is_title)


def _runs_city(document: Document, mention: RegionMention) -> bool:
    """«Новые центры Москвы приняли гостей. Горожане довольны»: a city by its bodies in an article about its people."""
    tokens = next((s.tokens for s in document.sentences if s.start <= mention.start < s.stop), ())
    at = bisect_left([token.start for token in tokens], mention.start) - 1
    while at >= 0 and not _is_body(tokens[at]):
        if not any(r.pos in ("NOUN", "ADJF") and r.case == "gent" for r in readings(tokens[at].lower)):
            return False
        at -= 1
    return at >= 0 and any(
        not words("townspeople").isdisjoint(lemmas(token.lower))
        for sentence in document.sentences
        for token in sentence.tokens
    )


def _is_body(token: Token) -> bool:
    return not words("body_head").isdisjoint({token.lower, *lemmas(token.lower)})


def _carried(document: Document) -> bool:
    """The one mention belongs to a body or an official: «директор МФЦ Вологодской области»."""
    mention = document.mentions[0]
    for sentence in document.sentences:
        if not sentence.start <= mention.start < sentence.stop:
            continue
        before = [t for t in sentence.tokens if t.stop <= mention.start][-_OFFICE:]
        if before:
            return any(_is_body(token) for token in before)
    return False


def _subjects(mentions: list[RegionMention], spans: list[Span]) -> set[str]:
    return {one.iso for one in mentions for start, stop in spans if start <= one.start < stop}


def _leader(counts: Counter[str]) -> str | None:
    """The subject with most mentions, where it is well ahead of all others together."""
    (iso, most), *_ = counts.most_common(1)
    return iso if most >= _LEAD_SHARE * counts.total() and most > 1 else None
