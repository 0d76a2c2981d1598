"""Stage 1, the lines of a page as rows: what a line is by itself, and whether it is a sentence.

>>> [row.role for row in read_rows("Парк открыт.\\nПросмотров: 212")[1]]
['', 'counter']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field

from mfcx.document import DASHES, Line, Span
from mfcx.morphology import readings
from mfcx.page.datelines import Dateline, moved, read_dateline
from mfcx.page.furniture import Mark, find_mark, find_mixed_mark, is_machine_text
from mfcx.page.listings import count_cells, is_data, is_figure
from mfcx.page.signatures import is_name
from mfcx.page.words import LINE_LIMIT, ends_sentence, find_site_words, has_verb, is_bulleted, split_words, words_of
from mfcx.stored import expression

_INNER_END = expression(r"[\p{Ll}\d%»\")][.!?…]+[»\")]?\s+[«\"—–(]?\s?\p{Lu}")
_FULL_STOP = expression(r"""\.["»”’')\]]*\W*$|[.!?…]["»”]\W*$""")
_EMOJI = expression(r"\s*\p{So}")
MARKUP = expression(r"[\s>#*•●▪|=_›»/-]*")
_LOOK = 2000  # how much of a line is looked at
_DATELINE_WORDS = 24
_REST_WORDS = 5
_TELLING_WORDS = 3
_BROKEN_OFF = expression(r"[.!?…:;]\W*$")
_ELLIPSES = ("…", "...")
_CUT = expression(r"[\p{L}\d,]\s?(?:…|\.\.\.)\s*$")
_SEAM = expression(r"(?<=[\p{Ll}\d]\s)\p{Lu}\p{Ll}*+(?=\s)")  # a capital inside a line that no mark explains
_SEAMS = 3
_FEWEST_WRAPPED = 3  # lines that go on in small letters, and the text is broken at a width
_TYPED = (40, 130)  # letters of a line of such a text
_FEWEST_TAGS, _MOST_TAGS = 4, 40
_NO_TAG = expression(r"[,:;!?«»—–]|[.…](?:\s|$)")
_TICKER_WORDS = 15
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})
_OPENERS = frozenset({"PREP", "CONJ", "ADVB", "VERB", "NPRO"})  # no name begins with such a word
_NEAR_COPY = 4  # rows within which a headline is told again
_TOP = expression(r"\s*+[-–—•*]\s++(\d{1,2})\s++\p{Lu}")  # no number of a list, which a point or a bracket follows
_FEWEST_TOPS = 3
_YEARS = expression(r"[^\d\n]*+(?:(?:19|20)\d\d[^\d\n|\t]*+[|\t]\s?)++(?:19|20)\d\d\D*+")  # «Район | 2023 | 2024»
_HASHTAGS = expression(r"(?:\s++#[\w-]++)++\s*+$")


class Row(Struct):
    """A line that is not blank, and what is known of it."""

    start: int
    stop: int
    text: str  # the first _LOOK characters
    gap: int  # blank lines before it
    words: tuple[str, ...]
    mark: Mark | None
    dateline: Dateline | None
    prose: bool = False
    kind: str = ""
    pieces: list[Line] = field(default_factory=list)

    @property
    def length(self) -> int:
        return self.stop - self.start

    @property
    def role(self) -> str:
        return self.mark.role if self.mark else ""

    @property
    def plain(self) -> bool:
        return self.mark is None and self.dateline is None


def read_rows(text: str) -> tuple[list[Line], list[Row]]:
    """Blank lines, and a row for every other line."""
    blanks: list[Line] = []
    rows: list[Row] = []
    gap = 0
    for start, stop in _unwrapped(text, list(_lines(text))):
        piece = text[start : min(stop, start + _LOOK)]
        if not piece.strip(" \t\u00a0\u200b\ufeff\u2028\u2029\x0b\x0c"):
            blanks.append(Line(start, stop, "blank"))
            gap += 1
            continue
        rows.append(_read_row(piece, start, stop, gap))
        gap = 0
    return blanks, rows


def _lines(text: str) -> Iterator[Span]:
    """Start and stop of each line, without what ends it: «\\n», «\\r» or both."""
    start = 0
    for line in text.replace("\r", "\n").split("\n"):
        stop = start + len(line)
        if start < len(text) and not (start == stop and text[start - 1 : start + 1] == "\r\n"):
            yield Span(start, stop)
        start = stop + 1


def _unwrapped(text: str, lines: list[Span]) -> list[Span]:
    """The lines of a text that was broken at a width, joined to paragraphs; all other texts stay as they are."""
    small = sum(_is_wrapped(text, a, b) and text[b.start].islower() for a, b in pairwise(lines) if b.stop > b.start)
    if small < _FEWEST_WRAPPED:
        return lines
    joined: list[Span] = []
    begun = False  # before the first paragraph a line may be the headline
    for before, line in pairwise([Span(0, 0), *lines]):
        goes_on = line.stop > line.start and _is_wrapped(text, before, line)
        if goes_on and (begun or text[line.start].islower() or _breaks_off(text[before.start : before.stop])):
            begun = True
            joined[-1] = Span(joined[-1].start, line.stop)
        else:
            joined.append(line)
    return joined


def _is_wrapped(text: str, before: Span, after: Span) -> bool:
    """Whether a line of the length of a typed one ends in the middle of a sentence."""
    line = text[before.start : before.stop].rstrip()
    if not _TYPED[0] <= len(line) <= _TYPED[1] or _BROKEN_OFF.search(line) is not None:
        return False
    return not is_bulleted(text[after.start : after.stop])


def _breaks_off(line: str) -> bool:
    """«… школ Лесного района и», «… в Лесном,», «… появились места –»: the sentence goes on, whatever comes next."""
    words = split_words(line)
    return line.rstrip().endswith((",", *DASHES)) or (
        bool(words) and readings(words[-1])[0].pos in ("PREP", "CONJ", "ADJF")
    )


def _read_row(piece: str, start: int, stop: int, gap: int) -> Row:
    words = split_words(piece[: 2 * LINE_LIMIT])
    if is_machine_text(piece):
        return Row(start, stop, piece, gap, words, Mark("line"), None)
    if stop - start > LINE_LIMIT:
        return Row(start, stop, piece, gap, words, None, None)
    line = piece.strip()
    mark = find_mark(line, words)
    skip = len(words) > _DATELINE_WORDS or (mark is not None and mark.role in ("end", "aside"))
    dateline = None if skip else read_dateline(line, words)
    if dateline is not None and (indent := len(piece) - len(piece.lstrip())):
        dateline = moved(dateline, indent)
    if dateline is not None and not dateline.stamps and mark is not None:
        dateline = None
    if dateline is None and mark is None and not skip:
        mark = find_mixed_mark(line)
    return Row(start, stop, piece, gap, words, mark if dateline is None else None, dateline)


def join_furniture(rows: Sequence[Row]) -> None:
    """A few words that end a line of furniture broken in two: «Читайте наши новости / в удобном виде»."""
    for row, after in pairwise(rows):
        broken = row.role in ("line", "aside") and after.gap == 0 and not _BROKEN_OFF.search(row.text)
        if broken and after.plain and len(after.words) <= _REST_WORDS and _opens_small(after) and _says_nothing(after):
            after.mark = Mark("line")


def drop_asides(rows: Sequence[Row]) -> None:
    """Lines known by their neighbours: minutes to read, headlines cut short, and headlines run together."""
    for index, row in enumerate(rows):
        if not row.plain:
            continue
        if is_minutes(row) and _stands_by_furniture(rows, index):
            row.mark = Mark("counter")
        elif (
            _is_tags(row)
            or _is_ticker(row)
            or (is_broken_off(row) and _is_copy(row, rows[max(0, index - _NEAR_COPY) : index + _NEAR_COPY]))
        ):
            row.mark = Mark("line")


def drop_tops(rows: Sequence[Row]) -> None:
    """The news read most, numbered behind a bullet: «- 1 Мост закроют / - 2 Парк открыли / - 3 В Лесном чинят мост»."""
    begun = before = 0
    for index, row in enumerate(rows):
        found = _TOP.match(row.text)
        number = int(found[1]) if found is not None else 0
        if not number or number not in (1, before + 1):
            begun, before = index + 1, 0
            continue
        before = number
        for top in rows[index - _FEWEST_TOPS + 1 : index + 1] if index - begun + 1 >= _FEWEST_TOPS else ():
            top.mark = Mark("line")


def _stands_by_furniture(rows: Sequence[Row], index: int) -> bool:
    """«5 мая 2021 / 1 мин.», but «15 мин / ждут в очереди»."""
    near = [*rows[max(0, index - 1) : index], *rows[index + 1 : index + 2]]
    return any(not other.plain for other in near) and not any(map(_opens_small, near))


def _is_tags(row: Row) -> bool:
    """Names, subjects in small letters and the names again: «Анна Зуева Лесной дороги мосты Анна Зуева Лесной»."""
    if not _FEWEST_TAGS <= len(row.words) <= _MOST_TAGS or row.words.count(row.words[0]) < 2:
        return False
    words = row.text.split()
    sizes = range((len(words) - 1) // 2, 0, -1)
    again = next((size for size in sizes if words[:size] == words[-size:]), 0)
    between = words[again:-again] if again else ()
    return words[0][:1].isupper() and any(map(str.islower, between)) and _NO_TAG.search(" ".join(between)) is None


def _is_ticker(row: Row) -> bool:
    """Headlines run together in a line: «Лёд окреп В Лесном чинят мост Ярмарка мёда пройдёт в мае»."""
    if not _TICKER_WORDS <= len(row.words) or ends_sentence(row.text) or has_inner_end(row):
        return False
    seams = [readings(word.lower())[0] for word in _SEAM.findall(row.text)]
    capitals = sum(word[:1].isupper() for word in row.text.split())
    known = [top for top in seams if _NAMES.isdisjoint(top.tags)]
    opens = any(top.pos in _OPENERS for top in known)
    return opens and len(known) >= _SEAMS and capitals < len(row.words) / 2


def is_minutes(row: Row) -> bool:
    """«1 мин», «5 минут» alone in a line."""
    return len(row.words) == 2 and row.words[0].isdigit() and row.words[1] in words_of("minutes")


def is_broken_off(row: Row) -> bool:
    """A row that an ellipsis ends in the middle: «Ярмарка откроется в субб…»."""
    return row.plain and row.text.rstrip().endswith(_ELLIPSES) and _CUT.search(row.text) is not None


def _is_copy(row: Row, near: Sequence[Row]) -> bool:
    """Is a row that was broken off told in full beside it: «Три парка откр...» by «Три парка открыли в Лесном»?"""
    if len(row.words) < _TELLING_WORDS:
        return False
    *whole, last = row.words
    others = (other.words for other in near if other is not row and not is_broken_off(other))
    return any(
        words[:-1] == tuple(whole) and words[-1].startswith(last)
        for words in (other[: len(row.words)] for other in others)
        if len(words) == len(row.words)
    )


def _says_nothing(row: Row) -> bool:
    return not ends_sentence(row.text) and not has_verb(row.text) and not any(char.isdigit() for char in row.text)


def keep_listed(rows: Sequence[Row]) -> None:
    """A row between rows of the same list belongs to the list: «✅ Поделиться мнением смогли 400 человек»."""
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        if row.role == "line" and any(char.isdigit() for char in row.text) and _same_list(before, row, after):
            row.mark = None
    for row, after in pairwise(rows):
        if row.mark is None or not after.plain or not is_data(after.text):
            continue
        if (row.role == "line" and _same_table(row, after)) or _YEARS.fullmatch(row.text) is not None:
            row.mark = None


def _same_table(row: Row, after: Row) -> bool:
    """«Район | Школ | Мест» over «Лесной | 4 | 900»."""
    return row.gap >= after.gap and count_cells(row.text) == count_cells(after.text) >= 2


def _same_list(*rows: Row) -> bool:
    if not all(is_bulleted(row.text) and len(row.words) >= 2 for row in rows):
        return False
    if not rows[0].plain or not rows[-1].plain:
        return False
    return len({row.text.strip()[0] for row in rows}) == 1


def find_prose(rows: Sequence[Row]) -> None:
    """Marks the rows that are sentences; a line broken in the middle of one counts with what follows."""
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        after = rows[index + 1] if index + 1 < len(rows) else None
        row.prose = row.plain and (_is_prose(row) or (after is not None and _runs_on(row, after)))
        if after is not None and row.plain and after.plain and _is_explained(row, after):
            row.prose = after.prose = True


def _runs_on(row: Row, after: Row) -> bool:
    return after.prose and after.gap == 0 and _opens_small(after) and not ends_sentence(row.text)


def _is_explained(row: Row, after: Row) -> bool:
    """A figure set large and the words under it: «148 датчиков / следят за воздухом»."""
    return after.gap <= 1 and len(after.words) >= 2 and _opens_small(after) and is_figure(row.text)


def _opens_small(row: Row) -> bool:
    return row.text.lstrip()[0].islower()


def _is_prose(row: Row) -> bool:
    words = len(row.words)
    if row.length > _LOOK:
        return True
    text = _HASHTAGS.sub("", row.text) if "#" in row.text else row.text
    if not text[:1].isalpha() and _EMOJI.match(row.text) and words >= 4 and any(map(str.isdigit, row.text)):
        return True
    if text.endswith(".") or _FULL_STOP.search(text[-24:]):
        return words >= 3 or any(char.isdigit() for char in row.text) or has_inner_end(row)
    if ends_sentence(text):
        return words > 15 or (words >= 6 and has_inner_end(row))
    return words >= 25 or (words >= 15 and has_inner_end(row)) or _opens_list(row)


def tells(row: Row) -> bool:
    """Is the row a sentence, but for a full stop: «Приём ведут 12 специалистов»?"""
    return len(row.words) >= _TELLING_WORDS and row.plain and has_verb(row.text) and not ends_sentence(row.text)


def asks(row: Row) -> bool:
    """A question of an interview: «— Сколько монет в музее?»."""
    return row.plain and is_bulleted(row.text) and row.text.rstrip().endswith("?")


def has_inner_end(row: Row) -> bool:
    return _INNER_END.search(row.text) is not None


def _opens_list(row: Row) -> bool:
    return row.text.rstrip().endswith(":") and (len(row.words) >= 6 or (len(row.words) >= 3 and has_verb(row.text)))


def starts_other(rows: Sequence[Row], index: int) -> bool:
    """A dateline over a headline, below the article: another article."""
    row = rows[index]
    if row.dateline is None or not (row.dateline.timed or any(stamp.year for stamp in row.dateline.stamps)):
        return False
    after = rows[index + 1] if index + 1 < len(rows) else None
    return after is not None and after.plain and not after.prose and len(after.words) >= 3 and not is_name(after.text)


# so many words for each of the site's, and a line is news: «… (на фото). Указ опубликован на сайте правительства»
_THIN = 6


def is_site_voice(row: Row, said: Sequence[Row]) -> bool:
    """Words of a site that the article itself does not use, thick in a short line."""
    voice = find_voice(row)
    return bool(voice) and voice.isdisjoint(site_words(said))


def find_voice(row: Row) -> frozenset[str]:
    """The words of a site where they are thick in a short line: «Тираж 1200 экз.» -> {тираж, экз}."""
    found = find_site_words(row.words)
    if not found:
        return found
    words = len([word for word in row.words if not word.isdigit()])
    return frozenset() if (len(found) == 1 and words > 3) or words > _THIN * len(found) else found


def site_words(rows: Sequence[Row]) -> set[str]:
    return {word for row in rows for word in find_site_words(row.words)}
