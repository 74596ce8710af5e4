# Variables and attributes that are reached through the dicts in which Python keeps them.

# case: attributes-updated-through-their-dict
# about: `update` of the dict, not of the class; the instance is a list itself
# expect: b.row <- a; c.row <- b
# %% step:a
class Row(list):
    def update(self, **values):
        return len(values)

row = Row([1])
# %% step:b
row.__dict__.update(extra=0)
# %% step:c
print(vars(row), row)

# case: attributes-updated-through-vars
# expect: b.row <- a; c.row <- b
# %% step:a
class Row:
    def update(self, **values):
        return len(values)

row = Row()
# %% step:b
vars(row).update(extra=[])
# %% step:c
row.extra.append(1)
print(vars(row))

# case: attributes-in-a-dict-that-is-kept
# expect: b.kept <- a; c.row <- b
# told: not-storable in a
# %% step:a
class Row:
    pass

row = Row()
kept = vars(row)
# %% step:b
kept["extra"] = 1
# %% step:c
print(row.extra)

# case: attributes-only-read-through-their-dict
# expect: b.row <- a; c.row <- a; c !< b
# %% step:a
class Row:
    pass

row = Row()
row.cells = [1]
# %% step:b
print(sorted(vars(row).items()), row.__dict__)
# %% step:c
print(row.cells)

# case: member-of-a-class-through-vars
# expect: c.Row <- b
# %% step:a
class Row:
    made = []
# %% step:b
vars(Row)["made"].append(1)
# %% step:c
print(Row.made)

# case: module-attribute-through-its-dict
# told: module-state in a
# %% step:a
import string

string.__dict__["extra"] = 1
# %% step:b
print(getattr(string, "extra", None))

# case: attributes-in-a-dict-that-nobody-changes
# expect: b.settings <- a
# %% step:a
class Settings:
    def __init__(self):
        self.rate = 3

chosen = Settings()
settings = vars(chosen)
# %% step:b
print(settings, chosen.rate)

# case: variable-bound-through-sys-modules
# expect: c.count <- b
# %% step:a
count = 1
# %% step:b
import sys

sys.modules["__main__"].count = 2
# %% step:c
print(count)

# case: variable-bound-through-the-name-of-the-module
# expect: b.count <- a; c.count <- b
# %% step:a
import sys

count = [1]

def put(value):
    setattr(sys.modules[__name__], "count", [*count, value])
# %% step:b
put(2)
# %% step:c
print(count)

# case: variable-read-as-an-attribute-of-main
# expect: b.limits <- a; c.limits <- b; d.limits <- b
# %% step:a
import __main__

limits = [1]
# %% step:b
__main__.limits.append(2)
# %% step:c
print(__main__.limits)
# %% step:d
print(getattr(__main__, "limits"))

# case: variable-deleted-as-an-attribute-of-main
# expect: b.limit <- a; c.limit <- none
# %% step:a
import importlib

limit = 1
# %% step:b
del importlib.import_module("__main__").limit
# %% step:c
print("limit" in globals())

# case: variable-bound-through-the-globals-of-a-frame
# expect: c.count <- b
# %% step:a
import sys

count = 1
# %% step:b
sys._getframe().f_globals["count"] = 2
# %% step:c
print(count)

# case: variable-bound-through-the-globals-of-a-caller
# expect: c.total <- b
# %% step:a
import inspect

def export(**values):
    inspect.currentframe().f_back.f_globals.update(values)
# %% step:b
export(total=3)
# %% step:c
print(total)

# case: variable-bound-through-the-globals-of-a-function
# expect: c.step <- b
# %% step:a
step = 1

def move():
    return step
# %% step:b
move.__globals__["step"] = 5
# %% step:c
print(move(), step)

# case: variables-kept-as-a-dict
# expect: c.step <- b
# %% step:a
step = 1
names = globals()
# %% step:b
names["step"] = 2
# %% step:c
print(step)

# case: module-attribute-through-sys-modules
# told: module-state in a
# %% step:a
import string, sys

sys.modules["string"].extra = 1
# %% step:b
print(getattr(string, "extra", None))

# case: module-attribute-through-setattr
# told: module-state in a
# %% step:a
import string

setattr(string, "extra", 1)
# %% step:b
print(getattr(string, "extra", None))

# case: property-set-by-name
# expect: b.seen <- a; c.seen <- b
# %% step:a
seen = []

class Dial:
    @property
    def level(self):
        return 0

    @level.setter
    def level(self, value):
        seen.append(value)

dial = Dial()
# %% step:b
setattr(dial, "level", 3)
# %% step:c
print(seen)
