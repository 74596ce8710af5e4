# State that lives in modules or in the process, not in a variable.

# case: state-random-goes-on
# about: later draws go on where earlier ones ended
# expect: a < b; a < c
# %% step:a
import random

random.seed(11)
print(random.randint(1, 10**9))
# %% step:b
print(random.randint(1, 10**9))
# %% step:c
print(random.sample(range(100), 3))

# case: state-random-two-drawers-and-a-bystander
# expect: a < b; a < d; c !< a; c !< b
# %% step:a
import random

random.seed("words")
# %% step:b
noise = [random.gauss(0, 1) for _ in range(3)]
print([round(v, 3) for v in noise])
# %% step:c
print("draws nothing")
# %% step:d
print(round(random.random(), 6))

# case: state-random-by-imported-names
# expect: a < b
# %% step:a
from random import choice, seed

seed(3)
# %% step:b
print([choice("abcdefgh") for _ in range(8)])

# case: state-random-generator-of-its-own
# expect: b.dice <- a; c.dice <- b; d !< a
# %% step:a
import random

dice = random.Random(5)
# %% step:b
print(dice.randint(1, 6), dice.randint(1, 6))
# %% step:c
print([dice.randint(1, 6) for _ in range(5)])
# %% step:d
print("no dice")

# case: state-random-saved-and-restored
# expect: c.saved <- a
# %% step:a
import random

random.seed(1)
saved = random.getstate()
print(round(random.random(), 6))
# %% step:b
print(round(random.random(), 6))
# %% step:c
random.setstate(saved)
print(round(random.random(), 6))

# case: state-random-seeded-again
# about: the second seed wipes out the first
# expect: b < c; c !< a
# %% step:a
import random

random.seed(1)
print(random.random() < 1)
# %% step:b
random.seed(2)
# %% step:c
print(round(random.random(), 6))

# case: state-random-unseeded
# told: not-reproducible in a
# %% step:a
import random

x = random.random()
# %% step:b
print(0 <= x < 1)

# case: state-environment
# expect: a < b; b !< c; a < d; b !< d
# %% step:a
import os

os.environ["CELL_MODE"] = "fast"
# %% step:b
print(os.environ["CELL_MODE"])
# %% step:c
print("no need of it")
# %% step:d
print(os.getenv("CELL_MODE", "not set"))

# case: state-environment-deleted
# expect: a < b; b < c
# %% step:a
import os

os.environ["CELL_MODE"] = "fast"
# %% step:b
del os.environ["CELL_MODE"]
# %% step:c
print(os.environ.get("CELL_MODE", "not set"))

# case: state-working-directory
# expect: a < b; a < c
# file inner/data.txt
#| found
# %% step:a
import os

os.chdir("inner")
# %% step:b
print(os.path.basename(os.getcwd()))
# %% step:c
print(open("data.txt").read().strip())

# case: state-working-directory-and-back
# expect: a < b; a < c; c < d
# file inner/data.txt
#| of the inner folder
# file data.txt
#| of the outer folder
# %% step:a
import os

os.chdir("inner")
# %% step:b
print(open("data.txt").read().strip())
# %% step:c
os.chdir("..")
# %% step:d
print(open("data.txt").read().strip())

# case: state-module-path
# expect: a < b
# file lib/tool.py
#| name = "a tool of the project"
# %% step:a
import sys

sys.path.insert(0, "lib")
# %% step:b
import tool

print(tool.name)

# case: state-decimal-precision
# expect: a < b
# %% step:a
from decimal import Decimal, getcontext

getcontext().prec = 5
# %% step:b
print(Decimal(1) / Decimal(7))

# case: state-decimal-local
# about: the local context ends with the with statement
# expect: b !< a
# %% step:a
from decimal import Decimal, localcontext

with localcontext() as context:
    context.prec = 3
    print(Decimal(1) / Decimal(7))
# %% step:b
print(Decimal(1) / Decimal(7))

# case: state-warnings-ignored
# expect: a < b
# %% step:a
import warnings

warnings.filterwarnings("ignore", message="old")
# %% step:b
with warnings.catch_warnings(record=True) as caught:
    warnings.warn("old way of doing it", stacklevel=1)
    warnings.warn("something new", stacklevel=1)
print([str(w.message) for w in caught])

# case: state-logging
# expect: a < b
# %% step:a
import logging
import sys

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stdout)
# %% step:b
logging.info("told")
logging.debug("not told")
print("end")

# case: state-attribute-of-a-module
# told: module-state in a
# %% step:a
import string

string.favourite = "q"
# %% step:b
import string

print(string.favourite)

# case: state-patched-function
# told: module-state in a
# %% step:a
import json

json.dumps = lambda value: f"patched {value}"
# %% step:b
print(json.dumps([1]))

# case: state-of-own-module
# told: module-state in a
# file counter.py
#| n = 0
# %% step:a
import counter

counter.n += 1
# %% step:b
print(counter.n)

# case: state-of-builtins
# told: module-state in a
# told: unknown-name in b
# %% step:a
import builtins

builtins.shout = lambda text: text.upper()
# %% step:b
print(shout("hello"))

# case: state-set-among-the-imports
# about: settings in a cell tagged imports hold in all steps, and cost no order between them
# expect: b !< a
# %% imports
import os
import random

os.environ["CELL_MODE"] = "from the imports"
random.seed(4)
# %% step:a
print(os.environ["CELL_MODE"])
# %% step:b
print(os.environ["CELL_MODE"], round(random.random(), 6))
