"""Where persons are named: each mention with its readings, and the title beside it.

«сообщил глава района А. В. Иванов» -> one mention: initials А, В, the surname Иванов, and the title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from mfcx.document import DASHES, Document, Sentence, Span, Token
from mfcx.morphology import readings
from mfcx.names.people.appointments import appointed_title
from mfcx.names.people.inflection import NameReading, is_known_surname, is_patronymic, read_name
from mfcx.names.people.name_cases import in_context, likely_cases
from mfcx.names.people.name_places import Place, find_places
from mfcx.names.people.name_words import Part, classify_words
from mfcx.names.people.no_persons import is_body, is_place_name, is_quoted
from mfcx.names.people.posts import ALL_CASES, find_post
from mfcx.names.people.roles import is_said_of_one, title_after, title_before
from mfcx.names.people.shared_titles import find_shared, shared_title, starts_of_rows
from mfcx.names.people.titles import Title
from mfcx.names.phrases import called_from, has_lemma, is_capitalised, is_word, noun_cases, previous_word
from mfcx.names.tagger import Name
from mfcx.tables import fold

_MOST_WORDS = 5
_MOST_TOKENS = 10
_ASIDE = 3  # tokens of «(справа)»
_NEAR_VERB = 3  # words behind an apposition among which the verb stands
_CLOSES_APPOSITION = frozenset({",", ".", "!", "?", ":"})


class Mention(Struct):
    """One place where a person is named, with its readings and the title beside it."""

    place: Place
    span: Span
    parts: list[Part]
    initials: str
    byline: bool
    surface: str
    tagged: bool = True
    title: Title | None = None
    readings: list[NameReading] = field(default_factory=list)
    alias: bool = False  # in brackets behind the name of the same person

    def has(self, part: str) -> bool:
        return any(kind == part for _, kind in self.parts)

    @property
    def is_full(self) -> bool:
        return self.has("surname") and self.has("first")

    def candidates(self, part: str) -> frozenset[str]:
        """Folded nominatives of one part of the name, over all readings."""
        at = next((i for i, (_, kind) in enumerate(self.parts) if kind == part), None)
        if at is None:
            return frozenset()
        return frozenset(fold(reading.words[at]) for reading in self.readings)


def make_mention(
    document: Document, sentences: Sequence[Sentence], place: Place, *, tagged: bool = False
) -> Mention | None:
    """The mention over these tokens, None where they name no person."""
    number, first, last = place
    sentence = sentences[number]
    tokens = sentence.tokens
    parts, initials = classify_words(tokens, first, last)
    if not parts or last - first > _MOST_TOKENS or len(parts) > _MOST_WORDS or is_quoted(tokens, first, last):
        return None
    if is_place_name(tokens, first, last) or is_body(tokens, first, last):
        return None
    if len(parts) == 1 and find_post(parts[0][0]) is not None and not is_known_surname(parts[0][0]):
        return None
    span = Span(tokens[first].start, tokens[last - 1].stop)
    byline = document.page.lines[sentence.line].kind == "byline" or is_credit(tokens, first)
    found = in_context(read_name(parts), tokens, first, last, byline=byline)
    return Mention(place, span, parts, initials, byline, document.text[span.start : span.stop], tagged, None, found)


def is_credit(tokens: Sequence[Token], first: int) -> bool:
    """«Фото Ивана Петрова», «Автор: Анна Иванова» at the start of a line."""
    if any(token.text == "©" for token in tokens[max(0, first - 2) : first]):
        return True  # «… открыт. © / Анна Зуева / Заря»
    if first > _MOST_TOKENS:
        return False
    words = [t for t in tokens[:first] if is_word(t)]
    if not 0 < len(words) <= 2 or not has_lemma(words[0], "credit") or not is_capitalised(words[0].text):
        return False
    return ":" in {t.text for t in tokens[:first]} or has_lemma(words[-1], "credit")


def _is_alias(sentences: Sequence[Sentence], place: Place, ends: set[tuple[int, int]]) -> bool:
    """The same person once more: «Анна Зуева (Котова)»."""
    number, first, _ = place
    return first > 0 and sentences[number].tokens[first - 1].text == "(" and (number, first - 1) in ends


def find_mentions(document: Document, sentences: Sequence[Sentence], names: Iterable[Name]) -> list[Mention]:
    """Every place where a person is named in full, by initials or by the tagger's word, with its title."""
    bylines = {number for number, line in enumerate(document.page.lines) if line.kind == "byline"}
    places = find_places(sentences, names, bylines)
    ends = {(place.sentence, place.last) for place in places}
    found = (make_mention(document, sentences, place, tagged=tagged) for place, tagged in places.items())
    mentions = sorted((m for m in found if m is not None), key=lambda m: m.span)
    for mention in mentions:
        mention.alias = _is_alias(sentences, mention.place, ends)
    _read_surnames(mentions)
    _read_fathers(mentions)
    _attach_titles([m for m in mentions if not m.alias], sentences)
    return [m for m in mentions if not _bears_name(m, sentences)]


