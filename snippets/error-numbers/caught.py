"""Under which names can each of these errors be caught?"""

import asyncio
import socket

for kind in (
    ConnectionResetError, BrokenPipeError, TimeoutError, socket.timeout,
    PermissionError, BlockingIOError, socket.gaierror, socket.error,
    asyncio.IncompleteReadError, asyncio.LimitOverrunError,
    UnicodeDecodeError, asyncio.CancelledError,
):
    print(" < ".join(base.__name__ for base in kind.__mro__[:-1]))
