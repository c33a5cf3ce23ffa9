"""Send requests to the server on the port in PORT and print the responses as JSON.

The supervisor runs this text with `python -I -c`: it stands alone and imports nothing of the guide nor of the sample.
In: requests as they stand in a fence, one an argument. Out: a list of responses, each a list of its status line and
header lines, and its body.
"""

import json
import os
import socket
import sys
from http.client import HTTPResponse

VERSIONS = {10: "HTTP/1.0", 11: "HTTP/1.1"}


def send_request(text: str) -> tuple[list[str], str]:
    """Send one request over a connection of its own; the head and the body of the response."""
    head, _, body = text.partition("\n\n")
    names = {line.partition(":")[0].lower() for line in head.split("\n")[1:]}
    fields = [] if "connection" in names else ["Connection: close"]
    if body and not names & {"content-length", "transfer-encoding"}:
        fields.append(f"Content-Length: {len(body.encode())}")
    with socket.create_connection(("127.0.0.1", int(os.environ["PORT"]))) as connection:
        lines = [*head.split("\n"), *fields, "", ""]
        connection.sendall("\r\n".join(lines).encode() + body.encode())
        response = HTTPResponse(connection, method=head.partition(" ")[0])
        response.begin()
        start = f"{VERSIONS[response.version]} {response.status} {response.reason}".rstrip()
        return [start, *(f"{name}: {value}" for name, value in response.getheaders())], response.read().decode()


if __name__ == "__main__":
    print(json.dumps([send_request(text) for text in sys.argv[1:]]))
