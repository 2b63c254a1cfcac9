"""Run examples in each way in which they must hold up (lab/running/ways.py), and say what differs.

    python -m lab.ways                                        all examples
    python -m lab.ways CHAPTER/NAME ... CHAPTER ...           some
    python -m lab.ways --plain --terminal CHAPTER/NAME ...    in some ways: plain, bytes, no_ipv6, network, terminal, rude, hostile
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

from lab.running.examples import Example, Unchecked, all_examples
from lab.running.ways import WAYS, applies, find_problems


def check(way: str, example: Example) -> list[str]:
    try:
        return [f"{example.name}: {way}: {problem}" for problem in find_problems(way, example)]
    except Unchecked as reason:
        return [f"not checked: {reason}"]


def main(arguments: list[str]) -> None:
    ways = [way for way in WAYS if f"--{way}" in arguments] or list(WAYS)
    names = [name.strip("/") for name in arguments if not name.startswith("--")]
    examples = [e for e in all_examples() if not names or e.name in names or e.name.split("/")[0] in names]
    if unknown := [name for name in names if not any(name in (e.name, e.name.split("/")[0]) for e in examples)]:
        sys.exit(f"There is no example or chapter {unknown[0]!r}.")
    if unknown := [way for way in arguments if way.startswith("--") and way[2:] not in WAYS]:
        sys.exit(f"There is no way {unknown[0]!r}; there are --{' --'.join(WAYS)}.")
    pairs = [(way, example) for example in examples for way in ways if applies(way, example)]
    wrong = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for problems in pool.map(lambda pair: check(*pair), pairs):
            wrong += bool(problems)
            for problem in problems:
                print(f"{problem}\n", flush=True)
    print(f"{len(pairs)} runs of {len(examples)} examples, {wrong} of them not as they must be.")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main(sys.argv[1:])
