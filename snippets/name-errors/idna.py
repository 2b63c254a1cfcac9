"""Look up names that Python turns down before anybody is asked."""

import socket

NAMES = {
    "64 characters and no dot": "a" * 64 + ".example",
    "two dots in a row": "www..example",
    "a dot in front": ".example.com",
}

for title, name in NAMES.items():
    try:
        socket.getaddrinfo(name, 80)
    except UnicodeError as error:
        print(f"{title}: UnicodeError, about a label:",
              "label" in str(error))
        print("   caught by `except OSError`:",
              isinstance(error, OSError))

print("bücher.example".encode("idna"))
print(len(("a" * 63).encode("idna")), "characters pass")
