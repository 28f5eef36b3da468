"""The sets of employees' keys that the ledger keeps as bytes, read independently of the program."""


def members(data):
    """The keys of a set: runs of gaps and lengths after a 0, a bitmap after a 1."""
    form, place = data[0], 1

    def number():
        nonlocal place
        value = shift = 0
        while True:
            byte = data[place]
            place += 1
            value |= (byte & 0x7f) << shift
            shift += 7
            if byte < 0x80:
                return value

    keys = []
    if form == 0:
        free = 1
        while place < len(data):
            start = free + number()
            end = start + number() + 1
            keys += range(start, end)
            free = end
        return keys
    if form != 1:
        raise ValueError(f"no set: {data[:8].hex()}")
    first = number() + 1
    for offset, byte in enumerate(data[place:]):
        keys += [first + 8 * offset + bit for bit in range(8) if byte >> bit & 1]
    return keys
