"""Look for the application protocols in the kernel's own list.

Linux only: it reads /proc/net/protocols.
"""

with open("/proc/net/protocols", encoding="ascii") as table:
    known = {line.split()[0] for line in table}

for name in "TCP", "UDP", "TELNET", "FTP", "HTTP", "SNMP", "SESSION":
    answer = "yes" if name in known else "no"
    print(f"{name} is a protocol of the kernel's sockets: {answer}")
