"""A program of one's own that is called socket.py, and its victims."""

import subprocess
import sys
import tempfile
from pathlib import Path

LINES = ("socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()",
         "socket.socket().close()")


def run(folder, name):
    """Run a file. The end of what it says, without its last hint."""
    # -E: as if no PYTHON... variable were set.
    done = subprocess.run([sys.executable, "-E", name], cwd=folder,
                          capture_output=True, text=True)
    said = (done.stdout + done.stderr).splitlines()[-1]
    said = said.partition(" (")[0].partition(". Did")[0]
    return said.replace("partially initialized ", "")


with tempfile.TemporaryDirectory() as folder:
    client = Path(folder) / "client.py"
    own = Path(folder) / "socket.py"
    for line in LINES:
        program = f"import socket\n{line}\nprint('no error')\n"
        client.write_text(program)
        print(line)
        print("  client.py alone:")
        print("   ", run(folder, "client.py"))
        own.write_text(program)
        print("  client.py with socket.py beside it:")
        print("   ", run(folder, "client.py"))
        print("  socket.py itself:")
        print("   ", run(folder, "socket.py"))
        own.unlink()
