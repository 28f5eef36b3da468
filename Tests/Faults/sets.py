"""What the ledger keeps as bytes, sets of keys and planned acts, read independently of the program."""

from collections import namedtuple

# A planned act: a key, an instant, a bit for each action, a text, whether disclosed, which attempt.
Entry = namedtuple("Entry", "key at actions variant disclosed attempt")


def number(data, place):
    """A number in LEB128, and the place after it."""
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 0x7f) << shift
        shift += 7
        if byte < 0x80:
            return value, place


def entries(data, hour):
    """The planned acts of a group; instants count from its hour, and may lie before it."""
    found, place = [], 0
    while place < len(data):
        offset, place = number(data, place)
        key, place = number(data, place)
        actions = data[place]
        words, place = number(data, place + 1)
        attempt = data[place]
        place += 1
        if offset >= 1 << 63:
            offset -= 1 << 64
        if not 0 < actions < 32:
            raise ValueError(f"no actions: {actions}")
        found.append(Entry(key, hour + offset, actions, words >> 1, words & 1, attempt))
    if sorted(found, key=lambda it: (it.at, it.key)) != found:
        raise ValueError("planned acts stand out of order")
    return found


def members(data):
    """The keys of a set: runs of gaps and lengths after a 0, a bitmap after a 1."""
    form, place = data[0], 1
    keys = []
    if form == 0:
        free = 1
        while place < len(data):
            gap, place = number(data, place)
            length, place = number(data, place)
            start = free + gap
            end = start + length + 1
            keys += range(start, end)
            free = end
        return keys
    if form != 1:
        raise ValueError(f"no set: {data[:8].hex()}")
    first, place = number(data, place)
    first += 1
    for offset, byte in enumerate(data[place:]):
        keys += [first + 8 * offset + bit for bit in range(8) if byte >> bit & 1]
    return keys
