"""The grammar of random programs."""

from . import around as around
from . import awkward as awkward
from . import classes as classes
from . import control as control
from . import functions as functions
from . import mutations as mutations
from . import special_classes as special_classes
from . import tricky as tricky
from . import values as values
from .rules import statement

__all__ = ["statement"]
