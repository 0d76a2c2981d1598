"""What a user does with rules: packs of one's own, lint, list, explain."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mfcx import Extractor
from mfcx.document import Article
from mfcx.explaining import explain
from mfcx.reading import read_text
from mfcx.rules.linting import lint_pack
from mfcx.rules.packs import default_packs, load_packs
from mfcx.rules.rule import PackError

ROOT = Path(__file__).parents[1]

# a subject that no bundled pack knows, in the public format alone
PACK = """[pack]
id = "libraries"
version = "3"
title = "Библиотеки"
topic = ["{библиотека}|{библиотечный}"]

[classes]
lend = ["{выдать}", "{выдача}", "{взять}", "{прочитать}"]

[[rule]]
id = "books_lent"
indicator = "books_lent"
label = "число выданных книг"
units = ["книга", "издание", "экземпляр"]
clause = ["<lend>"]
refuse_phrase = ["{редкий}"]
catch = ["Библиотеки области выдали [412 тысяч книг].", "Число выданных библиотеками книг выросло [на 8 %]."]
leave = ["Библиотека купила [300 книг].", "Библиотека выдала [две редкие книги]."]

[[rule]]
id = "readers"
indicator = "readers"
label = "число читателей"
units = ["читатель"]
change = false
catch = ["В библиотеках записаны [94 тысячи читателей]."]
leave = ["Читателей библиотек стало [на 5 %] больше."]
"""
ARTICLE = """Библиотеки Тверской области подвели итоги
12 января 2024
В 2023 году библиотеки Тверской области посещали 94,5 тысячи читателей. Им выдали более 1,2 млн книг, это на 8 % больше,
чем годом ранее. На ремонт двух библиотек направили 14 млн рублей. Фонды пополнили 5 тысяч новых изданий.
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of the user's own in a file."""
    path = tmp_path / "libraries.toml"
    path.write_text(PACK, encoding="utf-8")
    return path


def mfcx(*args: object, input: str = "") -> subprocess.CompletedProcess[str]:
    """The command, whole."""
    command = [sys.executable, "-m", "mfcx", *map(str, args)]
    return subprocess.run(
        command, cwd=ROOT, input=input, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


# --- packs of one's own ---------------------------------------------------------------------------


def test_a_subject_that_is_not_bundled(pack: Path) -> None:
    """A pack written by the public format alone names the figures of its subject and leaves the others alone."""
    record = Extractor(rules=[pack]).extract(ARTICLE)
    assert [(str(m.value), m.indicator, m.rule) for m in record.metrics] == [
        ("94500", "readers", "libraries/readers"),
        ("1200000", "books_lent", "libraries/books_lent"),
        ("8", "books_lent", "libraries/books_lent"),
        ("2", None, None),
        ("14000000", "funding", "government/funding.spent"),
        ("5000", None, None),
    ]
    assert record.tool.packs["libraries"] == "3"


@pytest.mark.parametrize("given", ["file", "folder"])
def test_rules_of_the_command(pack: Path, given: str) -> None:
    """--rules takes a file or a folder of them."""
    done = mfcx("extract", "--rules", pack if given == "file" else pack.parent, input=ARTICLE)
    assert done.returncode == 0, done.stderr
    assert "libraries/books_lent" in {metric["rule"] for metric in json.loads(done.stdout)["metrics"]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("это не TOML", "own.toml:1: "),
        (PACK.replace("clause =", "clauses ="), "own.toml:15: rule books_lent: unknown key 'clauses'"),
        (PACK.replace('id = "libraries"', 'id = "mfc"'), "a bundled pack has the id 'mfc'"),
    ],
)
def test_a_pack_that_cannot_be_used(tmp_path: Path, text: str, says: str) -> None:
    """Wrong usage, one line, no traceback, no record."""
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    done = mfcx("extract", "--rules", path, input=ARTICLE)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mfcx: ")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_folders_and_names(tmp_path: Path, pack: Path) -> None:
    """A folder without packs, and two packs of one id, are named."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackError, match=r"no \.toml files"):
        load_packs([tmp_path / "empty"])
    with pytest.raises(PackError, match="another pack has the id 'libraries'"):
        load_packs([pack, pack])
    for one in (pack, str(pack)):  # alone, not in a list
        assert [found.id for found in load_packs(one)] == [found.id for found in load_packs([pack])]


def test_the_own_rule_wins_among_equals(tmp_path: Path) -> None:
    """Where a bundled rule stands as near, the user's is taken."""
    path = tmp_path / "own.toml"
    path.write_text(
        '[pack]\nid = "own"\nversion = "1"\ntitle = "Своё"\n[[rule]]\nid = "bank"\nindicator = "bank_offices"\n'
        'label = "число отделений"\nunits = ["офис"]\nclause = ["{открыть}"]\npriority = 3\n'
        'catch = ["Открыли [12 офисов]."]\nleave = ["Закрыли [12 офисов]."]\n',
        encoding="utf-8",
    )
    text = "В МФЦ открыли 12 офисов."
    assert Extractor(rules=[path]).extract(text).metrics[0].indicator == "bank_offices"


