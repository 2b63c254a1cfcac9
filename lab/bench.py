"""Measure the servers of data/architectures.yml, all in one run, and note what was found in recordings/benchmark.json.

    python -m lab.bench              all of them, some minutes
    python -m lab.bench --look       print what was found last

It talks to itself on the loopback, in a network of its own where the system has such. Let nothing else run meanwhile.
"""

import multiprocessing
import sys
import time

from lab.measuring.benchmark import SECONDS, SIZES, describe, measure_all, read_benchmark, write_benchmark
from lab.measuring.architectures import all_architectures


def main(arguments: list[str]) -> None:
    if arguments not in ([], ["--look"]):
        sys.exit(f"{' '.join(arguments)}? There is --look, or nothing.")
    if arguments:
        return look()
    if sys.platform == "win32":
        sys.exit("This needs a system with resource limits as Unix has them.")
    expected = len(all_architectures()) * (len(SIZES) + 1) * (SECONDS + 2)
    print(f"This takes about {expected / 60:.0f} minutes.", flush=True)
    begin = time.monotonic()
    # In a process of its own: it moves to another network and opens thousands of descriptors.
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found = pool.apply(measure_all)
    write_benchmark(found)
    print(f"{time.monotonic() - begin:.0f} s; {found['machine']}, {found['system']}, Python {found['python']}. Nothing here is good for comparing machines.")


def look() -> None:
    for entry in read_benchmark()["architectures"].values():
        print(entry["name"], f"({entry['missing']})" if "missing" in entry else "")
        for one in [*entry.get("sizes", []), *([entry["strangers"]] if "strangers" in entry else [])]:
            print("   ", describe(one))


if __name__ == "__main__":
    main(sys.argv[1:])
