"""What must not stop half-way: shield, and somebody who waits."""

import asyncio

paid = asyncio.Event()


async def pay():
    try:
        print("pay: begun")
        await paid.wait()
        print("pay: done")
    except asyncio.CancelledError:
        print("pay: stopped half-way")
        raise


async def main():
    payment = asyncio.create_task(pay())
    try:
        async with asyncio.timeout(0.2):
            await asyncio.shield(payment)
    except TimeoutError:
        print("main: the client has waited long enough")
    paid.set()  # the bank answers at last
    try:
        await payment
    except asyncio.CancelledError:
        print("main: no payment")


asyncio.run(main())
