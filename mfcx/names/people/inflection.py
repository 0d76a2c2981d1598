"""Person names from any case to the nominative, first name and surname judged together.

>>> read_name([("Ирины", "first"), ("Змановской", "surname")])[0].words
('Ирина', 'Змановская')
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from mfcx.morphology import CASES, Reading, is_word, readings
from mfcx.stored import stored
from mfcx.tables import fold, read_table

GENDERS = ("masc", "femn")
# how often a name stands in a case when nothing else decides
_CASE_WEIGHTS = {"nomn": 1.0, "gent": 0.5, "ablt": 0.5, "datv": 0.4, "accs": 0.2, "loct": 0.1}
_RARE = 0.15  # a woman's name made of a man's, «Георгия»
_GUESSED = 0.05  # a given name that no list knows
# the commonest classes of endings weigh 1, and what the dictionary knows goes before them
_KNOWN_SURNAME = 3.0  # «Петровым» is of Петров
_KNOWN_ADJECTIVE = 1.5  # «Лесному» is of Лесной sooner than of Лесный, but less surely so
_BESIDE_RIVAL = 0.95  # just below the commonest class: «Прудовой» is of Прудова sooner than of Прудовая
_COMMON_CLASS = 0.9  # classes whose ending alone shows a surname: Петров, Лесовский
_LIVE_CLASS = 0.3  # rarer classes are left out where a surname is spelled in every case
_FIXED_HALF = 0.1  # «Бонч-Бруевича»: a left half that stays, beside one that bends with the right
_STRESSED = {"masc": "ой", "femn": "ая"}  # adjectives with the stress on the ending: Лесной, Лесная
_SHORTEST_STEM = 2
_SLIP = 0.05  # of a name of two words in two cases; a joint reading as weak is a guess
_KEEP = 0.02  # readings weaker than this share of the best are dropped


class Form(Struct, frozen=True):
    """One way to read one word: «Змановской» -> змановская, femn, gent."""

    nominative: str
    gender: str
    case: str
    weight: float


class NameReading(Struct, frozen=True):
    """One way to read a whole name: its words in the nominative, gender and case."""

    words: tuple[str, ...]
    gender: str
    case: str
    weight: float


class _Paradigm(Struct, frozen=True):
    part: str
    genders: tuple[str, ...]
    endings: dict[str, str]
    after: tuple[str, ...]
    not_after: tuple[str, ...]
    weight: float

    def admits(self, stem: str) -> bool:
        if self.not_after and stem.endswith(self.not_after):
            return False
        return len(stem) >= _SHORTEST_STEM and (not self.after or stem.endswith(self.after))


def _endings(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(",") if part)


@cache
def _paradigms(part: str) -> tuple[_Paradigm, ...]:
    result = []
    for row in read_table("name_endings"):
        if row["part"] != part:
            continue
        genders = GENDERS if row["gender"] == "both" else (row["gender"],)
        endings = {case: "" if row[case] == "-" else row[case] for case in CASES}
        after, not_after = _endings(row["after"]), _endings(row["not_after"])
        result.append(_Paradigm(part, genders, endings, after, not_after, float(row["weight"])))
    return tuple(result)


@cache
def _by_last_letters(part: str) -> dict[str, tuple[tuple[_Paradigm, str], ...]]:
    """Paradigms and cases by the ending that shows them, so that a word asks only its own endings."""
    table: dict[str, list[tuple[_Paradigm, str]]] = defaultdict(list)
    for paradigm in _paradigms(part):
        for case, ending in paradigm.endings.items():
            table[ending].append((paradigm, case))
    return {ending: tuple(rows) for ending, rows in table.items()}


@cache
def _longest_ending(part: str) -> int:
    return max(map(len, _by_last_letters(part)))


@stored
def _last_letters(part: str, weight: float = 0.0) -> tuple[str, ...]:
    """How every word ends that a paradigm of this weight or more admits: {«ова», «овым» …}."""
    return tuple(
        {
            after + ending
            for paradigm in _paradigms(part)
            if paradigm.weight >= weight
            for ending in paradigm.endings.values()
            for after in paradigm.after or ("",)
        }
    )


def _by_endings(word: str, part: str) -> Iterator[Form]:
    """Every reading of a word that its ending allows."""
    table = _by_last_letters(part)
    for length in range(min(len(word), _longest_ending(part)) + 1):
        stem = word[: len(word) - length]
        for paradigm, case in table.get(word[len(stem) :], ()):
            if paradigm.admits(stem):
                for gender in paradigm.genders:
                    yield Form(stem + paradigm.endings["nomn"], gender, case, paradigm.weight)


@cache
def _listed_first_names() -> dict[tuple[str, str], float]:
    return {(fold(row["name"]), row["gender"]): float(row["weight"]) for row in read_table("name_first")}


@stored
def _first_stems() -> frozenset[str]:
    """Listed names without the endings of their nominative: a form of a listed name has one of these stems."""
    endings = {paradigm.endings["nomn"] for paradigm in _paradigms("first")}
    names = {name for name, _ in _listed_first_names()}
    return frozenset(
        name.removesuffix(fold(ending)) for name in names for ending in endings if name.endswith(fold(ending))
    )


@lru_cache(maxsize=5_000)
def _rarity(name: str, gender: str) -> float:
    """How common a given name is beside the name of the other gender it shares forms with."""
    listed = _listed_first_names().get((fold(name), gender))
    if listed is not None:
        return listed
    if gender == "masc":
        # «Игоре» is a case of Игорь, hardly ever of Игор
        return _RARE if is_word(name + "ь") and _is_mans_name(name + "ь") else 1.0
    if not name.endswith(("а", "я")):
        return 1.0
    others = (name[:-1],) if name.endswith("а") else (name[:-1] + "й", name[:-1] + "ь")
    return _RARE if any(_is_mans_name(other) for other in others) else 1.0


def _is_mans_name(name: str) -> bool:
    """A man's name by the dictionary, and not one that is listed as rare."""
    if _listed_first_names().get((fold(name), "masc"), 1.0) < 1:
        return False
    return any(
        "Name" in r.tags and r.case == "nomn" and r.gender == "masc" and r.number != "plur" for r in readings(name)
    )


