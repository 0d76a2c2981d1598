"""Our own runtime for the packaged tagger: the same tags as slovnet's, whatever it is shown."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from navec import Navec
from numpy.typing import NDArray
from slovnet import NER
from slovnet.bio import bio_spans
from slovnet.shape import word_shape as reference_shape
from slovnet.token import find_tokens

from mfcx.tagging.archive import find_archives, read_embedding
from mfcx.tagging.decoding import Decoder
from mfcx.tagging.network import FirstLayer, Network
from mfcx.tagging.prepared import load
from mfcx.tagging.shapes import word_shape
from mfcx.tagging.tags import Tagger, find_stretches
from mfcx.tagging.weights import Weights, to_names
from mfcx.tagging.words import find_rows
from mfcx.tokens import find_words
from tests.conftest import ROOT
from tests.test_articles import BUNDLED, LABELLED

Floats = NDArray[np.float32]

# what is on pages: words of all shapes, numbers, marks, and letters that some pattern may stumble over
WORDS = (
    "Иван", "ПЕТРОВ", "в", "Томске", "томской", "Ростове-на-Дону", "МФЦ", "СИЗО-6", "ёж", "Ёлкин", "пТицА", "А", "я",
    "Google", "IT", "x", "iPhone", "24", "-5", "2014,", "2011-2020", "3,5", "«", "»", ".", "...", "?!", "—", "--", "№",
    "м²", "щфывкзщ", "Ωμ", "ſ", "K", "İ", "e\u0301", "😀", "\u200b", "\ud800", "ᲀ", "٣", "\x00", "北京",
)  # fmt: skip
tokens = st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=12))
token_lists = st.lists(tokens, min_size=1, max_size=60)


@cache
def reference() -> NER:
    """slovnet itself, over the same archives."""
    archives = find_archives()
    return NER.load(str(archives.model)).navec(Navec.load(str(archives.embedding)))


@cache
def weights() -> Weights:
    return load()


@cache
def tagger() -> Tagger:
    return Tagger(weights())


def expected_tags(texts: list[str]) -> list[str]:
    """The tags that slovnet gives to these tokens."""
    infer = reference().infer
    return [str(tag) for tag in next(iter(infer.decoder(infer.process(infer.encoder([texts])))))]


def read(path: Path) -> list[str]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1251")
    return [text[start:stop] for start, stop in find_words(text)]


@pytest.mark.parametrize("path", [*BUNDLED, *LABELLED], ids=lambda path: path.stem)
def test_same_tags_on_articles(path: Path) -> None:
    """Every token of every article has the tag that slovnet gives it."""
    assert tagger().tags(read(path)) == expected_tags(read(path))


@given(token_lists)
@settings(max_examples=150, deadline=None)
def test_same_tags_on_any_tokens(texts: list[str]) -> None:
    """Strangers, odd characters, marks in a row: the same tags, or others that rounding alone makes worse."""
    found, expected = tagger().tags(texts), expected_tags(texts)
    if found != expected:
        scores, names = Network(weights())(texts), to_names(weights().tags)
        worth = [total([names.index(tag) for tag in tags], scores, weights().transitions) for tags in (found, expected)]
        assert worth[0] == pytest.approx(worth[1], abs=1e-3)


@pytest.mark.parametrize("text", ["Иван", ".", "5", "щфывкзщ", "МФЦ"])
def test_one_token(text: str) -> None:
    """The shortest text there is misses both neighbours at once."""
    assert tagger().tags([text]) == expected_tags([text])


def test_no_token() -> None:
    """Nothing gives nothing."""
    assert tagger().tags([]) == []
    assert tagger().names([]) == []


def test_ten_thousand_tokens() -> None:
    """A text far beyond any article has the same tags to its end."""
    texts = [text for path in BUNDLED for text in read(path)]
    texts = (texts * (10_000 // len(texts) + 1))[:10_000]
    assert tagger().tags(texts) == expected_tags(texts)


@given(st.lists(st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "I-ORG", "<pad>"]), max_size=12))
@settings(max_examples=300, deadline=None)
def test_same_names_of_tags(tags: list[str]) -> None:
    """Any row of tags, also one that makes no sense, is cut into the names that slovnet sees in it."""
    text = "ж" * len(tags)
    spans = [(span.start, span.stop, span.type) for span in bio_spans(find_tokens(text, list(text)), tags)]
    assert [tuple(stretch) for stretch in find_stretches(tags)] == spans


@given(st.one_of(tokens, st.text(max_size=6)))
@settings(max_examples=500, deadline=None)
def test_same_shapes(word: str) -> None:
    """The shape of any string is the one the model was taught."""
    assert word_shape(word) == reference_shape(word)


def test_every_word_has_its_vector() -> None:
    """All 250,000 keys differ, and each leads to the vector of its own word; a stranger to the unknown one."""
    embedding, ours = read_embedding(find_archives().embedding), weights()
    unknown = int(ours.unknown[0])
    assert (np.diff(ours.keys) > 0).all()
    assert (ours.vectors[find_rows(embedding.words, ours.keys, ours.rows, unknown)] == embedding.indexes).all()
    assert find_rows(["щфывкзщ", "", "\ud800"], ours.keys, ours.rows, unknown).tolist() == [unknown] * 3


def test_table_is_bounded() -> None:
    """A table whose oldest rows are taken, or that is too small for one text, gives the same rows."""
    texts = read(BUNDLED[0])[:60]
    whole, small = FirstLayer(weights()), FirstLayer(weights(), most=20)
    for part in (texts[:10], texts[5:20], texts[10:30], texts, texts[:3]):
        (rows, at), (other_rows, other_at) = whole.look_up(part), small.look_up(part)
        np.testing.assert_allclose(rows[at], other_rows[other_at], rtol=1e-4, atol=1e-4)
        assert len(small._ids) <= 20
        assert small._ids == {form: row for row, form in enumerate(small._forms) if form is not None}


def test_a_failure_leaves_no_empty_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where memory runs out over one article, the next one finds its words unknown, not known without their rows."""
    layer, texts = FirstLayer(weights(), most=20), read(BUNDLED[0])[:10]

    def fail(forms: object) -> Floats:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(layer, "_taps", fail)
        with pytest.raises(MemoryError):
            layer.look_up(texts)
    assert not layer._ids
    (rows, at), (other_rows, other_at) = layer.look_up(texts), FirstLayer(weights()).look_up(texts)
    np.testing.assert_allclose(rows[at], other_rows[other_at], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_rows_do_not_depend_on_what_is_asked_with_them(size: int) -> None:
    """To the last bit: whether a form is new alone or with others, its row is the same."""
    texts = list(dict.fromkeys(read(BUNDLED[0])))[:30]
    whole, parts = FirstLayer(weights()), FirstLayer(weights())
    rows, at = whole.look_up(texts)
    for start in range(0, len(texts), size):
        own, own_at = parts.look_up(texts[start : start + size])
        np.testing.assert_array_equal(own[own_at], rows[at[start : start + size]])


def test_scores_do_not_depend_on_the_table() -> None:
    """A text scores the same at first sight and after others filled the table."""
    network, texts = Network(weights()), read(BUNDLED[1])
    before = network(texts)
    network(read(BUNDLED[2]))
    np.testing.assert_allclose(network(texts), before, rtol=1e-4, atol=1e-3)


def one_by_one(scores: Floats, transitions: Floats) -> list[int]:
    """Viterbi's search as it stands in books."""
    reached, came = scores[0], []
    for given_ in scores[1:]:
        ways = reached[:, np.newaxis] + transitions
        came.append(ways.argmax(axis=0))
        reached = ways.max(axis=0) + given_
    tags = [int(reached.argmax())]
    for row in reversed(came):
        tags.append(int(row[tags[-1]]))
    return tags[::-1]


@given(st.integers(1, 200), st.integers(0, 10_000), st.sampled_from([0.0, 0.1, 1.0, 10.0]), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_what_is_not_searched_is_not_better(count: int, seed: int, weight: float, rest: int) -> None:
    """Whichever tag is that of no name, the best row is found; numbers are whole, so that sums are exact."""
    random = np.random.default_rng(seed)
    scores = np.round(random.normal(size=(count, 4)) * 100 * weight).astype(np.float32)
    scores[:, rest] += 100  # mostly ahead, as in a text
    transitions = np.round(random.normal(size=(4, 4)) * 100).astype(np.float32)
    assert total(Decoder(transitions, rest).best_tags(scores), scores, transitions) == total(
        one_by_one(scores, transitions), scores, transitions
    )


def total(tags: list[int], scores: Floats, transitions: Floats) -> float:
    """What a row of tags is worth."""
    return float(scores[range(len(tags)), tags].sum() + transitions[tags[:-1], tags[1:]].sum())


def test_all_tokens_may_hang_on_the_first() -> None:
    """Where nothing ever changes, the first token decides over all others."""
    scores = np.zeros((1_600, 2), np.float32)
    scores[0, 1] = 5
    transitions = np.array([[0, -100], [-100, 0]], np.float32)
    for rest in (0, 1):
        assert Decoder(transitions, rest).best_tags(scores) == [1] * 1_600


def test_the_packages_stay_asleep() -> None:
    """Tagging needs no python of natasha, slovnet or navec, nor pymorphy2."""
    code = (
        "import sys; from mfcx.names.tagger import tag_as_is; print(*tag_as_is('Сообщил Иван Петров.'));"
        "print(*sys.modules.keys() & {'natasha', 'slovnet', 'navec', 'pymorphy2'})"
    )
    lines = run_python(code).splitlines()
    assert lines == ["Name(start=8, stop=19, kind='PER')", ""]


def run_python(code: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True).stdout
