"""A verifier of evidence files, written from shared/src/evidence/FORMAT.md alone.

    python3 tests/evidence/verify.py FILE…     prints "FILE<TAB>verdict" for each

It shares no code with Puhui. Needs Python 3.9 and Debian's python3-cryptography, for Ed25519, P-256 and X.509.
"""

import base64
import binascii
import datetime
import hashlib
import json
import re
import sys

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils

LATEST = 253402271999999999
EPOCH = datetime.datetime(1970, 1, 1)
EVENT = {"application_id": str, "at": int, "body": dict, "digest": "digest", "previous": "digest", "sequence": int}
BUNDLE = {"chain_head": str, "documents": dict, "events": list, "files": dict, "format": str, "inclusion": list,
          "keys": list, "log_head": str}
KEY = {"endorsement": str, "from_size": int, "verifier": str}
SIGNED = {"algorithm": str, "certificate": "digest", "challenge": "digest", "contract": "digest", "document": "digest",
          "issuers": list, "pdf": "digest", "public_key": str, "signature": str}
STAMPED = {"authority": list, "document": "digest", "signature": "digest", "token": "digest"}


class Broken(Exception):
    pass


def need(condition, verdict):
    if not condition:
        raise Broken(verdict)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


# 1. The file.

def is_digest(value):
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def has_shape(value, shape):
    if not isinstance(value, dict) or value.keys() != shape.keys():
        return False
    return all(is_digest(value[name]) if kind == "digest" else type(value[name]) is kind
               for name, kind in shape.items())


def depth(value):
    inside = value if isinstance(value, list) else value.values() if isinstance(value, dict) else None
    return 0 if inside is None else 1 + max(map(depth, inside), default=0)


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None
    return data if base64.b64encode(data).decode() == text else None


def whole(text):
    number = int(text)
    if text.startswith("-0") or not -2**63 <= number < 2**64:
        raise ValueError(text)
    return number


def refuse(text):
    raise ValueError(text)


def read(data):
    try:
        text = data.decode("utf-8")
        value = json.loads(text, parse_int=whole, parse_float=refuse, parse_constant=refuse)
        need(canonical(value) == text and depth(value) <= 64, "file malformed")
    except (ValueError, RecursionError) as error:
        raise Broken("file malformed") from error
    need(isinstance(value, dict), "file unknown_format")
    need(value.get("format") == "puhui-evidence-bundle-2", "file unknown_format")
    need(has_shape(value, BUNDLE), "file malformed")
    for event in value["events"]:
        need(has_shape(event, EVENT) and len(event["body"]) == 1, "file malformed")
        need(0 <= event["at"] <= LATEST and 0 <= event["sequence"] < 2**32, "file malformed")
    for proof in value["inclusion"]:
        need(has_shape(proof, {"hashes": list, "index": int}), "file malformed")
        need(all(map(is_digest, proof["hashes"])) and proof["index"] >= 0, "file malformed")
    for key in value["keys"]:
        need(has_shape(key, KEY) and key["from_size"] >= 0, "file malformed")
    for name in ("documents", "files"):
        need(all(is_digest(digest) and isinstance(text, str) for digest, text in value[name].items()),
             "file malformed")
    value["files"] = {digest: unbase64(text) for digest, text in value["files"].items()}
    need(None not in value["files"].values(), "file malformed")
    return value


# 2. The chain.

def check_events(events):
    need(events, "event 1 empty")
    previous = "0" * 64
    for number, event in enumerate(events, 1):
        said = {name: event[name] for name in event if name != "digest"} | {"format": "puhui-evidence-1"}
        need(sha256(canonical(said).encode()) == event["digest"], f"event {number} altered")
        need(event["application_id"] == events[0]["application_id"], f"event {number} other_application")
        need(event["sequence"] == number, f"event {number} out_of_sequence")
        need(event["previous"] == previous, f"event {number} not_linked")
        previous = event["digest"]


# 3 and 4. Keys and signed notes.

class Verifier:
    def __init__(self, text):
        self.text = text
        parts = text.split("+", 2)
        typed = unbase64(parts[2]) if len(parts) == 3 else None
        if typed is None or len(typed) != 33 or typed[0] != 1 or not re.fullmatch("[!-*,-~]+", parts[0]):
            raise ValueError(text)
        self.name, self.key = parts[0], typed[1:]
        self.hash = hashlib.sha256(self.name.encode() + b"\n" + typed).digest()[:4]
        if parts[1] != self.hash.hex():
            raise ValueError(text)

    def check(self, note):
        """What is wrong with the note's signature; None when nothing is."""
        if (note.name, note.hash) != (self.name, self.hash):
            return "foreign_key"
        try:
            ed25519.Ed25519PublicKey.from_public_bytes(self.key).verify(note.signature, note.text.encode())
        except (InvalidSignature, ValueError):
            return "forged"
        return None


