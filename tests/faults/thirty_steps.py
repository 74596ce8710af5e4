"""A notebook of thirty steps with variables, files and a daemon, and what Run All prints of it."""

from __future__ import annotations

from collections.abc import Iterator

LANES, LENGTH = 4, 7

DAEMON = """
import subprocess, sys
code = "import time; time.sleep(300)"
subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
"""


def cells() -> Iterator[tuple[str, str]]:
    """Thirty steps: lanes side by side, in each the steps change one list."""
    yield "step:begin", f"import time\n{DAEMON}\nblock = list(range(20000))\nprint(sum(block))"
    for place in range(LENGTH):
        for lane in range(LANES):
            name = f"lane_{lane}"
            change = f"{name} = block[:{lane}]" if place == 0 else f"{name}.append({place})"
            wait = "import time\ntime.sleep(0.03)"
            save = f"open('{name}_{place}.txt', 'w').write(str({name}))"
            yield f"step:{name}_{place}", f"{wait}\n{change}\n{save}\nprint({name}, len(block))"
    total = " + ".join(f"lane_{lane}" for lane in range(LANES))
    last = " + ".join(f"open('lane_{lane}_{LENGTH - 1}.txt').read()" for lane in range(LANES))
    yield "step:end", f"print({total})\nprint({last})"


def expected() -> list[str]:
    """What Run All prints."""
    printed = [f"{sum(range(20000))}\n"]
    lanes = [list(range(lane)) for lane in range(LANES)]
    for place in range(LENGTH):
        for lane in lanes:
            if place:
                lane.append(place)
            printed.append(f"{lane} 20000\n")
    files = "".join(str(lane) for lane in lanes)
    return [*printed, f"{[number for lane in lanes for number in lane]}\n{files}\n"]