# --- lint -----------------------------------------------------------------------------------------


def lint(text: str) -> list[str]:
    """The faults of a pack, a line each."""
    return [str(fault) for fault in lint_pack(text, default_packs())]


def test_a_good_pack_has_no_faults() -> None:
    """Nothing is said of the pack above."""
    assert lint(PACK) == []


def test_bundled_packs_have_no_faults() -> None:
    """The bundled packs stand up to what users' packs must."""
    done = mfcx("rules", "lint", "mfcx/data/ru/rules")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("clause =", "clauses =", "15: rule books_lent: unknown key 'clauses'"),
        ('units = ["читатель"]', "units = 5", "24: rule readers: units must be a list of strings that are not empty"),
        ("change = false", "change = 1", "25: rule readers: change must be true or false"),
        ('["<lend>"]', '["<borrow>"]', "15: rule books_lent: no class 'borrow'"),
        ('lend = ["{выдать}"', 'lend = ["{выдать"', "15: rule books_lent: clause: cannot read the element '{выдать'"),
        ('id = "readers"', 'id = "books_lent"', "21: rule books_lent: two rules with the id 'books_lent'"),
        ('"3"', "3", "3: [pack]: version must be a string that is not empty"),
        ("[classes]", "[words]", "7: unknown table [words]"),
        (
            'leave = ["Читателей библиотек стало [на 5 %] больше."]',
            "leave = []",
            "27: rule readers: needs an example to leave",
        ),
        ("[94 тысячи читателей]", "94 тысячи читателей", "26: rule readers: every example of catch needs one [ ]"),
        ("выдали [412 тысяч книг]", "купили [412 тысяч книг]", "10: rule books_lent: catch «Библиотеки области купили"),
        (
            "купила [300 книг]",
            "выдала [300 книг]",
            "10: rule books_lent: leave «Библиотека выдала [300 книг].»: is named",
        ),
        ("[94 тысячи читателей]", "94 тысячи [читателей]", None),  # any part of the figure may be marked
        ("записаны [94 тысячи читателей]", "[записаны] читатели", "20: rule readers: catch «В библиотеках [записаны]"),
        ("{прочитать}", "{прочитал}", "10: rule books_lent: clause: {прочитал} is no dictionary form"),
        ('units = ["читатель"]', 'units = ["зритель"]', "20: rule readers: a dead rule: by itself it names none"),
    ],
)
def test_each_fault_is_told_with_its_line(old: str, new: str, fault: str | None) -> None:
    """A line and a rule for everything wrong, whatever it is."""
    assert old in PACK
    found = lint(PACK.replace(old, new, 1))
    assert any(line.startswith(fault) for line in found) if fault else found == [], found


def test_two_rules_for_one_phrase() -> None:
    """Rules of the same conditions, and rules whose words stand equally near, are both told."""
    twin = PACK + PACK[PACK.index('[[rule]]\nid = "readers"') :].replace('"readers"', '"visitors"')
    assert [line.split(":")[0] for line in lint(twin)] == ["20", "28", "28"]
    assert any("the same conditions as rule readers in line 20" in line for line in lint(twin))
    assert any("two rules for one phrase" in line for line in lint(twin))


def test_all_faults_at_once() -> None:
    """One run tells everything that is wrong."""
    broken = PACK.replace("clause =", "clauses =").replace("change = false", "change = 1").replace('"3"', "3")
    assert [line.split(":")[0] for line in lint(broken)] == ["3", "15", "25"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[pack]",
        "pack = 5",
        "rule = 5",
        "[pack]\n[[rule]]",
        "[[pack]]\n",
        "x = " + "[" * 5_000,
        "x = " + "9" * 10_000,
        "[pack]\nid = 1979-05-27\n",
        "[pack]\n[classes]\na.b = 5\n",
        PACK + "below = inf\n",
        PACK + "below = nan\n",
        PACK + "below = 1e400\n",
        PACK.replace("[[rule]]", "[rule]", 1),
        PACK.replace("\n", "\r\n"),
        "\0",
        PACK.replace("{выдать}", "{}"),
        PACK.replace("{выдать}", "..."),
        PACK.replace("{выдать}", "(выдать)"),
    ],
)
def test_no_pack_is_a_traceback(text: str) -> None:
    """Whatever stands in a file: lint says what is wrong, in lines that exist."""
    for fault in lint_pack(text, default_packs()):
        assert 1 <= fault.line <= text.count("\n") + 1
        assert "\n" not in fault.says


