"""Ask for three sums, within ten seconds in all. To copy."""

import asyncio
import sys

ADDRESS = ("127.0.0.1", 25740)
PATIENCE = 10  # seconds for everything: connect, ask, and close
LIMIT = 1000  # bytes in an answer


async def ask(*questions):
    """The answers, each to its question."""
    reader, writer = await asyncio.open_connection(
        *ADDRESS, limit=LIMIT
    )
    try:
        answers = []
        for question in questions:
            writer.write(question.encode() + b"\n")
            await writer.drain()
            line = await reader.readuntil(b"\n")
            answers.append(line.decode().rstrip("\r\n"))
        writer.close()
        await writer.wait_closed()
        return answers
    finally:
        writer.transport.abort()  # of no effect after wait_closed


async def main():
    questions = "1 2 3", "40 2", "one"
    async with asyncio.timeout(PATIENCE):
        answers = await ask(*questions)
    for question, line in zip(questions, answers):
        print(f"{question}: {line!r}")


try:
    asyncio.run(main())
except (
    EOFError, OSError, ValueError, asyncio.LimitOverrunError
) as error:
    sys.exit(f"no sums: {error!r}")
