"""Run one example and print what it printed: python -m lab.example handshake/connect_before_accept"""

import sys

from lab.running.examples import find_example, run_example


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        sys.exit("Usage: python -m lab.example CHAPTER/NAME")
    example = find_example(arguments[0])
    for program, printed in zip(example.programs, run_example(example)):
        print(f"$ python {program.path.name}\n{printed}")


if __name__ == "__main__":
    main(sys.argv[1:])
