"""Bodies that the tagger found and no head noun shows: «Газпром», «НИА Томск»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from mfcx.document import DASHES, Document, Sentence, Span, Token
from mfcx.morphology import is_word as _is_dictionary_word
from mfcx.morphology import lemmas, readings
from mfcx.names.bodies.body import Body, is_form, kind_of, title_case
from mfcx.names.bodies.heads import body_words, find_head, has_reading, nominative_head
from mfcx.names.bodies.things import is_borne, letters_of_things, names_of_things
from mfcx.names.bodies.whereabouts import Atlas, find_place
from mfcx.names.people.posts import find_post
from mfcx.names.phrases import (
    QUOTES,
    attribute_cases,
    closing_quote,
    has_lemma,
    is_abbreviation,
    is_and,
    is_capitalised,
    is_word,
    like,
    may_agree,
    next_group_end,
    noun_cases,
    opening_quote,
    surface,
    token_range,
    words_of,
)
from mfcx.names.tagger import Name, tag_names
from mfcx.places.context import TOWN_KINDS
from mfcx.places.gazetteer import gazetteer, normal
from mfcx.stored import expression
from mfcx.tables import fold

_LONGEST_SITE = 6  # tokens of the name of a site before its last
_LONGEST_CUT = 4  # words that the tagger may leave off a quoted name
_LONGEST_KIND = 5  # words between «фестиваль» and its name
_FEWEST_OF_PART = 2  # words of a part that bears a name: «Детский центр»
_LONGEST_LETTERS = 6  # «РОСНАНО» may be a name in capitals, too
_ROMAN_ORDINAL = expression(r"[IVXLC]+-\p{Ll}{1,3}")
_LETTERS_WITH_ENDING = expression(r"(\p{Lu}{2,})(\p{Ll}{1,3})")


def runs_between(sentence: Sentence, persons: Sequence[Span]) -> Iterator[Sequence[Token]]:
    """The tokens between names of persons: no body runs over a name."""
    start = 0
    for span in persons[bisect_left(persons, sentence.start, key=lambda span: span.stop) :]:
        if span.start >= sentence.stop:
            break
        first, last = token_range(sentence.tokens, span.start, span.stop)
        yield sentence.tokens[start:first]
        start = max(start, last)
    yield sentence.tokens[start:]


def is_heading(tokens: Sequence[Token]) -> bool:
    """A line in capitals tells nothing about names."""
    words = 0
    for token in tokens:
        text = token.text
        if len(text) > 1 and text[0].isalpha():
            if not text.isupper():
                return False  # mostly at the first or second word
            words += 1
    return words > 2


def tagged_bodies(
    document: Document, sentences: Sequence[Sentence], persons: Sequence[Span], taken: Sequence[Span], atlas: Atlas
) -> list[Body]:
    """Names of bodies without a head noun that the tables know: «Газпром», «НИА Томск»."""
    tagged = [name for name in tag_names(document.text, document.page) if name.kind == "ORG"]
    found = [*_in_sentences(tagged, sentences, persons, taken, atlas), *_numbered_sites(sentences)]
    if not found:
        return found
    letters, names = letters_of_things(sentences), names_of_things(sentences)
    found = [body for body in found if body.core not in letters]
    plain = [_is_plain_noun(body, document.text) for body in found]
    small = _lemmas_in_small(sentences) if any(plain) else frozenset()
    told = (noun and not small.isdisjoint(lemmas(body.core)) for noun, body in zip(plain, found, strict=True))
    found = [body for body, again in zip(found, told, strict=True) if not again]
    # «о программе «Газпром»» takes nothing from the company
    return [body for body in found if body.kind != "other" or names.isdisjoint({body.core, *lemmas(body.core)})]


def _numbered_sites(sentences: Sequence[Sentence]) -> Iterator[Body]:
    """«рассказали 45.RU в мэрии», «пишет 45news»: newspapers that the tagger takes for a number."""
    for sentence in sentences:
        tokens = sentence.tokens
        for last in [i for i, token in enumerate(tokens) if i and token.text.isascii() and token.text.isalpha()]:
            first = last
            while first > max(0, last - _LONGEST_SITE) and _is_glued_to(tokens, first - 1):
                first -= 1
            if first < last and tokens[first].text.isdigit() and _is_reported(tokens, first, last + 1):
                name = surface(tokens, first, last + 1)
                yield Body(Span(tokens[first].start, tokens[last].stop), name, "media", fold(name))


def _is_glued_to(tokens: Sequence[Token], i: int) -> bool:
    """A point, a number or Latin letters, without a blank before the next token: «[45.]RU»."""
    text = tokens[i].text
    glued = tokens[i].stop == tokens[i + 1].start
    return glued and (text == "." or text.isdigit() or (text.isascii() and text.isalpha()))


def _in_sentences(
    names: Sequence[Name], sentences: Sequence[Sentence], persons: Sequence[Span], taken: Sequence[Span], atlas: Atlas
) -> Iterator[Body]:
    starts = [name.start for name in names]
    for sentence in sentences:
        here = names[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.stop)]
        if not here or is_heading(sentence.tokens):
            continue
        for run in runs_between(sentence, persons):
            yield from _in_run(run, here, taken, atlas)


def _is_plain_noun(body: Body, text: str) -> bool:
    """One word that the dictionary has: «Клуб», which is a noun like any other where the article writes «клуб»."""
    word = text[body.span.start : body.span.stop]
    if body.kind != "other" or body.core in body_words("brand"):
        return False
    return word.isalpha() and word[1:].islower() and _is_dictionary_word(word.lower())


def _lemmas_in_small(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Lemmas of the words that the article writes in small letters."""
    small = {token.lower for sentence in sentences for token in sentence.tokens if token.text.islower()}
    return frozenset().union(*map(lemmas, small))


