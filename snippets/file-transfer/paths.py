"""Join a folder and a name from the other side, on two systems."""

import ntpath
import posixpath
from pathlib import PurePosixPath, PureWindowsPath

NAMES = ["report.txt", "../../etc/passwd", "/etc/passwd",
         "..\\..\\secret", "D:\\secret"]
FOLDERS = {posixpath: PurePosixPath("/srv/share"),
           ntpath: PureWindowsPath("C:/share")}

for name in NAMES:
    print(name)
    for system, folder in FOLDERS.items():
        path = type(folder)(system.normpath(folder / name))
        inside = path.is_relative_to(folder)
        print(f"   {str(path):25} {'inside' if inside else 'OUTSIDE'}")
