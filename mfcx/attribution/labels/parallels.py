"""A figure told beside one before: «Урожай картофеля — 40 тыс. тонн, овощей — 12 тыс.» -> «урожай овощей»."""

from __future__ import annotations

from mfcx.attribution.labels.asides import aside, aside_stretch
from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.forms import (
    FORMS,
    MODIFIERS,
    ORDINAL,
    doing_nouns,
    is_short,
    is_word,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.label_texts import head_of, headed_by, label_word, noun_in_text
from mfcx.attribution.labels.noun_phrases import Phrase, done_alike, first_modifier, render, render_aim, surface
from mfcx.attribution.labels.story import Story, Told, lends
from mfcx.document import DASHES
from mfcx.morphology import Reading, inflect, lemmas, readings

# where the dash stands behind a bullet and one word
_BULLETED = 2


def bent_label(clause: Clause, story: Story) -> str | None:
    """«Доходная часть составила …, расходная – …»: an adjective that stands for the noun of the figure before."""
    told, at = story.last_of(clause), clause.quantity.first - 1
    if told is None or at < 1 or clause.tokens[at].text not in DASHES:
        return None
    # in a row of its own: «– федеральные – 873 тысячи»
    alone = at == 1 or (at == _BULLETED and not is_word(clause.tokens[0]))
    if told.metric.sentence is not clause.sentence and not (alone and told.direction is None):
        return None
    if not lends(told, clause.quantity):
        return None
    top = readings(clause.tokens[at - 1].lower)[0]
    head = head_of(told.label)
    noun = noun_in_text(head)
    if "Apro" in top.tags:
        return None
    # «вклад внесли Омский район – 52 тысячи, Тарский – 54»: a place, and no other contribution
    named = at > 1 and clause.tokens[at - 1].text[0].isupper()
    nominal = noun is not None and top.pos == "ADJF" and top.case == "nomn" and not named and "Anum" not in top.tags
    if noun is None or not nominal or (top.number, top.gender) != (noun.number, top.gender and noun.gender):
        return _with_other_adjective(clause, told.label, at - 1, named=named)
    return f"{clause.tokens[at - 1].text.lower()} {head}{told.label.partition(head)[2]}"


def _with_other_adjective(clause: Clause, label: str, at: int, *, named: bool) -> str | None:
    """«силосной массы собрали 5 тонн, сенажной – 3» -> «сбор сенажной массы»: another adjective of what is told.

    A name stands for a name only, a number for a number: «бюджет Омской области – 5 млрд, Томской – 4».
    """
    token = clause.tokens[at]
    ranked = _is_ordinal(token.lower)  # which also what stands behind a comma may have: «дети, сдавшие первый тест»
    parts = (label if ranked else label.partition(",")[0]).split()
    # no adjectives: «невест … 28 лет, женихов – | 31», «за выпиской из ЕГРН – | 287»
    own = next((r for r in readings(token.lower) if r.pos in MODIFIERS and "Poss" not in r.tags), None)
    for i in range(len(parts) - 1) if own is not None and not token.text.isupper() else ():
        nouns = (r for r in readings(parts[i + 1].lower()) if r.pos == "NOUN")
        for noun in (r for r in nouns if (r.case == "nomn") == (i == 0)):
            if named and not parts[i][0].isupper() or ranked != _is_ordinal(parts[i].lower()):
                continue
            if agree(parts[i].lower(), noun) and _may_lead(token.lower, noun):
                grammemes = ("plur",) if noun.number == "plur" else ("sing", noun.gender or "masc")
                bent = inflect(token.lower, noun.case or "nomn", *grammemes)
                other = bent.capitalize() if bent and i and parts[i][0].isupper() else bent
                return " ".join((*_led_alike(clause, at, parts[:i]), other, *parts[i + 1 :])) if other else None
    return None


def _led_alike(clause: Clause, at: int, before: list[str]) -> list[str]:
    """«(в первой смене), во второй»: the words before an adjective, with the preposition of the other."""
    led = at > 0 and before and before[-1] in label_words("inside") and governs(clause.tokens[at - 1])
    return [*before[:-1], clause.tokens[at - 1].lower] if led else before


def _is_ordinal(form: str) -> bool:
    return FORMS[form] & ORDINAL != 0


def _may_lead(adjective: str, noun: Reading) -> bool:
    """Whether an adjective in any case may be one of that noun: «обработанный» of «леса»."""
    alike = (noun.number, noun.gender if noun.number == "sing" else None)
    return any(r.pos in MODIFIERS and (r.number, r.gender) == alike for r in readings(adjective))


def agree(adjective: str, noun: Reading) -> bool:
    """Whether an adjective may stand before a noun in that reading."""
    gender = noun.gender if noun.number == "sing" else None
    alike = (noun.case, noun.number, gender)
    return any(r.pos in MODIFIERS and (r.case, r.number, r.gender) == alike for r in readings(adjective))


def parallel_label(clause: Clause, story: Story) -> str | None:
    """«Урожай картофеля — 40 тыс. тонн, овощей — 12 тыс.» -> «урожай овощей»."""
    told = story.alike(clause)
    if told is None:
        return None
    first, last = aside_stretch(clause)
    parts = told.label.split()
    if parts[0] == label_word("done"):
        return plan_of(told.label, clause)
    beside = aside(clause).split()
    priced = parts[0] in label_words("cost")
    if beside and beside[0] in parts[1:] and (priced or beside[0] not in label_words("aim")):
        # «норма для взрослых – 40 минут, для детей – 30», «билет на автобус стоит 40 рублей, на поезд – 90»
        return " ".join((*parts[: parts.index(beside[0])], *beside))
    if last == first + 1 and is_short(clause.tokens[first]) and len(parts) > 1:
        return " ".join((*parts[:-1], clause.tokens[first].text))  # «доля МВД – 17 %, ПФР – 12 %»
    listed = listed_before(clause, told)
    if listed is not None and clause.tokens[told.metric.quantity.first - 2].lower == head_of(told.label).lower():
        # «образование (4 млн), социальная политика (3 млн)»: each by its own name
        return render(clause.tokens, listed, "nomn")
    inverted = listed or clause.inverted()
    if inverted is None or len(parts) < 2:
        return None
    if not lemmas(clause.tokens[inverted.head].lower).isdisjoint(lemmas(head_of(told.label).lower())):
        return told.label  # «сырой нефти отгрузили 5 тонн на 3 млн рублей»: the very noun of the figure before
    return _on_stem(told.label, clause, inverted)


def plan_of(label: str, clause: Clause) -> str:
    """«сена – 70 % к плану, соломы – 86» -> «выполнение плана по сену», «… по соломе»."""
    regarding = label_word("regarding")
    stem, thing = label.partition(f" {regarding} ")[0], clause.inverted()
    return f"{stem} {regarding} {render(clause.tokens, thing, 'datv')}" if thing is not None else stem


def listed_before(clause: Clause, told: Told) -> Phrase | None:
    """«средства на дороги (4 млн), школы (3 млн)»: what stands before a figure in brackets, in a row of such."""
    tokens, at = clause.tokens, clause.quantity.first - 2
    before = told.metric.quantity.first
    if at < 1 or tokens[at + 1].text != "(" or tokens[before - 1].text != "(" or at in clause.blocked:
        return None
    first = first_modifier(tokens, at, clause.blocked)
    if tokens[first - 1].text != "," and readings(tokens[first - 1].lower)[0].pos not in ("CONJ", "PRCL"):
        return None  # «и», «а также» lead the last of a row
    aimed = any(part in label_words("inside") for part in told.label.split())
    found = (noun_in(tokens[at], "accs") if aimed else None) or noun_in(tokens[at])
    plain = is_short(tokens[at]) or readings(tokens[at].lower)[0].pos == "NOUN"
    return Phrase(first, at, at + 1, (found.number if found else None) or "plur") if plain else None


def _on_stem(label: str, clause: Clause, what: Phrase) -> str:
    """«средства на ремонт дорог», «мостов» -> «средства на ремонт мостов»; with «средства на спорт» -> «… на мосты»."""
    parts = label.split()
    at = next((i for i, part in enumerate(parts) if part in label_words("inside")), len(parts))
    noun = next((i for i in range(at + 1, len(parts)) if readings(parts[i].lower())[0].pos == "NOUN"), len(parts))
    if noun + 1 == len(parts) and parts[0] in label_words("fund"):
        return f"{' '.join(parts[: at + 1])} {render_aim(clause.tokens, what)}"
    if (other := done_alike(clause.tokens, label, what)) is not None:
        return other
    stem = " ".join(parts[: noun + 1]) if noun + 1 < len(parts) else _carrying(label)
    return f"{stem} {render(clause.tokens, what, 'gent')}"


def _carrying(label: str) -> str:
    """«стоимость проезда (автомобиля)», «цена литра (молока)»: a label as far as what it is of another thing."""
    stem = headed_by(label)
    of, behind, _ = label.removeprefix(stem).strip().partition(" ")
    carries = label_words("carried") | label_words("measure") | doing_nouns()
    return f"{stem} {of}" if behind and not lemmas(of.lower()).isdisjoint(carries) else stem


def label_like_before(clause: Clause, subject: Phrase, story: Story) -> str | None:
    """«вылов минтая составил …, сельди – …» -> «вылов сельди»: a genitive that hangs on the subject before."""
    told = story.alike(clause)
    if told is None:
        return None
    if noun_in(clause.tokens[subject.head], "gent") is None or len(told.label.split()) < 2:
        return None
    other = done_alike(clause.tokens, told.label, subject)
    return other or f"{headed_by(told.label)} {surface(clause.tokens, subject.first, subject.last)}"
