"""Stores the variables of a step, and restores them in the process of another one."""

from .errors import NotRestorableError, NotStorableError
from .groups import Stored, StoredGroup, store
from .unpickler import load, load_values

__all__ = [
    "NotRestorableError",
    "NotStorableError",
    "Stored",
    "StoredGroup",
    "load",
    "load_values",
    "store",
]
