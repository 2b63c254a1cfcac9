"""A network dies; two routers talk each other into believing in it."""

import socket

INFINITY = 16


def neighbours():
    """Two UDP sockets, each of which sends to the other."""
    left = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    right = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for sock in left, right:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(5)
    left.connect(right.getsockname())
    right.connect(left.getsockname())
    return left, right


def run(split_horizon):
    """The metrics that R1 and R2 hold, exchange by exchange."""
    # N -- R1 -- R2: R2 has learnt its way to N from R1.
    metric = {"R1": 1, "R2": 2}
    # R1's line to N breaks.
    metric["R1"] = INFINITY
    history = []
    left, right = neighbours()
    with left, right:
        while metric != {"R1": INFINITY, "R2": INFINITY}:
            # R2 speaks first. With split horizon it keeps from R1
            # what it has from R1.
            if not split_horizon:
                right.send(bytes([metric["R2"]]))
                offer = left.recv(1)[0] + 1
                metric["R1"] = min(offer, INFINITY)
            # R1 is where R2's route leads: R2 must believe it.
            left.send(bytes([metric["R1"]]))
            metric["R2"] = min(right.recv(1)[0] + 1, INFINITY)
            history.append(f"{metric['R1']},{metric['R2']}")
    return history


for split_horizon in False, True:
    history = run(split_horizon)
    print("split horizon:", split_horizon)
    print("  metrics of R1,R2:", " ".join(history))
    print("  exchanges until both know:", len(history))
