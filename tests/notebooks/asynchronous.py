# Top-level await and what belongs to it.

# case: async-function-over-steps
# expect: c.k <- a; c !< b
# %% step:a
k = 3
# %% step:b
import asyncio

async def scaled(v):
    await asyncio.sleep(0)
    return v * k

print("defined")
# %% step:c
print(await scaled(5))

# case: async-gather
# expect: b.names <- a; c.results <- b
# %% step:a
import asyncio

names = ["x", "y", "z"]

async def fetch(name):
    await asyncio.sleep(0)
    return name.upper()
# %% step:b
results = await asyncio.gather(*(fetch(name) for name in names))
# %% step:c
print(results)

# case: async-function-that-mutates
# expect: b.log <- a; c.log <- b
# %% step:a
log = []

async def note(v):
    log.append(v)
# %% step:b
await note("one")
await note("two")
# %% step:c
print(log)

# case: async-comprehension-and-for
# expect: b.limit <- a; c.found <- b; c.last <- b
# %% step:a
limit = 4

async def count(n):
    for i in range(n):
        yield i
# %% step:b
found = [i * i async for i in count(limit)]
async for last in count(limit):
    pass
# %% step:c
print(found, last)

# case: async-with
# expect: b.events <- a; c.events <- b; c.name <- b
# %% step:a
from contextlib import asynccontextmanager

events = []

@asynccontextmanager
async def opened(name):
    events.append(f"open {name}")
    yield name
    events.append(f"close {name}")
# %% step:b
async with opened("door") as name:
    events.append("inside")
# %% step:c
print(events, name)

# case: async-task-over-steps
# about: a running task cannot be stored
# told: not-storable in a
# %% step:a
import asyncio

async def job():
    await asyncio.sleep(0)
    return "done"

task = asyncio.ensure_future(job())
await asyncio.sleep(0)
# %% step:b
print(await task)

# case: async-task-within-a-step
# expect: b !< a
# %% step:a
import asyncio

async def job(v):
    await asyncio.sleep(0)
    return v

task = asyncio.ensure_future(job(1))
print(await task)
# %% step:b
print(await job(2))

# case: async-coroutine-over-steps
# told: not-storable in b
# %% step:a
async def job():
    return 42
# %% step:b
pending = job()
# %% step:c
print(await pending)

# case: async-local-names-stay-inside
# expect: c.inner <- a; c !< b
# %% step:a
inner = "outer value"
# %% step:b
async def work():
    inner = 1
    async for inner in numbers():
        pass
    return inner

async def numbers():
    yield 5

print(await work())
# %% step:c
print(inner)