def _first_in_dictionary(word: str) -> list[tuple[Reading, str]]:
    """Readings of a word as a given name, and each gender they may have."""
    names = [r for r in readings(word) if "Name" in r.tags and "Patr" not in r.tags and r.case and r.number != "plur"]
    if any("Fixd" not in r.tags for r in names):
        # «Анне» is a case of Анна, not the foreign name that never bends
        names = [r for r in names if "Fixd" not in r.tags]
    return [(r, gender) for r in names for gender in GENDERS if r.gender in (None, gender)]


def _first_from_dictionary(word: str) -> Iterator[Form]:
    for reading, gender in _first_in_dictionary(word):
        yield Form(reading.lemma, gender, str(reading.case), _rarity(reading.lemma, gender))


def _first_from_list(word: str) -> Iterator[Form]:
    folded, stems = fold(word), _first_stems()
    shortest = max(0, len(word) - _longest_ending("first"))
    if stems.isdisjoint([folded[:length] for length in range(shortest, len(word) + 1)]):
        return  # nearly every word of a text
    listed = _listed_first_names()
    for form in _by_endings(word, "first"):
        if (fold(form.nominative), form.gender) in listed:
            yield replace(form, weight=listed[fold(form.nominative), form.gender])


@lru_cache(maxsize=10_000)
def is_first_name(word: str) -> bool:
    """Whether a list or the dictionary knows the word as a given name in some case: «Ленары»."""
    lower = word.lower()
    return bool(_first_in_dictionary(lower)) or any(True for _ in _first_from_list(lower))


@lru_cache(maxsize=10_000)
def is_common_first_name(word: str) -> bool:
    """A given name that is known and not guessed: «Ксению», not «Баррозу»."""
    lower = word.lower()
    return any(True for _ in _first_from_list(lower)) or (is_word(lower) and is_first_name(lower))


@lru_cache(maxsize=10_000)
def is_patronymic(word: str) -> bool:
    """«Ивановича», «Ильиничне», «оглы»: a word of that shape in any case."""
    lower = word.lower()
    if len(lower) < 4 or not lower.endswith(_last_letters("patronymic")):
        return False
    return any(True for _ in _by_endings(lower, "patronymic"))


def is_known_surname(word: str) -> bool:
    """Whether the dictionary knows the word as a surname in some case: «Петровой»."""
    return any("Surn" in reading.tags for reading in readings(word))


@lru_cache(maxsize=10_000)
def is_surname_like(word: str) -> bool:
    """Whether the dictionary knows the word as a surname, or it ends as Russian surnames do."""
    lower = word.lower()
    if is_known_surname(lower) or lower in _forms_of_listed_surnames():
        return True
    if not lower.endswith(_last_letters("surname", _COMMON_CLASS)):
        return False
    return any(form.weight >= _COMMON_CLASS for form in _by_endings(lower, "surname"))


