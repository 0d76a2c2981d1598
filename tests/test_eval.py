"""`mfcx eval`: its figures are those of the labellers' scorer, and what falls short is said."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mfcx.scoring.agreement import is_right, is_same_number, label_overlap, listed_indicators
from mfcx.scoring.gold import FoundMetric, GoldMetric
from tests.conftest import Run
from tests.floors import SETS, SHARED, Labelled

SCORER = SHARED / "score.py"
TEXT = (
    "В Твери за год оказали более 12 тыс. услуг, на 36 % больше.\nРаботают 40 окон и 7 офисов.\n"
    "Всего более 12 тыс. услуг."
)
Json = dict[str, Any]


def at(phrase: str) -> list[int]:
    """The span of a phrase in the text."""
    return [TEXT.index(phrase), TEXT.index(phrase) + len(phrase)]


def gold_metric(text: str, value: float, **fields: Any) -> Json:
    return {"text": text, "value": value, "cmp": "=", "indicator": "other", **fields}


def metric(text: str, value: float, **fields: Any) -> Json:
    return {
        "value": value, "value_to": None, "cmp": "=", "unit": None, "per": None, "change": None, "indicator": None,
        "region": None, "period": None, "status": "actual", "speaker": None, "place": None, "label": None,
        "text": text, "spans": [at(text)], **fields,
    }  # fmt: skip


SERVICES = {"cmp": ">", "unit": "услуга", "indicator": "services_provided", "label": "оказанные услуги"}
GOLD: Json = {
    "id": "a", "published": "2024-05-31", "region": "RU-TVE", "regions": ["RU-TVE", "RU-MOW"],
    "persons": [{"name": "Анна Зуева", "role": "директор"}, {"name": "Пётр Лось", "role": "фото", "byline": True}],
    "orgs": ["МФЦ «Центр»", "Минстрой"],
    "metrics": [
        gold_metric("более 12 тыс. услуг", 12000, start=at("более 12")[0], speaker="Анна Зуева", **SERVICES),
        gold_metric("более 12 тыс. услуг", 12000, start=TEXT.rindex("более 12"), **SERVICES),
        gold_metric("на 36 %", 36, unit="процент", change={"ratio": 1.36}),
        gold_metric("40 окон", 40, unit="окно", indicator="service_windows", place="Тверь"),
        gold_metric("7 офисов", 7, unit="офис", indicator="offices", optional=True),
    ],
}  # fmt: skip
RECORD: Json = {
    "id": "a", "published": None, "region": "RU-TVE", "regions": [{"iso": "RU-TVE"}],
    "persons": [{"name": "Анна Зуева", "role": None}, {"name": "Олег Раков", "role": "министр"}],
    "organisations": [{"name": "МФЦ Центр"}],
    "metrics": [
        metric("более 12 тыс. услуг", 12000, speaker="Анна Зуева",
               spans=[at("более 12 тыс. услуг"), [TEXT.rindex("более 12"), len(TEXT) - 1]], **SERVICES),
        metric("36 %", 36, unit="%", change={"delta_pct": 36}),
        metric("40 окон", 40, unit="кабинет", indicator="service_windows"),
        metric("7 офисов", 8, unit="офис"),
        metric("Твери", 1),
    ],
}  # fmt: skip


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A folder with one labelled article, its text and its record."""
    write(tmp_path, [GOLD], [RECORD])
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def write(folder: Path, golds: list[Json], records: list[Json]) -> None:
    """gold.jsonl and out.jsonl."""
    for name, lines in (("gold", golds), ("out", records)):
        content = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(content, encoding="utf-8")


def evaluate(mfcx: Run, folder: Path, *options: object) -> subprocess.CompletedProcess[bytes]:
    return mfcx("eval", folder / "gold.jsonl", folder / "out.jsonl", "--texts", folder, *options)


