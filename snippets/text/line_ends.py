"""Take the ends off lines: four ways, three of them surprise."""

import io

# As HTTP and SMTP end their lines; the first holds a form feed.
DATA = b"page\x0cone \r\nsay \xe2\x80\xa8 hi\r\n"
text = DATA.decode("utf-8")

print("split:     ", ascii(text.split("\n")))
print("splitlines:", ascii(text.splitlines()))
print("strip:     ", ascii([t.strip() for t in text.split("\n")]))
print("removed:   ", ascii([t.removesuffix("\r")
                            for t in text.split("\n")]))
print("as bytes:  ", DATA.splitlines())

# A cut between \r and \n: two lines, or three?
pieces = b"one\r", b"\ntwo\r\n"
print("cut, each: ", [p.splitlines() for p in pieces])
whole = io.TextIOWrapper(io.BytesIO(b"".join(pieces)), "utf-8")
print("cut, whole:", whole.read().split("\n"))
