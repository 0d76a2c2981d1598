"""Shows the facts of records in a few lines each: ``python examples/facts.py records.jsonl``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def show(record: dict[str, Any]) -> str:
    """The article in a line and each of its facts in another."""
    where = record["region"] or "no single region"
    lines = [f"{record['id']}: {record['title']} [{where}, {record['published'] or 'no date'}]"]
    for person in record["persons"]:
        lines.append(f"  {person['name']}" + (f", {person['role']}" if person["role"] else ""))
    for metric in record["metrics"]:
        comparator = "" if metric["cmp"] == "=" else metric["cmp"] + " "
        value = f"{metric['value']}–{metric['value_to']}" if metric["value_to"] is not None else metric["value"]
        unit = "/".join(part for part in (metric["unit"], metric["per"]) if part)
        period = metric["period"] or {}
        when = " – ".join(filter(None, dict.fromkeys((period.get("start"), period.get("end")))))
        notes = [metric["indicator"] or metric["label"], metric["region"], when, metric["status"], metric["speaker"]]
        lines.append(f"  {comparator}{value} {unit}".ljust(28) + " | ".join(note for note in notes if note))
    return "\n".join(lines)


if __name__ == "__main__":
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").split("\n"):
        if line:
            print(show(json.loads(line)), end="\n\n")
