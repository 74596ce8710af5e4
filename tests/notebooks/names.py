# Names with a special standing: builtins, private and dunder names, types in annotations.

# case: name-hides-a-function
# expect: b.print <- none; b !< a; c.len <- a
# %% step:a
import builtins

def print(*values):
    builtins.print("my print:", *values)

len = 3
# %% step:b
print("b")
# %% step:c
print(len)

# case: name-hides-a-builtin-and-frees-it
# expect: c !< b; d.max <- none
# %% step:a
max = 10
# %% step:b
print(max)
# %% step:c
del max
print("deleted")
# %% step:d
print(max([1, 2]))

# case: name-hides-an-exception
# expect: b.ValueError <- none; b !< a
# %% step:a
class ValueError(Exception):
    pass

print(ValueError.__module__)
# %% step:b
try:
    int("x")
except ValueError:
    print("mine")
except Exception as error:
    print("another:", type(error).__name__)

# case: name-main
# expect: c.made <- b
# %% step:a
print(__name__)
# %% step:b
if __name__ == "__main__":
    made = "in the notebook"
# %% step:c
print(made)

# case: name-of-the-module-in-objects
# expect: b.p <- a
# %% step:a
class P:
    pass

def f():
    pass

p = P()
# %% step:b
print(P.__module__, f.__module__, type(p).__module__, p.__class__.__qualname__)

# case: name-private
# expect: b._hidden <- a; b.__very <- a
# %% step:a
_hidden, __very = 1, 2
# %% step:b
print(_hidden, __very)

# case: name-private-in-a-class
# about: in a class body __n means _Counter__n
# expect: b._Counter__n <- none; b.counter <- a; c.counter <- b
# %% step:a
class Counter:
    __n = 0

    def up(self):
        self.__n += 1
        return self.__n

counter = Counter()
# %% step:b
counter.up()
# %% step:c
print(counter.up(), counter._Counter__n)

# case: name-private-global-in-a-class
# about: the method reads the global name _Box__unit
# expect: b._Box__unit <- a
# %% step:a
_Box__unit = "cm"

class Box:
    def unit(self):
        return __unit
# %% step:b
print(Box().unit())

# case: name-in-annotations-of-functions
# expect: b.Number <- a
# %% step:a
Number = int
# %% step:b
def double(v: Number = 1) -> Number:
    return 2 * v
# %% step:c
print(double(3), double.__annotations__["v"].__name__)

# case: name-in-quoted-annotations
# expect: b !< a; c !< b
# %% step:a
def first(v: "Later") -> "list[Later]":
    return [v]
print("defined")
# %% step:b
class Later:
    pass
print("defined too")
# %% step:c
print(len(first(1)))

# case: name-of-types-from-typing
# expect: c.T <- none; c.box <- b
# %% step:a
from typing import Generic, NamedTuple, Optional, TypeVar

T = TypeVar("T")

class Box(Generic[T]):
    def __init__(self, item: Optional[T] = None) -> None:
        self.item = item

class Pair(NamedTuple):
    left: int
    right: int = 0
# %% step:b
box: "Box[int]" = Box(3)
pair = Pair(1)
# %% step:c
print(box.item, pair, pair.right)

# case: name-of-a-type-alias
# expect: b.Row <- a
# %% step:a
from typing import Dict, List

Row = Dict[str, List[int]]
# %% step:b
def parse(text: str) -> Row:
    return {text: [len(text)]}
# %% step:c
print(parse("abc"))

# case: name-of-a-loop-and-a-function-argument
# expect: c.i <- b; d !< b
# %% step:a
def square(i):
    return i * i
# %% step:b
for i in [1, 2, 3]:
    pass
# %% step:c
print(i)
# %% step:d
print(square(i=5))

# case: name-used-before-it-is-defined
# told: unknown-name in b
# raises: NameError in b
# %% step:a
print("first")
# %% step:b
print(later)
# %% step:c
later = 1

# case: name-in-locals
# about: at the top level, locals() are the globals
# expect: b.x <- a
# %% step:a
x = 3
# %% step:b
print(locals()["x"])

# case: name-in-dir
# expect: a < b
# %% step:a
known = 3
# %% step:b
print("known" in dir(), "unknown" in dir())
