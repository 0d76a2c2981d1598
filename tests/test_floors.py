"""The floor under the scores: it holds, it rises, it is never lowered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import floors
from tests.floors import Labelled, compare, to_scores


@pytest.fixture
def pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One labelled set with pinned scores and a scorer that says what the test wants."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}\n", encoding="utf-8")
    path = tmp_path / "floors.json"
    entry = {"gold": floors.fingerprint(gold), "scores": {"found": 0.8, "full": 0.5}}
    path.write_text(json.dumps({"dev": entry}), encoding="utf-8")
    monkeypatch.setattr(floors, "FLOORS", path)
    monkeypatch.setattr(floors, "SETS", {"dev": Labelled(gold, tmp_path)})
    return path


def say(monkeypatch: pytest.MonkeyPatch, **scores: float) -> None:
    """What is measured in this test."""
    monkeypatch.setattr(floors, "measure", lambda labelled: scores)


def kept_scores(path: Path) -> dict[str, float]:
    """The scores in the file of floors."""
    scores: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["dev"]["scores"]
    return scores


def test_figures_become_scores() -> None:
    """F1 stands for precision and recall; sizes and figures without a value are left out."""
    figures = {"articles": 5, "found": {"p": 1, "r": 0.5, "f1": 0.67}, "label": 0.3, "place": None}
    assert to_scores(figures) == {"found": 0.67, "label": 0.3}


def test_lower_higher_and_new() -> None:
    """A score that disappeared counts as fallen."""
    found = compare("dev", {"found": 0.9, "new": 0.1}, {"found": 0.8, "full": 0.5})
    assert found.lower == ["dev: full 0.0 is below its floor 0.5"]
    assert found.higher == ["dev: found 0.8 -> 0.9", "dev: new new -> 0.1"]


@pytest.mark.parametrize("args", [[], ["--raise"]])
def test_fall_fails_and_writes_nothing(
    pinned: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    """One score that falls fails, whatever rose, and is named."""
    say(monkeypatch, found=0.9, full=0.49)
    assert floors.main(args) == 1
    assert "dev: full 0.49 is below its floor 0.5" in capsys.readouterr().out
    assert kept_scores(pinned) == {"found": 0.8, "full": 0.5}


def test_rise_is_written_on_request_only(pinned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check leaves the floors alone, --raise lifts them."""
    say(monkeypatch, found=0.9, full=0.5)
    assert floors.main([]) == 0
    assert kept_scores(pinned)["found"] == 0.8
    assert floors.main(["--raise"]) == 0
    assert kept_scores(pinned) == {"found": 0.9, "full": 0.5}


def test_other_gold_is_not_compared(
    pinned: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With another gold file the check fails until the floors are set anew."""
    say(monkeypatch, found=0.1)
    floors.SETS["dev"].gold.write_text("[]\n", encoding="utf-8")
    assert floors.main([]) == 1
    assert "run `make floors`" in capsys.readouterr().out
    assert floors.main(["--raise"]) == 0
    assert kept_scores(pinned) == {"found": 0.1}


def test_left_out_without_labelled_articles(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Elsewhere one line says so."""
    monkeypatch.setattr(floors, "SETS", {"dev": Labelled(tmp_path / "no.jsonl", tmp_path)})
    assert floors.main([]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_wrong_usage() -> None:
    """Only --raise is known."""
    assert floors.main(["--lower"]) == 2


@pytest.mark.skipif(not floors.is_available(), reason="the labelled articles are not beside the project")
def test_no_score_fell() -> None:
    """Today's scores on the labelled articles stand at or above their floors."""
    assert floors.main([]) == 0
