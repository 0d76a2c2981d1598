"""Who says a figure: quotes with their speaker before, inside or after, and reported speech.

«…принимаем 300 человек», — сказала Анна Орлова. / По словам Анны Орловой, … / Об этом сообщила Анна Орлова.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from mfcx.attribution.interviews import find_answers
from mfcx.attribution.quotes import DASHES, Quote, find_quotes
from mfcx.document import Document, Person, Sentence, Token
from mfcx.facts import goes_on, is_list_row
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.tables import fold, read_table, words

_QUOTE_MARKS = frozenset('«»“”„"')
_ENDS = frozenset(".!?…,:")
_VERBAL = frozenset({"VERB", "PRTS", "ADJS", "GRND"})
# how far before an inserted verb its dash may stand: «— добавил он», «— тут же добавил он»
_INSERTED = 4
# between a quotation and the name that signs it
_SIGNED = 8
# words of a subject with its office: «продолжил министр экономики области Олег Петров»
_PARENTHESIS = 8
# a row of a list is short; a longer line after a dash is somebody's speech
_ROW = 60


@cache
def _words(*kinds: str) -> frozenset[str]:
    return frozenset(fold(row["lemma"]) for row in read_table("speech") if row["kind"] in kinds)


@cache
def _patterns(kind: str) -> PatternTable[None]:
    return PatternTable((row["lemma"], None) for row in read_table("speech") if row["kind"] == kind)


def speaks(token: Token) -> bool:
    """Whether a token is a verb of reporting: «сообщили»."""
    return token.text.isalpha() and not _words("report").isdisjoint(lemmas(token.lower))


@dataclass(frozen=True, slots=True)
class _Mention:
    """A person, or a title that means one, somewhere in the text."""

    start: int
    stop: int
    person: Person


@dataclass(frozen=True, slots=True)
class _Act:
    """Somebody speaks: a verb or an opening, with the person, None where it is a body."""

    kind: str
    start: int  # of the verb or opening
    sentence: int
    person: Person | None
    inserted: bool = False
    pointer: bool = False
    reports: bool = False  # the words of its own sentence are told by the person
    carries: bool = False  # and so is the next sentence of the paragraph


@dataclass(slots=True)
class _Scene:
    """What has been read of the article so far."""

    document: Document
    quotes: list[Quote]
    mentions: list[_Mention]
    last: Person | None = None
    by_quote: dict[Quote, Person | None] = field(default_factory=dict)
    by_sentence: dict[int, Person | None] = field(default_factory=dict)

    def inside(self, start: int, stop: int) -> list[_Mention]:
        """Persons named in a stretch, in order."""
        return [m for m in self.mentions if start <= m.start < stop]

    def quote_at(self, at: int) -> Quote | None:
        """The quotation that holds an offset."""
        return next((q for q in self.quotes if q.holds(at)), None)


def set_speakers(document: Document) -> None:
    """Fills `speaker` of every metric that a person of the article is quoted or reported to have said."""
    if not any(not person.byline for person in document.persons):
        return
    scene = _Scene(document, find_quotes(document.text, document.sentences), _mentions(document))
    _read(scene)
    for metric in document.metrics:
        person = _speaker_at(scene, metric.quantity.start, metric.sentence)
        metric.speaker = person.name if person else None


def _mentions(document: Document) -> list[_Mention]:
    named = [_Mention(s.start, s.stop, p) for p in document.persons if not p.byline for s in p.spans]
    titles = [_Mention(s.start, s.stop, p) for p in document.persons if not p.byline for s in p.title_spans]
    return sorted(named + titles, key=lambda m: m.start)


def _speaker_at(scene: _Scene, at: int, sentence: Sentence) -> Person | None:
    quote = scene.quote_at(at)
    if quote is not None and quote in scene.by_quote:
        return scene.by_quote[quote]
    if quote is not None and not quote.dashed:
        return None
    return scene.by_sentence.get(sentence.start)


# --- the article, line by line --------------------------------------------------------------------------


def _read(scene: _Scene) -> None:
    sentences = scene.document.sentences
    replies = find_answers(scene.document)
    before: list[_Act] = []
    answering: Person | None = None
    at = 0
    while at < len(sentences):
        last = at
        while last < len(sentences) and sentences[last].line == sentences[at].line:
            last += 1
        acts = [act for number in range(at, last) for act in _acts(scene, number)]
        _attach_quotes(scene, acts, before, (at, last))
        _report(scene, acts, (at, last))
        answering = _answer(scene, acts, answering, (at, last))
        if sentences[at].line in replies:
            _give(scene, replies[sentences[at].line], (at, last))
        spoken = any(q.line == sentences[at].line and q in scene.by_quote for q in scene.quotes)
        before, at = acts or (before if spoken else []), last


def _give(scene: _Scene, person: Person, line: tuple[int, int]) -> None:
    """A whole line is spoken by a person, but for what somebody else says in it."""
    sentences = scene.document.sentences[line[0] : line[1]]
    for sentence in sentences:
        scene.by_sentence.setdefault(sentence.start, person)
    for quote in scene.quotes:
        if quote.line == sentences[0].line:
            scene.by_quote.setdefault(quote, person)


def _answer(scene: _Scene, acts: Sequence[_Act], answering: Person | None, line: tuple[int, int]) -> Person | None:
    """«Отвечает директор центра Анна Орлова:» — all that follows is hers, up to the next who speaks."""
    if acts and acts[-1].kind == "answer":
        return acts[-1].person
    sentences = scene.document.sentences[line[0] : line[1]]
    if answering is None or acts or sentences[0].is_title:
        return None
    question = scene.document.text[sentences[-1].start : sentences[-1].stop].rstrip().endswith("?")
    if question and sentences[0].tokens[0].text in DASHES:
        return answering
    _give(scene, answering, line)
    return answering


def _attach_quotes(scene: _Scene, acts: Sequence[_Act], before: Sequence[_Act], line: tuple[int, int]) -> None:
    """Every quotation of a line gets the speaker that stands at it, else the one who speaks in its paragraph."""
    sentences = scene.document.sentences
    number, start = sentences[line[0]].line, sentences[line[0]].start
    here = [q for q in scene.quotes if q.line == number]
    for act in acts:
        for quote in here:
            if quote not in scene.by_quote and _touches(scene, act, quote):
                scene.by_quote[quote] = act.person
    for quote in here:
        if quote in scene.by_quote:
            continue
        person = _heading(scene, quote) or _introduced(scene, quote, before, start) or _signed(scene, quote)
        if person is None and not quote.dashed:
            earlier = [a for a in acts if a.start < quote.start]
            person = earlier[-1].person if earlier else _next_act(acts, quote)
            if person is None and not acts and before and _is_whole(scene, quote, line):
                person = before[-1].person
        elif person is None and _goes_on(scene, quote):
            person = scene.by_quote.get(scene.quotes[scene.quotes.index(quote) - 1])
        if person is not None:
            scene.by_quote[quote] = person
            scene.last = person


def _is_whole(scene: _Scene, quote: Quote, line: tuple[int, int]) -> bool:
    """Whether a paragraph is nothing but a quotation; whoever spoke right above goes on."""
    first, last = scene.document.sentences[line[0]], scene.document.sentences[line[1] - 1]
    return quote.start == first.start and not scene.document.text[quote.stop : last.stop].strip(" .")


def _next_act(acts: Sequence[_Act], quote: Quote) -> Person | None:
    """«…». Об этом сообщил X: the one who speaks right behind a quotation."""
    later = [a for a in acts if a.start >= quote.stop]
    return later[0].person if later else None


def _touches(scene: _Scene, act: _Act, quote: Quote) -> bool:
    """Whether words of speaking belong to a quotation: inside it, behind it after a dash, before it with a colon."""
    if quote.holds(act.start):
        return act.inserted
    text = scene.document.text
    if quote.stop <= act.start:
        between = text[quote.stop : act.start]
        return act.inserted and len(between.split()) <= _INSERTED + 1
    between = text[act.start : quote.start].rstrip()
    return between.endswith(":") and not any(mark in between[:-1] for mark in "«»;")


def _heading(scene: _Scene, quote: Quote) -> Person | None:
    """«Анна Орлова: «…»»: a name and a colon before a quotation."""
    text = scene.document.text
    for mention in scene.mentions:
        if mention.stop <= quote.start and text[mention.stop : quote.start].strip() == ":":
            return mention.person
    return None


def _introduced(scene: _Scene, quote: Quote, before: Sequence[_Act], start: int) -> Person | None:
    """A paragraph of speech after a line that ends in a colon and names who speaks."""
    text = scene.document.text
    above = text[:start].rstrip()
    if quote.start != start or not above.endswith(":"):
        return None
    if before:
        return before[-1].person
    named = scene.inside(above.rfind("\n") + 1, start)
    return named[-1].person if named else None


def _signed(scene: _Scene, quote: Quote) -> Person | None:
    """«…» — Анна Орлова, директор центра: a name right behind a quotation, after a dash or on the next line."""
    text = scene.document.text
    for mention in scene.inside(quote.stop, quote.stop + _SIGNED):
        between = text[quote.stop : mention.start]
        if not between.strip(" .,–—-\n\r") and between.strip(" .,"):
            return mention.person
    return None


def _goes_on(scene: _Scene, quote: Quote) -> bool:
    """A second paragraph after a dash, spoken by the same person."""
    at = scene.quotes.index(quote)
    if at == 0 or not scene.quotes[at - 1].dashed or quote.stop - quote.start < _ROW:
        return False
    return not scene.document.text[scene.quotes[at - 1].stop : quote.start].strip()


def _report(scene: _Scene, acts: Sequence[_Act], line: tuple[int, int]) -> None:
    """Reported speech: the sentence that tells of it, and the next where the speaker was named in passing."""
    carried: Person | None = None
    for number in range(*line):
        sentence = scene.document.sentences[number]
        mine = [a for a in acts if a.sentence == number]
        pointing = next((a for a in mine if a.pointer), None)
        if pointing is not None:
            _point_back(scene, pointing, line)
        telling = next((a for a in reversed(mine) if a.reports), None)
        person = telling.person if telling else carried
        if person is not None and (telling or not (mine or _breaks(sentence))):
            scene.by_sentence.setdefault(sentence.start, person)
            if telling is None:
                continue
            if number > line[0] and telling.carries:
                _tell_whole(scene, number, person)
        carried = telling.person if telling and telling.carries else None
    if not acts and line[0]:
        _report_row(scene, line[0])


def _tell_whole(scene: _Scene, number: int, person: Person) -> None:
    """«Родились 137 детей. Среди них 74 мальчика, рассказал X»: who tells the parts has told the whole."""
    whole, part = scene.document.sentences[number - 1], scene.document.sentences[number]
    if goes_on(scene.document.text, part, whole) and not _breaks(whole):
        scene.by_sentence.setdefault(whole.start, person)


def _report_row(scene: _Scene, number: int) -> None:
    """Rows of a list are told by whoever tells its head."""
    text, sentences = scene.document.text, scene.document.sentences
    row, above = sentences[number], sentences[number - 1]
    if is_list_row(text, row) and (is_list_row(text, above) or text[: above.stop].endswith(":")):
        person = scene.by_sentence.get(above.start)
        if person is not None:
            scene.by_sentence.setdefault(row.start, person)


def _point_back(scene: _Scene, act: _Act, line: tuple[int, int]) -> None:
    """«Об этом сообщил X»: what was told before it in the paragraph, or the paragraph above."""
    sentences = scene.document.sentences
    numbers = list(range(line[0], act.sentence))
    if not numbers and line[0] and not sentences[line[0] - 1].is_title:
        above = sentences[line[0] - 1].line
        numbers = [n for n in range(line[0]) if sentences[n].line == above]
    if act.person is not None:
        for number in numbers:
            scene.by_sentence.setdefault(sentences[number].start, act.person)


def _breaks(sentence: Sentence) -> bool:
    """«Напомним, …»: the newsroom speaks again."""
    return any(_patterns("break").starting(sentence.tokens, 0))


# --- one act of speech -----------------------------------------------------------------------------------


def _acts(scene: _Scene, number: int) -> Iterator[_Act]:
    """Who speaks in a sentence, in order."""
    sentence = scene.document.sentences[number]
    if sentence.is_title:
        return
    tokens = sentence.tokens
    done = -1
    for at, token in enumerate(tokens):
        if at < done or not token.text[0].isalpha():
            continue
        inserted = _is_inserted(tokens, at)
        quote = scene.quote_at(token.start)
        if quote is not None and not inserted and not (quote.dashed and at == 0):
            continue
        act = _opening(scene, number, at) or _verb(scene, number, at, inserted=inserted)
        if act is not None:
            scene.last = act.person or scene.last
            done = at + 2
            yield act


def _opening(scene: _Scene, number: int, at: int) -> _Act | None:
    """«по словам X», «по её словам»."""
    sentence = scene.document.sentences[number]
    tokens = sentence.tokens
    if any(_patterns("aside").starting(tokens, at)):
        femn = any(t.lower in words("her") for t in tokens[at : at + 3])
        person = _latest(scene, tokens[at].start, "femn" if femn else "masc")
        return _Act("opening", tokens[at].start, number, person, reports=True, carries=True) if person else None
    stop = next((stop for stop, _ in _patterns("opening").starting(tokens, at)), None)
    if stop is None:
        return None
    last = stop
    while last < len(tokens) and tokens[last].text not in {",", ";", "(", ":"} and not _is_finite(tokens[last]):
        last += 1
    end = tokens[last].start if last < len(tokens) else sentence.stop
    named = scene.inside(tokens[stop - 1].stop, end)
    if named:
        return _Act("opening", tokens[at].start, number, named[0].person, reports=True, carries=True)
    if stop < len(tokens) and _is_stand_in(tokens[stop]):
        person = _latest(scene, tokens[at].start, None)
        return _Act("opening", tokens[at].start, number, person, reports=True) if person else None
    return _Act("opening", tokens[at].start, number, None, reports=True)


def _is_finite(token: Token) -> bool:
    return token.text.isalpha() and readings(token.lower)[0].pos in ("VERB", "PRTS")


def _is_inserted(tokens: Sequence[Token], at: int) -> bool:
    """A verb soon after a dash that ends speech: «…, — сказал», «…!» – тут же добавила»."""
    for back in range(at - 1, max(-1, at - 1 - _INSERTED), -1):
        if tokens[back].text in DASHES:
            return back == 0 or tokens[back - 1].text[-1] in _ENDS or tokens[back - 1].text in _QUOTE_MARKS
        if tokens[back].text in _QUOTE_MARKS or tokens[back].text in _ENDS:
            # the dash is missing, or the sentence was cut before it
            return tokens[back].text in _QUOTE_MARKS and back > 0 and tokens[back - 1].text in _ENDS
    return False


def _verb(scene: _Scene, number: int, at: int, *, inserted: bool) -> _Act | None:
    """«сообщил X», «X отметил, что …»."""
    sentence = scene.document.sentences[number]
    tokens = sentence.tokens
    kind = _kind(tokens[at]) or (_any_verb(scene, sentence, at) if inserted else None)
    if kind is None:
        return None
    person, found = _subject(scene, sentence, at, inserted=inserted, cite=kind == "cite")
    if not found:
        return None
    pointer = bool(_patterns("pointer").find(tokens))
    trailing = at > 0 and tokens[at - 1].text == ","
    aside = trailing or (at > 0 and tokens[at - 1].lower in _words("as"))
    reports = kind == "report" and not inserted and not pointer and (aside or _has_content(tokens, at))
    reports = reports or (kind == "remark" and trailing and not inserted and _is_parenthesis(tokens, at))
    return _Act(kind, tokens[at].start, number, person, inserted, pointer, reports, reports and trailing)


def _kind(token: Token) -> str | None:
    for reading in readings(token.lower):
        if reading.pos not in _VERBAL or "impr" in reading.tags:
            continue
        word = fold(reading.lemma)
        kind = next((k for k in ("report", "remark", "answer", "cite") if word in _words(k)), None)
        if kind is not None:
            return kind
    return None


def _any_verb(scene: _Scene, sentence: Sentence, at: int) -> str | None:
    """«…», — не скрывает радости Анна Орлова: any verb tells the speaker right behind speech."""
    tokens = sentence.tokens
    tops = [t for t in tokens[max(0, at - _INSERTED) : at] if t.text in DASHES]
    if not tops or not any(r.pos in _VERBAL for r in readings(tokens[at].lower)[:1]):
        return None
    stop = next((t.start for t in tokens[at:] if t.text in DASHES or t.text in {".", ":"}), sentence.stop)
    return "remark" if scene.inside(tokens[at].stop, stop) else None


def _is_parenthesis(tokens: Sequence[Token], at: int) -> bool:
    """«Кроме того, продолжил он, …»: nothing but the subject stands between a verb and the next mark."""
    for token in tokens[at + 1 : at + 2 + _PARENTHESIS]:
        if token.text in _ENDS:
            return True
        if not token.text[0].isalpha() or _is_finite(token):
            return False
    return False


def _has_content(tokens: Sequence[Token], at: int) -> bool:
    """What is told follows: «что …», «: …», «о том», «о росте …»; or a figure stands in the same clause."""
    rest = tokens[at + 1 :]
    return any(t.lower in _words("content") or t.text == ":" or t.text[0].isdigit() for t in rest)


def _subject(scene: _Scene, sentence: Sentence, at: int, *, inserted: bool, cite: bool) -> tuple[Person | None, bool]:
    """The person who speaks at a verb, and whether anybody does at all (a body is somebody but no person)."""
    tokens = sentence.tokens
    left, right = _window(scene, sentence, at, inserted=inserted)
    verb = tokens[at]
    before = [m for m in scene.inside(tokens[left].start, verb.start) if _fits(scene, m, verb, cite=cite)]
    behind = [m for m in scene.inside(verb.stop, tokens[right - 1].stop) if _fits(scene, m, verb, cite=cite)]
    if inserted or (at and tokens[at - 1].text in {","}) or cite:
        chosen = behind[:1] or before[-1:]
    else:
        chosen = _near_side(tokens, at, before, behind)
    if chosen:
        return chosen[0].person, True
    if _is_plural(verb):
        return None, True
    nearby = [*tokens[max(left, at - 3) : at], *tokens[at + 1 : min(right, at + 4)]]
    pronoun = next((t.lower for t in nearby if t.lower in words("he") | words("she")), None)
    if pronoun is not None:
        return _latest(scene, verb.start, "femn" if pronoun in words("she") else "masc"), True
    if any(_is_stand_in(t) and "nomn" in _cases(t) for t in nearby):
        return _latest(scene, verb.start, _gender_of(verb)), True
    if any(_is_agent(t) for t in nearby):
        return None, True
    return (_latest(scene, verb.start, _gender_of(verb)), True) if inserted else (None, False)


def _near_side(tokens: Sequence[Token], at: int, before: list[_Mention], behind: list[_Mention]) -> list[_Mention]:
    """«X отметил» before «об этом сообщил X»."""
    if before and behind:
        gap_left = tokens[at].start - before[-1].stop
        gap_right = behind[0].start - tokens[at].stop
        return before[-1:] if gap_left <= gap_right else behind[:1]
    return before[-1:] or behind[:1]


def _window(scene: _Scene, sentence: Sentence, at: int, *, inserted: bool) -> tuple[int, int]:
    """The tokens round a verb in which its subject may stand: outside quotations, this side of «что» and colons."""
    tokens = sentence.tokens
    left = at
    while left > 0 and not _bars(scene, tokens, left - 1, at):
        left -= 1
        if inserted and tokens[left].text in DASHES:
            break
    right = at + 1
    while right < len(tokens) and not _bars(scene, tokens, right, at):
        if tokens[right].text == "," and tokens[right + 1 : right + 2] and tokens[right + 1].lower in _words("content"):
            break
        if inserted and tokens[right].text in DASHES and tokens[right - 1].text in _ENDS:
            break
        right += 1
    return left, right


def _bars(scene: _Scene, tokens: Sequence[Token], at: int, verb: int) -> bool:
    if tokens[at].text in {":", ";"}:
        return True
    quote = scene.quote_at(tokens[at].start)
    return quote is not None and not quote.dashed and not quote.holds(tokens[verb].start)


def _fits(scene: _Scene, mention: _Mention, verb: Token, *, cite: bool) -> bool:
    """A subject stands in the nominative and agrees with its verb."""
    word = scene.document.text[mention.start : mention.stop].split()
    if not cite and not any("nomn" in {r.case for r in readings(w.strip('«»".,'))} for w in word[:1] + word[-1:]):
        return False
    gender = _gender_of(verb)
    return cite or gender is None or _gender(mention.person) in (None, gender)


def _cases(token: Token) -> set[str | None]:
    return {r.case for r in readings(token.text)}


def _is_plural(token: Token) -> bool:
    found = [r for r in readings(token.lower) if r.pos in _VERBAL]
    return bool(found) and found[0].number == "plur"


def _gender_of(verb: Token) -> str | None:
    found = [r for r in readings(verb.lower) if r.pos in _VERBAL]
    return found[0].gender if found and found[0].number == "sing" else None


def _is_stand_in(token: Token) -> bool:
    return not _words("stand_in").isdisjoint(lemmas(token.lower) | {token.lower})


def _is_agent(token: Token) -> bool:
    """A noun that may be the subject: «ведомство», «пресс-служба», «ТАСС»."""
    return any(r.pos == "NOUN" and r.case == "nomn" for r in readings(token.text)[:2])


@cache
def _name_gender(name: str) -> str | None:
    """«Анна Орлова» -> femn: the given name tells, else the surname."""
    parts = name.split()
    for part in parts:
        # the names of persons stand in the nominative: «Альфия» is no form of «Альфий»
        given = next((r for r in readings(part) if "Name" in r.tags and r.case == "nomn"), None)
        top = readings(part)[0]
        if given is not None and "Name" in top.tags and given.gender in ("masc", "femn"):
            return given.gender
    surname = next((r for r in readings(parts[-1]) if "Surn" in r.tags and r.case == "nomn"), None)
    if surname is not None and surname.gender in ("masc", "femn") and "Ms-f" not in surname.tags:
        return surname.gender
    return None


def _gender(person: Person) -> str | None:
    return _name_gender(person.name)


def _latest(scene: _Scene, at: int, gender: str | None) -> Person | None:
    """The last who spoke, of that gender; else the last named before."""
    if scene.last is not None and (gender is None or _gender(scene.last) in (None, gender)):
        return scene.last
    for mention in reversed(scene.inside(0, at)):
        if gender is None or _gender(mention.person) in (None, gender):
            return mention.person
    return None
