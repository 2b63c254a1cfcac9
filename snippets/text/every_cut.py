"""Cut one text at each place; decode the two pieces by themselves."""

TEXT = "aé粘😀"
data = TEXT.encode("utf-8")
print(len(TEXT), "characters,", len(data), "bytes:", data.hex(" "))
print("cut after byte")

for place in range(1, len(data)):
    for piece in data[:place], data[place:]:
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError as error:
            print(f"{place} {error}")
            break
    else:
        print(f"{place} no error")
