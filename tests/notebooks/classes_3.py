# Classes: the methods that Python calls by itself.

# case: special-repr-reads-a-global
# expect: d.rate <- c; c !< b
# %% step:a
class Price:
    def __init__(self, amount):
        self.amount = amount

    def __repr__(self):
        return f"{self.amount * rate}"
# %% step:b
price = Price(10)
# %% step:c
rate = 3
# %% step:d
print(price)

# case: special-len-counts
# expect: b.basket <- a; c.basket <- b
# %% step:a
class Basket:
    asked = 0

    def __len__(self):
        self.asked += 1
        return 7

basket = Basket()
# %% step:b
print(len(basket), bool(basket))
# %% step:c
print(basket.asked)

# case: special-iter-uses-itself-up
# expect: b.queue <- a; c.queue <- b
# %% step:a
class Queue:
    def __init__(self, *items):
        self.items = list(items)

    def __iter__(self):
        while self.items:
            yield self.items.pop(0)

queue = Queue(1, 2, 3)
# %% step:b
for item in queue:
    print(item)
    if item == 2:
        break
# %% step:c
print(queue.items)

# case: special-getitem-remembers
# expect: b.table <- a; c.table <- b
# %% step:a
class Table:
    def __init__(self):
        self.asked = []

    def __getitem__(self, key):
        self.asked.append(key)
        return key * 2

table = Table()
# %% step:b
print(table["x"], table[3])
# %% step:c
print(table.asked)

# case: special-operators-write-a-global
# expect: b.log <- a; c.log <- b
# %% step:a
log = []

class Amount:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        log.append(f"{self.n}+{other.n}")
        return Amount(self.n + other.n)

    def __lt__(self, other):
        log.append("compared")
        return self.n < other.n
# %% step:b
total = Amount(1) + Amount(2)
print(total.n, sorted([Amount(3), Amount(2)])[0].n)
# %% step:c
print(log)

# case: special-enter-and-exit
# expect: b.door <- a; c.door <- b
# %% step:a
class Door:
    opened = closed = 0

    def __enter__(self):
        self.opened += 1
        return self

    def __exit__(self, *problem):
        self.closed += 1

door = Door()
# %% step:b
with door:
    print("inside")
# %% step:c
print(door.opened, door.closed)

# case: special-equality-and-hash
# expect: b.seen <- a; c.seen <- b
# %% step:a
seen = []

class Key:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        seen.append(self.name)
        return self.name == other.name

    def __hash__(self):
        return len(self.name)
# %% step:b
print(Key("a") == Key("b"), len({Key("x"): 1, Key("y"): 2}))
# %% step:c
print(sorted(set(seen)))
