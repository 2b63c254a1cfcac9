"""Parse JSON as strangers write it: what is an error, what is not."""

import json

TEXTS = {
    "two keys alike": '{"pay": 1, "pay": 1000}',
    "not a number": '{"pay": NaN}',
    "not the form you expect": '["pay", 1]',
    "a text for a number": '{"pay": "1"}',
    "100,000 brackets": "[" * 100_000 + "]" * 100_000,
    "5,000 digits": '{"pay": ' + "9" * 5000 + "}",
    "not UTF-8": b'{"pay": "\xff"}',
}


def amount(text):
    """Return the amount, or raise ValueError."""
    try:
        message = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    match message:
        # A bool is an int in Python, and NaN is a float.
        case {"pay": int(pay)} if 0 <= pay <= 10_000:
            if not isinstance(pay, bool):
                return pay
    raise ValueError("not an amount")


for name, text in TEXTS.items():
    try:
        parsed = f"taken: {json.loads(text)}"
    except (ValueError, RecursionError) as error:
        parsed = type(error).__name__
    try:
        checked = f"taken: {amount(text)}"
    except ValueError:
        checked = "refused"
    print(f"{name}\n   json.loads: {parsed}\n   with checks: {checked}")
