"""Sends the requests that pyairtable sends, with the standard library alone, and prints what came back as JSON.

Usage: pyairtable_shapes.py URL BASE
"""

import base64
import hmac
import http.server
import json
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

URL, BASE = sys.argv[1], sys.argv[2]
HEADERS = {
    "User-Agent": "pyairtable/3.5.0.dev0",
    "Authorization": "Bearer patPython",
    "Accept-Encoding": "identity",
    "Accept": "*/*",
}


def request(method, path, params=(), body=None):
    query = urllib.parse.urlencode(params)
    data = None if body is None else json.dumps(body).encode()
    headers = dict(HEADERS, **({"Content-Type": "application/json"} if data else {}))
    url = f"{URL}/v0/{path}" + (f"?{query}" if query else "")
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as response:
            text = response.read()
            return json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        return {"status": error.code, "retryAfter": error.headers.get("Retry-After"), **json.loads(error.read())}


def table(name):
    return f"{BASE}/{urllib.parse.quote(name, safe='')}"


def iterate(path, params):
    """As pyairtable's iterate_requests: follows `offset`."""
    sizes, offset = [], None
    while True:
        page = request("GET", path, [*params, *([("offset", offset)] if offset else [])])
        sizes.append(len(page["records"]))
        offset = page.get("offset")
        if not offset:
            return sizes


def list_by_post(name, formula):
    """At 16,000 characters it turns to POST: zone and locale stay in the query, the rest is JSON."""
    return request(
        "POST",
        f"{table(name)}/listRecords",
        [("timeZone", "Europe/Madrid"), ("userLocale", "es")],
        {
            "filterByFormula": formula,
            "returnFieldsByFieldId": True,
            "fields": ["Nombre"],
            "pageSize": 2,
            "maxRecords": 3,
            "sort": [{"field": "Numero", "direction": "desc"}],
        },
    )


WRITE = {"typecast": False, "returnFieldsByFieldId": False}


def writes():
    created = request("POST", table("Mesas"), body={"fields": {"Nombre": "P1"}, **WRITE})
    batch = request(
        "POST", table("Mesas"), body={"records": [{"fields": {"Nombre": "P2"}}, {"fields": {"Nombre": "P3"}}], **WRITE}
    )
    updated = request("PATCH", f"{table('Mesas')}/{created['id']}", body={"fields": {"Capacidad": 4}, **WRITE})
    replaced = request("PUT", f"{table('Mesas')}/{created['id']}", body={"fields": {"Nombre": "P1b"}, **WRITE})
    upserted = request(
        "PATCH",
        table("Mesas"),
        body={
            "records": [{"fields": {"Nombre": "P2", "Capacidad": 2}}, {"fields": {"Nombre": "P4"}}, {"fields": {"Nombre": None, "Numero": 99}}],
            "performUpsert": {"fieldsToMergeOn": ["Nombre"]},
            **WRITE,
        },
    )
    again = request(
        "PATCH",
        table("Mesas"),
        body={
            "records": [{"fields": {"Nombre": None, "Numero": 100}}],
            "performUpsert": {"fieldsToMergeOn": ["Nombre"]},
            **WRITE,
        },
    )
    ids = [created["id"], *(record["id"] for record in batch["records"])]
    deleted = request("DELETE", table("Mesas"), [("records[]", record_id) for record_id in ids])
    return {
        "updated": updated["fields"],
        "replaced": replaced["fields"],
        "upserted": [len(upserted["createdRecords"]), len(upserted["updatedRecords"]), len(upserted["records"])],
        "nullMatched": again["updatedRecords"] == [upserted["records"][2]["id"]],
        "deleted": [record["deleted"] for record in deleted["records"]],
    }


def webhooks():
    """Receives a ping, checks it as WebhookNotification.from_request does, and reads the payloads."""
    pings = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            pings.append((body, self.headers["X-Airtable-Content-MAC"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hook = request(
        "POST",
        f"bases/{BASE}/webhooks",
        body={
            "notificationUrl": f"http://127.0.0.1:{server.server_port}/hook",
            "specification": {"options": {"filters": {"dataTypes": ["tableData"]}}},
        },
    )
    path = f"bases/{BASE}/webhooks/{hook['id']}"
    for capacity in (21, 22, 23):
        request("PATCH", f"{table('Mesas')}/recMesa0000000001", body={"fields": {"Capacidad": capacity}, **WRITE})
    for _ in range(500):
        if pings:
            break
        time.sleep(0.02)
    server.shutdown()
    body, header = pings[0]
    secret = base64.decodebytes(hook["macSecretBase64"].encode("ascii"))
    mac = hmac.HMAC(secret, body, "sha256")
    cursor, seen = 1, 0
    while True:
        page = request("GET", f"{path}/payloads", [("cursor", cursor), ("limit", 2)])
        seen += len(page["payloads"])
        cursor = page["cursor"]
        if not (page["payloads"] and page["mightHaveMore"]):
            break
    return {
        "signed": header == "hmac-sha256=" + mac.hexdigest(),
        "named": json.loads(body)["webhook"]["id"] == hook["id"],
        "payloads": seen,
        "cursor": cursor,
        "refreshed": "expirationTime" in request("POST", f"{path}/refresh"),
        "disabled": request("POST", f"{path}/enableNotifications", body={"enable": False}),
        "deleted": request("DELETE", path),
        "left": request("GET", f"bases/{BASE}/webhooks")["webhooks"],
    }


def comments():
    path = f"{table('Mesas')}/recMesa0000000001/comments"
    made = request("POST", path, body={"text": "Hola"})
    request("PATCH", f"{path}/{made['id']}", body={"text": "Adiós"})
    listed = request("GET", path)
    return {
        "text": [comment["text"] for comment in listed["comments"]],
        "count": request("GET", table("Mesas"), [("recordMetadata[]", "commentCount"), ("maxRecords", 1)])["records"][0]["commentCount"],
        "deleted": request("DELETE", f"{path}/{made['id']}")["deleted"],
    }


ids = ", ".join(f"RECORD_ID()='recMesa{n:010d}'" for n in range(1, 500))
print(
    json.dumps(
        {
            "whoami": request("GET", "meta/whoami")["id"],
            "tables": [one["name"] for one in request("GET", f"meta/bases/{BASE}/tables", [("include", "visibleFieldIds")])["tables"]],
            "pages": iterate(table("Clientes"), [("pageSize", 10), ("maxRecords", 25)]),
            "sorted": [
                record["fields"]["fldMesaNumero0000"]
                for record in request(
                    "GET",
                    table("Mesas"),
                    [
                        ("sort[0][direction]", "desc"),
                        ("sort[0][field]", "Numero"),
                        ("fields[]", "Numero"),
                        ("fields[]", "Nombre"),
                        ("maxRecords", 2),
                        ("returnFieldsByFieldId", 1),
                        ("filterByFormula", "{Zona}='Salón'"),
                    ],
                )["records"]
            ],
            "byPost": [record["fields"] for record in list_by_post("Mesas", f"OR({ids})")["records"]],
            "emptyOffset": len(request("GET", table("Turnos"), [("offset", "")])["records"]),
            "unknown": request("GET", f"{table('Mesas')}/recAbsent00000001"),
            "writes": writes(),
            "webhooks": webhooks(),
            "comments": comments(),
        }
    )
)
