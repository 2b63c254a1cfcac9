"""Runs a program of asyncio on the event loop of uvloop: `python -m lab.measuring.on_uvloop program.py`."""

import asyncio
import runpy
import sys

import uvloop

if __name__ == "__main__":
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    runpy.run_path(sys.argv[1], run_name="__main__")
