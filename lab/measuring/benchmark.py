"""The benchmark: each architecture with more and more clients, and among strangers; and its results, recordings/benchmark.json.

A dict: date, python, system, machine (words), seconds (of one measurement), busy (clients that ask, at most), and
architectures, each with `name`, what was left out and why (`missing`), `sizes` and `strangers`. A size has

    clients     opened
    served      clients that had an answer; the others waited in vain
    rate        answers in a second, of all busy clients together
    median      milliseconds that an answer took, half of them less
    tail        milliseconds that 99 of 100 answers took at most
    memory      bytes of the server for each client that is served, from HEAVY clients on; None where the system does not say
    lost        clients that the server threw out, or lost

and `strangers` has the same for CLIENTS_THEN clients among others: so many SLOW, so many GREEDY.
"""

import json
import os
import platform
import re
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from lab.measuring.architectures import Architecture, all_architectures
from lab.measuring.load import Load, Measured
from lab.measuring.server import Server, Unfit, allow_descriptors, serving
from lab.paths import BENCHMARK
from lab.running import namespace

SIZES = (1, 10, 100, 1000, 5000)
BUSY = 200
SECONDS = 2.0
PATIENCE = 3.0  # seconds without an answer to any client that opens
HEAVY = 100  # with fewer clients their weight is lost among other things
CLIENTS_THEN, SLOW, GREEDY = 50, 20, 20


def measure_all(tell=print) -> dict:
    """Measure all architectures in a network of their own. Their results."""
    allowed = allow_descriptors()
    if namespace.available():
        namespace.enter(wire=False)
    else:
        tell("There is no private network here: this runs on the loopback of the machine.")
    found = {
        "date": datetime.now(UTC).date().isoformat(), "python": platform.python_version(), "machine": describe_machine(),
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}", "seconds": SECONDS, "busy": BUSY, "architectures": {},
    }
    for architecture in all_architectures():
        entry = found["architectures"][architecture.key] = {"name": architecture.name}
        if missing := architecture.missing():
            entry["missing"] = f"{', '.join(missing)} is not installed"
            tell(f"{architecture.name}: left out, for {entry['missing']}")
            continue
        entry["versions"] = {name: version(name) for name in architecture.needs}
        entry["sizes"] = []
        for size in SIZES:
            if 2 * size > allowed:
                tell(f"{architecture.name}: {size} clients are more than the {allowed} descriptors of a process allow")
                break
            entry["sizes"].append(one := measure(architecture, size))
            tell(f"{architecture.name}: {describe(one)}")
            if one["served"] < size:
                break  # with more it would be the same
        entry["strangers"] = measure(architecture, CLIENTS_THEN, strangers=True)
        tell(f"{architecture.name}, among strangers: {describe(entry['strangers'])}")
    return found


def measure(architecture: Architecture, size: int, seconds: float = SECONDS, busy: int = BUSY, strangers: bool = False) -> dict:
    """One architecture with so many clients. Raises Unfit."""
    with serving(architecture) as server, Load(server.address) as load:
        before = server.weight()
        if strangers:
            load.invite(SLOW, GREEDY)
        served = load.open(size, PATIENCE)
        after = server.weight()
        measured = load.measure(min(served, busy), seconds) if served else Measured()
        if server.ended():
            raise Unfit(f"{architecture.name} ended with {size} clients: {last_line(server)}")
    latencies = sorted(measured.latencies)
    weighed = before is not None and served >= HEAVY and not strangers
    return {
        "clients": size, "served": served, "rate": rounded(len(latencies) / measured.seconds) if latencies else 0,
        "median": rounded(1e3 * latencies[len(latencies) // 2]) if latencies else None,
        "tail": rounded(1e3 * latencies[len(latencies) * 99 // 100]) if latencies else None,
        "memory": rounded((after - before) / served) if weighed else None, "lost": len(load.lost),
    }


def last_line(server: Server) -> str:
    return (server.said.read_text(encoding="utf-8").splitlines() or ["(it printed nothing)"])[-1]


def rounded(value: float) -> float:
    """Three digits: more would be luck."""
    return float(f"{value:.3g}")


def describe(one: dict) -> str:
    if not one["rate"]:
        return f"{one['clients']} clients, none of them served"
    memory = f", {one['memory'] / 1024:.3g} KiB a client" if one["memory"] is not None else ""
    return (
        f"{one['clients']} clients, {one['served']} served: {one['rate']:,.0f} answers/s, half within {one['median']:.3g} ms, "
        f"99 of 100 within {one['tail']:.3g} ms{memory}{', lost ' + str(one['lost']) if one['lost'] else ''}"
    )


def describe_machine() -> str:
    """The processor and how many of it this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    name = platform.processor() or platform.machine()
    if sys.platform == "linux":
        found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        name = found[1] if found else name
    return f"{cores} cores, {name}"


# ---- the results


def write_benchmark(found: dict) -> None:
    BENCHMARK.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")


def read_benchmark() -> dict:
    return json.loads(BENCHMARK.read_text(encoding="utf-8"))


def look_up(quantity: str, key: str, size: int | str, found: dict | None = None) -> float:
    """A number of the results: rate, median, tail, memory, served or lost of an architecture with so many clients, or among `strangers`."""
    entry = (found or read_benchmark())["architectures"][key]
    one = entry["strangers"] if size == "strangers" else next(one for one in entry["sizes"] if one["clients"] == int(size))
    if one[quantity] is None:
        raise ValueError(f"{key} has no {quantity} with {size} clients")
    return one[quantity]


def ratio(quantity: str, one: str, other: str, found: dict | None = None) -> str:
    """How many times a quantity of one architecture is that of another, each named as key@size: `2.3`."""
    values = [look_up(quantity, *name.split("@"), found=found) for name in (one, other)]
    times = values[0] / values[1]
    return f"{times:.1f}" if times < 9.95 else f"{times:.2g}" if times < 99.5 else f"{float(f'{times:.2g}'):,.0f}"