# worked out by hand from GOLD and RECORD
FIGURES = {
    "articles": 1,
    "gold_metrics": 3,  # one of the five is told twice, one is optional
    "predicted_metrics": 4,  # one stands on the optional phrase
    "found": {"p": 0.75, "r": 1.0, "f1": 0.8571},
    "+unit": {"p": 0.5, "r": 0.6667, "f1": 0.5714},
    "+cmp": {"p": 0.75, "r": 1.0, "f1": 0.8571},
    "+change": {"p": 0.75, "r": 1.0, "f1": 0.8571},
    "+indicator": {"p": 0.75, "r": 1.0, "f1": 0.8571},
    "+region": {"p": 0.75, "r": 1.0, "f1": 0.8571},
    "+period": {"p": 0.75, "r": 1.0, "f1": 0.8571},
    "+status": {"p": 0.75, "r": 1.0, "f1": 0.8571},
    "full": {"p": 0.5, "r": 0.6667, "f1": 0.5714},
    "listed": {"p": 1.0, "r": 1.0, "f1": 1.0},
    "speaker": 1.0,
    "place": 0.0,
    "label": 1.0,
    "article_region": 1.0,
    "published": 0.0,
    "regions": {"p": 1.0, "r": 0.5, "f1": 0.6667},
    "persons": {"p": 0.5, "r": 0.5, "f1": 0.5},
    "roles": {"p": 0.0, "r": 0.0, "f1": 0.0},
    "orgs_recall": 0.5,
    "orgs_per_article": 1.0,
}


