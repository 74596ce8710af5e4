# Classes: definitions or values, their state, their instances.

# case: class-travels
# expect: b !< a; c !< b; d.p <- b; d !< c
# %% step:a
class Point:
    dimensions = 2

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"
print("defined")
# %% step:b
p = Point(1, 2)
print(p)
# %% step:c
print(Point(3, 4), Point.dimensions)
# %% step:d
print(p, isinstance(p, Point))

# case: instance-attribute-set
# expect: b.p <- a; c.p <- b
# %% step:a
class Point:
    pass

p = Point()
p.x = 1
# %% step:b
p.x = 10
# %% step:c
print(p.x)

# case: instance-attribute-augmented
# expect: b.p <- a; c.p <- b
# %% step:a
class Account:
    balance = 0

p = Account()
# %% step:b
p.balance += 50
# %% step:c
print(p.balance, Account.balance)

# case: instance-method-that-changes
# expect: b.stack <- a; c.stack <- b
# %% step:a
class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def top(self):
        return self.items[-1]

stack = Stack()
# %% step:b
stack.push("plate")
# %% step:c
print(stack.top(), stack.items)

# case: instance-method-that-only-reads
# expect: b.stack <- a; c.stack <- a; c !< b
# %% step:a
class Stack:
    def __init__(self, items):
        self.items = items

    def top(self):
        return self.items[-1]

    def size(self):
        return len(self.items)

stack = Stack([1, 2])
# %% step:b
print(stack.top())
# %% step:c
print(stack.size())

# case: class-state-counts-instances
# about: the class changes, so it is a value
# expect: b.Item <- a; c.Item <- b; d.Item <- c
# %% step:a
class Item:
    made = 0

    def __init__(self):
        Item.made += 1
# %% step:b
one = Item()
# %% step:c
two = Item()
# %% step:d
print(Item.made)

# case: class-state-through-cls
# expect: b.Pool <- a; c.Pool <- b
# %% step:a
class Pool:
    names = []

    @classmethod
    def add(cls, name):
        cls.names.append(name)
# %% step:b
Pool.add("ada")
# %% step:c
print(Pool.names)

# case: class-list-shared-through-self
# about: self.tags is the list of the class
# expect: b.note <- a; c.Note <- b
# %% step:a
class Note:
    tags = []

    def tag(self, word):
        self.tags.append(word)

note = Note()
# %% step:b
note.tag("new")
# %% step:c
print(Note().tags)

# case: class-attribute-stored-later
# expect: b.Config <- a; c.Config <- b
# %% step:a
class Config:
    debug = False
# %% step:b
Config.debug = True
# %% step:c
print(Config.debug)

# case: class-method-added-later
# expect: b.Cat <- a; c.Cat <- b
# %% step:a
class Cat:
    pass
# %% step:b
def meow(self):
    return "meow"

Cat.speak = meow
# %% step:c
print(Cat().speak())

# case: class-inherits-across-steps
# expect: c !< a; c !< b; d.rex <- c
# %% step:a
class Animal:
    def speak(self):
        return f"{self.name} says {self.sound}"
print("animal")
# %% step:b
class Dog(Animal):
    sound = "woof"

    def __init__(self, name):
        self.name = name
print("dog")
# %% step:c
rex = Dog("Rex")
print(rex.speak())
# %% step:d
print(isinstance(rex, Animal), rex.name)

# case: class-method-reads-a-global
# expect: c.shop <- a; c.rate <- b; b !< a
# %% step:a
class Shop:
    def price(self, amount):
        return amount * rate

shop = Shop()
# %% step:b
rate = 1.5
# %% step:c
print(shop.price(10))

# case: class-method-writes-a-global
# expect: b.total <- a; c.total <- b
# %% step:a
total = 0

class Till:
    def pay(self, amount):
        global total
        total += amount
# %% step:b
Till().pay(5)
# %% step:c
print(total)

# case: class-property
# expect: b.box <- a; c.box <- b
# %% step:a
class Box:
    def __init__(self):
        self._side = 1

    @property
    def side(self):
        return self._side

    @side.setter
    def side(self, value):
        self._side = abs(value)

box = Box()
# %% step:b
box.side = -3
# %% step:c
print(box.side)

# case: class-property-that-counts
# about: even reading an attribute may change the object
# expect: b.box <- a; c.box <- b
# %% step:a
class Box:
    reads = 0

    @property
    def side(self):
        self.reads += 1
        return 4

box = Box()
# %% step:b
print(box.side)
# %% step:c
print(box.side, box.reads)
