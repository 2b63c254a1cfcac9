"""Ctrl-C and asyncio.run, once."""

import asyncio
import signal


async def main():
    loop = asyncio.get_running_loop()
    try:
        signal.raise_signal(signal.SIGINT)  # as Ctrl-C does
        print("main: goes on until its next await")
        await loop.create_future()  # waits for ever
    except asyncio.CancelledError:
        print("main: cancelled")
        raise
    finally:
        print("main: tidies up")


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("asyncio.run: KeyboardInterrupt")