def test_no_pack_can_hang() -> None:
    """Classes that double each other and patterns of nothing but gaps are refused at once."""
    lines = [f'c{n} = ["<c{n - 1}>|<c{n - 1}>"]' if n else 'c0 = ["а"]' for n in range(60)]
    doubled = PACK.replace('lend = ["{выдать}"', "\n".join(lines) + '\nlend = ["<c59>"')
    gaps = PACK.replace('clause = ["<lend>"]', 'clause = ["{выдать} ' + "... " * 40 + '{книга}"]')
    assert any("an entry of more than" in line for line in lint(doubled))
    assert any("more than 3 gaps" in line for line in lint(gaps))


def test_lint_of_the_command(tmp_path: Path, pack: Path) -> None:
    """FILE:LINE: what is wrong on standard output, exit status 1; a file that is not there on standard error."""
    bad = tmp_path / "bad.toml"
    bad.write_text(PACK.replace("clause =", "clauses ="), encoding="utf-8")
    done = mfcx("rules", "lint", pack, bad, tmp_path / "none.toml")
    assert done.returncode == 1
    assert done.stdout == f"{bad}:15: rule books_lent: unknown key 'clauses'\n"
    assert done.stderr == f"mfcx: {tmp_path}/none.toml: No such file or directory\n"
    assert mfcx("rules", "lint", pack).returncode == 0


def test_the_pack_of_the_readme() -> None:
    """The worked example is right as it stands."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    text = readme.partition("```toml\n")[2].partition("```")[0]
    assert lint(text) == []
    assert text.count("\n") <= 10


# --- list, explain --------------------------------------------------------------------------------


def test_list_of_rules(pack: Path) -> None:
    """A row for each rule, the user's packs first."""
    rows = [line.split("\t") for line in mfcx("rules", "list", "--rules", pack).stdout.splitlines()]
    assert rows[:2] == [
        ["libraries/books_lent", "books_lent", "число выданных книг"],
        ["libraries/readers", "readers", "число читателей"],
    ]
    assert len(rows) == sum(len(one.rules) for one in load_packs([pack]))


def test_explain_tells_the_way_to_the_indicator(pack: Path) -> None:
    """The rule that won stands first with the words it won on, the others with the condition that failed."""
    lines = list(explain(Article("Библиотеки выдали 12 тысяч книг, это на 8 % больше."), load_packs([pack])))
    assert lines[:3] == [
        "«12 тысяч книг» [18:31], unit книга",
        "  = books_lent by libraries/books_lent",
        "    libraries/books_lent (books_lent): distance 0, on «выдали»",
    ]
    assert "  = books_lent by libraries/books_lent, as «12 тысяч книг» [18:31]" in lines
    lines = list(explain(Article("Библиотеки выдали 2 редкие книги и купили 7 книг."), load_packs([pack])))
    assert "    libraries/books_lent (books_lent): no, for its refuse_phrase" in lines


def test_explain_says_what_the_record_holds() -> None:
    """For every bundled article the explanation names the rules that the record names."""
    for path in sorted((ROOT / "fixtures" / "articles").glob("*.txt"))[:8]:
        text = read_text(str(path))
        told = "\n".join(explain(Article(text), default_packs()))
        rules = {metric.rule for metric in Extractor().extract(text).metrics if metric.rule}
        assert rules <= {line.split(" by ")[1].split(",")[0] for line in told.split("\n") if " by " in line}


def test_explain_of_the_command(tmp_path: Path) -> None:
    """A text, a file or standard input; what an article holds cannot steer the terminal."""
    text = "МФЦ оказали 14 тысяч услуг.\x1b[31m"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    for done in (
        mfcx("rules", "explain", text),
        mfcx("rules", "explain", tmp_path / "a.txt"),
        mfcx("rules", "explain", "-", input=text),
    ):
        assert done.returncode == 0, done.stderr
        assert "= services_provided by mfc/services_provided.done" in done.stdout
        assert "\x1b" not in done.stdout
    assert mfcx("rules", "explain", "Никаких чисел.").stdout == "no quantities\n"


def test_explained_articles_are_told_apart(tmp_path: Path) -> None:
    """Each of a file stands below its name, and its line where it has one."""
    (tmp_path / "a.txt").write_text("Да.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "Да."}\n{"text": "Нет."}\n', encoding="utf-8")
    assert mfcx("rules", "explain", tmp_path / "a.txt", tmp_path / "b.jsonl").stdout.splitlines() == [
        f"{tmp_path}/a.txt", "no quantities",
        f"{tmp_path}/b.jsonl:1", "no quantities",
        f"{tmp_path}/b.jsonl:2", "no quantities",
    ]  # fmt: skip
