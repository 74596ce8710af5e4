# Classes of special kinds, and what instances carry with them.

# case: class-dataclass
# expect: b.race <- a; c.race <- b; d.other <- a; d !< b
# %% step:a
from dataclasses import dataclass, field

@dataclass
class Race:
    name: str
    times: list = field(default_factory=list)

race, other = Race("short"), Race("long", [60])
# %% step:b
race.times.append(12)
# %% step:c
print(race)
# %% step:d
print(other)

# case: class-slots
# expect: b.p <- a; c.p <- b
# %% step:a
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

p = Point(1, 2)
# %% step:b
p.x = 5
# %% step:c
print(p.x, p.y, hasattr(p, "__dict__"))

# case: class-metaclass-registry
# expect: b.Meta <- a; c.Meta <- b; d.Meta <- c
# %% step:a
class Meta(type):
    known = []

    def __init__(cls, name, bases, body):
        super().__init__(name, bases, body)
        Meta.known.append(name)
# %% step:b
class One(metaclass=Meta):
    pass
# %% step:c
class Two(metaclass=Meta):
    pass
# %% step:d
print(Meta.known)

# case: class-init-subclass
# expect: b.Shape <- a; c.Shape <- b
# %% step:a
class Shape:
    kinds = []

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        Shape.kinds.append(cls.__name__)
# %% step:b
Circle = type("Circle", (Shape,), {})
# %% step:c
print(Shape.kinds)

# case: class-redefined-with-an-instance
# expect: d.p <- b; d.P <- c
# told: class-redefined in d
# %% step:a
class P:
    def hello(self):
        return "old"
# %% step:b
p = P()
print(p.hello())
# %% step:c
class P:
    def hello(self):
        return "new"
# %% step:d
print(p.hello(), P().hello(), isinstance(p, P))

# case: class-redefined-without-instances
# expect: b.P <- a; d.P <- c; d !< b
# %% step:a
class P:
    version = 1
# %% step:b
print(P.version)
# %% step:c
class P:
    version = 2
# %% step:d
print(P.version)

# case: class-namedtuple
# expect: b.Point <- a; c.p <- b
# %% step:a
from collections import namedtuple

Point = namedtuple("Point", "x y")
# %% step:b
p = Point(1, 2)
# %% step:c
print(p, p._replace(x=5), isinstance(p, Point))

# case: class-enum-members-are-single
# expect: c.favourite <- b; c !< a
# %% step:a
from enum import Enum

class Color(Enum):
    RED = 1
    BLUE = 2
print("defined")
# %% step:b
favourite = Color.RED
# %% step:c
print(favourite, favourite is Color.RED, favourite in {Color.RED, Color.BLUE})

# case: class-callable-instance
# expect: b.tally <- a; c.tally <- b
# %% step:a
class Tally:
    def __init__(self):
        self.n = 0

    def __call__(self, by=1):
        self.n += by
        return self.n

tally = Tally()
# %% step:b
print(tally())
# %% step:c
print(tally(5))

# case: class-nested-class
# expect: c.leaf <- b; c !< a
# %% step:a
class Tree:
    class Leaf:
        def __init__(self, color):
            self.color = color
print("defined")
# %% step:b
leaf = Tree.Leaf("green")
# %% step:c
print(type(leaf).__qualname__, leaf.color, isinstance(leaf, Tree.Leaf))

# case: class-abstract-base
# expect: d.shapes <- c; d !< a; c !< b
# %% step:a
from abc import ABC, abstractmethod

class Shape(ABC):
    @abstractmethod
    def area(self): ...
print("abstract")
# %% step:b
class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2
print("concrete")
# %% step:c
shapes = [Square(2), Square(3)]
# %% step:d
print(sum(shape.area() for shape in shapes), isinstance(shapes[0], Shape))

# case: class-body-with-a-comprehension
# expect: b.numbers <- a; c.Table <- b
# %% step:a
numbers = [1, 2, 3]
# %% step:b
class Table:
    rows = [n * 2 for n in numbers]
    size = len(rows)
# %% step:c
print(Table.rows, Table.size)

# case: class-names-are-not-seen-by-methods
# about: size in the method is the global one
# expect: c.size <- a; c !< b
# %% step:a
size = "global"
# %% step:b
class Box:
    size = "of the class"

    def describe(self):
        return size, self.size
# %% step:c
print(Box().describe())

# case: class-super-over-three-steps
# expect: d !< a; d !< b; d !< c
# %% step:a
class A:
    def who(self):
        return "A"
# %% step:b
class B(A):
    def who(self):
        return "B" + super().who()
# %% step:c
class C(B):
    def who(self):
        return "C" + super().who()
# %% step:d
print(C().who(), [cls.__name__ for cls in C.__mro__[:-1]])

# case: class-method-bound-to-an-instance
# expect: b.cat <- a; c.cat <- b
# %% step:a
import types

class Cat:
    name = "Tom"

cat = Cat()
# %% step:b
def speak(self):
    return f"{self.name} meows"

cat.speak = types.MethodType(speak, cat)
# %% step:c
print(cat.speak())

# case: class-instances-share-a-list
# expect: b.one <- a; c.two <- b
# %% step:a
class Team:
    def __init__(self, members):
        self.members = members

people = ["ada"]
one, two = Team(people), Team(people)
# %% step:b
one.members.append("alan")
# %% step:c
print(two.members)

# case: class-instance-as-a-key
# about: without __eq__ the key is the object itself
# expect: b.p <- a; b.d <- a
# %% step:a
class P:
    pass

p = P()
d = {p: "found"}
# %% step:b
print(d.get(p), d.get(P()))

# case: class-singleton
# expect: b.Settings <- a; c.Settings <- b
# %% step:a
class Settings:
    _only = None

    @classmethod
    def get(cls):
        if cls._only is None:
            cls._only = cls()
            cls._only.values = {}
        return cls._only
# %% step:b
Settings.get().values["color"] = "red"
# %% step:c
print(Settings.get().values, Settings.get() is Settings.get())
