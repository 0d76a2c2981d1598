"""Stage 2: body spans to sentences and tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from mfcx.cuts import find_cuts
from mfcx.dictionary import is_known
from mfcx.document import Page, Sentence, Span, Token
from mfcx.morphology import is_word, readings
from mfcx.openers import opener_length
from mfcx.stored import expression
from mfcx.tables import fold, read_table
from mfcx.tokens import find_words

# marks are left on numbers («5,» in «5, 18 млн», «–5», «10–15», «14-летие»): take them apart, so
# that a number is always a token of its own
_DASHES = frozenset("–—")  # «три–семь» is joined
_LONGEST_SHORT = 8  # letters of an abbreviation, at most
_HYPHENS = 4  # «Ростов-на-Дону»; a chain of more is no word
_FIRST_SIGN = "\u2190"  # of arrows, boxes and pictures, which stand on the word behind them: «✅Открыто»
_PIECES = expression(rf"\d++(?:[.,]\d++){{0,7}}+|[^\W\d_]++|[{_FIRST_SIGN}-\U0001ffff]++|\S")

# looked for by its mark, which is rarer than words are
_GLUED = expression(
    r"[.!?](?=[«\"]?[А-ЯЁ])(?<=(?:(?<![^\W\d_])([^\W\d_]{4,})|[%»)])[.!?])([«\"]?([А-ЯЁ][а-яё]*+))(?=[\s,])"
)
# «ветер до 14 м/с. | Завтра»: behind a stroke one letter is a unit, and no abbreviation
_PER_SECOND = expression(r"\.(?<=/[^\W\d_]\.)\s++(?=[А-ЯЁ«])")
# a name with a point inside, few words on either side
_POINTED_NAME = expression(r"«((?:[^\W\d_]++ ?){1,3}+\.) (?:[^\W\d_]++ ?){1,4}+»")
# «Врачи, чел. | – 3 412», «тыс. | | 6,2»: the value of a row whose name ends in a shortened measure
_VALUE = expression(r"[|–—-]\s?+[~≈]?\d")
_OPENERS = frozenset({"PREP", "CONJ", "ADVB", "NPRO", "PRCL"})

# no writer's sentence is as long; what looks at a whole sentence for each of its numbers stays in proportion
_LONGEST = 300
_MARKS = (";", ",")


def split_tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """«с 33 до 571» -> five tokens whose offsets count from `offset`; «10–15» is three, «✅Открыто» two."""
    tokens = []
    for start, stop in find_words(text):
        word = text[start:stop]
        folded = _folded(word)
        if folded is not None:
            tokens.append(Token(start + offset, stop + offset, word, folded))
            continue
        if word[-1] == "-" and word[0].isalpha() and not text[stop : stop + 2].strip().isdecimal():
            tokens.append(Token(start + offset, stop + offset, word, fold(word)))
            continue  # «авто- и мотошколы»; the hyphen of «на полосу- 2» is a dash
        for piece in _PIECES.finditer(word):
            at = offset + start + piece.start()
            tokens.append(Token(at, at + len(piece.group()), piece.group(), fold(piece.group())))
    return tuple(tokens)


@lru_cache(maxsize=6_000)
def _folded(word: str) -> str | None:
    """A word for look-ups; None for what is more than one token."""
    return fold(word) if word.isalpha() or not _is_compound(word) else None


def _is_compound(text: str) -> bool:
    return (
        any(char.isdecimal() for char in text)
        or (len(text) > 1 and not _DASHES.isdisjoint(text))
        or text.count("-") > _HYPHENS
        or (len(text) > 1 and text[-1] == "-")
        or (len(text) > 1 and max(text) >= _FIRST_SIGN)
    )


@cache
def _abbreviations(kind: str) -> tuple[str, ...]:
    return tuple(row["abbreviation"] for row in read_table("abbreviations") if row["kind"] == kind)


def _cuts(line: str) -> Iterator[Span]:
    """Sentences of one line; a cut after «руб.» or «тыс.» before what goes on with it is mended."""
    open_start: int | None = None
    cuts = find_cuts(line)
    for part, following in zip(cuts, [*cuts[1:], None], strict=True):
        start = part.start if open_start is None else open_start
        open_start = None
        if following is not None and _goes_on(line, part, following.start):
            open_start = start
            continue
        yield from _unglued(line, start, part.stop)


def _unglued(line: str, start: int, stop: int) -> Iterator[Span]:
    """A sentence, or two that lost the space between them: «отметил Зимин. | Пока в школах ждут. | Дети рады»."""
    for mark in _GLUED.finditer(line, start, stop):
        if _ends_sentence(mark[1], mark[3]):
            yield from _behind_speed(line, start, mark.start(2))
            start = mark.start(2)
    yield from _behind_speed(line, start, stop)


def _behind_speed(line: str, start: int, stop: int) -> Iterator[Span]:
    """«Ветер до 14 м/с. | Температура до 3 градусов.»."""
    for mark in _PER_SECOND.finditer(line, start, stop):
        yield Span(start, mark.start() + 1)
        start = mark.end()
    yield Span(start, stop)


def _ends_sentence(before: str | None, after: str) -> bool:
    """«в школах.Дети», «Зимин.Пока», «на 22%.Расходы»; neither «Область.Медиа» nor «пос.Южный»."""
    if before is None:
        return is_known(after.lower())
    if before.islower():
        return is_word(before) and is_known(after.lower()) and before not in _shortened()
    return readings(after.lower())[0].pos in _OPENERS


@cache
def _shortened() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in read_table("sentence_abbreviations"))


def _goes_on(line: str, part: Span, at: int) -> bool:
    """Whether a sentence goes on: «5 млн. рублей», «2 тыс. МВт», «2 тыс. ФАПов», «через «Добродел. Пишите нам»»."""
    quote = line.rfind("«", part.start, part.stop)
    if quote > part.start and (name := _POINTED_NAME.match(line, quote)) is not None and name.end(1) == part.stop:
        return line[quote - 2].isalpha()
    ending = line[max(part.start, part.stop - _LONGEST_SHORT) : part.stop].lower()
    counts = _ends_in(ending, _abbreviations("multiplier"))
    if not counts and not _ends_in(ending, _abbreviations("end")):
        return False
    if line[at].isdigit() or line[at].islower() or line.startswith(_abbreviations("next"), at):
        return True
    if _VALUE.match(line, at) is not None:
        return True
    return counts and line[at : at + 2].isalpha() and line[at : at + 2].isupper()


def _ends_in(ending: str, abbreviations: tuple[str, ...]) -> bool:
    """«5 т.» and «5т.» end in «т.», «рост.» does not."""
    if not ending.endswith(abbreviations):
        return False
    short = max((one for one in abbreviations if ending.endswith(one)), key=len)  # «шт.», not its «т.»
    return not ending.removesuffix(short)[-1:].isalpha()


def split_sentences(text: str, span: Span, line: int = 0, *, is_title: bool = False) -> list[Sentence]:
    """The sentences of one line of the article, offsets in the whole text."""
    piece = text[span.start : span.stop]
    result = []
    for cut in _cuts(piece):
        start, stop = cut.start + span.start, cut.stop + span.start
        tokens = split_tokens(text[start:stop], start)
        if len(tokens) <= _LONGEST:
            at = opener_length(tokens)
            result.append(Sentence(start, stop, tokens[at:], line, is_title, tokens[:at]))
        else:
            result += (Sentence(row[0].start, row[-1].stop, row, line, is_title) for row in _stretches(tokens))
    return result


def _stretches(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """An endless sentence in pieces, cut behind a mark where it has one, else between words."""
    first = 0
    while len(tokens) - first > _LONGEST:
        half = range(first + _LONGEST, first + _LONGEST // 2, -1)
        last = next((at for mark in _MARKS for at in half if tokens[at - 1].text == mark), first + _LONGEST)
        yield tokens[first:last]
        first = last
    yield tokens[first:]


def find_sentences(text: str, page: Page) -> Sequence[Sentence]:
    """All sentences of headline and body, in text order; a line break always ends one."""
    result: list[Sentence] = []
    for number, line in enumerate(page.lines):
        if line.kind in ("title", "body"):
            result += split_sentences(text, Span(line.start, line.stop), number, is_title=line.kind == "title")
    return result
