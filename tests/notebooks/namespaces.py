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
