# Syntax of Python 3.11 and 3.12.

# case: syntax-type-alias
# about: the right side is evaluated when it is asked for
# expect: c.Row <- b
# %% step:a
class Item:
    pass
# %% step:b
type Row = dict[str, list[Item]]
# %% step:c
print(Row.__name__, Row.__value__.__args__[0].__name__)

# case: syntax-type-alias-reads-later
# expect: c.Width <- b; c.Size <- a
# %% step:a
type Size = tuple[Width, int]
# %% step:b
Width = float
# %% step:c
print(Size.__value__.__args__[0].__name__, Width(1))

# case: syntax-generic-function
# expect: c.T <- a; c !< b
# %% step:a
T = "a variable named T"
# %% step:b
def first[T](values: list[T]) -> T:
    return values[0]

print("defined")
# %% step:c
print(first([3, 4]), T)

# case: syntax-generic-class
# expect: b.box <- a; c.box <- b
# %% step:a
class Box[T]:
    def __init__(self, item: T) -> None:
        self.item = item

    def swap[U](self, other: U) -> "Box[U]":
        return Box(other)

box = Box(1)
# %% step:b
box.item += 10
# %% step:c
print(box.item, box.swap("x").item, Box.__type_params__[0].__name__)

# case: syntax-type-parameter-bound
# about: the bound is read when it is asked for
# expect: c.Number <- a
# %% step:a
Number = int | float
# %% step:b
def double[N: Number](v: N) -> N:
    return v * 2
# %% step:c
print(double(4), double.__type_params__[0].__bound__ == (int | float), Number)

# case: syntax-f-string-with-its-own-quotes
# expect: b.d <- a; b.words <- a
# %% step:a
d, words = {"key": "value"}, ["x", "y"]
# %% step:b
print(f"{d["key"]} {"-".join(words)} {f"{d["key"]!r}"}")

# case: syntax-f-string-over-lines
# expect: b.xs <- a; c.longest <- b
# %% step:a
xs = [3, 1, 2]
# %% step:b
text = f"{
    max(xs)  # the largest
} and {'\n'.join(str(x) for x in xs)}"
longest = (n := len(text))
# %% step:c
print(longest, n)

# case: syntax-comprehension-in-a-generic-scope
# expect: c.k <- a; c !< b
# %% step:a
k = 5
# %% step:b
def table[K](keys: list[K]) -> dict[K, int]:
    return {k: i for i, k in enumerate(keys)}

print(table(["a", "b"]))
# %% step:c
print(k)

# case: syntax-except-group
# expect: b.problems <- a; c.caught <- b; d.group <- a; d !< b
# %% step:a
problems = [ValueError("one"), TypeError("two")]
group = "kept"
# %% step:b
caught = []
try:
    raise ExceptionGroup("both", problems)
except* ValueError as group_of_values:
    caught.append(len(group_of_values.exceptions))
except* TypeError as group_of_types:
    caught.append(str(group_of_types.exceptions[0]))
# %% step:c
print(caught)
# %% step:d
print(group)

# case: syntax-star-in-an-index
# expect: b.parts <- a
# %% step:a
parts = (1, 2)

class Grid:
    def __getitem__(self, at):
        return at
# %% step:b
print(Grid()[*parts, 3])