def test_figures_of_an_invented_article(mfcx: Run, labelled: Path) -> None:
    """Precision, recall and F1 by field as one counts them by hand."""
    done = evaluate(mfcx, labelled, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == FIGURES


def test_table_for_the_eye(mfcx: Run, labelled: Path) -> None:
    """The same figures in columns."""
    lines = evaluate(mfcx, labelled).stdout.decode().splitlines()
    assert lines[0] == "1 articles, 3 metrics labelled, 4 extracted"
    assert "found             0.7500  1.0000  0.8571" in lines
    assert "speaker           1.0000" in lines


def test_misses_are_told(mfcx: Run, labelled: Path) -> None:
    """What was missed, false or wrong stands before the table, a line each."""
    lines = evaluate(mfcx, labelled, "--misses").stdout.decode().splitlines()
    assert lines[: lines.index("1 articles, 3 metrics labelled, 4 extracted")] == [
        "a: wrong «40 окон» 40 окно: unit: expected окно, got кабинет",
        "a: false «Твери» 1",
        "a: published: expected 2024-05-31, got None",
        "a: missed in regions: RU-MOW",
        "a: missed in persons: петр лось",
        "a: false in persons: олег раков",
        "a: wrong role of анна зуева: expected директор, got None",
        "a: missed in orgs: минстрой",
    ]


@pytest.mark.parametrize(
    ("floors", "status", "said"),
    [
        (["found=0.85", "+unit=0.5", "label=1"], 0, []),
        (["found=0.86"], 1, ["mfcx: found: 0.8571 is under 0.86"]),
        (
            ["+unit=0.6", "place=.1", "regions=0"],
            1,
            ["mfcx: +unit: 0.5714 is under 0.6", "mfcx: place: 0.0000 is under 0.1"],
        ),
    ],
)
def test_what_falls_short_fails(mfcx: Run, labelled: Path, floors: list[str], status: int, said: list[str]) -> None:
    """--fail-under compares each field that it names, and names each that is lower."""
    done = evaluate(mfcx, labelled, *[part for floor in floors for part in ("--fail-under", floor)])
    assert (done.returncode, done.stderr.decode().splitlines()) == (status, said)
    assert done.stdout


def test_a_floor_under_nothing_falls_short(mfcx: Run, labelled: Path) -> None:
    """A share that no gold states cannot be promised."""
    write(labelled, [{**GOLD, "metrics": []}], [RECORD])
    done = evaluate(mfcx, labelled, "--fail-under", "speaker=0")
    assert (done.returncode, done.stderr) == (1, b"mfcx: speaker: nothing in gold states it\n")


@pytest.mark.parametrize("floor", ["found", "colour=0.5", "found=much", "found=2", "found=nan", "=1"])
def test_a_floor_that_is_none(mfcx: Run, labelled: Path, floor: str) -> None:
    """Wrong usage is said before anything is read."""
    done = evaluate(mfcx, labelled, "--fail-under", floor)
    assert (done.returncode, done.stdout) == (2, b"")


def test_what_cannot_be_read_is_named(mfcx: Run, labelled: Path) -> None:
    """Every bad line, missing text and missing record is one message; the rest is scored."""
    gold, out = labelled / "gold.jsonl", labelled / "out.jsonl"
    write(labelled, [GOLD, {**GOLD, "id": "b"}, {**GOLD, "id": "c"}, {"id": "d"}], [RECORD])
    (labelled / "c.txt").write_text(TEXT, encoding="utf-8")
    with out.open("a", encoding="utf-8") as stream:
        stream.write('{"id":"e","metrics":5}\n{"id":\n\n')
    done = evaluate(mfcx, labelled, "--json")
    assert done.returncode == 1
    said = done.stderr.decode().splitlines()
    assert said[0] == f"mfcx: {out}:2: not as expected: Expected `array`, got `int` - at `$.metrics`"
    assert said[1].startswith(f"mfcx: {out}:3: not JSON: ")
    assert said[2:] == [
        f"mfcx: {labelled}/b.txt: No such file or directory",
        f"mfcx: {out}: no record of c",
        f"mfcx: {gold}:4: not as expected: Object missing required field `metrics`",
    ]
    figures = json.loads(done.stdout)
    assert (figures["articles"], figures["found"]["r"]) == (2, 0.4286)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_gold_without_articles_is_no_success(mfcx: Run, labelled: Path, content: bytes) -> None:
    """Nothing to compare gives no figures."""
    (labelled / "gold.jsonl").write_bytes(content)
    done = evaluate(mfcx, labelled)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.splitlines()[-1] == f"mfcx: {labelled}/gold.jsonl: no labelled article in it".encode()


def found(**fields: Any) -> FoundMetric:
    return FoundMetric(1, [(0, 1)], **fields)


@pytest.mark.parametrize(
    ("field", "gold", "answer", "right"),
    [
        ("unit", {"unit": "₽/т"}, {"unit": "₽", "per": "т"}, True),
        ("unit", {"unit": "₽"}, {"unit": "₽", "per": "т"}, True),
        ("unit", {"unit": "кв.м"}, {"unit": "м²"}, True),
        ("unit", {"unit": "центр", "accept": {"unit": ["офис"]}}, {"unit": "офис"}, True),
        ("unit", {"unit": "окно"}, {"unit": "офис"}, False),
        ("period", {"period": "2023-01-01/2023-12-31"}, {"period": {"start": "2023-01-01", "end": "2023-12-31"}}, True),
        ("period", {"period": "2023-05-01"}, {"period": {"start": "2023-05-01", "end": "2023-05-01"}}, True),
        ("period", {}, {"period": {"start": None, "end": "2023-05-01"}}, True),
        ("period", {}, {"period": {"start": "2023-05-01", "end": "2023-05-01"}}, False),
        ("period", {"period": "2023-01-01/2023-12-31", "status": "planned"}, {"period": {"start": None, "end": "2023-12-31"}}, True),
        ("period", {"period": "2023-01-01/2023-12-31"}, {"period": {"start": None, "end": "2023-12-31"}}, False),
        ("change", {}, {"change": {"to": 5}}, True),
        ("change", {}, {"change": {"delta": 5}}, False),
        ("change", {"change": {"ratio": 0.57}}, {"change": {"delta_pct": -43}}, True),
        ("change", {"change": {"from": 3, "to": 5}}, {"change": {"from": 3, "to": 5, "ratio": 1.6}}, True),
        ("indicator", {"indicator": "other"}, {"indicator": "government/roads"}, True),
        ("indicator", {"indicator": "other"}, {"indicator": "offices"}, False),
        ("status", {}, {"status": "actual"}, True),
        ("status", {"status": "planned"}, {"status": "actual"}, False),
    ],
)  # fmt: skip
def test_when_a_field_is_right(field: str, gold: Json, answer: Json, right: bool) -> None:
    """The same thing in other words is the same thing."""
    assert is_right(field, GoldMetric("x", **gold), found(**answer)) is right


def test_rounding_of_gold_is_allowed() -> None:
    """5 min 34 s is 5.57 in gold and 5.5667 in a record; whole numbers are exact."""
    assert is_same_number(5.57, 5.5667)
    assert not is_same_number(5.0, 5.004)
    assert not is_same_number(0.333, 0.334)
    assert is_same_number(None, None)
    assert not is_same_number(None, 0.0)


def test_labels_share_stems() -> None:
    """Endings and order do not matter."""
    assert label_overlap(GoldMetric("x", label="оказанные услуги"), found(label="услуг оказано")) == 1.0
    assert label_overlap(GoldMetric("x", label="оказанные услуги"), found(label="окна и услуги")) == 0.5
    assert label_overlap(GoldMetric("x", label="услуги"), found()) == 0.0


# --- beside the scorer of the labellers, where it lies beside the project ----------------------------------------

CHANGED: list[Callable[[Json, random.Random], object]] = [
    lambda one, dice: one.update(value=one["value"] + dice.choice([0, 0, 0.004, 1])),
    lambda one, dice: one.update(unit=dice.choice(["м²", "час", "%", None])),
    lambda one, dice: one.update(cmp=dice.choice(["=", ">", "~"])),
    lambda one, dice: one.update(change=dice.choice([None, {"to": 5}, {"ratio": 2}, {"delta_pct": 36.0}])),
    lambda one, dice: one.update(indicator=dice.choice([*sorted(listed_indicators()), "other", None])),
    lambda one, dice: one.update(period=dice.choice([None, {"start": None, "end": "2024-12-31"}])),
    lambda one, dice: one.update(status=dice.choice(["planned", "previous", None])),
    lambda one, dice: one.update(region=dice.choice(["RU-TVE", None])),
    lambda one, dice: one.update(spans=[[max(0, a - dice.randint(0, 90)), b + 3] for a, b in one["spans"]]),
    lambda one, dice: one.update(spans=[*one["spans"], [1, 20]]),
    lambda one, dice: one.update(speaker="Анна Зуева", place="Тверь", label="оказанные услуги"),
]


def to_metric(gold: Json, text: str) -> Json:
    """A metric as a record would have it, all right."""
    start, period = gold.get("start", max(0, text.find(gold["text"]))), gold.get("period")
    one = {key: gold.get(key) for key in ("value", "value_to", "cmp", "change", "region", "status", "speaker", "label")}
    first, slash, last = period.partition("/") if isinstance(period, str) else ("", "", "")
    unit, _, per = (gold.get("unit") or "").partition("/")
    return {
        **one,
        "unit": unit or None,
        "per": per or None,
        "indicator": None if gold.get("indicator") == "other" else gold.get("indicator"),
        "period": {"start": first or None, "end": (last if slash else first) or None} if period else None,
        "place": gold.get("place"),
        "text": gold["text"],
        "spans": gold.get("spans") or [[start, start + len(gold["text"])]],
    }


def to_records(labelled: Labelled, seed: int) -> Iterator[Json]:
    """Records made from gold and then spoilt at random: figures missed, repeated, changed."""
    dice = random.Random(seed)
    for line in labelled.gold.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if dice.random() < 0.05:
            continue
        text = (labelled.texts / f"{gold['id']}.txt").read_bytes().decode("utf-8")
        metrics = [to_metric(one, text) for one in gold["metrics"] for _ in range(dice.choice([0, 1, 1, 1, 2]))]
        for one in metrics:
            for change in dice.sample(CHANGED, dice.choice([0, 0, 1, 3])):
                change(one, dice)
        persons = [one for one in gold.get("persons") or [] if dice.random() < 0.8]
        yield {
            "id": gold["id"],
            "published": dice.choice([gold.get("published"), None]),
            "region": dice.choice([gold.get("region"), "RU-TVE"]),
            "regions": [{"iso": one} for one in dice.sample([*(gold.get("regions") or []), "RU-TOM"], 1)],
            "persons": [{**one, "role": dice.choice([one.get("role"), "министр", None])} for one in persons],
            "organisations": [{"name": one} for one in gold.get("orgs") or [] if dice.random() < 0.7],
            "metrics": metrics,
        }


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer of the labellers is not beside the project")
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", SETS)
def test_same_figures_as_the_scorer(mfcx: Run, tmp_path: Path, name: str, seed: int) -> None:
    """On every labelled set, whatever is right or wrong in the records, each figure is the scorer's own."""
    labelled, out = SETS[name], tmp_path / "out.jsonl"
    write(tmp_path, [], list(to_records(labelled, seed)))
    args = [str(labelled.gold), str(out), "--texts", str(labelled.texts)]
    scored = subprocess.run([sys.executable, SCORER, *args], capture_output=True, check=True, encoding="utf-8")
    figures = json.loads(mfcx("eval", *args, "--json").stdout)
    assert figures == json.loads(scored.stdout.splitlines()[-1])
    assert list(figures) == list(json.loads(scored.stdout.splitlines()[-1]))
    assert 0.2 < figures["found"]["f1"] < 0.99
