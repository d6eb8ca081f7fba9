"""Public ids: UUIDs of version 7, which sort by the moment they were made and so stay close together in an index."""

import os
import time
from uuid import UUID


def uuid7() -> UUID:
    """A new UUID v7: 48 bits of milliseconds since 1970, then randomness (RFC 9562, section 5.7)."""
    stamp = int(time.time() * 1000) << 80
    noise = int.from_bytes(os.urandom(10))
    version = (noise & ~(0xF << 76)) | (0x7 << 76)
    return UUID(int=stamp | (version & ~(0x3 << 62)) | (0x2 << 62))


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
