"""How a guest and its host talk: records go out as lines of JSON, orders come in as files.

WASI 0.1 has no pipes that both node:wasi and wasmtime could open, but both have folders. A record is on the disk before
the test that it announces begins, so that a trap cannot take it away. The host names the folder in PYWASI_CHANNEL.
"""

import json
import os
import time

FOLDER = "PYWASI_CHANNEL"
# Long enough to cost nothing, short enough not to be seen: an order covers many tests.
LOOK_EVERY = 0.003


class Channel:
    def __init__(self, folder):
        self._folder = folder
        # Unbuffered: what is written is there for the host at once.
        self._records = open(f"{folder}/records", "ab", buffering=0)  # noqa: SIM115 - open as long as the guest lives
        self._asked = 0

    def tell(self, event, **facts):
        """Sends one record; lone surrogates, which test names and messages may have, are escaped by JSON."""
        line = json.dumps({"event": event, **facts}, default=str)
        self._records.write(line.encode("ascii") + b"\n")

    def ask(self):
        """The host's next order; waits for it."""
        self._asked += 1
        self.tell("next", number=self._asked)
        path = f"{self._folder}/order-{self._asked}"
        while True:
            try:
                with open(path, "rb") as file:
                    order = json.load(file)
            except FileNotFoundError:
                time.sleep(LOOK_EVERY)
            else:
                os.unlink(path)
                return order


def channel():
    return Channel(os.environ.pop(FOLDER))
