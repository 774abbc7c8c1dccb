"""How good a model is, in figures that another program would reckon alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score

BINS = 15  # of the calibration error


@dataclass(frozen=True)
class Judged:
    """What was guessed for each message, `labels` being the columns of `sure`, and what people had said."""

    labels: tuple[str, ...]
    sure: NDArray[np.float64]
    right: Sequence[str]

    @property
    def guessed(self) -> NDArray[np.str_]:
        return np.array(self.labels)[self.sure.argmax(axis=1)]

    def macro_f1(self) -> float:
        """The mean of F1 over the labels that people gave: a rare label weighs as much as a common one."""
        return float(
            f1_score(
                self.right, self.guessed, average="macro", labels=sorted(set(self.right)), zero_division=0
            )
        )

    def accuracy(self) -> float:
        return float(accuracy_score(self.right, self.guessed))

    def among_first_two(self) -> float:
        first = np.array(self.labels)[np.argsort(-self.sure, axis=1)[:, :2]]
        return float((first == np.array(self.right)[:, None]).any(axis=1).mean())

    def accuracy_of_surest(self, share: float) -> float:
        """Of the messages that the model is surest of: what is left, a person sorts without a suggestion."""
        surest = np.argsort(-self.sure.max(axis=1), kind="stable")[: round(share * len(self.right))]
        return float((self.guessed == np.array(self.right))[surest].mean())

    def calibration_error(self) -> float:
        """How far "80 % sure" is from being right eight times in ten, weighed over 15 bins (ECE)."""
        told, hit = self.sure.max(axis=1), self.guessed == np.array(self.right)
        into = np.minimum((told * BINS).astype(int), BINS - 1)
        return float(
            sum(
                abs(hit[into == at].mean() - told[into == at].mean()) * (into == at).mean()
                for at in np.unique(into)
            )
        )
