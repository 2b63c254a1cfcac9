"""Runs programs in slow motion, and tells what the kernel did.

    recorder.py     records programs that run together: where to begin
    worker.py       the recorder's own process
    controller.py   there: lets one thread run one line, waits until everything is quiet, then the next
    child.py        inside each program: stops it before every line until it may go on
    calls.py        every system call on a socket, from strace
    sockets.py      every socket that the kernel knows, from inet_diag
    routes.py       makes the kernel acknowledge at once
    tracepoint.py   every change of a TCP state as the kernel reports it, for the tests to compare
    tcp.py          the states of RFC 9293, derived from packets and calls
    story.py        all of that, and the packets of lab/running/capture.py, told as one recording
    catalogue.py    the recordings that pages ask for, and those that are stored
"""
