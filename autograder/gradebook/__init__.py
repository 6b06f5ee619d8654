"""The gradebook: what was worked out, by what it depends on, what people gave, and who handed in what."""

from autograder.gradebook.book import Gradebook
from autograder.gradebook.keys import Entry, Key
from autograder.gradebook.place import Place
from autograder.gradebook.shelf import Shelf, find_gradebook

__all__ = ["Entry", "Gradebook", "Key", "Place", "Shelf", "find_gradebook"]
