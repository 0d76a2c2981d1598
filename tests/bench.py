"""mfcx beside natasha on one core: ``make bench``; prints ratios with their spread, asserts nothing.

Each round is a process of its own, in which the two take turns block by block, so that both meet the same machine.
natasha wants pymorphy2, which fails on new Pythons: it gets pymorphy3 in its place, with the same dictionaries.
"""

from __future__ import annotations

import gc
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("fixtures/articles", "fixtures/labelled/texts", "../shared/seeds", "../shared/gold/texts")
ARTICLE = "kirov-districts-list.txt"
ROUNDS, BLOCK, LATER = 3, 5, 200
MANY = 400  # articles for several processes
PARTS = (("first 5", 0, 5), ("first 100", 0, 100), ("later", 100, 100 + LATER))
NATASHA = """
import sys, pymorphy3
sys.modules["pymorphy2"] = pymorphy3
from natasha import *
segmenter, vocab, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
morph, syntax, ner, names = (
    NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding), NamesExtractor(vocab)
)
def stages(text):
    doc = Doc(text)
    yield "segment", lambda: doc.segment(segmenter)
    yield "morph", lambda: doc.tag_morph(morph)
    yield "lemmas", lambda: [token.lemmatize(vocab) for token in doc.tokens]
    yield "syntax", lambda: doc.parse_syntax(syntax)
    yield "names", lambda: doc.tag_ner(ner)
    yield "normal forms", lambda: [span.normalize(vocab) for span in doc.spans]
    yield "facts", lambda: [span.extract_fact(names) for span in doc.spans if span.type == PER]
"""
NATASHA_SCRIPT = NATASHA + "for _, work in stages(open(sys.argv[1]).read()): work()\n"

Times = dict[str, float]


def main() -> None:
    """Prints the ratios, and where the time of each went."""
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    if sys.argv[1:] == ["--round"]:
        print(json.dumps(one_round()))
        return
    if sys.argv[1:2] == ["--jobs"]:
        print(json.dumps(many_articles(sys.argv[3], int(sys.argv[2]))))
        return
    rounds = [json.loads(_run("-m", "tests.bench", "--round")) for _ in range(ROUNDS)]
    print("articles a second, natasha's full pipeline = 1")
    for part, _, _ in PARTS:
        _ratio(f"  {part} articles", [r["natasha"][part] / r["mfcx"][part] for r in rounds])
    for tool in ("mfcx", "natasha"):
        print(f"milliseconds an article, {tool}")
        for stage in rounds[0][f"{tool} stages"]:
            _ratio(f"  {stage}", [1000 * r[f"{tool} stages"][stage] for r in rounds], unit="ms")
    _workers()
    _commands()


def _workers() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        lines = [json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in stream(MANY)]
        path.write_text("".join(lines), encoding="utf-8")
        pairs = [
            [json.loads(_run("-m", "tests.bench", "--jobs", jobs, str(path))) for jobs in ("1", "2")]
            for _ in range(ROUNDS)
        ]
    print(f"{MANY} articles by two processes, one process = 1 (the time is worth something on an idle machine only)")
    _ratio("  articles a second", [one["time"] / two["time"] for one, two in pairs])
    _ratio("  CPU in all", [(two["parent"] + two["workers"]) / one["parent"] for one, two in pairs])
    _ratio("  CPU of the parent", [two["parent"] / one["parent"] for one, two in pairs])


def many_articles(path: str, jobs: int) -> Times:
    """Seconds from the first article to the last, and those of the processors, when all is loaded."""
    from mfcx import Extractor
    from mfcx.outcomes import find_outcomes
    from mfcx.reading import read_articles

    def spent(who: int) -> float:
        usage = resource.getrusage(who)
        return usage.ru_utime + usage.ru_stime

    extractor = Extractor()
    extractor.load()
    before, began = spent(resource.RUSAGE_SELF), time.perf_counter()
    with Path(os.devnull).open("wb") as out, closing(find_outcomes(extractor, read_articles([path]), jobs)) as outcomes:
        for outcome in outcomes:
            out.write(outcome)  # type: ignore[arg-type]  # no failure among bundled articles
    return {
        "time": time.perf_counter() - began,
        "parent": spent(resource.RUSAGE_SELF) - before,
        "workers": spent(resource.RUSAGE_CHILDREN),
    }


