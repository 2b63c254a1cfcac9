"""Which numbers have an exception class of their own?

Linux only: other systems know other numbers.
"""

import errno

classes = {}
for number, name in sorted(errno.errorcode.items()):
    # OSError looks at the number and makes a subclass.
    kind = type(OSError(number, "some text"))
    classes.setdefault(kind.__name__, []).append(name)

others = classes.pop("OSError")
for kind, names in sorted(classes.items()):
    print(f"{kind}: {', '.join(names)}")
print("all others are plain OSError, ENETUNREACH for one:",
      "ENETUNREACH" in others)
