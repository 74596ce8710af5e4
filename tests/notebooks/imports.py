# Imports of all forms; they are definitions and make no flow.

# case: import-used-elsewhere
# expect: b.json <- none; b !< a; c !< a
# %% step:a
import json
print("imported")
# %% step:b
print(json.dumps({"b": 1}))
# %% step:c
print(json.loads("[1, 2]"))

# case: import-dotted-with-a-name
# expect: b !< a
# %% step:a
import os.path as osp
import xml.etree.ElementTree as ET
print("imported")
# %% step:b
print(osp.join("x", "y"), ET.fromstring("<r><c/></r>")[0].tag)

# case: import-two-submodules-in-two-steps
# about: both bind xml; c needs the two submodules
# expect: c !< a; c !< b
# %% step:a
import xml.dom
print("dom")
# %% step:b
import xml.sax
print("sax")
# %% step:c
print(xml.dom.__name__, xml.sax.__name__)

# case: import-from-with-names
# expect: b !< a
# %% step:a
from collections import (
    Counter,
    OrderedDict as Ordered,
)
print("imported")
# %% step:b
print(Counter("aab").most_common(1), list(Ordered(x=1)))

# case: import-star
# expect: b.k <- a
# %% step:a
from math import *
k = 16
# %% step:b
print(sqrt(k), floor(pi))

# case: import-star-hides-a-variable
# about: pi is that of the module from b on
# %% step:a
pi = 3
print(pi)
# %% step:b
from math import *
print("imported")
# %% step:c
print(pi)

# case: import-star-then-variable
# expect: c.e <- b
# %% step:a
from math import *
print(round(e, 3))
# %% step:b
e = "my own"
# %% step:c
print(e, round(tau, 3))

# case: import-then-variable-of-that-name
# expect: c.json <- b; a !< b
# %% step:a
import json
print(json.dumps([1]))
# %% step:b
json = {"x": 1}
# %% step:c
print(json["x"])

# case: variable-then-import-of-that-name
# expect: b.json <- a; d.json <- none; d !< b
# %% step:a
json = "a text"
# %% step:b
print(json)
# %% step:c
import json
print("imported")
# %% step:d
print(json.dumps("a text"))

# case: import-two-versions-of-a-name
# expect: d !< b
# %% step:a
from math import floor as near
# %% step:b
print(near(2.7))
# %% step:c
from math import ceil as near
# %% step:d
print(near(2.2))

# case: import-inside-a-function
# expect: b !< a
# %% step:a
def digest(text):
    import hashlib
    return hashlib.sha1(text.encode()).hexdigest()[:6]
print("defined")
# %% step:b
print(digest("x"))

# case: import-inside-a-function-as-global
# expect: b < c
# %% step:a
def prepare():
    global textwrap
    import textwrap
# %% step:b
prepare()
# %% step:c
print(textwrap.shorten("one two three", 9))

# case: import-by-name
# about: a module can be the value of a variable
# expect: b.numbers <- a
# %% step:a
import importlib

numbers = importlib.import_module("math")
# %% step:b
print(numbers.factorial(5))

# case: import-under-a-second-name
# expect: b.m <- a
# %% step:a
import math

m = math
# %% step:b
print(m.gcd(12, 18))

# case: import-of-own-module
# expect: b !< a; c !< b
# file helper.py
#| UNIT = "cm"
#|
#| def label(v):
#|     return f"{v} {UNIT}"
# %% step:a
import helper
print("imported")
# %% step:b
print(helper.label(3))
# %% step:c
from helper import label, UNIT
print(label(4), UNIT)

# case: import-of-own-package
# expect: b !< a
# file shop/__init__.py
#| NAME = "shop"
# file shop/prices.py
#| def price(n):
#|     return n * 2.5
# %% step:a
import shop.prices
print("imported")
# %% step:b
print(shop.NAME, shop.prices.price(2))

# case: import-in-imports-cell-after-use-of-another
# about: cells tagged imports may stand anywhere
# expect: b !< a; c !< b
# %% imports
import math
# %% step:a
print(math.sqrt(4))
# %% imports
import string
# %% step:b
print(string.digits)
# %% step:c
print(math.floor(2.5), string.ascii_lowercase[:3])

# case: import-cell-with-a-constant
# about: a plain statement among the imports runs once, and its name flows
# expect: a.LIMIT <- imports; b.LIMIT <- imports; b !< a
# %% imports
import math

LIMIT = math.floor(4.5)
# %% step:a
print(list(range(LIMIT)))
# %% step:b
print(LIMIT ** 2)

# case: import-future-annotations
# about: it holds for all cells below, so the unknown names are never looked up
# %% step:a
from __future__ import annotations

def first(v: Unknown) -> AlsoUnknown:
    return v

print(first(1))
# %% step:b
def second(v: NotThereEither):
    return v

print(second(2), second.__annotations__)

# case: import-star-name-in-a-variable
# expect: b.table <- a
# %% step:a
from math import *

table = floor(2.5)
ratio = pi
# %% step:b
print(table, round(ratio, 3))

# case: import-of-a-module-that-a-step-writes
# about: the step that imports it has to wait for the file, and so have all that use it
# expect: a < b; a < c; d !< a
# %% step:a
%%writefile helper.py
UNIT = "cm"
# %% step:b
import helper
print(helper.UNIT)
# %% step:c
print(helper.UNIT * 2)
# %% step:d
print("something else")

# case: import-of-a-module-written-through-a-path
# expect: a < b; c < d
# %% step:a
from pathlib import Path
Path("tools").mkdir()
Path("tools/first.py").write_text("n = 1\n")
# %% step:b
from tools import first
print(first.n)
# %% step:c
with open("second.py", "w") as file:
    file.write("n = 2\n")
# %% step:d
def late():
    import second
    return second.n
print(late())
