"""A name that looks harmless, and a link that leads elsewhere.

Not on Windows: a link may need a privilege there.
"""

import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as top:
    folder = Path(top, "share").resolve()
    folder.mkdir()
    Path(top, "secret").write_text("do not send this")
    (folder / "notes").symlink_to("../secret")
    (folder / "report").write_text("for everybody")

    # Made once, from what is there; a peer's text is only looked up.
    shared = {"report": folder / "report"}

    for name in "report", "notes", "../secret":
        path = folder / name
        print(name)
        print("   looks inside: ", ".." not in name)
        print("   is inside:    ",
              path.resolve().is_relative_to(folder))
        print("   in the table: ", name in shared)
        print("   would send:   ", path.read_text())
