#!/usr/bin/env python3
"""Drives the built program through the faults F01 to F44 and checks the ledger after each.

    python3 Tests/Faults/faults.py --binary .build/release/advocacy [--seed N] [--budget SECONDS]
                                   [--only F01,F03] [--full]

Only the standard library. The ledger is read by Python's own sqlite3, so that the program under
test is never its own witness. Exit 0: no failure; 1: a failure; 64: a wrong call.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # The tree stays as it was checked out.

import clocks
import crowds
import disks
import edits
import ends
import entries
import histories
import kills
import ledgers
import limits
import marks
import memory
import monitors
import names
import planted
import plans
import power
import queues
import rewinds
import sizes
import states
from trial import Program, Trial

GROUPS = (kills, disks, crowds, queues, clocks, ledgers, entries, sizes, plans, rewinds, states, limits,
          monitors, marks, planted, memory, power, histories, edits, names, ends)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", required=True, help="the built program")
    parser.add_argument("--seed", type=int, default=None, help="a fresh one otherwise")
    parser.add_argument("--budget", type=float, default=90, help="seconds for all faults together")
    parser.add_argument("--only", default="", help="faults, comma-separated")
    parser.add_argument("--commands", default="",
                        help="of F34 and F36, which try each command, those alone, comma-separated")
    parser.add_argument("--full", action="store_true", help="every point of every fault; minutes")
    parser.add_argument("--rounds", type=int, default=300, help="rounds of random kills with --full")
    return parser.parse_args()


def faults():
    """All faults in order: (id, title, function)."""
    found = [fault for group in GROUPS for fault in group.FAULTS]
    return sorted(found, key=lambda fault: fault[0])


def table(trials):
    print(f"\n{'fault':<6}{'what':<52}{'runs':>7}{'failures':>10}{'seconds':>9}  skipped")
    for trial in trials:
        skips = "; ".join(trial.skips)
        print(f"{trial.fault:<6}{trial.title:<52}{trial.runs:>7}{len(trial.failures):>10}"
              f"{trial.seconds:>9.1f}  {skips}")
    failures = sum(len(trial.failures) for trial in trials)
    print(f"{'total':<58}{sum(trial.runs for trial in trials):>7}{failures:>10}"
          f"{sum(trial.seconds for trial in trials):>9.1f}  {sum(len(t.skips) for t in trials)} skips")
    return failures


def main():
    options = arguments()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    binary = os.path.abspath(options.binary)
    if not os.access(binary, os.X_OK):
        print(f"faults: {options.binary}: no program there; build it first", file=sys.stderr)
        return 64
    wanted = [word.strip().upper() for word in options.only.split(",") if word.strip()]
    chosen = [fault for fault in faults() if not wanted or fault[0] in wanted]
    unknown = set(wanted) - {fault[0] for fault in chosen}
    if unknown:
        print(f"faults: unknown: {', '.join(sorted(unknown))}; known: "
              f"{', '.join(fault[0] for fault in faults())}", file=sys.stderr)
        return 64
    # A stopped harness still removes its directory and ends its children.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    print(f"seed {seed}, {'full' if options.full else f'budget {options.budget:.0f} s'}", flush=True)
    root = tempfile.mkdtemp(prefix="advocacy-faults-")
    os.chmod(root, 0o711)
    trials = []
    end = time.monotonic() + options.budget
    try:
        for index, (name, title, function) in enumerate(chosen):
            share = max(0.5, (end - time.monotonic()) / (len(chosen) - index))
            trial = Trial(name, title, Program(binary), root, f"{seed}/{name}",
                          None if options.full else share, options.rounds)
            trial.commands = [word for word in options.commands.split(",") if word]
            trials.append(trial)
            trial.perform(function)
            print(trial.line(), flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    failures = table(trials)
    if failures:
        print(f"again: --seed {seed} --only "
              f"{','.join(trial.fault for trial in trials if trial.failures)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
