"""The states of every TCP endpoint, derived from the segments and from listen(), accept(), shutdown() and close().

RFC 9293, section 3.3.2, figure 5, and where that leaves a choice, what Linux does.

Nothing here asks the kernel: what it says must equal what the kernel says (inet_diag), and a test sees to it.
"""

from lab.running.capture import Packet

Address = tuple[str, int]
Endpoint = tuple[Address, Address | None]  # local and peer; a listening socket has no peer

# Figure 5, and the text that it stands for (sections 3.5 to 3.10): what can follow what. CLOSED is also the state before.
NEXT = {
    "CLOSED": {"LISTEN", "SYN-SENT", "SYN-RECEIVED"},  # a SYN to a LISTEN makes a new endpoint in SYN-RECEIVED
    "LISTEN": {"CLOSED", "SYN-SENT"},
    "SYN-SENT": {"SYN-RECEIVED", "ESTABLISHED", "CLOSED"},
    "SYN-RECEIVED": {"ESTABLISHED", "FIN-WAIT-1", "CLOSED"},
    "ESTABLISHED": {"FIN-WAIT-1", "CLOSE-WAIT", "CLOSED"},
    "FIN-WAIT-1": {"FIN-WAIT-2", "CLOSING", "TIME-WAIT", "CLOSED"},
    "FIN-WAIT-2": {"TIME-WAIT", "CLOSED"},
    "CLOSE-WAIT": {"LAST-ACK", "CLOSED"},
    "CLOSING": {"TIME-WAIT", "CLOSED"},
    "LAST-ACK": {"CLOSED"},
    "TIME-WAIT": {"CLOSED"},
}
CARRIES_DATA = {"ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT"}
AFTER_SENDING_FIN = {"ESTABLISHED": "FIN-WAIT-1", "SYN-RECEIVED": "FIN-WAIT-1", "CLOSE-WAIT": "LAST-ACK"}
AFTER_FIN_ACKNOWLEDGED = {"FIN-WAIT-1": "FIN-WAIT-2", "CLOSING": "TIME-WAIT", "LAST-ACK": "CLOSED"}
AFTER_RECEIVING_FIN = {"ESTABLISHED": "CLOSE-WAIT", "FIN-WAIT-1": "CLOSING", "FIN-WAIT-2": "TIME-WAIT"}