def _in_run(run: Sequence[Token], names: Sequence[Name], taken: Sequence[Span], atlas: Atlas) -> Iterator[Body]:
    for number, name in enumerate(names):
        if not run or name.stop <= run[0].start or name.start >= run[-1].stop:
            continue
        after = bisect_left(taken, name.start + 1, key=lambda span: span.stop)
        if after < len(taken) and taken[after].start < name.stop:
            continue
        behind = [taken[after]] if after < len(taken) else []
        behind += [Span(other.start, other.stop) for other in names[number + 1 : number + 2]]
        found = _from_tag(run, Span(name.start, name.stop), behind, atlas)
        if found is not None:
            yield found


def _inner(tokens: Sequence[Token], span: Span) -> tuple[int, int]:
    """Token indices of a tagged name without marks at its edges."""
    first, last = token_range(tokens, span.start, span.stop)
    while first < last and not is_word(tokens[first]):
        first += 1
    while first < last and not _ends_name(tokens[last - 1]):
        last -= 1
    while last + 1 < len(tokens) and first < last and _is_domain(tokens, last):
        last += 2
    # «Центр света", "Дом звука»: two names in one
    last = next((i for i in range(first, last - 1) if tokens[i].text in QUOTES and tokens[i + 1].text == ","), last)
    opened = [i for i in range(first, last) if tokens[i].text == "("]
    if opened and all(tokens[i].text != ")" for i in range(opened[-1], last)):
        last = opened[-1]  # «Союз строителей (ССР», «Омская компания» (ОК»
        last -= tokens[last - 1].text in QUOTES
    return first, last


def _is_domain(tokens: Sequence[Token], point: int) -> bool:
    """«ВЭБ[.РФ]»: a point without blanks, and letters."""
    before, after = tokens[point - 1], tokens[point + 1]
    glued = before.stop == tokens[point].start and tokens[point].stop == after.start
    return tokens[point].text == "." and glued and is_abbreviation(after.text)


def _ends_name(token: Token) -> bool:
    """A word or a number; a text that breaks off may leave a preposition."""
    broken = token.text.islower() and (len(token.text) == 1 or readings(token.text)[0].pos == "PREP")
    return token.text.isdigit() or (is_word(token) and not broken)


def _whole_group(tokens: Sequence[Token], first: int, last: int) -> int:
    """End of a name that the tagger cut before its noun: «Омский историко-архитектурный [и художественный музей]»."""
    if any(noun_cases(t.text) and not attribute_cases(t.text) for t in tokens[first:last]):
        return _behind_attribute(tokens, first, last)
    end = last
    cases = frozenset(attribute_cases(tokens[last - 1].text))
    while end < len(tokens) and (is_and(tokens[end]) or attribute_cases(tokens[end].text) & cases):
        end += 1
    found = end < len(tokens) and end > last and noun_cases(tokens[end].text) & cases
    return end + 1 if found else last


