"""Proof that the tests are right: what each must pass and fail, and whether it does."""

from autograder.verify.compose import Composed, compose
from autograder.verify.matrix import Case, Matrix, Row, Surprise
from autograder.verify.run import verify
from autograder.verify.variants import Kind, Variant, ids_by_question, read_variants

__all__ = [
    "Case",
    "Composed",
    "Kind",
    "Matrix",
    "Row",
    "Surprise",
    "Variant",
    "compose",
    "ids_by_question",
    "read_variants",
    "verify",
]