class Endpoints:
    """All endpoints of a run. `states` holds those that are not CLOSED."""

    def __init__(self) -> None:
        self.states: dict[Endpoint, str] = {}
        self.fins: dict[Endpoint, int] = {}  # the acknowledgement that covers the FIN this endpoint sent
        self.listeners: dict[Endpoint, dict[str, int]] = {}  # the sockets that listen there, and their backlogs
        self.queues: dict[Endpoint, int] = {}  # connections that wait to be accepted
        self.deferring: set[Endpoint] = set()  # listeners with TCP_DEFER_ACCEPT
        self.passive: set[Endpoint] = set()  # endpoints that a listener made

    def state_of(self, endpoint: Endpoint) -> str:
        return self.states.get(endpoint, "CLOSED")

    def enter_state(self, endpoint: Endpoint, state: str) -> dict[Endpoint, str]:
        """Enter a state. {endpoint: state}, or nothing if it was in it already."""
        if self.state_of(endpoint) == state:
            return {}
        if state == "CLOSED":
            del self.states[endpoint]
            self.fins.pop(endpoint, None)
            self.passive.discard(endpoint)
        else:
            self.states[endpoint] = state
        return {endpoint: state}

    # What programs do.

    def listen(self, local: Address, socket: str, backlog: int) -> dict[Endpoint, str]:
        self.listeners.setdefault((local, None), {})[socket] = backlog
        return self.enter_state((local, None), "LISTEN")

    def defer(self, local: Address) -> dict[Endpoint, str]:
        """setsockopt(TCP_DEFER_ACCEPT): a connection counts when it brings data (tcp(7))."""
        self.deferring.add((local, None))
        return {}

    def accept(self, local: Address) -> dict[Endpoint, str]:
        """A connection leaves the queue of those that wait to be accepted."""
        self.queues[local, None] = self.queues.get((local, None), 0) - 1
        return {}

    def close(self, endpoint: Endpoint, socket: str) -> dict[Endpoint, str]:
        """The last descriptor is closed: nobody listens any more, nobody waits for an answer to a SYN."""
        if self.state_of(endpoint) == "LISTEN":
            self.listeners[endpoint].pop(socket, None)
            if self.listeners[endpoint]:
                return {}
            self.queues.pop(endpoint, None)
            return self.enter_state(endpoint, "CLOSED")
        return self.enter_state(endpoint, "CLOSED") if self.state_of(endpoint) == "SYN-SENT" else {}

    def finish(self, endpoint: Endpoint) -> dict[Endpoint, str]:
        """close() or shutdown(SHUT_WR), whose FIN waits behind data that has not gone yet: "In any case, enter
        FIN-WAIT-1 state" (RFC 9293, 3.10.4). If the FIN has gone, it has changed the state already."""
        return self.advance(endpoint, AFTER_SENDING_FIN)

    # What the wire shows.

    def take_segment(self, packet: Packet) -> dict[Endpoint, str]:
        """A segment has gone from one end to the other: which endpoints are in which state now, if they changed. What
        left through a device, or came through one, concerns its sender or its receiver alone."""
        sender, receiver, flags = (packet.src, packet.dst), (packet.dst, packet.src), packet.flags
        changed: dict[Endpoint, str] = {}
        if "RST" in flags:
            for endpoint in [sender] * packet.sent + [receiver] * packet.arrived:
                changed |= self.enter_state(endpoint, "CLOSED")
            return changed
        if "SYN" in flags:
            if "ACK" in flags:
                # It follows a SYN that was taken: by a listener, or by an end that had sent one too.
                if packet.sent and self.state_of(sender) in ("CLOSED", "SYN-SENT"):
                    if self.state_of(sender) == "CLOSED":
                        self.passive.add(sender)
                    changed |= self.enter_state(sender, "SYN-RECEIVED")
                if packet.arrived and self.state_of(receiver) in ("SYN-SENT", "SYN-RECEIVED"):
                    changed |= self.enter_state(receiver, "ESTABLISHED")
            else:
                if packet.sent and self.state_of(sender) in ("CLOSED", "TIME-WAIT"):
                    changed |= self.enter_state(sender, "SYN-SENT")
                if packet.arrived and receiver != sender and self.state_of(receiver) == "SYN-SENT":
                    changed |= self.enter_state(receiver, "SYN-RECEIVED")
            return changed
        if "FIN" in flags and packet.sent:
            self.fins.setdefault(sender, packet.end)
            changed |= self.advance(sender, AFTER_SENDING_FIN)
        if "ACK" in flags and packet.arrived:
            if self.state_of(receiver) == "SYN-RECEIVED" and self.queue_for_accept(receiver, bool(packet.data)):
                changed |= self.enter_state(receiver, "ESTABLISHED")
            if self.fins.get(receiver) == packet.ack:
                changed |= self.advance(receiver, AFTER_FIN_ACKNOWLEDGED)
        if "FIN" in flags and packet.arrived:
            # A connection that is not yet established keeps no FIN: it will come again.
            changed |= self.advance(receiver, AFTER_RECEIVING_FIN)
        return changed

    def queue_for_accept(self, endpoint: Endpoint, data: bool) -> bool:
        """Queue a connection that a segment completes for accept. Whether there was room: where there is none, Linux
        ignores the segment; it lets one more in than the backlog says."""
        if endpoint not in self.passive:
            return True
        local = endpoint[0]
        for listener in ((local, None), (("0.0.0.0", local[1]), None), (("::", local[1]), None)):
            if self.state_of(listener) == "LISTEN":
                waiting = self.queues.get(listener, 0)
                if listener in self.deferring and not data:
                    return False
                if waiting > sum(self.listeners[listener].values()):
                    return False
                self.queues[listener] = waiting + 1
                break
        return True

    def advance(self, endpoint: Endpoint, table: dict[str, str]) -> dict[Endpoint, str]:
        state = self.state_of(endpoint)
        return self.enter_state(endpoint, table[state]) if state in table else {}
