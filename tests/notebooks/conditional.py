# Names that are defined on some paths only.

# case: conditional-both-branches
# expect: b.fast <- a; c.way <- b; b.way <- none
# %% step:a
fast, way = False, "unused"
# %% step:b
if fast:
    way = "motorway"
else:
    way = "country road"
# %% step:c
print(way)

# case: conditional-taken
# expect: b.x <- a (may); b.flag <- a; c.x <- b
# %% step:a
x, flag = 1, True
# %% step:b
if flag:
    x = 2
# %% step:c
print(x)

# case: conditional-function
# about: which f it is depends on a value, so it is a value
# expect: b.loud <- a; c.f <- b
# %% step:a
loud = True
# %% step:b
if loud:
    def f(text):
        return text.upper()
else:
    def f(text):
        return text.lower()
# %% step:c
print(f("Hello"))

# case: conditional-import-with-a-fallback
# expect: b.fast_json <- a
# %% step:a
try:
    import no_module_of_this_name as fast_json
except ImportError:
    fast_json = None
print("looked for it")
# %% step:b
print(fast_json is None)

# case: conditional-import-that-works
# %% step:a
try:
    import json as toml
except ImportError:
    toml = None
print("looked for it")
# %% step:b
print(toml.dumps([1]))

# case: conditional-import-by-version
# %% step:a
import sys

if sys.version_info >= (3, 2):
    from functools import lru_cache as cached
else:
    cached = None
# %% step:b
print(cached.__name__)

# case: loop-that-defines
# expect: b.words <- a; c.longest <- b; c.word <- b
# %% step:a
words = ["kiwi", "banana", "fig"]
# %% step:b
longest = ""
for word in words:
    if len(word) > len(longest):
        longest = word
# %% step:c
print(longest, word)

# case: loop-that-does-not-run
# expect: b.y <- a (may); b.todo <- a; c.y <- b (may)
# %% step:a
y, todo = "from a", []
# %% step:b
for x in todo:
    y = "from b"
print("nothing to do")
# %% step:c
print(y)

# case: loop-else
# expect: b.n <- a; c.verdict <- b
# %% step:a
n = 13
# %% step:b
for d in range(2, n):
    if n % d == 0:
        verdict = "composite"
        break
else:
    verdict = "prime"
# %% step:c
print(n, verdict)

# case: loop-with-break
# expect: c.tries <- b
# %% step:a
target = 5
# %% step:b
tries = 0
while True:
    tries += 1
    if tries * tries > target:
        break
# %% step:c
print(tries)

# case: match-without-a-match
# about: no case fits, so label stays as it was
# expect: b.label <- a (may); b.value <- a; c.label <- b (may)
# %% step:a
label, value = "unknown", 3.5
# %% step:b
match value:
    case int():
        label = "whole"
    case str():
        label = "text"
print("matched")
# %% step:c
print(label)

# case: match-values-are-read
# about: a dotted name in a pattern is read, a plain one is bound
# expect: b.order <- a; b.Codes <- a; c.what <- b; c.other <- b
# %% step:a
from types import SimpleNamespace

Codes = SimpleNamespace(BIG=3)
order = (3, "cake")
# %% step:b
match order:
    case (Codes.BIG, other):
        what = "big"
    case _:
        what, other = "small", None
# %% step:c
print(what, other)

# case: match-guard-reads
# expect: b.limit <- a; b.pair <- a; c.big <- b
# %% step:a
limit, pair = 10, (4, 20)
# %% step:b
match pair:
    case (x, y) if y > limit:
        big = y
    case _:
        big = None
# %% step:c
print(big)

# case: match-class-pattern
# expect: b.p <- a; c.left <- b
# %% step:a
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

p = Point(1, 2)
# %% step:b
match p:
    case Point(x=left, y=2 | 3 as low):
        pass
# %% step:c
print(left, low)

# case: globals-asked-for-a-name
# about: b must see the x of a to leave it alone
# expect: b.x <- a; c.x <- b (may)
# %% step:a
x = 5
# %% step:b
if "x" not in globals():
    x = 1
# %% step:c
print(x)

# case: globals-used-to-write
# expect: c.dynamic <- b
# %% step:a
x = 5
# %% step:b
globals()["dynamic"] = x * 2
# %% step:c
print(dynamic)
# %% step:d
print(x)

# case: assertion-that-passes
# expect: b.total <- a; b.parts <- a; c !< b
# %% step:a
parts, total = [1, 2, 3], 6
# %% step:b
assert sum(parts) == total, "the parts do not add up"
print("checked")
# %% step:c
print(total)

# case: assertion-that-fails
# expect: b.parts <- a
# raises: AssertionError in b
# %% step:a
parts = [1, 2, 4]
print(parts)
# %% step:b
assert sum(parts) == 6, parts

# case: mutated-then-bound-on-some-path
# about: the later binding may not happen, so the earlier change still counts
# expect: b.x <- a; c.x <- b; d.x <- c (may)
# %% step:a
x, flag = [1], False
# %% step:b
x.append(2)
# %% step:c
if flag:
    x = ["another"]
# %% step:d
print(x)

# case: handler-sees-what-the-body-left
# about: when the exception comes, y is still the list itself
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [1]
# %% step:b
try:
    y = xs
    int("no number")
    y = []
except ValueError:
    y.append(2)
# %% step:c
print(xs)

# case: exception-that-is-meant
# about: Run All goes on behind a cell that is tagged so, also within the step
# expect: b.count <- a (may); c.count <- b; c.limit <- a
# %% step:a
count, limit = 1, [5]
# %% step:b raises-exception
count = 2
raise ValueError("as meant")
limit = None
# %%
print("goes on", count)
# %% step:c
print(count, limit)

# case: exception-before-the-variable-is-bound
# expect: b.total <- a (may); c.total <- b (may)
# %% step:a
total = 1
# %% step:b raises-exception
total = int("no number")
# %% step:c
print(total)
