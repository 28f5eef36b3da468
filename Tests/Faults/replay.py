"""What a command asks of the disk, as strace saw it, and the images that a power cut may leave of it.

Until a file is synced, any part of what was written to it may be lost; until its directory is, any of
the names that were given, taken or moved there. What strace shows as synced stays.
"""

import os
import re

NAMES = ("openat,open,creat,close,pwrite64,write,ftruncate,truncate,rename,renameat,renameat2,link,linkat,"
         "unlink,unlinkat,mkdir,mkdirat,fsync,fdatasync,lseek")
# Other ways to write: whoever takes them has to teach this file.
UNKNOWN = "pwritev,pwritev2,writev,copy_file_range,sendfile,fallocate,sync_file_range,msync,dup,dup2,dup3"

CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)(?:<((?:\\x[0-9a-f]{2})*)>)?")
PART = re.compile(r'(?:(-?[\w|]+)(?:<((?:\\x[0-9a-f]{2})*)>)?(?:\(deleted\))?'
                  r'|"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?|[^,]+)(?:, |$)')


def text(escaped):
    return bytes.fromhex(escaped.replace("\\x", ""))


class Step:
    """Something that a power cut may undo until it is synced."""

    def __init__(self, target, kind, *details):
        self.target, self.kind, self.details = target, kind, details


