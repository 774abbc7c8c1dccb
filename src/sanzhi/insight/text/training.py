"""训练: a model from messages that people have sorted. Linear, so that every guess can be taken apart into words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, diags, vstack
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from . import features
from .model import Block, Counts, Model, rarity, shares, vectors

FEWEST = 20  # of a label; what is rarer is not learned, and never suggested
FOLDS = 5  # out of which the sharpness is taken
NAME_WEIGHS = 0.3  # a category's own name, beside one message of it; measured at fifty messages of each
_LEANING, _SMOOTH = 0.4, 0.1


@dataclass(frozen=True)
class Example:
    """A message and what people made of it. `group` holds near copies together; `weight` counts it more than once."""

    title: str
    text: str
    label: str
    group: int
    weight: float = 1.0


@dataclass(frozen=True)
class Name:
    """What the catalogue calls a label, or a part of it: known before the first message came."""

    words: str
    label: str


def train(examples: Sequence[Example], names: Sequence[Name] = ()) -> Model:
    """Refuses (ValueError) fewer than two labels with `FEWEST` examples each."""
    learned, labels = _of_common_labels(examples)
    lesson = _lesson(learned, [name for name in names if name.label in labels])
    return _fit(lesson, np.arange(len(learned)), _sharpness(lesson))


def _of_common_labels(examples: Sequence[Example]) -> tuple[list[Example], set[str]]:
    found, counts = np.unique([example.label for example in examples], return_counts=True)
    common = {str(label) for label in found[counts >= FEWEST]}
    if len(common) < 2:
        raise ValueError(f"training needs two labels with {FEWEST} examples each; these have {len(common)}")
    return [example for example in examples if example.label in common], common


@dataclass(frozen=True)
class _Lesson:
    """The messages, and after them the catalogue's names, read once for all the models that are made of them."""

    examples: Sequence[Example]
    names: Sequence[Name]
    characters: NDArray[np.uint64]
    words: NDArray[np.uint64]
    counts: Counts


def _lesson(examples: Sequence[Example], names: Sequence[Name]) -> _Lesson:
    messages = [(example.title, example.text) for example in examples]
    halves = [features.plain(half) for message in messages for half in message]
    characters, words = (np.unique(kind(halves).key) for kind in (features.characters, features.words))
    counts = Counts.of([*messages, *((name.words, "") for name in names)], characters, words)
    return _Lesson(examples, names, characters, words, counts)


def _fit(lesson: _Lesson, rows: NDArray[np.int64], sharpness: float) -> Model:
    """Each message is learned twice: whole, and by its title alone, since many say no more than that."""
    seen, read = (
        lesson.counts.title + lesson.counts.text,
        lesson.counts.title_words + lesson.counts.text_words,
    )
    (characters, kept), (words, kept_words) = (
        _block(keys, table[rows]) for keys, table in ((lesson.characters, seen), (lesson.words, read))
    )
    messages = lesson.counts.part(rows, kept, kept_words)
    called = len(lesson.examples) + np.arange(len(lesson.names))
    parts = [messages.without_texts(), messages]
    if lesson.names:
        parts.append(lesson.counts.part(called, kept, kept_words))
    table = vstack(
        [vectors(characters, words, part, title_counts_half=False) for part in parts], format="csr"
    )
    examples = [lesson.examples[row] for row in rows]
    labels = np.array([one.label for one in examples] * 2 + [name.label for name in lesson.names])
    weight = np.array([one.weight for one in examples] * 2 + [NAME_WEIGHS] * len(lesson.names))
    told = tuple(sorted({one.label for one in examples}))
    columns = [_column(table, labels == label, weight) for label in told]
    weights = np.stack([column for column, _ in columns], axis=1).astype(np.float32)
    bias = np.array([bias for _, bias in columns], dtype=np.float32)
    return Model(told, characters, words, weights, bias, sharpness)


def _block(keys: NDArray[np.uint64], counts: csr_matrix) -> tuple[Block, NDArray[np.int64]]:
    """What at least two messages have, and which columns that is: what one message alone has is not learned."""
    having = np.bincount(counts.indices, minlength=len(keys))
    kept = np.flatnonzero(having >= 2)
    return Block(keys[kept], rarity(having[kept], counts.shape[0])), kept


def _column(
    table: csr_matrix, ours: NDArray[np.bool_], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """One label against the rest, each number stretched by how unevenly it falls on the two (Wang and Manning 2012)."""
    inside = _SMOOTH + np.asarray(table[ours].sum(axis=0)).ravel()
    outside = _SMOOTH + np.asarray(table[~ours].sum(axis=0)).ravel()
    uneven = np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))
    uneven /= uneven[table.indices].mean()
    stretch = (_LEANING * uneven + 1 - _LEANING).astype(np.float32)
    machine = LinearSVC(C=0.35, class_weight="balanced", random_state=0)
    machine.fit(table @ diags(stretch), ours, sample_weight=weight)
    return stretch * machine.coef_.ravel(), float(machine.intercept_[0])


def _sharpness(lesson: _Lesson) -> float:
    """What makes the shares say how often a guess is right: taken from messages that the model had not seen."""
    groups = [example.group for example in lesson.examples]
    unseen: list[tuple[NDArray[np.float64], NDArray[np.int64]]] = []
    for learn, ask in GroupKFold(FOLDS).split(lesson.examples, groups=groups):
        model = _fit(lesson, learn, 1.0)
        place = {label: at for at, label in enumerate(model.labels)}
        asked = [lesson.examples[at] for at in ask if lesson.examples[at].label in place]
        scores = model.scores([(one.title, one.text) for one in asked])
        unseen.append((scores, np.array([place[one.label] for one in asked], dtype=np.int64)))

    def surprise(sharpness: float) -> float:
        told = [shares(scores, sharpness)[np.arange(len(right)), right] for scores, right in unseen]
        return -float(np.log(np.maximum(np.concatenate(told), 1e-9)).sum())

    return float(minimize_scalar(surprise, bounds=(0.1, 20), method="bounded").x)
