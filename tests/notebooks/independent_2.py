# More steps that only look as if they depended on each other.

# case: independent-nested-reading
# expect: c !< b; d !< c; d !< b; b.tree <- a; d.tree <- a
# %% step:a
tree = {"left": {"value": 1}, "right": {"value": 2, "items": [3, 4]}}
# %% step:b
print(tree["left"]["value"])
# %% step:c
print(tree["right"]["items"][0], len(tree["right"]["items"]))
# %% step:d
left = tree["left"]
print(left.get("value"), left.get("nothing", "default"))

# case: independent-unpacking
# expect: c !< b; d !< c; d !< b
# %% step:a
rows = [(1, "one"), (2, "two")]
# %% step:b
(n, word), *rest = rows
print(n, word, rest)
# %% step:c
print(*rows, sep=" | ")
# %% step:d
print(dict(rows), list(zip(*rows)))

# case: independent-formatting
# expect: c !< b; d !< b; d !< c
# %% step:a
person = {"name": "Grace", "year": 1906}
# %% step:b
print("{name} was born in {year}".format(**person))
# %% step:c
print(f"{person['name']:>10}|{person['year']:05d}")
# %% step:d
import textwrap
print(textwrap.fill(f"{person} and some more words to fill a line or two", 30))

# case: independent-after-a-merge
# about: l and r come together in m; p and q part again
# expect: r !< l; m.x <- l; m.y <- r; p.z <- m; q.z <- m; q !< p
# %% step:l
x = [1]
print("l")
# %% step:r
y = [2]
print("r")
# %% step:m
z = x + y
# %% step:p
print(sum(z))
# %% step:q
print(z * 2)

# case: independent-mutations-of-different-objects
# expect: c !< b; d.xs <- b; d.ys <- c
# %% step:a
xs, ys = [1], [2]
# %% step:b
xs.append(10)
print(xs)
# %% step:c
ys.append(20)
print(ys)
# %% step:d
print(xs + ys)

# case: independent-mutation-of-a-copy
# expect: c !< b; c.d <- a; b.d <- a
# %% step:a
d = {"x": 1}
# %% step:b
e = {**d}
e["x"] = 100
print(e)
# %% step:c
print(d)

# case: independent-results-of-one-function
# about: each call makes a new list
# expect: c !< b; d.one <- b; d.two <- c
# %% step:a
def fresh():
    return []
print("defined")
# %% step:b
one = fresh()
one.append(1)
print(one)
# %% step:c
two = fresh()
two.append(2)
print(two)
# %% step:d
print(one, two)

# case: independent-instances-of-one-class
# expect: b !< a; c !< b; d.one <- b; d.two <- c
# %% step:a
class Bag:
    def __init__(self):
        self.items = []

    def put(self, item):
        self.items.append(item)
print("defined")
# %% step:b
one = Bag()
one.put(1)
print(one.items)
# %% step:c
two = Bag()
two.put(2)
print(two.items)
# %% step:d
print(one.items, two.items)

# case: independent-sorting-with-keys
# expect: c !< b; d !< c
# %% step:a
words = ["pear", "fig", "banana"]
# %% step:b
print(sorted(words, key=len), sorted(words, key=lambda word: word[-1]))
# %% step:c
print(max(words, key=len), min(words, key=str.upper))
# %% step:d
print(list(map(len, words)), list(filter(str.islower, words)))

# case: independent-regular-expressions
# expect: c.pattern <- a; c !< b; d !< c
# %% step:a
import re

pattern = re.compile(r"(\w+)@(\w+)")
text = "ada@home grace@sea"
# %% step:b
print(pattern.findall(text))
# %% step:c
print(pattern.sub(r"\2", text))
# %% step:d
print([match.group(1) for match in pattern.finditer(text)])

# case: independent-dates
# expect: c !< b; d !< b; d !< c
# %% step:a
from datetime import date, timedelta

day = date(2024, 2, 28)
# %% step:b
print(day.isoformat(), day.weekday())
# %% step:c
print(day + timedelta(days=2))
# %% step:d
print(day.replace(year=2023), day.strftime("%d.%m."))

# case: independent-reads-of-an-alias
# expect: c !< b; d !< c
# %% step:a
xs = [1, 2]
ys = xs
# %% step:b
print(xs)
# %% step:c
print(ys)
# %% step:d
print(xs is ys)

# case: independent-numbers-and-texts
# about: numbers and texts cannot change, so += makes a new one
# expect: c.total <- a; c !< b; d.name <- a; d !< b
# %% step:a
total, name = 10, "ada"
# %% step:b
mine, yours = total, name
mine += 5
yours += "!"
print(mine, yours)
# %% step:c
print(total)
# %% step:d
print(name)

# case: independent-steps-after-a-failure-is-caught
# expect: c !< b; b.xs <- a; c.xs <- a
# %% step:a
xs = [1, 2]
# %% step:b
try:
    print(xs[5])
except IndexError as error:
    print("b:", error)
# %% step:c
try:
    print(xs["x"])
except TypeError:
    print("c: no such index")

# case: independent-matrix-by-hand
# expect: c !< b; d.rows <- b; d.columns <- c
# %% step:a
matrix = [[1, 2, 3], [4, 5, 6]]
# %% step:b
rows = [sum(row) for row in matrix]
print(rows)
# %% step:c
columns = [sum(row[i] for row in matrix) for i in range(3)]
print(columns)
# %% step:d
print(sum(rows) == sum(columns))

# case: independent-key-to-compare-by
# about: what is only asked for the order is not what comes out
# expect: c !< b; d.rows <- b
# %% step:a
rows = [["x"], ["y"]]
ranks = {"x": 2, "y": 1}
def rank(row):
    return ranks[row[0]]
# %% step:b
best = max(rows, key=rank)
best.append("first")
sorted(rows, key=lambda row: ranks.get(row[0]))[0].append("again")
# %% step:c
print(ranks)
# %% step:d
print(rows)
