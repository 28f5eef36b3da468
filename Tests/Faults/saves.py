"""F05, first part: what is said to be done is on the disk, in the order that a power cut asks for.

Killing a process can't tell, since the system keeps what was written; the order of its calls can.
"""

import os
import re

from workspace import NOW, calls, make

NAMES = "pwrite64,write,fdatasync,fsync,unlink,unlinkat,rename,renameat"
# The call, and the file: open, named within an open directory, or by its path.
CALL = re.compile(r'\d+ +(\w+)\((?:(?:\d+|AT_FDCWD)<([^>]*)>(?:, "([^"]*)")?|"([^"]*)")')


def order(workspace, *arguments):
    """The calls of a command as (call, the end of the path), the program's own files only."""
    steps = []
    for line in calls(workspace, NAMES, *arguments):
        found = CALL.match(line)
        if found:
            call, path = found[1].replace("fdatasync", "fsync"), found[2] or found[4]
            if call.endswith("at"):
                call, path = call[:-2], os.path.join(path, found[3])
            if path.startswith(workspace.directory):
                steps.append((call, path[len(workspace.directory):].lstrip("/")))
    return steps


def transactions_saved(trial):
    """Journal, then ledger, then the removal of the journal: each saved before the next begins."""
    workspace = make(trial, posts=4)
    steps = []
    # A run with little to do is one transaction: four runs, each with a post that falls due.
    for now in ("2026-11-10T07:30:00Z", "2026-11-10T14:30:00Z", "2026-11-11T07:30:00Z", NOW):
        step = order(workspace, "amplify", "--now", now)
        trial.count()
        trial.check(("unlink", "ledger.sqlite-journal") in step, f"no transaction up to {now}: {step[:8]}")
        steps += step
    ends = [index for index, step in enumerate(steps) if step == ("unlink", "ledger.sqlite-journal")]
    trial.check(len(ends) >= 4, f"only {len(ends)} transactions seen: {steps[:8]}")
    begin = 0
    for end in ends:
        inside = steps[begin:end]
        writes = [index for index, step in enumerate(inside) if step == ("pwrite64", "ledger.sqlite")]
        if not trial.check(writes, f"a transaction without a write: {inside}"):
            return
        trial.check(("fsync", "ledger.sqlite-journal") in inside[:writes[0]],
                    "the ledger was written before its journal was saved")
        trial.check(("fsync", "ledger.sqlite") in inside[writes[-1]:],
                    "a journal was removed before the ledger was saved")
        trial.check(("fsync", "") in steps[end:end + 3],
                    "a journal's removal was not saved")
        begin = end + 1


def replacements_saved(trial):
    """A new file is saved before it gets the name of the old, and the directory after."""
    workspace = make(trial, posts=2)
    for arguments in (("post", "A text", "--at", "2026-11-12T09:00:00Z",
                       "--now", "2026-11-02T00:00:00Z"), ("amplify", "--now", NOW)):
        steps = order(workspace, *arguments)
        trial.count()
        renames = [index for index, (call, _) in enumerate(steps) if call == "rename"]
        trial.check(renames, f"{arguments[0]}: nothing was renamed")
        for index in renames:
            temporary = steps[index][1]
            mine = [step for step in steps[:index] if step[1] == temporary]
            trial.check(mine and mine[-1][0] == "fsync",
                        f"{arguments[0]}: {temporary} got its name before it was saved: {mine}")
            directory = temporary.rpartition("/")[0]
            trial.check(("fsync", directory) in steps[index:],
                        f"{arguments[0]}: the new name of {temporary} was not saved")
