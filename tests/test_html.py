"""Pages to articles: title, date and main text, encodings, and pages that were made to hurt."""

from __future__ import annotations

import random
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from mfcx.document import Article
from mfcx.reading import Choices, InputError, read_articles
from tests.conftest import Run

NEWS = "В МФЦ Тверской области за год оказали 412 тысяч услуг."
BODY = f"<p>{NEWS}</p>" * 3
BUILD = "<script>var build = '2021-03-04T10:00:00'</script><img src='/2020/05/06/a.png'>"
PAGE = f"""<!DOCTYPE html><html><head><meta charset="CHARSET"><title>Открыли окна | Сайт</title>
<meta property="article:published_time" content="2024-05-31T10:00:00+03:00"></head>
<body><nav><a href="/">Главная</a> 15 новостей</nav><h1>Открыли окна</h1><p>{NEWS}</p><footer>Тел. 5</footer></body></html>"""


def read_page(path: Path, content: bytes | str, choices: Choices | None = None) -> Article | InputError:
    """The article of a page, or why there is none."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (item,) = read_articles([str(path)], choices)
    return item


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_title_date_and_text(tmp_path: Path, name: str) -> None:
    """The headline is the first line, the day that of the page, menus are left out; where the page says no day, --date does."""
    item = read_page(tmp_path / name, PAGE, Choices(date=date(2020, 1, 1)))
    expected = f"Открыли окна\n{NEWS}"
    assert item == Article(expected, id="a", source=str(tmp_path / name), date=date(2024, 5, 31), html=True)
    undated_page = PAGE.replace("2024-05-31T10:00:00+03:00", "").replace("<nav>", f"{BUILD}<nav>")
    undated = read_page(tmp_path / name, undated_page, Choices(date=date(2020, 1, 1)))
    assert isinstance(undated, Article)
    assert undated.date == date(2020, 1, 1)


@pytest.mark.parametrize("declared", ["windows-1251", "utf-8", "klingon", "utf-16", "rot13", "punycode", "latin-1"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    """The letters come out right, also where the page is wrong about itself or begins with screens of markup."""
    for page in (PAGE, PAGE.replace("<title>", f"<script>{'var a = 1;' * 5000}</script><title>")):
        item = read_page(tmp_path / "a.html", page.replace("CHARSET", declared).encode(encoding))
        assert isinstance(item, Article)
        assert NEWS in item.text


def test_what_the_page_says_goes_before_a_guess(tmp_path: Path) -> None:
    """Bytes that would be read as one encoding are read as the one that is declared."""
    page = "<html><meta charset=koi8-r><body><p>оТЧЕ нБИ</p></body></html>"
    item = read_page(tmp_path / "a.html", page.encode("koi8-r"))
    assert isinstance(item, Article)
    assert item.text == "оТЧЕ нБИ"


def test_damage_outside_of_the_article(tmp_path: Path) -> None:
    """Half a letter in a menu costs nothing, in the article it is an error with its place."""
    menu = PAGE.encode().replace("Главная".encode(), "Главная".encode()[:-1])
    item = read_page(tmp_path / "a.html", menu)
    assert isinstance(item, Article)
    assert NEWS in item.text
    item = read_page(tmp_path / "a.html", PAGE.encode().replace("услуг".encode(), "услуг".encode()[:-1]))
    assert isinstance(item, InputError)
    assert item.reason.startswith("not utf-8 at byte")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "no article found in this page"),
        (b"<html><body></body></html>", "no article found in this page"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data, not a text"),
    ],
)
def test_pages_without_an_article(tmp_path: Path, content: bytes, expected: str) -> None:
    """A page without text is an error, not an article without facts."""
    item = read_page(tmp_path / "a.html", content)
    assert isinstance(item, InputError)
    assert item.reason == expected


HOSTILE = {
    "deep": "<div>" * 40_000 + BODY,
    "deep and unclosed": "<p>" + "<b>" * 40_000 + NEWS,
    "deep tables": "<table><tr><td>" * 10_000 + BODY,
    "deep lists": "<ul><li>" * 20_000 + BODY,
    "deep JSON": f"<script type='application/ld+json'>{'[' * 100_000}</script>{BODY}",
    "deep objects": "<script type='application/ld+json'>" + '{"a":' * 100_000 + "</script>" + BODY,
    "too many tags": "<div><span>а 5</span></div>" * 30_000,
    "attributes": f"<p {' '.join(f'a{number}' for number in range(100_000))}>{NEWS}",
    "quoted attributes": "<p " + " ".join(f'a{number}=">"' for number in range(100_000)) + ">" + NEWS,
    "open quotes": "<p a=\"'" * 40_000 + BODY,
    "brackets": "<" * 500_000,
    "ampersands": "<p>" + "&" * 500_000,
    "charsets": "<meta " * 40_000 + BODY,
    "title": f"<title>{'т ' * 300_000}</title>{BODY}",
    "days": f"<meta property='article:published_time' content='{'2024-' * 50_000}'>{BODY}",
    "entity": '<!DOCTYPE a [<!ENTITY a "аа"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p>' + BODY,
    "comment": "<!--" * 100_000 + BODY,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end(tmp_path: Path, name: str) -> None:
    """A page made to keep a parser busy is an article or an error within seconds."""
    before = time.process_time()
    item = read_page(tmp_path / "a.html", f"<html><body>{HOSTILE[name]}</body></html>")
    assert isinstance(item, Article | InputError)
    assert time.process_time() - before < 20


def test_cut_and_scrambled_pages(tmp_path: Path) -> None:
    """A page cut anywhere, or with bytes changed, is an article or an error."""
    chance, content = random.Random(1), PAGE.encode()
    for _ in range(60):
        changed = bytearray(content[: chance.randrange(len(content))])
        for _ in range(chance.randrange(5)):
            if changed:
                changed[chance.randrange(len(changed))] = chance.randrange(256)
        assert isinstance(read_page(tmp_path / "a.html", bytes(changed)), Article | InputError)


def test_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without trafilatura the one line says what to install."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    item = read_page(tmp_path / "a.html", PAGE)
    assert isinstance(item, InputError)
    assert item.reason == 'HTML needs the extra mfcx[html]: pip install "mfcx[html]"'


def test_nothing_of_the_parser_is_said(mfcx: Run, tmp_path: Path) -> None:
    """Broken pages give our line on standard error and no other."""
    path = tmp_path / "a.html"
    path.write_text("слово", encoding="utf-8")
    done = mfcx("extract", path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"mfcx: {path}: no article found in this page\n"
