"""Finds the federal subjects, towns and districts that the article's own words name.

`candidates` says what a word may be by its neighbours; here the whole article decides which of
them stand: «Томской области» always, «в Томске» where nothing else is named or the town comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from mfcx.attribution.location.place_words import place_words
from mfcx.document import DASHES, Document, Region, RegionMention, Span, Token
from mfcx.morphology import readings
from mfcx.places.article_region import article_region
from mfcx.places.candidates import find_candidates, is_local, kinds_called
from mfcx.places.context import DATELINE, HINT, SURE, TOWN, TOWN_KINDS, VENUE, Candidate
from mfcx.places.gazetteer import Name, subjects
from mfcx.places.localities import adjective_of, district_adjectives, find_districts, find_places
from mfcx.tables import words

__all__ = ["article_region", "find_candidates", "find_mentions", "find_places", "find_regions"]

_FEW = 3  # subjects that an article may name in passing
_RARE = 0.2  # «мая» is seldom the nominative of a name


def _settled(candidate: Candidate, named: set[str], kinds: frozenset[str]) -> str | None:
    """The subject of a word with several meanings, by what else the article names or calls its own region."""
    if _has_one_meaning(candidate):
        return candidate.names[0].iso
    options = {name.iso for name in candidate.names}
    present = options & named
    defaults = {name.iso for name in candidate.names if name.sense == "default"}
    if present:
        # in a row of many subjects «Приамурье» may well be another than the Хабаровский край beside it
        rowed = len(named) > _FEW and not defaults <= present
        return present.pop() if len(present) == 1 and not rowed else None
    # «приамурские МФЦ … краевой бюджет»: one of the namesakes is a край, and no other is what the article speaks of
    called = {iso for iso in options if subjects()[iso].type in kinds}
    if len(called) == 1 and not any(_is_city(iso) for iso in options):
        return called.pop()
    return defaults.pop() if len(defaults) == 1 else None


def _has_one_meaning(candidate: Candidate) -> bool:
    """The word decides alone."""
    iso = candidate.names[0].iso
    return all(name.iso == iso and name.sense != "shared" for name in candidate.names)


def _is_plain(candidate: Candidate) -> bool:
    """One meaning, sure of itself."""
    return len({name.iso for name in candidate.names}) == 1 and all(name.sense == "sure" for name in candidate.names)


def _standing(document: Document, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that the article bears out, with their subjects."""
    named = {one.names[0].iso for one in found if one.weight == SURE and (one.iso or _is_plain(one))}
    kinds: frozenset[str] = frozenset()
    if any(one.iso is None and not _has_one_meaning(one) for one in found):
        # «края» is that of the Пермский край where the article names it
        kinds = kinds_called(document) - {subjects()[iso].type for iso in named}
    settled = [replace(one, iso=iso) for one in found if (iso := one.iso or _settled(one, named, kinds))]
    if theirs := _namesakes(document, settled):
        named -= theirs
        settled = [one for one in settled if one.iso not in theirs]
    named |= {one.iso for one in settled if one.weight == SURE and one.iso}
    known = named | _telling_towns(document, settled, named)
    if known:
        return [one for one in settled if one.iso in known and one.weight != DATELINE]
    if not is_local(document):
        return []
    weak = {one.iso for one in settled if one.weight in (VENUE, HINT) and _is_plain(one)}
    if len(weak) == 1:
        return [one for one in settled if one.iso in weak and one.weight != DATELINE]
    return [one for one in settled if one.weight == DATELINE and one.iso and not _is_city(one.iso)]


def _namesakes(document: Document, found: Sequence[Candidate]) -> set[str]:
    """Subjects that an article never names but by an adjective, which is that of a district of another one.

    «Тамбовская больница … в Тамбовском районе Амурской области» tells nothing of the Тамбовская область.
    """
    told = {str(one.iso) for one in found if one.weight == SURE and _kind(one).kind != "adjective"}
    others = [one for one in found if one.iso not in told]
    if not told or not others or any(_kind(one).kind != "adjective" for one in others):
        return set()
    called = district_adjectives(document)
    heads = {str(one.iso): document.sentences[one.sentence].tokens[one.first] for one in others}
    return {iso for iso, token in heads.items() if adjective_of(token) in called}