class Note:
    def __init__(self, note):
        head, separator, line = note.rpartition("\n\n\u2014 ")
        name, space, signature = line.partition(" ")
        data = unbase64(signature[:-1]) if separator and space and signature.endswith("\n") else None
        if data is None or len(data) != 68:
            raise ValueError(note)
        self.text, self.name, self.hash, self.signature = head + "\n", name, data[:4], data[4:]
        self.lines = head.split("\n")


def check_keys(keys):
    verifiers = []
    for number, key in enumerate(keys, 1):
        try:
            verifier = Verifier(key["verifier"])
            note = Note(key["endorsement"]) if verifiers else None
        except ValueError as error:
            raise Broken(f"key {number} malformed") from error
        if note is None:
            need(not key["endorsement"], f"key {number} malformed")
            need(key["from_size"] == 0, f"key {number} out_of_sequence")
        else:
            size, before = verifiers[-1]
            need(verifier.name == before.name, f"key {number} malformed")
            need(key["from_size"] > size, f"key {number} out_of_sequence")
            text = f"puhui-log-key-1\n{key['verifier']}\n{key['from_size']}\n"
            need(note.text == text and before.check(note) is None, f"key {number} foreign_key")
        verifiers.append((key["from_size"], verifier))
    need(verifiers, "key 1 malformed")
    return verifiers


def decimal(text, below):
    if not re.fullmatch("0|[1-9][0-9]*", text) or int(text) >= below:
        raise ValueError(text)
    return int(text)


def check_head(place, text, lines, keys, size_line):
    """Reads a head of so many lines and checks who signed it; returns its lines and size."""
    try:
        note = Note(text)
        if len(note.lines) != lines:
            raise ValueError(text)
        size = decimal(note.lines[size_line], 2**64)
        origin = note.lines[0]
        if place == "log_head":
            root = unbase64(note.lines[2])
            if root is None or len(root) != 32:
                raise ValueError(text)
        else:
            decimal(note.lines[2], 2**32)
            if not origin.endswith("/chain") or not is_digest(note.lines[3]):
                raise ValueError(text)
            origin = origin.removesuffix("/chain")
    except ValueError as error:
        raise Broken(f"{place} malformed") from error
    verifier = [verifier for since, verifier in keys if since <= size][-1]
    need(verifier.name == origin, f"{place} foreign_key")
    fault = verifier.check(note)
    need(fault is None, f"{place} {fault}")
    return note.lines, size


def check_heads(value, keys):
    events = value["events"]
    log, size = check_head("log_head", value["log_head"], 3, keys, 1)
    chain, chain_size = check_head("chain_head", value["chain_head"], 5, keys, 4)
    need(chain_size == size, "chain_head out_of_sequence")
    need(chain[1] == events[0]["application_id"], "chain_head other_application")
    count = int(chain[2])
    need(len(events) >= count, f"event {len(events) + 1} truncated")
    need(len(events) <= count, f"event {count + 1} inserted")
    need(events[-1]["digest"] == chain[3], f"event {count} forked")
    return size, base64.b64decode(log[2])


# 5. Inclusion.

