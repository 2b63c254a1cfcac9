"""Numbers that do not fit, and pieces that are too short."""

import struct


def attempt(what, function, *arguments, **options):
    try:
        print(f"{what}: {function(*arguments, **options)}")
    except struct.error as error:
        print(f"{what}:\n   struct.error: {error}")
    except OverflowError as error:
        print(f"{what}:\n   OverflowError: {error}")


attempt('pack "!H", 65535', struct.pack, "!H", 65535)
attempt('pack "!H", 65536', struct.pack, "!H", 65536)
attempt("(256).to_bytes(1)", (256).to_bytes, 1, "big")
attempt("(-1).to_bytes(1)", (-1).to_bytes, 1, "big")
attempt("the same, signed", (-1).to_bytes, 1, "big", signed=True)

# A recv may return fewer bytes than a number has.
attempt('unpack "!I", two bytes', struct.unpack, "!I", b"\0\1")
attempt('unpack "!I", five bytes', struct.unpack, "!I", b"\0\0\0\1x")
attempt("from_bytes, two", int.from_bytes, b"\0\1", "big")
attempt("from_bytes, five", int.from_bytes, b"\0\0\0\1x", "big")
