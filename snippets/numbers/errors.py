"""Numbers that do not fit, and pieces that are too short."""

import struct


def attempt(what, function, *arguments, **options):
    try:
        print(f"{what}: {function(*arguments, **options)}")
    except struct.error as error:
        print(f"{what}: struct.error")
        return error
    except OverflowError:
        print(f"{what}: OverflowError")


attempt('pack "!H", 65535', struct.pack, "!H", 65535)
attempt('pack "!H", 65536', struct.pack, "!H", 65536)
attempt('pack "!H", -1', struct.pack, "!H", -1)
attempt("(256).to_bytes(1)", (256).to_bytes, 1, "big")
attempt("(-1).to_bytes(1)", (-1).to_bytes, 1, "big")
attempt("the same, signed", (-1).to_bytes, 1, "big", signed=True)

# A recv may return fewer bytes than a number has.
print(attempt("unpack two of four bytes", struct.unpack, "!I", b"\0\1"))
print(attempt("unpack five of four", struct.unpack, "!I", b"\0\0\0\1x"))
print("but from_bytes takes any: ", int.from_bytes(b"\0\1", "big"),
      int.from_bytes(b"\0\0\0\1x", "big"))
