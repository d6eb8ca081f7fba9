"""A font of one sign, cut from a WOFF file: two kilobytes of a font we need one digit of, instead of fourteen.

WOFF is a table of zlib-compressed TrueType tables (https://www.w3.org/TR/WOFF/); tables are big-endian
(https://learn.microsoft.com/typography/opentype/spec/). Standard library only.
"""

import struct
import zlib

KEPT = ["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"]


def one_glyph(woff: bytes, sign: str, advance: int) -> bytes:
    """A WOFF with only the given sign, centred in the given width (in units of the font)."""
    tables = _tables(woff)
    glyph = _glyph(tables, _glyph_number(tables["cmap"], ord(sign)))
    left, right = struct.unpack(">h", glyph[2:4])[0], struct.unpack(">h", glyph[6:8])[0]
    bearing = (advance - (right - left)) // 2
    glyph += b"\x00" * (-len(glyph) % 4)
    # Glyph 0 is the empty "not defined" sign, glyph 1 the one we keep.
    tables["glyf"] = glyph
    tables["loca"] = struct.pack(">3I", 0, 0, len(glyph))
    tables["hmtx"] = struct.pack(">HhHh", advance, 0, advance, bearing)
    tables["cmap"] = _cmap(ord(sign))
    tables["maxp"] = tables["maxp"][:4] + struct.pack(">H", 2) + tables["maxp"][6:]
    tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", 2)
    tables["head"] = tables["head"][:50] + struct.pack(">h", 1) + tables["head"][52:]
    tables["post"] = struct.pack(">I", 0x00030000) + tables["post"][4:32]
    tables["name"] = struct.pack(">3H", 0, 0, 6)
    return _woff({tag: tables[tag] for tag in KEPT})


def _tables(woff: bytes) -> dict[str, bytes]:
    signature, count = struct.unpack(">4s8xH", woff[:14])
    if signature != b"wOFF":
        raise ValueError("not a WOFF file")
    found = {}
    for row in range(count):
        tag, start, packed, length, _ = struct.unpack(">4s4I", woff[44 + 20 * row : 64 + 20 * row])
        body = woff[start : start + packed]
        found[tag.decode()] = zlib.decompress(body) if packed < length else body
    return found


def _glyph_number(cmap: bytes, code: int) -> int:
    for row in range(struct.unpack(">H", cmap[2:4])[0]):
        start = struct.unpack(">I", cmap[8 + 8 * row : 12 + 8 * row])[0]
        if struct.unpack(">H", cmap[start : start + 2])[0] == 4:
            return _in_segments(cmap[start:], code)
    raise ValueError("no cmap of format 4")


def _in_segments(table: bytes, code: int) -> int:
    count = struct.unpack(">H", table[6:8])[0] // 2
    ends = struct.unpack(f">{count}H", table[14 : 14 + 2 * count])
    base = 16 + 2 * count
    starts, deltas, offsets = (
        struct.unpack(f">{count}H", table[base + 2 * count * row : base + 2 * count * (row + 1)]) for row in range(3)
    )
    segment = next(number for number, end in enumerate(ends) if code <= end)
    if offsets[segment] == 0:
        return (code + deltas[segment]) % 0x10000
    place = base + 4 * count + 2 * segment + offsets[segment] + 2 * (code - starts[segment])
    return struct.unpack(">H", table[place : place + 2])[0]


def _glyph(tables: dict[str, bytes], number: int) -> bytes:
    if struct.unpack(">h", tables["head"][50:52])[0]:
        start, end = struct.unpack(">2I", tables["loca"][4 * number : 4 * number + 8])
    else:
        start, end = (2 * half for half in struct.unpack(">2H", tables["loca"][2 * number : 2 * number + 4]))
    return tables["glyf"][start:end]


def _cmap(code: int) -> bytes:
    """A cmap of format 4 with one segment for the sign and the closing one that the format asks for."""
    segments = struct.pack(">2HH2H2H2H", code, 0xFFFF, 0, code, 0xFFFF, (1 - code) % 0x10000, 1, 0, 0)
    table = struct.pack(">7H", 4, 14 + len(segments), 0, 4, 4, 1, 0) + segments
    return struct.pack(">2H2HI", 0, 1, 3, 1, 12) + table


def _woff(tables: dict[str, bytes]) -> bytes:
    rows, bodies, start, plain = b"", b"", 44 + 20 * len(tables), 12 + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        squeezed = zlib.compress(table, 9)
        body = squeezed if len(squeezed) < len(table) else table
        rows += struct.pack(
            ">4s4I",
            tag.encode(),
            start + len(bodies),
            len(body),
            len(table),
            _checksum(table),
        )
        bodies += body + b"\x00" * (-len(body) % 4)
        plain += len(table) + (-len(table) % 4)
    size = start + len(bodies)
    head = struct.pack(
        ">4sIIHHI2H5I",
        b"wOFF",
        0x00010000,
        size,
        len(tables),
        0,
        plain,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    )
    return head + rows + bodies


def _checksum(table: bytes) -> int:
    padded = table + b"\x00" * (-len(table) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) % 2**32