def _known_surnames(word: str) -> frozenset[str]:
    """Surnames the dictionary reads in a form, both genders: «Петровой» -> {петров, петрова}."""
    known = {reading.lemma for reading in readings(word) if "Surn" in reading.tags}
    return frozenset(known | {lemma + "а" for lemma in known} | {lemma[:-2] + "ая" for lemma in known})


@cache
def _listed_surnames() -> dict[tuple[str, str], float]:
    """Surnames of the table in both genders, with their weights: мостовой, masc -> 2."""
    rows = [row for row in read_table("name_last") if row["kind"] == "surname"]
    return {
        (row["word"].removesuffix(_STRESSED["masc"]) + ending, gender): float(row["weight"])
        for row in rows
        for gender, ending in _STRESSED.items()
    }


@stored
def _forms_of_listed_surnames() -> frozenset[str]:
    """The surnames of the table in all cases of all paradigms that they may have: {мостовой, мостового …}."""
    forms: set[str] = set()
    for paradigm in _paradigms("surname"):
        nominative = paradigm.endings["nomn"]
        for name, gender in _listed_surnames():
            stem = name[: len(name) - len(nominative)]
            if gender in paradigm.genders and name.endswith(nominative) and paradigm.admits(stem):
                forms.update(stem + ending for ending in paradigm.endings.values())
    return frozenset(forms)


@cache
def _second_halves() -> frozenset[str]:
    """Second halves beside which the first never bends: «Кара-оола»."""
    return frozenset(row["word"] for row in read_table("name_last") if row["kind"] == "second")


def _known_adjectives(word: str) -> frozenset[str]:
    """Adjectives in -ой the dictionary reads in a form, both genders: «Лесному» -> {лесной, лесная}."""
    lemmas = {reading.lemma for reading in readings(word) if reading.pos == "ADJF"} if is_word(word) else set()
    stems = {lemma[:-2] for lemma in lemmas if lemma.endswith(_STRESSED["masc"])}
    return frozenset(stem + ending for stem in stems for ending in _STRESSED.values())


def _one_part(word: str, part: str) -> list[Form]:
    if part == "first":
        known = [*_first_from_dictionary(word), *_first_from_list(word)]
        return known + [replace(form, weight=form.weight * _GUESSED) for form in _by_endings(word, part)]
    forms = list(_by_endings(word, part))
    if part == "surname":
        surnames = _known_surnames(word)
        is_known = any(form.nominative in surnames for form in forms)
        adjectives = frozenset[str]() if is_known else _known_adjectives(word)
        forms = [replace(form, weight=_surname_weight(form, surnames, adjectives)) for form in forms]
    return forms


def _surname_weight(form: Form, surnames: frozenset[str], adjectives: frozenset[str]) -> float:
    """A surname that the dictionary knows counts more, and so does an adjective, «Лесной» before «Лесный»."""
    listed = _listed_surnames().get((form.nominative, form.gender))
    if listed is not None:
        return max(form.weight * _KNOWN_SURNAME, listed)
    if form.nominative in surnames:
        return form.weight * _KNOWN_SURNAME
    if form.nominative in adjectives and form.nominative.endswith(_STRESSED[form.gender]):
        rival = _by_endings(form.nominative[:-2], "surname")
        return max(form.weight, _BESIDE_RIVAL if any(f.weight >= 1 for f in rival) else _KNOWN_ADJECTIVE)
    return form.weight


def _joined(left: list[Form], right: list[Form], *, first_fixed: str | None) -> list[Form]:
    """Both halves of a double name in one case; the left half may also stay as it is, and does before some."""
    whole = [form for form in right if form.nominative in _second_halves()]
    if first_fixed is not None and whole:
        return [replace(form, nominative=f"{first_fixed}-{form.nominative}") for form in whole]
    result = [
        Form(f"{a.nominative}-{b.nominative}", b.gender, b.case, a.weight * b.weight)
        for a in left
        for b in right
        if a.gender == b.gender and a.case == b.case
    ]
    if first_fixed is not None:
        result += [Form(f"{first_fixed}-{b.nominative}", b.gender, b.case, b.weight * _FIXED_HALF) for b in right]
    return result


@lru_cache(maxsize=10_000)
def word_forms(word: str, part: str) -> tuple[Form, ...]:
    """Readings of one word of a name, `part` being first, patronymic or surname; lower case."""
    lower = word.lower()
    if "-" in lower.strip("-"):
        left, _, right = lower.rpartition("-")
        forms = _joined(list(word_forms(left, part)), list(word_forms(right, part)), first_fixed=left)
        if part == "first":
            forms += _first_from_list(lower)
    else:
        forms = _one_part(lower, part)
    best: dict[tuple[str, str, str], float] = {}
    for form in forms:
        key = (form.nominative, form.gender, form.case)
        best[key] = max(best.get(key, 0.0), form.weight)
    return tuple(Form(*key, weight) for key, weight in best.items())