def _bears_name(mention: Mention, sentences: Sequence[Sentence]) -> bool:
    """«улица лётчика Ивана Зуева», «имени Героя Труда Ивана Зуева»: an office stands between the place and the name."""
    title = mention.title
    if title is None or title.last != mention.place.first or (mention.readings and mention.readings[0].case == "nomn"):
        return False
    before = previous_word(sentences[mention.place.sentence].tokens, title.first)
    if before is None or not has_lemma(before, "street"):
        return False
    # «школа имени лётчика Зуева» bears it, «имя лётчика Зуева» is his own
    return not has_lemma(before, "own") or "gent" in noun_cases(before.text)


def _read_surnames(mentions: Sequence[Mention]) -> None:
    """«Иван Вуянович» has a surname where the article says «Вуянович» alone."""
    lone = frozenset[str]().union(
        *(m.candidates("surname") for m in mentions if len(m.parts) == 1 and is_patronymic(m.parts[0][0]))
    )
    for mention in mentions:
        kinds = [kind for _, kind in mention.parts]
        if kinds == ["first", "patronymic"] and mention.candidates("patronymic") & lone:
            cases = frozenset(reading.case for reading in mention.readings)
            mention.parts = [mention.parts[0], (mention.parts[1][0], "surname")]
            mention.readings = read_name(mention.parts, cases)


def _read_fathers(mentions: Sequence[Mention]) -> None:
    """«Дмитрий Александрович» has no surname where the article told of a «Дмитрий Зуев» before."""
    told: list[Mention] = []
    for mention in mentions:
        kinds = [kind for _, kind in mention.parts]
        if kinds == ["first", "surname"] and any("Patr" in r.tags for r in readings(mention.parts[1][0])[:1]):
            firsts, own = mention.candidates("first"), mention.candidates("surname")
            same = (m for m in told if m.candidates("first") & firsts)
            if any(m.candidates("surname") and not m.candidates("surname") & own for m in same):
                mention.parts = [mention.parts[0], (mention.parts[1][0], "patronymic")]
                mention.readings = read_name(mention.parts, frozenset(reading.case for reading in mention.readings))
        told.append(mention)


