"""A floor that moves only up: scores on the labelled articles against ``fixtures/floors.json``.

``python -m tests.floors`` fails where a score fell; ``--raise`` writes the scores that rose and refuses
to lower any. The labelled articles are not part of the project: without them nothing is compared.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "fixtures" / "floors.json"
SHARED = ROOT.parent / "shared"
# figures of the scorer that tell sizes, not quality
SIZES = frozenset({"articles", "gold_metrics", "predicted_metrics", "orgs_per_article"})

Scores = dict[str, float]


class Labelled(NamedTuple):
    """A set of labelled articles: the gold file and the folder of its texts."""

    gold: Path
    texts: Path


SETS = {
    "seeds": Labelled(SHARED / "gold" / "seeds.jsonl", SHARED / "seeds"),
    "dev": Labelled(SHARED / "gold" / "dev.jsonl", SHARED / "gold" / "texts"),
    "own": Labelled(ROOT / "fixtures" / "labelled" / "articles.jsonl", ROOT / "fixtures" / "labelled" / "texts"),
}


class Comparison(NamedTuple):
    """Scores of today beside their floors."""

    lower: list[str]
    higher: list[str]


def is_available() -> bool:
    """Whether the labelled articles lie beside the project."""
    return all(path.exists() for labelled in SETS.values() for path in labelled)


def fingerprint(gold: Path) -> str:
    """Scores of another gold file cannot be compared."""
    return hashlib.sha256(gold.read_bytes()).hexdigest()[:16]


def measure(labelled: Labelled) -> Scores:
    """What the scorer says about the records of these articles."""
    articles = sorted(str(path) for path in labelled.texts.glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl"
        subprocess.run([sys.executable, "-m", "mfcx", "extract", "-o", records, *articles], cwd=ROOT, check=True)
        scorer: list[str | Path] = [
            sys.executable,
            SHARED / "score.py",
            labelled.gold,
            records,
            "--texts",
            labelled.texts,
        ]
        output = subprocess.run(scorer, check=True, capture_output=True, encoding="utf-8").stdout
    return to_scores(json.loads(output.splitlines()[-1]))


def to_scores(figures: Mapping[str, Any]) -> Scores:
    """F1 of what has precision and recall, shares as they are: {"found": {"f1": 0.9}} -> {"found": 0.9}."""
    flat = {name: value["f1"] if isinstance(value, dict) else value for name, value in figures.items()}
    return {name: value for name, value in flat.items() if value is not None and name not in SIZES}


def compare(name: str, scores: Scores, floors: Scores) -> Comparison:
    """Every score that fell below its floor, and every one that rose above it or is new."""
    lower = [
        f"{name}: {figure} {scores.get(figure, 0.0)} is below its floor {floor}"
        for figure, floor in floors.items()
        if scores.get(figure, 0.0) < floor
    ]
    higher = [
        f"{name}: {figure} {floors.get(figure, 'new')} -> {score}"
        for figure, score in scores.items()
        if figure not in floors or score > floors[figure]
    ]
    return Comparison(lower, higher)


def check_floors(*, lift: bool) -> int:
    """Compares all sets; with `lift` writes what rose. The exit status: 1 where anything fell."""
    kept: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    lower: list[str] = []
    higher: list[str] = []
    for name, labelled in SETS.items():
        scores, entry = measure(labelled), kept.get(name, {})
        print(f"{name}: " + ", ".join(f"{figure} {score}" for figure, score in scores.items()))
        mark = fingerprint(labelled.gold)
        if entry and entry["gold"] != mark and not lift:
            lower.append(f"{name}: the gold file is another one than the floors were set with; run `make floors`")
            continue
        floors = entry["scores"] if entry.get("gold") == mark else {}
        found = compare(name, scores, floors)
        lower += found.lower
        higher += found.higher
        kept[name] = {"gold": mark, "scores": scores}
    for line in lower:
        print(line)
    if lower:
        print("a floor is never lowered: nothing was written" if lift else "a score fell")
        return 1
    if lift:
        FLOORS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
        print("\n".join(higher) or "no score rose")
    else:
        print(f"no score fell, {len(higher)} rose" + ("; `make floors` raises the floors" if higher else ""))
    return 0


def main(args: list[str]) -> int:
    """`python -m tests.floors [--raise]`."""
    if args not in ([], ["--raise"]):
        print(__doc__, file=sys.stderr)
        return 2
    if not is_available():
        print("floors: left out, the labelled articles are not here")
        return 0
    return check_floors(lift=bool(args))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