def _telling_towns(document: Document, found: Iterable[Candidate], named: set[str]) -> set[str]:
    """Subjects that only towns point at, where the article leans on them.

    A town in the headline or one that comes back is leant on; with nothing else named also the only
    one of an article that speaks from inside a region. «поезд из Сочи» in passing names nothing.
    """
    counts: Counter[str] = Counter()
    leading: set[str] = set()
    for one in found:
        if one.weight != TOWN or one.iso is None:
            continue
        counts[one.iso] += 1
        if one.iso in named or _is_city(one.iso) or document.sentences[one.sentence].is_title:
            leading.add(one.iso)
    leading |= {iso for iso, count in counts.items() if count > 1}
    if len(counts) == 1 and not named and not leading and (is_local(document) or _opens_in_town(document, found)):
        return set(counts)
    return leading


def _opens_in_town(document: Document, found: Iterable[Candidate]) -> bool:
    """«Утром в Тихвине загорелся дом»: the first sentence happens in the town, and nothing is said of the country."""
    opening = next((at for at, sentence in enumerate(document.sentences) if not sentence.is_title), -1)
    towns = [one for one in found if one.sentence == opening and one.first and _kind(one).kind in TOWN_KINDS]
    if not any(_sets_scene(document.sentences[opening].tokens, one.first - 1) for one in towns):
        return False
    return not any(place_words(sentence.tokens).ranges("area") for sentence in document.sentences)


def _sets_scene(tokens: Sequence[Token], at: int) -> bool:
    """«[12 мая в] Тихвине», not «[Форум в] Сочи»: no subject stands before the preposition."""
    before = (one for token in tokens[:at] if token.text[0].isalpha() for one in readings(token.lower)[:2])
    acts = any((one.pos, one.case) == ("NOUN", "nomn") and one.score > _RARE for one in before)
    return tokens[at].lower in words("locative") and not acts


def _is_city(iso: str) -> bool:
    """Москва, Санкт-Петербург, Севастополь: the town is the subject itself, and federal news comes from there."""
    subject = subjects()[iso]
    return subject.name == subject.capital


def _kind(candidate: Candidate) -> Name:
    return next((name for name in candidate.names if name.iso == candidate.iso), candidate.names[0])


def find_mentions(document: Document, found: Sequence[Candidate] | None = None) -> list[RegionMention]:
    """All mentions of federal subjects: «Тверской и Запорожской областей» -> RU-TVE, RU-ZAP.

    `found` are the candidates of the document, if known.
    """
    mentions: list[RegionMention] = []
    standing = _standing(document, find_candidates(document) if found is None else found)
    if not standing or all(one.weight == DATELINE for one in standing):
        districts = find_districts(document)
        if len({one.iso for one in districts}) == 1:
            return sorted(districts, key=lambda one: one.start)
    for one in standing:
        name = _kind(one)
        mention = RegionMention(one.start, one.stop, str(one.iso), name.kind, name.place)
        joined = _joined(document.text, mentions[-1], mention) if mentions else None
        if joined is not None:
            mentions[-1] = joined
        else:
            mentions.append(mention)
    return mentions


def _joined(text: str, left: RegionMention, right: RegionMention) -> RegionMention | None:
    """Two names of one subject side by side are one mention: «ХМАО — Югра», «Республика Саха (Якутия)»."""
    between = text[left.stop : right.start].strip()
    if left.iso != right.iso or "town" in (left.kind, right.kind) or "capital" in (left.kind, right.kind):
        return None
    if between == "(" and text[right.stop : right.stop + 1] == ")":
        return replace(left, stop=right.stop + 1)
    if between in DASHES:
        return replace(left, stop=right.stop)
    return None


def find_regions(mentions: Iterable[RegionMention]) -> list[Region]:
    """One entry a subject, in the order of first mention: [«Томской области», «томичи»] -> Томская область."""
    spans: dict[str, list[Span]] = {}
    for mention in mentions:
        spans.setdefault(mention.iso, []).append(Span(mention.start, mention.stop))
    return [
        Region(iso, subjects()[iso].name, subjects()[iso].oktmo, tuple(sorted(found))) for iso, found in spans.items()
    ]