def _behind_attribute(tokens: Sequence[Token], first: int, last: int) -> int:
    """End of a name cut between an adjective and its noun: «Экспертный центр электронного [государства]»."""
    cut = last - first > 1 and last < len(tokens) and tokens[last].text.islower() and tokens[last - 1].text.islower()
    agreed = attribute_cases(tokens[last - 1].text) & noun_cases(tokens[last].text) if cut else ()
    return last + bool(agreed and not noun_cases(tokens[last - 1].text))


def _from_tag(tokens: Sequence[Token], span: Span, behind: Sequence[Span], atlas: Atlas) -> Body | None:
    """The body of a tagged name; the names behind may be what it is a part of."""
    first, last = _inner(tokens, span)
    last = _whole_group(tokens, first, last) if first < last else last
    quoted = first > 0 and tokens[first - 1].text in QUOTES
    last = _quoted_end(tokens, first, last) if quoted and first < last else last
    if first == last or not _is_name_of_body(tokens, first, last, quoted=quoted) or _breaks_off(tokens, first, last):
        return None
    if quoted and first > 2 and lemmas(tokens[first - 3].lower) & body_words("no_sort").keys():
        return None  # «торговый центр «Заря»»
    if _bears_name(tokens, first - 1) if quoted else atlas.covers(tokens[first:last]):
        return None  # «стадион «Заря»»; a region that the tagger took for a body
    last = _attached_end(tokens, _behind_quotes(tokens, first, last), atlas)
    if not quoted:
        last = _field_behind(tokens, last, atlas)
    name = surface(tokens, first, last, _bent(tokens, first, last))
    core, place = fold(name), None
    whole = None if quoted else _whole_end(tokens, first, last, behind)
    if whole is not None:
        place = surface(tokens, last, whole)
        name, last = f"{name} {place}", whole
    where = None if quoted or whole is not None else find_place(tokens, last, atlas)
    if where is not None and not where.generic:
        name, place, last = f"{name} {surface(tokens, last, where.end)}", where.key, where.end
    full = Span(tokens[first].start, tokens[last - 1].stop)
    kind = kind_of(name)
    if kind == "other" and _is_reported(tokens, first - quoted, last + quoted):
        kind = "media"
    return Body(full, title_case(name), kind, core, place, bare=place is None)


