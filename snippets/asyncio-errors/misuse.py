"""Four messages about the loop itself, each made on purpose."""

import asyncio
import warnings


async def work():
    return "done"


async def nested():
    coroutine = work()
    try:
        asyncio.run(coroutine)
    finally:
        coroutine.close()


async def forgotten():
    work()


def attempt(name, call):
    try:
        call()
    except (RuntimeError, RuntimeWarning) as error:
        print(f"{name}:\n  {type(error).__name__}: {error}")


print("as it should be:", asyncio.run(work()))
attempt("run inside run", lambda: asyncio.run(nested()))
attempt("no loop is running", asyncio.get_running_loop)

loop = asyncio.new_event_loop()
loop.close()
attempt("a loop that was closed", lambda: loop.call_soon(print))

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    asyncio.run(forgotten())
print("await was forgotten:")
# In debug mode more lines follow, with the place.
message = str(caught[0].message).splitlines()[0]
print(f"  {caught[0].category.__name__}: {message}")