def _commands() -> None:
    article = str(ROOT / FOLDERS[0] / ARTICLE)
    mine = ("-m", "mfcx", "extract", article)
    pairs = [(_measure(*mine), _measure("-c", NATASHA_SCRIPT, article)) for _ in range(2 * ROUNDS)]
    print("one article from the command line, a natasha script = 1")
    _ratio("  cold start", [ours[0] / theirs[0] for ours, theirs in pairs])
    _ratio("  peak memory", [ours[1] / theirs[1] for ours, theirs in pairs])
    _ratio("  cold start of mfcx", [1000 * ours[0] for ours, _ in pairs], unit="ms")
    _ratio("  peak memory of mfcx", [ours[1] for ours, _ in pairs], unit="MB")


def one_round() -> dict[str, Times]:
    """Seconds of both over the same articles, in turns, by part of the stream and by stage."""
    from mfcx import pipeline
    from mfcx.document import Article, Document
    from mfcx.garbage import collect_seldom
    from mfcx.record import to_json, to_record
    from mfcx.rules.packs import default_packs

    namespace: dict[str, Callable[[str], Iterator[tuple[str, Callable[[], object]]]]] = {}
    exec(NATASHA, namespace)

    def of_mfcx(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
        document = Document(Article(text))
        for stage in pipeline.STAGES:
            yield stage.__name__.strip("_"), lambda stage=stage: stage(document, default_packs())  # type: ignore[misc]
        yield "record", lambda: to_json(to_record(document, packs={}))

    tools = {"mfcx": of_mfcx, "natasha": namespace["stages"]}
    result: dict[str, Times] = {f"{tool}{kind}": defaultdict(float) for tool in tools for kind in ("", " stages")}
    texts = stream(PARTS[-1][2])
    for stages in tools.values():  # both load their models, which the cold start below counts
        for _, work in stages("Иван Петров открыл 5 школ в Томске."):
            work()
    collector: dict[str, Callable[[], None]] = {
        "mfcx": collect_seldom,
        "natasha": partial(gc.set_threshold, *gc.get_threshold()),
    }
    for first in range(0, len(texts), BLOCK):
        for tool, stages in tools.items():
            gc.collect(0)  # what the other has left is not for this one to look through
            collector[tool]()  # each as its own program runs
            for text in texts[first : first + BLOCK]:
                for stage, work in stages(text):
                    began = time.process_time()
                    work()
                    spent = time.process_time() - began
                    result[f"{tool} stages"][stage] += spent / len(texts)
                    for part, start, stop in PARTS:
                        result[tool][part] += spent if start <= first < stop else 0.0
    return result


def articles_in(*folders: str) -> Iterator[Path]:
    """The articles of the folders that are there, in order."""
    for folder in folders:
        yield from sorted((ROOT / folder).glob("*.txt"))


def stream(count: int) -> list[str]:
    """Articles, every one once; then more of them, made of their paragraphs with other numbers and other names."""
    from mfcx.reading.formats import read_text

    chance = random.Random(20_240_531)
    texts = [read_text(str(path)) for path in articles_in(*FOLDERS)]
    chance.shuffle(texts)
    lines = [line for text in texts for line in text.split("\n") if len(line) > 80]
    mixed = ("\n".join(chance.sample(lines, 8)) for _ in iter(int, 1))
    return [*texts, *(_varied(text, chance) for text in islice(mixed, max(0, count - len(texts))))][:count]


def _varied(text: str, chance: random.Random) -> str:
    """Other digits, and an ending of one syllable on every third capitalised word: forms that no cache has met."""
    text = re.sub(r"\d", lambda _: str(chance.randint(1, 9)), text)
    syllables = [f"{a}{b}" for a in "бвгдклмнпрст" for b in "аеиоу"]
    return re.sub(
        r"\b[А-Я][а-я]{4,}\b",
        lambda m: m.group() if chance.random() < 2 / 3 else m.group()[:-2] + chance.choice(syllables) + m.group()[-2:],
        text,
    )


def _run(*args: str) -> str:
    return subprocess.run([sys.executable, *args], check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout


def _measure(*args: str) -> tuple[float, float]:
    """Seconds and megabytes of one process."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *args], stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"a process of the benchmark ended with {status}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def _ratio(name: str, values: Iterable[float], unit: str = "") -> None:
    found: Sequence[float] = sorted(values)
    print(f"{name:24} {statistics.median(found):8.2f} {unit:3} ({found[0]:.2f} to {found[-1]:.2f})", flush=True)


if __name__ == "__main__":
    main()