def capitalised(word: str, like: str) -> str:
    """The capitals of a name put back: «петров-водкин» -> «Петров-Водкин»; a small part stays small."""
    parts, models = word.split("-"), like.split("-")
    result = []
    for number, part in enumerate(parts):
        model = models[min(number, len(models) - 1)]
        result.append(part[:1].upper() + part[1:] if model[:1].isupper() else part)
    return "-".join(result)


def read_name(parts: Sequence[tuple[str, str]], cases: frozenset[str] | None = None) -> list[NameReading]:
    """Joint readings of (word, part) pairs, likeliest first; `cases` are those the context allows."""
    found = [reading for reading in _all_readings(tuple(parts)) if cases is None or reading.case in cases]
    return [reading for reading in found if reading.weight >= _KEEP * found[0].weight]


@lru_cache(maxsize=5_000)
def _all_readings(parts: tuple[tuple[str, str], ...]) -> tuple[NameReading, ...]:
    """Joint readings in every gender and case, likeliest first."""
    table = [_by_gender_and_case(word, part) for word, part in parts]
    for i in range(2, len(parts)):
        # «Рашид» of «Рашид оглы» is the father, whose name stays as it is
        if parts[i][1] == "patronymic" and is_fixed_patronymic(parts[i][0]):
            table[i - 1] = {key: [Form(parts[i - 1][0].lower(), *key, 1.0)] for key in table[i]}
    result: list[NameReading] = []
    for key in set(table[0]).intersection(*table[1:]) if table else ():
        combined: dict[tuple[str, ...], float] = {(): _CASE_WEIGHTS[key[1]]}
        for (word, _), forms in zip(parts, table, strict=True):
            combined = {
                (*words, capitalised(form.nominative, word)): weight * form.weight
                for words, weight in combined.items()
                for form in forms[key]
            }
        result += [NameReading(words, *key, weight) for words, weight in combined.items()]
    if len(parts) == 2 and max((reading.weight for reading in result), default=0.0) < _SLIP:
        result += _in_two_cases(parts)
    return tuple(sorted(result, key=lambda r: (-r.weight, GENDERS.index(r.gender), CASES.index(r.case))))


def _in_two_cases(parts: tuple[tuple[str, str], ...]) -> Iterator[NameReading]:
    """«Владимира Зуев»: a known given name and a known surname, one of them left unbent by a slip."""
    (given, _), (surname, kind) = parts
    if kind != "surname" or not is_common_first_name(given) or not is_known_surname(surname):
        return
    for first in word_forms(given, "first"):
        for last in word_forms(surname, kind):
            surely = first.weight >= 1 and last.weight >= 1 and first.gender == last.gender
            if surely and "nomn" in (first.case, last.case) and first.case != last.case:
                words = (capitalised(first.nominative, given), capitalised(last.nominative, surname))
                bent = last.case if first.case == "nomn" else first.case
                yield NameReading(words, first.gender, bent, _SLIP)


@lru_cache(maxsize=2_000)
def is_fixed_patronymic(word: str) -> bool:
    """«оглы», «кызы»: after the name of the father, and the same in every case."""
    forms = word_forms(word, "patronymic")
    return bool(forms) and all(form.nominative == word.lower() for form in forms)


def _by_gender_and_case(word: str, part: str) -> dict[tuple[str, str], list[Form]]:
    table: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in word_forms(word, part):
        table[form.gender, form.case].append(form)
    return table


@lru_cache(maxsize=2_000)
def surname_surfaces(surname: str, gender: str | None = None) -> frozenset[str]:
    """Every form of a surname given in the nominative, lower case: «Беглов» -> {беглов, беглова, беглову …}."""
    lower = surname.lower()
    if "-" in lower:
        left, _, right = lower.rpartition("-")
        rights = surname_surfaces(right, gender)
        return frozenset(f"{a}-{b}" for a in (left, *surname_surfaces(left, gender)) for b in rights)
    forms = {lower}
    for paradigm in _paradigms("surname"):
        if gender is not None and gender not in paradigm.genders or paradigm.weight < _LIVE_CLASS:
            continue
        ending = paradigm.endings["nomn"]
        stem = lower[: len(lower) - len(ending)] if ending else lower
        if lower.endswith(ending) and paradigm.admits(stem):
            forms.update(stem + other for other in paradigm.endings.values())
    return frozenset(forms)
