"""Put small faults into the programs, one after the other, and see whether anything notices them.

    python -m lab.mutate                                 all examples
    python -m lab.mutate CHAPTER ... CHAPTER/NAME ...    some
    python -m lab.mutate --changed                       those whose programs have changed since they were last asked

Prints each fault that nothing notices, and notes what became of all in recordings/mutation.json. One that cannot be
noticed goes to data/mutants.yml with the reason. Ends with 1 if one of these is noticed after all, or an example fails.
"""

import os
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

from lab.recording.mutants import Verdict, all_mutants, digest_example, is_listed, judge_example, read_listed
from lab.recording.mutation_summary import LEAST, add_verdict, read_mutation, share_killed, write_mutation
from lab.running import namespace
from lab.running.examples import Example, all_examples

USUAL = 0.5  # seconds of one mutant, on one core of the machine where this was written


def main(arguments: list[str]) -> None:
    if not namespace.available() or not shutil.which("unshare"):
        sys.exit("This needs Linux, a network namespace, and unshare(1).")
    if os.getpid() != 1:
        # Processes of its own: whatever a fault makes a program send a signal to, it is one of these; and all end together.
        user = [] if os.getuid() == 0 else ["--user", "--map-root-user"]
        apart = ["unshare", *user, "--fork", "--pid", "--mount-proc", "--kill-child"]
        os.execvp(apart[0], [*apart, sys.executable, "-u", "-m", "lab.mutate", *arguments])
    summary = read_mutation()
    examples = choose_examples(arguments, summary)
    counts = {example.name: len(all_mutants(example)) for example in examples}
    total, done, started, wrong = sum(counts.values()), 0, time.monotonic(), False
    workers = 3 * os.cpu_count()  # many of them wait for something that never comes
    print(f"{total} mutants of {len(examples)} examples; this takes about {total * USUAL / os.cpu_count() / 60:.0f} minutes.")
    with ProcessPoolExecutor(workers) as pool:
        # The longest first: then all end at about the same time.
        asked = [pool.submit(judge_example, one, read_listed().get(one.name, [])) for one in sorted(examples, key=lambda one: -counts[one.name])]
        for number, future in enumerate(as_completed(asked), 1):
            verdict = future.result()
            name = verdict.example.name
            done += counts[name]
            left = (time.monotonic() - started) / max(done, 1) * (total - done) / 60
            print(f"[{number}/{len(examples)}, {left:.0f} minutes left] {name}: {describe_verdict(verdict)}")
            wrong |= bool(verdict.failed or verdict.stale)
            add_verdict(summary, verdict)
            write_mutation(summary)
    print(f"{100 * share_killed(summary):.1f} % of all that could be noticed are; {100 * LEAST:.0f} % must be.")
    sys.exit(wrong)


def choose_examples(arguments: list[str], summary: dict) -> list[Example]:
    examples = all_examples()
    names = [name.strip("/") for name in arguments if name != "--changed"]
    if unknown := [name for name in names if not any(name in (e.name, e.name.split("/")[0]) for e in examples)]:
        sys.exit(f"There is no example or chapter {unknown[0]!r}.")
    if "--changed" in arguments:
        examples = [e for e in examples if summary["examples"].get(e.name, {}).get("digest") != digest_example(e)]
    return [e for e in examples if not names or e.name in names or e.name.split("/")[0] in names]


def describe_verdict(verdict: Verdict) -> str:
    if verdict.failed:
        return f"itself is not as it must be: {verdict.failed}"
    survivors = [one for one in verdict.unnoticed if not is_listed(one, read_listed().get(verdict.example.name, []))]
    lines = [f"{verdict.killed.total()} of {verdict.made} killed, {len(verdict.unnoticed) - len(survivors)} listed"]
    lines += [f"    survived: {one.program.path.name}:{one.line} | {one.text} | {one.change}" for one in survivors]
    lines += [f"    listed, but {one}" for one in verdict.stale]
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
