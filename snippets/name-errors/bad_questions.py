"""Ask getaddrinfo what it cannot answer; no resolver is asked.

Linux only: numbers and texts differ on other systems.
"""

import socket

NAMES = {getattr(socket, name): name
         for name in dir(socket) if name.startswith("EAI_")}
QUESTIONS = [
    dict(port="htpt"),
    dict(port="http", type=socket.SOCK_RAW),
    dict(host="::1", family=socket.AF_INET),
    dict(host="localhost", flags=socket.AI_NUMERICHOST),
    dict(host=None, port=None),
    dict(family=socket.AF_UNIX),
    dict(type=99),
]

for question in QUESTIONS:
    asked = {"host": "127.0.0.1", "port": 80} | question
    try:
        socket.getaddrinfo(**asked)
    except socket.gaierror as error:
        print(NAMES[error.errno], *(
            f"{name}={value!r}" for name, value in question.items()))
        print("   socket.gaierror:", error)
