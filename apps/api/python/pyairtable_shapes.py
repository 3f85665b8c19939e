"""Sends the requests of pyairtable_shapes.json to an Airtable-compatible endpoint, as pyairtable sends them, and checks the
answers. Standard library alone.

Usage: LARDER_URL=http://127.0.0.1:3000 LARDER_TOKEN=... LARDER_BASE=app... python3 pyairtable_shapes.py

LARDER_TIME_FACTOR: how many seconds of the endpoint go by in one of ours, for an endpoint whose clock is fast. Default 1.
"""

import gzip
import json
import os
import pathlib
import re
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ["LARDER_URL"].rstrip("/")
TOKEN = os.environ["LARDER_TOKEN"]
BASE = os.environ["LARDER_BASE"]
TIME_FACTOR = float(os.environ.get("LARDER_TIME_FACTOR", "1"))
TABLE = json.loads(pathlib.Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))

# urllib3.util.Retry(total=5, backoff_factor=0.1, status_forcelist=(429,), allowed_methods=None), and its class's own list.
RETRIES, BACKOFF = 5, 0.1
RETRY_AFTER_STATUS_CODES = (413, 429, 503)


def long_formula(count):
    return "OR({})".format(", ".join(f"RECORD_ID()='recMesa{n:010d}'" for n in range(1, count + 1)))


def long_text(length):
    return "LEN('{}')>0".format("x" * length)


class Conversation:
    """Requests one after the other, and what later ones need of the answers."""

    def __init__(self):
        self.saved = {"base": BASE}
        self.waits = []

    def fill(self, value):
        """Replaces {name} by what was saved, and what is to be made."""
        if isinstance(value, str):
            return re.sub(r"\{([a-z]+)\}", lambda match: self.saved.get(match[1], match[0]), value)
        if isinstance(value, list):
            return [self.fill(one) for one in value]
        if isinstance(value, dict) and "longFormula" in value:
            return long_formula(value["longFormula"])
        if isinstance(value, dict) and "longText" in value:
            return long_text(value["longText"])
        if isinstance(value, dict):
            return {name: self.fill(one) for name, one in value.items()}
        return value

    def send(self, shape, query):
        """Answers (status, body), after the retries of urllib3."""
        for attempt in range(RETRIES + 1):
            status, headers, body = self.send_once(shape, query)
            retry_after = headers.get("Retry-After")
            is_retried = status == 429 or (retry_after is not None and status in RETRY_AFTER_STATUS_CODES)
            if not is_retried or attempt == RETRIES:
                return status, body
            if retry_after is None:
                time.sleep(BACKOFF * 2**attempt if attempt > 0 else 0)
            else:
                self.waits.append(int(retry_after))
                time.sleep(int(retry_after) / TIME_FACTOR)
        raise AssertionError("unreachable")

    def send_once(self, shape, query):
        path = urllib.parse.quote(self.fill(shape["path"]), safe="/")
        encoded = urllib.parse.urlencode([(name, self.fill(value)) for name, value in query])
        address = f"{URL}/v0/{path}" + (f"?{encoded}" if encoded else "")
        headers = {**TABLE["headers"], "Authorization": f"Bearer {TOKEN}"}
        data = None
        if "body" in shape:
            data = json.dumps(self.fill(shape["body"])).encode()
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(address, data, headers, method=shape["method"])
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, response.headers, decoded(response)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, decoded(error)

    def follow(self, shape):
        """As pyairtable's iterate_requests and Webhook.payloads do."""
        rule, query, pages = shape["follow"], list(shape.get("query", [])), []
        while True:
            status, page = self.send(shape, query)
            if status != 200:
                return status, page, pages
            pages.append(page[rule["items"]])
            more = page.get(rule["member"])
            if "while" in rule and not (page[rule["while"]] and pages[-1]):
                more = None
            if more is None:
                return status, page, pages
            query = [(name, value) for name, value in query if name != rule["parameter"]]
            query.append((rule["parameter"], str(more)))


def decoded(response):
    raw = response.read()
    if response.headers.get("Content-Encoding") == "gzip":
        raw = gzip.decompress(raw)
    return json.loads(raw) if raw else None


def at(value, path):
    """The part of a JSON value; None when it is absent."""
    for name in path.split("."):
        if isinstance(value, list):
            value = value[int(name)]
        elif isinstance(value, dict):
            value = value.get(name)
    return value


class PyairtableShapes(unittest.TestCase):
    maxDiff = None

    def test_every_shape(self):
        conversation = Conversation()
        for shape in TABLE["shapes"]:
            with self.subTest(shape["name"]):
                self.check(conversation, shape)

    def check(self, conversation, shape):
        conversation.waits = []
        if "follow" in shape:
            status, body, pages = conversation.follow(shape)
            self.assertEqual(sum(map(len, pages)), shape["items"], body)
            self.assertEqual(len(pages), shape.get("pages", len(pages)))
        else:
            status, body = conversation.send(shape, shape.get("query", []))
        self.assertEqual(status, shape.get("status", 200), body)
        self.assert_part(conversation.fill(shape.get("expect", {})), body, shape["name"])
        for path in shape.get("absent", []):
            self.assertIsNone(at(body, path))
        self.assertEqual(conversation.waits, shape.get("waits", []))
        for name, path in shape.get("save", {}).items():
            conversation.saved[name] = at(body, path)

    def assert_part(self, expected, body, where):
        """Objects may have more members than expected, arrays have exactly as many; {} stands for anything."""
        if isinstance(expected, dict):
            for name, one in expected.items():
                self.assertIn(name, body or {}, where)
                self.assert_part(one, body[name], f"{where}.{name}")
        elif isinstance(expected, list):
            self.assertEqual(len(body), len(expected), where)
            for index, one in enumerate(expected):
                self.assert_part(one, body[index], f"{where}.{index}")
        else:
            self.assertEqual(body, expected, where)


if __name__ == "__main__":
    unittest.main()