def _attach_titles(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> None:
    """Titles beside each name; the title's case then narrows the name's."""
    names: dict[int, set[int]] = {}
    for mention in mentions:
        names.setdefault(mention.place.sentence, set()).update(range(mention.place.first, mention.place.last))
    rows = starts_of_rows([mention.place for mention in mentions], sentences)
    for mention in mentions:
        number, first, last = mention.place
        tokens = sentences[number].tokens
        everything = read_name(mention.parts)
        likely = likely_cases(everything)
        possible = frozenset(r.case for r in everything) or ALL_CASES
        ahead = _title_end(mention, tokens)
        row = rows.get(mention.place)
        shared = None if row is None else find_shared(tokens, row, likely, names[number])
        mention.title = (
            title_before(tokens, ahead, likely, names[number])
            or (shared_title(tokens, shared, row, likely) if shared is not None and row is not None else None)
            or (title_before(tokens, ahead, possible, names[number]) if shared is None else None)
            or title_after(tokens, _behind_aside(tokens, last), likely, names[number])
            or _apposed_title(mention, tokens, names[number])
        )
        if mention.is_full or mention.initials:
            mention.title = _outer(
                mention.title, appointed_title(tokens, first, last, likely, names[number], _before(sentences, number))
            )
        if mention.title is not None:
            agreeing = [r for r in everything if r.case in mention.title.cases] or everything
            beside = mention.title.last == ahead or mention.title.first == last + 1
            start, stop = (min(first, mention.title.first), max(last, mention.title.last)) if beside else (first, last)
            mention.readings = in_context(agreeing, tokens, start, stop, byline=mention.byline)


def _apposed_title(mention: Mention, tokens: Sequence[Token], names: set[int]) -> Title | None:
    """«по словам [главы района], Анны Зуевой, …», «его [директор], Анна Зуева, …»: the name only tells who that is."""
    _, first, last = mention.place
    if first < 2 or tokens[first - 1].text != "," or last == len(tokens) or tokens[last].text not in _CLOSES_APPOSITION:
        return None
    if tokens[last].text == "," and (title := title_before(tokens, first - 1, frozenset({"nomn"}), names)) is not None:
        return title if _is_of_one(tokens, title.first, last + 1) else None
    title = title_before(tokens, first - 1, ALL_CASES - {"nomn"}, names)
    told = previous_word(tokens, title.first) if title is not None else None
    return title if told is not None and has_lemma(told, "speech") and noun_cases(told.text) else None


def _before(sentences: Sequence[Sentence], number: int) -> list[Token]:
    """What semicolons alone part from a sentence: «[Зуев назначен министром труда;] Котова – министром спорта»."""
    first = number
    while first and sentences[first - 1].tokens[-1].text == ";":
        first -= 1
    return [token for sentence in sentences[first:number] for token in sentence.tokens]


def _behind_aside(tokens: Sequence[Token], last: int) -> int:
    """Where a title may stand behind a name and where he is on the photo: «Иван Зуев (справа)[,] мэр Омска»."""
    closed = last + _ASIDE
    aside = closed < len(tokens) and tokens[last].text == "(" and tokens[closed - 1].text == ")"
    return closed if aside and has_lemma(tokens[last + 1], "beside") else last


def _is_of_one(tokens: Sequence[Token], first: int, behind: int) -> bool:
    """«[его] директор, Анна Зуева, …», «Директор, Анна Зуева, [рада] …»: a name follows that lists nobody else."""
    if first and any("Apro" in r.tags or r.pos == "NPRO" for r in readings(tokens[first - 1].text)):
        return True
    return not any(map(is_word, tokens[:first])) and any(map(is_said_of_one, tokens[behind : behind + _NEAR_VERB]))


def _title_end(mention: Mention, tokens: Sequence[Token]) -> int:
    """Where a title before the name would end: «волонтёр [по имени] Анна», «местная жительница[,] Анна»."""
    _, first, last = mention.place
    if mention.is_full and first > 1 and tokens[first - 1].text in DASHES and _names_holder(mention, tokens):
        return first - 1
    alone = not (mention.is_full or mention.initials) and mention.has("first") and last < len(tokens)
    if alone and first > 1 and tokens[first - 1].text == "," and tokens[last].text in _CLOSES_APPOSITION:
        post = find_post(tokens[first - 2].text)
        return first - 1 if post is not None and post.group == "member" else first
    return called_from(tokens, first)


def _names_holder(mention: Mention, tokens: Sequence[Token]) -> bool:
    """«Новый директор центра – Анна Зуева.»: who holds the office, and nothing more is told of her."""
    _, _, last = mention.place
    ends = last == len(tokens) or tokens[last].text in _CLOSES_APPOSITION
    return ends and any(reading.case == "nomn" for reading in mention.readings)


def _outer(beside: Title | None, given: Title | None) -> Title | None:
    """The title beside a name, unless it is a part of the one a verb gives: «назначил заместителем [мэра] Ивана»."""
    if beside is None or given is None:
        return beside or given
    return given if given.first <= beside.first < given.last else beside