def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def leads_to_root(leaf, index, size, path, root):
    if index >= size:
        return False
    place, last, found = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node(beside, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def check_inclusion(value, size, root):
    events, proofs = value["events"], value["inclusion"]
    for number, event in enumerate(events, 1):
        need(number <= len(proofs), f"inclusion {number} missing")
        proof = proofs[number - 1]
        leaf = hashlib.sha256(b"\x00" + bytes.fromhex(event["digest"])).digest()
        path = [bytes.fromhex(digest) for digest in proof["hashes"]]
        need(leads_to_root(leaf, proof["index"], size, path, root), f"inclusion {number} invalid")
    need(len(proofs) == len(events), f"inclusion {len(events) + 1} inserted")


# 6. Signature, time-stamp, PDF.

def der(tag, *parts):
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 128 else b""
    if not length:
        digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
        length = bytes([0x80 | len(digits)]) + digits
    return bytes([tag]) + length + content


def oid(text):
    first, second, *rest = map(int, text.split("."))
    out = [first * 40 + second]
    for arc in rest:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.append(arc & 0x7F | 0x80)
        out += reversed(digits)
    return der(6, bytes(out))


def signed_attributes(pdf, certificate, message):
    def attribute(name, content):
        return der(0x30, oid(name), der(0x31, content))
    meant = der(0x30, der(0x30, der(0x30, der(4, bytes.fromhex(certificate)))))
    return der(0x31,
               attribute("1.2.840.113549.1.9.3", oid("1.2.840.113549.1.7.1")),
               attribute("1.2.840.113549.1.9.4", der(4, bytes.fromhex(pdf))),
               attribute("1.2.840.113549.1.9.16.2.47", meant),
               attribute("1.2.840.113556.1.8000.2554.23310.14930.27951.19486.40714.8153885.5147189",
                         der(12, message.encode())))


def is_signed(key, signature, message):
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        return False
    try:
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        return True
    except (InvalidSignature, ValueError):
        return False


def validity(certificate):
    """From when to when it stands; the library's older names give times without a zone."""
    if hasattr(certificate, "not_valid_before_utc"):
        return (certificate.not_valid_before_utc.replace(tzinfo=None),
                certificate.not_valid_after_utc.replace(tzinfo=None))
    return certificate.not_valid_before, certificate.not_valid_after


def is_chain(certificates, at):
    """Whether each certificate follows from the next, the last from itself, all valid at `at` (seconds)."""
    if len(certificates) < 2:
        return False
    moment = EPOCH + datetime.timedelta(seconds=at)
    for place, own in enumerate(certificates):
        above = certificates[min(place + 1, len(certificates) - 1)]
        starts, ends = validity(own)
        if not starts <= moment <= ends or own.issuer != above.subject:
            return False
        if own.signature_algorithm_oid.dotted_string != "1.2.840.10045.4.3.2":
            return False
        if not is_signed(above.public_key(), own.signature, own.tbs_certificate_bytes):
            return False
        try:
            if not above.extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
                return False
        except x509.ExtensionNotFound:
            return False
    return True


def certificates(files, digests):
    try:
        return [x509.load_der_x509_certificate(files[digest]) for digest in digests]
    except ValueError:
        return []


def check_signature(value, keys, event, body):
    need(has_shape(body, SIGNED) and all(map(is_digest, body["issuers"])), "malformed")
    need(body["algorithm"] == "ecdsa_p256_sha256", "malformed")
    digests = [body["certificate"], *body["issuers"]]
    need(all(digest in value["files"] for digest in digests), "missing")
    public, raw = unbase64(body["public_key"]), unbase64(body["signature"])
    need(public is not None and raw is not None, "malformed")
    message = "\n".join(["puhui-contract-signature-1", body["contract"], body["challenge"], event["application_id"]])
    attributes = signed_attributes(body["pdf"], body["certificate"], message)
    try:
        key = serialization.load_der_public_key(public)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Broken("forged") from error
    need(len(raw) == 64, "forged")
    signature = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    need(is_signed(key, signature, attributes), "forged")
    chain = certificates(value["files"], digests)
    spki = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    need(chain and chain[0].public_key().public_bytes(*spki) == public, "uncertified")
    need(is_chain(chain, event["at"] // 1_000_000), "uncertified")
    contract = value["documents"].get(body["contract"])
    if contract is not None:
        named = json.loads(contract).get("log_key")
        need(any(verifier.text == named for _, verifier in keys), "unknown_log_key")
    return {"signature": sha256(signature), "pdf": body["pdf"]}


def elements(data):
    """The values in a DER value, each as (tag, content, whole)."""
    found = []
    while data:
        size, start = data[1], 2
        if size >= 0x80:
            start = 2 + (size & 0x7F)
            size = int.from_bytes(data[2:start], "big")
        if start + size > len(data):
            raise ValueError("cut short")
        found.append((data[0], data[start:start + size], data[:start + size]))
        data = data[start + size:]
    return found


def attributes_of(signer):
    fields = elements(signer)
    signed = next(whole for tag, _, whole in fields if tag == 0xA0)
    found = {}
    for _, attribute, _ in elements(elements(signed)[0][1]):
        (_, _, name), (_, values, _) = elements(attribute)
        found[name] = values
    signature = [content for tag, content, _ in fields if tag == 4][-1]
    return found, b"\x31" + signed[1:], signature


def read_token(token):
    """What a token says: imprint, time, and what its authority signed with which signature."""
    (_, outer, _), = elements(token)
    (_, _, kind), (_, explicit, _) = elements(outer)
    data = elements(elements(explicit)[0][1])
    (_, _, content_kind), (_, octets, _) = elements(data[2][1])
    content = elements(octets)[0][1]
    (_, signer, _), = elements(data[-1][1])
    attributes, signed, signature = attributes_of(signer)
    info = elements(elements(content)[0][1])
    algorithm, imprint = elements(info[2][1])
    time = next(text for tag, text, _ in info if tag == 0x18).decode()
    at = datetime.datetime.strptime(re.fullmatch(r"(\d{14})(\.\d*)?Z", time)[1], "%Y%m%d%H%M%S")
    tst, digest = oid("1.2.840.113549.1.9.16.1.4"), der(4, hashlib.sha256(content).digest())
    holds = (kind == oid("1.2.840.113549.1.7.2") and content_kind == tst and info[0][1] == b"\x01"
             and elements(algorithm[1])[0][2] == oid("2.16.840.1.101.3.4.2.1")
             and attributes.get(oid("1.2.840.113549.1.9.3")) == tst
             and attributes.get(oid("1.2.840.113549.1.9.4")) == digest)
    if not holds:
        raise ValueError("not a token")
    seconds = int((at - EPOCH).total_seconds())
    return imprint[1].hex(), seconds, signed, signature


def check_timestamp(value, signatures, body):
    need(has_shape(body, STAMPED) and all(map(is_digest, body["authority"])) and body["authority"], "malformed")
    need(all(digest in value["files"] for digest in [*body["authority"], body["token"]]), "missing")
    stamped = [one for one in signatures if one["signature"] == body["signature"]]
    need(stamped, "other")
    try:
        imprint, at, signed, signature = read_token(value["files"][body["token"]])
    except (ValueError, IndexError, StopIteration, TypeError) as error:
        raise Broken("forged") from error
    chain = certificates(value["files"], body["authority"])
    need(chain, "uncertified")
    need(imprint == body["signature"] and is_signed(chain[0].public_key(), signature, signed), "forged")
    need(is_chain(chain, at), "uncertified")
    try:
        purposes = chain[0].extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        purposes = []
    need(x509.ObjectIdentifier("1.3.6.1.5.5.7.3.8") in purposes, "uncertified")
    return stamped[0]["pdf"]


def covered_digest(pdf):
    ranges = re.findall(rb"/ByteRange \[([^\]]*)\]", pdf)
    if len(ranges) != 1 or pdf.count(b"/ByteRange [") != 1 or not re.fullmatch(rb" *(\d+ +){3}\d+ *", ranges[0]):
        return None
    start, before, after, length = map(int, ranges[0].split())
    hole = pdf[before:after]
    if start or len(pdf) != after + length or not re.fullmatch(rb"<[0-9a-fA-F]*>", hole):
        return None
    return sha256(pdf[:before] + pdf[after:])


def check_agreements(value, keys):
    signatures = []
    for number, event in enumerate(value["events"], 1):
        (kind, body), = event["body"].items()
        try:
            if kind == "contract_signed":
                place = "signature"
                signatures.append(check_signature(value, keys, event, body))
                covered = signatures[-1]["pdf"]
            elif kind == "timestamped":
                place = "timestamp"
                covered = check_timestamp(value, signatures, body)
            else:
                continue
        except Broken as broken:
            raise Broken(f"{place} {number} {broken}") from broken
        pdf = value["files"].get(body["document"])
        need(pdf is None or covered_digest(pdf) == covered, f"pdf {number} altered")


# 7. The verdict.

def verdict(data):
    try:
        value = read(data)
        check_events(value["events"])
        for digest, text in sorted(value["documents"].items()):
            need(sha256(text.encode()) == digest, f"document {digest} altered")
        for digest, content in sorted(value["files"].items()):
            need(sha256(content) == digest, f"file {digest} altered")
        keys = check_keys(value["keys"])
        size, root = check_heads(value, keys)
        check_inclusion(value, size, root)
        check_agreements(value, keys)
    except Broken as broken:
        return str(broken)
    return "ok"


if __name__ == "__main__":
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            print(f"{path}\t{verdict(file.read())}")