class Recording:
    """The steps of one command in a directory; begins with what is in it."""

    def __init__(self, directory):
        self.directory = os.path.realpath(directory)
        self.names, self.first = {}, {}
        for at, _, files in os.walk(self.directory):
            for name in files:
                path = os.path.join(at, name)
                with open(path, "rb") as file:
                    self.first[path] = file.read()
                self.names[path] = path  # A file is known by the first name that it had.
        self.before = dict(self.names)
        self.steps, self.open, self.made = [], {}, 0

    def read(self, log):
        """Takes in what strace wrote, calls that others interrupted included."""
        begun = {}
        with open(log, encoding="ascii", errors="replace") as file:
            for line in file:
                process = line.split(" ", 1)[0]
                if line.rstrip().endswith("<unfinished ...>"):
                    begun[process] = line[:line.rindex("<unfinished")].rstrip()
                    continue
                resumed = re.match(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$", line)
                if resumed:
                    line = begun.pop(process) + resumed[3]
                found = CALL.match(line)
                if found and int(found[3]) >= 0:
                    self.take(found[1], self.parts(found[2]), int(found[3]), found[4])

    @staticmethod
    def parts(arguments):
        """The arguments as (word, path of a descriptor, string)."""
        return [(found[1], found[2] and text(found[2]).decode(), found[3] is not None and text(found[3]))
                for found in PART.finditer(arguments)]

    def path(self, name, base=None):
        found = os.path.normpath(os.path.join(base or self.directory, name.decode()))
        return found if found.startswith(self.directory + "/") or found == self.directory else None

    def take(self, call, parts, result, told):
        if call in ("openat", "open", "creat"):
            at = 1 if call == "openat" else 0
            path = self.path(parts[at][2], parts[0][1] if at else None)
            flags = parts[at + 1][0] if len(parts) > at + 1 else ""
            self.opened(result, path, flags)
        elif call == "close":
            self.open.pop(int(parts[0][0]), None)
        elif call in ("rename", "link"):
            self.moved(call, self.path(parts[0][2]), self.path(parts[1][2]))
        elif call in ("renameat", "renameat2", "linkat"):
            self.moved(call, self.path(parts[1][2], parts[0][1]), self.path(parts[3][2], parts[2][1]))
        elif call in ("unlink", "unlinkat"):
            at = 1 if call == "unlinkat" else 0
            path = self.path(parts[at][2], parts[0][1] if at else None)
            if path in self.names:
                self.step(os.path.dirname(path), "unlink", path, self.names.pop(path))
        elif call in ("mkdir", "mkdirat"):
            at = 1 if call == "mkdirat" else 0
            path = self.path(parts[at][2], parts[0][1] if at else None)
            if path:
                self.step(os.path.dirname(path), "mkdir", path)
        else:
            self.used(call, parts, result)

    def opened(self, descriptor, path, flags):
        if path is None:
            self.open.pop(descriptor, None)
            return
        if "O_CREAT" in flags and path not in self.names:
            self.made += 1
            self.names[path] = f"{path} #{self.made}"
            self.step(os.path.dirname(path), "link", path, self.names[path])
        identity = self.names.get(path, path)
        if "O_TRUNC" in flags:
            self.step(identity, "size", 0)
        self.open[descriptor] = [identity, 0]

    def moved(self, call, old, new):
        if old not in self.names or new is None:
            return
        identity = self.names[old]
        self.names[new] = identity
        if call.startswith("rename"):
            del self.names[old]
            self.step(os.path.dirname(new), "rename", old, new, identity)
        else:
            self.step(os.path.dirname(new), "link", new, identity)

    def used(self, call, parts, result):
        """A call on something open."""
        descriptor = int(parts[0][0])
        if descriptor == 1 and call == "write" and descriptor not in self.open:
            self.step(None, "told")
        if descriptor not in self.open:
            return
        opened = self.open[descriptor]
        if call in ("fsync", "fdatasync"):
            self.step(opened[0], "sync")
        elif call == "pwrite64":
            self.step(opened[0], "write", int(parts[3][0]), parts[1][2][:result])
        elif call == "write":
            self.step(opened[0], "write", opened[1], parts[1][2][:result])
            opened[1] += result
        elif call == "lseek":
            opened[1] = result
        elif call == "ftruncate":
            self.step(opened[0], "size", int(parts[1][0]))
        else:
            raise RuntimeError(f"{call} writes to {opened[0]}: replay.py doesn't know it")

    def step(self, target, kind, *details):
        self.steps.append(Step(target, kind, *details))

    def synced(self, cut):
        """Which of the first steps are on the disk for good."""
        done, waiting = set(), {}
        for index, step in enumerate(self.steps[:cut]):
            if step.kind == "sync":
                done.update(waiting.pop(step.target, ()))
            else:
                waiting.setdefault(step.target, []).append(index)
        return done

    def image(self, cut, keeps, directory):
        """Makes what is left when the power goes after some steps.

        keeps: tells of a piece of a step that was not synced whether it is on the disk.
        """
        done = self.synced(cut)
        names, data = dict(self.before), {name: bytearray(found) for name, found in self.first.items()}
        for index, step in enumerate(self.steps[:cut]):
            if step.kind == "write":
                at, content = step.details
                file = data.setdefault(step.target, bytearray())
                for begin, piece in pieces(at, content, keeps.grain):
                    if index in done or keeps():
                        file.extend(bytes(max(0, begin + len(piece) - len(file))))
                        file[begin:begin + len(piece)] = piece
            elif step.kind in ("sync", "told") or index not in done and not keeps():
                continue
            elif step.kind == "size":
                file, size = data.setdefault(step.target, bytearray()), step.details[0]
                file[size:] = bytes(max(0, size - len(file)))
            else:
                renamed(names, step)
        for path, identity in names.items():
            target = os.path.join(directory, os.path.relpath(path, self.directory))
            os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
            with open(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                file.write(data.get(identity, b""))
        os.chmod(directory, 0o700)


def renamed(names, step):
    """What a step does to names, where those before it may never have been given."""
    if step.kind == "link":
        names[step.details[0]] = step.details[1]
    elif step.kind == "unlink":
        if names.get(step.details[0]) == step.details[1]:
            del names[step.details[0]]
    elif step.kind == "rename":
        old, new, identity = step.details
        if names.get(old) == identity:
            del names[old]
        names[new] = identity


def pieces(at, content, grain):
    """A write as the disk may tear it: at multiples of the grain, or not at all."""
    if not grain:
        yield at, content
        return
    begin = 0
    while begin < len(content):
        end = min(len(content), begin + grain - (at + begin) % grain)
        yield at + begin, content[begin:end]
        begin = end


class Keeps:
    """How much of what was not synced is on the disk: none, all, or each piece by chance."""

    def __init__(self, dice, share, grain=None):
        self.dice, self.share, self.grain = dice, share, grain

    def __call__(self):
        return self.dice.random() < self.share


def record(workspace, arguments, log):
    """Runs a command under strace; returns the recording and how it ended."""
    recording = Recording(workspace.directory)
    ended = workspace.run(*arguments, prefix=[
        "strace", "-f", "-qq", "-y", "-xx", "-s", "100000000", "-o", log, "-e", f"trace={NAMES},{UNKNOWN}"])
    recording.read(log)
    return recording, ended