def _breaks_off(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«ООО «Пром…»: a quotation that the end of the text leaves open."""
    opened = next((i for i in range(first, last - 1) if tokens[i].text in QUOTES and is_word(tokens[i + 1])), None)
    rest = [token.text for token in tokens[last:] if token.text not in (".", "…", "...")]
    return opened is not None and not rest and closing_quote(tokens, opened) is None


def _field_behind(tokens: Sequence[Token], last: int, atlas: Atlas) -> int:
    """End of the field of a body that the tagger cut: «Омская станция [переливания крови]»."""
    nouns = [r for r in readings(tokens[last - 1].text) if r.pos == "NOUN"]
    if not nouns or not tokens[last - 1].text.islower() or "inan" not in nouns[0].tags:
        return last
    end = last
    while end < len(tokens) and _is_of_field(tokens[end]) and find_place(tokens, end, atlas) is None:
        step = next_group_end(tokens, end, start=end, prepositions=False)
        if step is None or not all(map(_is_of_field, tokens[end:step])):
            break
        end = step
        if not tokens[end - 1].lower.endswith(tuple(body_words("deed"))):
            break  # «в доме культуры [ремонта ждут]»
    return end


def _is_of_field(token: Token) -> bool:
    """A word in small letters that is likeliest a genitive: «переливания»."""
    found = readings(token.text)
    nominal = all(r.pos in ("NOUN", "ADJF") for r in found) and found[0].case == "gent"
    return is_and(token) or (token.text.islower() and nominal)


def _bears_name(tokens: Sequence[Token], mark: int) -> bool:
    """Whether what a quoted name is said of is no body: «на стадионе «Заря»», «в парках «Заря» и [«Маяк»]»."""
    before = mark - 1
    while before > 1 and (is_and(tokens[before]) or tokens[before].text == ","):
        opened = opening_quote(tokens, before - 1)
        if opened is None:
            return False
        before = opened - 1
    if before > 1 and tokens[before].text in QUOTES and (opened := opening_quote(tokens, before)) is not None:
        before = opened - 1  # «проект «Единой России» «Заря»»
    floor = max(0, before - _LONGEST_KIND)
    while before > floor and not has_reading(tokens[before].text, "bearer") and _tells_kind(tokens[before]):
        before -= 1  # «ярмарка вакансий «Заря»», «фестиваль не очень серьёзных театров «Заря»»
    return before >= 0 and has_reading(tokens[before].text, "bearer") and is_borne(tokens, mark)


def _tells_kind(token: Token) -> bool:
    """A genitive, and what may stand with it, between a noun and the name it bears."""
    genitive = "gent" in noun_cases(token.text) | attribute_cases(token.text)
    return token.text.islower() and (genitive or readings(token.text)[0].pos in ("ADVB", "PRCL"))


def _whole_end(tokens: Sequence[Token], first: int, last: int, behind: Sequence[Span]) -> int | None:
    """End of the body that a part belongs to: «Институт права [Омского университета]», «Детский центр [ОККБ]»."""
    if last >= len(tokens) or last - first < _FEWEST_OF_PART or tokens[last - 1].text in QUOTES:
        return None
    start = tokens[last].start
    whole = next((span for span in behind if span.start == start), None)
    word = tokens[last].text
    if whole is None or not (is_abbreviation(word) or "gent" in noun_cases(word) | attribute_cases(word)):
        return None
    end = token_range(tokens, whole.start, whole.stop)[1]
    while not _ends_name(tokens[end - 1]) and tokens[end - 1].text not in QUOTES:
        end -= 1  # the tagger may take the full stop, too
    return end


def _is_reported(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«передаёт «Заря»», «сообщили «Заре» в мэрии», «пишет «Заря» со ссылкой на мэрию»: a newspaper by what it does."""
    # «портал мэрии со ссылкой на …» is the mayor's
    free = tokens[first].text in QUOTES or first == 0 or readings(tokens[first - 1].text)[0].pos != "NOUN"
    if free and any(lemmas(token.lower) & body_words("reference").keys() for token in tokens[last : last + 2]):
        return True
    before = [token for token in tokens[max(0, first - 2) : first] if is_word(token)]
    if before:
        near = before[:1] if len(before) > 1 and readings(before[-1].text)[0].pos == "PREP" else before[-1:]
        if any(lemmas(token.lower) & body_words("reporting").keys() for token in near):
            return True
        if _is_told_to(before[-1], tokens, last):
            return True
    # «Об этом «Заре» рассказал мэр»: behind a preposition it is where it was told
    spoken_to = not before or readings(before[-1].text)[0].pos not in ("PREP", "NOUN")
    # «Омские сети рассказали в мае»: it may be they who tell
    one = all(r.number != "plur" or r.case != "nomn" for token in tokens[first:last] for r in readings(token.text))
    return spoken_to and one and last < len(tokens) and _is_told_to(tokens[last], tokens, last + 1)


def _is_told_to(verb: Token, tokens: Sequence[Token], behind: int) -> bool:
    """«сообщили «Заре» в мэрии», «рассказал «Заре» глава района»: to whom, as who tells stands behind."""
    told = readings(verb.text)[0]
    if told.pos != "VERB" or "past" not in told.tags or not has_lemma(verb, "speech") or behind >= len(tokens):
        return False
    if told.number == "plur":
        return tokens[behind].lower in words_of("located")
    post = find_post(tokens[behind].text)
    return post is not None and "nomn" in post.cases


def _attached_end(tokens: Sequence[Token], last: int, atlas: Atlas) -> int:
    """End of whom a body is attached to: «Академия связи [при Президенте РФ]»."""
    if last + 1 >= len(tokens) or tokens[last].lower not in body_words("attached"):
        return last
    host = tokens[last + 1]
    where = find_place(tokens, last + 2, atlas)
    if where is None or (find_head(host) is None and find_post(host.text) is None):
        return last  # «при поддержке мэрии», «при мэре Зуеве»
    return where.end


def _quoted_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """End of a quoted name that the tagger cut: «Специальное бюро [турбин]», but not «Росстат [считает иначе]»."""
    closed = closing_quote(tokens, first - 1)
    rest = tokens[last:closed] if closed is not None else ()
    nominal = all(is_word(t) and (noun_cases(t.text) or attribute_cases(t.text) or is_and(t)) for t in rest)
    told = any(readings(token.text)[0].pos in ("VERB", "ADVB", "PRTS", "ADJS") for token in rest)
    return last + len(rest) if len(rest) <= _LONGEST_CUT and nominal and not told else last


def _behind_quotes(tokens: Sequence[Token], first: int, last: int) -> int:
    """End of a name whose closing mark, or what comes before it, the tagger left out."""
    opened = next((i for i in range(first, last - 1) if tokens[i].text in QUOTES and is_word(tokens[i + 1])), None)
    closed = closing_quote(tokens, opened) if opened is not None else None
    return last if closed is None else max(last, closed + 1)


def _bent(tokens: Sequence[Token], first: int, last: int) -> dict[int, str]:
    """Replacements for the words up to the head noun, unless they are in the nominative already."""
    ended = _LETTERS_WITH_ENDING.fullmatch(tokens[first].text)
    if ended is not None and ended[2] in body_words("letters_ending"):
        return {first: ended[1]}  # «МИДа»
    # what is quoted or named after somebody stays: «РИА «Новости»», «ГМИИ им. Пушкина»
    last = next((i for i in range(first, last) if tokens[i].text in QUOTES or _is_named_after(tokens[i])), last)
    nouns = [
        i
        for i in range(first, last)
        if noun_cases(tokens[i].text) and not is_abbreviation(tokens[i].text) and not is_and(tokens[i])
    ]
    letters = next((i for i in range(first, last) if is_abbreviation(tokens[i].text)), first)  # «Омской [ЦРБ]»
    lone = nouns[0] if nouns and letters == first else letters  # «Южской [ЦРБ]»: a town, or an adjective
    head = next((i for i in nouns if not attribute_cases(tokens[i].text)), lone)
    head = next((i for i in nouns if i < head and not may_agree(tokens[i], tokens[head])), head)  # «Мастерской письма»
    words = [t.text for t in tokens[first : head + 1] if not is_abbreviation(t.text) and not is_and(t)]
    straight = all("nomn" in noun_cases(word) | attribute_cases(word) for word in words)
    if straight and nouns and _is_governed(tokens, first, head):
        straight = False
    replaced = {} if straight else nominative_head(tokens, first, head)
    return replaced | _bent_compound(tokens, first, last)


def _is_governed(tokens: Sequence[Token], first: int, head: int) -> bool:
    """«президент «Опоры»»: a genitive behind its noun that looks like a plural."""
    before = first - 1 - (first > 0 and tokens[first - 1].text in QUOTES)
    if before < 0 or readings(tokens[before].text)[0].pos != "NOUN":
        return False
    if tokens[head].lower in body_words("media") or tokens[head].lower in body_words("company"):
        return False  # «Вести», «Россети»
    return _is_genitive_only(tokens[head])


def _is_genitive_only(token: Token) -> bool:
    """«Станции», no nominative in the singular: of one station, or several."""
    nouns = [r for r in readings(token.text) if r.pos == "NOUN"]
    one = {r.case for r in nouns if r.number == "sing"}
    return "gent" in one and "nomn" not in one


def _bent_compound(tokens: Sequence[Token], first: int, last: int) -> dict[int, str]:
    """«Север банка», «Открытия Арены»: the last word is bent, the first with it or not."""
    end = last - 1
    if end != first + 1 or not lemmas(tokens[end].lower) & body_words("compound").keys():
        return {}
    # «банка» is a jar, too
    found = [r for r in readings(tokens[end].text) if fold(r.lemma) in body_words("compound") and r.number == "sing"]
    if not found or any(r.case == "nomn" for r in found):
        return {}
    first_word = nominative_head(tokens, first, first) if _is_genitive_only(tokens[first]) else {}
    return first_word | {end: like(found[0].lemma, tokens[end].text)}


def _is_of_thing(words: Sequence[Token]) -> bool:
    """Whether the first noun of a name is one that no body is called by."""
    nouns = [word for word in words if noun_cases(word.text) and not attribute_cases(word.text)]
    return bool(nouns) and nouns[0].text.islower() and has_reading(nouns[0].text, "thing")


def _is_apposition(word: str) -> bool:
    """«МФЦ-победители»: somebody or something that bears a name."""
    letters, _, noun = word.partition("-")
    return is_abbreviation(letters) and noun.islower() and "anim" in readings(noun)[0].tags


def _is_road(tokens: Sequence[Token], i: int) -> bool:
    """«трасса Лесное — Заречное»: a dash with blanks between two names."""
    return tokens[i].text in DASHES and tokens[i].start > tokens[i - 1].stop and is_capitalised(tokens[i + 1].text)


def _is_animal(token: Token) -> bool:
    """«Соболя»."""
    return "anim" in readings(token.text)[0].tags and _is_dictionary_word(token.text.lower())


def _is_shouted(token: Token) -> bool:
    """«СВОДКА», «БЫЛА»: a noun of a headline in capitals, or a verb that is stressed."""
    word = token.text.lower()
    if token.text.isupper() and _is_dictionary_word(word) and readings(word)[0].pos in ("VERB", "INFN", "PRTS", "ADJS"):
        return True
    letters = len(word) < _LONGEST_LETTERS or not token.text.isupper()
    return not letters and _is_dictionary_word(word) and not any("Orgn" in r.tags for r in readings(word))


def _is_town(token: Token) -> bool:
    """«САЛЕХАРД, 3 мая»: a town in the capitals of a dateline; «глава Шумерли» by a name that is nothing else."""
    names = gazetteer().get(normal(token.text)) or ()
    plain = token.text.isupper() or all(name.sense == "sure" and not name.style for name in names)
    return bool(names) and plain and all(name.kind in TOWN_KINDS for name in names)


def _is_named_after(token: Token) -> bool:
    return token.lower in body_words("named_after")


@cache
def _never() -> frozenset[str]:
    """What is no body, also word for word in the form the dictionary begins with: «новая москва», «новый москва»."""
    listed = body_words("never").keys()
    return frozenset(listed) | {" ".join(fold(readings(word)[0].lemma) for word in row.split()) for row in listed}


def _is_name_of_body(tokens: Sequence[Token], first: int, last: int, *, quoted: bool) -> bool:
    never = _never()
    words = [t for t in tokens[first:last] if is_word(t)]
    lead = words[0]
    rest = "".join(f" {word.lower}" for word in words[1:])
    leads = {lead.lower, *lemmas(lead.lower), lead.lower.partition("-")[0]}
    # «Генеральном плане», «Скорой помощи»
    base = "".join(f" {fold(readings(word.text)[0].lemma)}" for word in words[1:])
    if (leads | {form + end for form in leads for end in (rest, base)}) & never or not is_capitalised(lead.text):
        return False
    if all(word.text.isascii() for word in words) and any(
        char.isdigit() for t in tokens[first:last] for char in t.text
    ):
        return False  # «SARS-CoV-2»
    if _ROMAN_ORDINAL.fullmatch(lead.text):
        return False  # «в I-м полугодии»
    ended = _LETTERS_WITH_ENDING.fullmatch(lead.text)
    if ended is not None and ended[2] in body_words("letters_plural"):
        return False  # «в ЗАГСах»
    if _is_apposition(lead.text) or (not quoted and any(_is_road(tokens, i) for i in range(first + 1, last - 1))):
        return False
    if len(words) > 1:
        if not quoted and _is_of_thing(words):
            return False  # «Единый реестр земель»
        head = find_head(words[-1])
        # «Федеральная служба» is any
        return head is None or head.alone or not all(is_form(word) for word in words[:-1])
    if len(lead.text) < 3 or find_post(lead.text) is not None or (tokens[last:] and tokens[last].text == ":"):
        return False
    if not quoted and (_is_animal(lead) or _is_town(lead) or _is_shouted(lead)):
        return False
    only_adjective = all(r.pos == "ADJF" for r in readings(lead.text)[:2]) and not quoted
    head = find_head(lead)
    # «ГБУ», «управление» alone are no names
    return not only_adjective and (head is None or head.alone)
