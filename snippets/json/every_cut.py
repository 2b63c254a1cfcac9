"""Cut one JSON text at each place; see what the parser says."""

import json
from collections import Counter


def verdict(text):
    try:
        return f"no error, and the value {json.loads(text)!r}"
    except json.JSONDecodeError as error:
        return error.msg


for value in {"milk": 12, "ok": True}, 1000:
    text = json.dumps(value)
    print(text)
    verdicts = Counter(verdict(text[:n]) for n in range(len(text)))
    for said, times in verdicts.items():
        print(f"  {times:2} times {said}")
