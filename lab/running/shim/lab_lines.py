"""Notes which lines of some programs run: each once, in the file LAB_LINES, as `path:number`.

At once and with a file opened anew, so that nothing is lost where a process forks, ends with os._exit or is killed.
"""

import fcntl
import os
import sys
import threading

# By its folder, held open: a program may make another folder its /.
WHERE, NOTES = os.path.split(os.environ["LAB_LINES"])
folder = os.open(WHERE, os.O_RDONLY)
PLACE = fcntl.fcntl(folder, fcntl.F_DUPFD_CLOEXEC, 200)  # far from the numbers that programs print
os.close(folder)
FOLDER = os.environ["LAB_PROGRAMS"] + os.sep

seen = set()


def follow(frame, event, argument):
    """What sys.settrace calls for each new frame."""
    return note if frame.f_code.co_filename.startswith(FOLDER) else None


def note(frame, event, argument):
    """What it calls then for each line."""
    line = f"{frame.f_code.co_filename}:{frame.f_lineno}\n"
    if line not in seen:
        seen.add(line)
        file = os.open(NOTES, os.O_WRONLY | os.O_APPEND | os.O_CREAT, dir_fd=PLACE)
        os.write(file, line.encode())
        os.close(file)
    return note


threading.settrace(follow)
sys.settrace(follow)
