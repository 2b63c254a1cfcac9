"""Silence the error of a cut character: the damage stays."""

TEXT = "aé粘😀"
data = TEXT.encode("utf-8")
pieces = [data[n:n + 2] for n in range(0, len(data), 2)]

for errors in "ignore", "replace", "surrogateescape":
    text = "".join(piece.decode("utf-8", errors) for piece in pieces)
    back = text.encode("utf-8", errors)
    print(f"{errors:15} {ascii(text)}")
    print(f"{'':15} the bytes are still there: {back == data}")
whole = b"".join(pieces).decode("utf-8")
print(f"{'join first':15} {ascii(whole)}: {whole == TEXT}")
