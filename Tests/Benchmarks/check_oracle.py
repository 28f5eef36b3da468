"""Compares every published spread with `advocacy-bench spread`, in every mode that admits the model.

    Tests/Benchmarks/check_oracle.py BENCH FOLDER [WORLDS]

BENCH is the built advocacy-bench, FOLDER holds oracle-spread.json and the graphs it names. Fails
where a difference is above 4 standard errors of both together. Takes half an hour at 100,000 worlds.
"""

import json
import math
import os
import subprocess
import sys

bench, folder = sys.argv[1:3]
worlds = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
with open(os.path.join(folder, "oracle-spread.json")) as file:
    records = json.load(file)["records"]
worst, failures, checks = 0.0, 0, 0
for record in records:
    for mode in ["geometric", "scalar", "masks"]:
        if mode == "geometric" and record["p"] is None:
            continue
        command = [bench, "spread", "--graph", os.path.join(folder, record["graph"] + ".txt.gz")]
        command += ["--model", "wc" if record["p"] is None else f"uniform:{record['p']}"]
        command += ["--seeds", ",".join(map(str, record["seeds"])), "--worlds", str(worlds)]
        command += ["--mode", mode, "--threads", "1", "--format", "json"]
        own = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        z = (own["mean"] - record["mean"]) / math.hypot(own["standardError"], record["stderr"])
        worst, checks = max(worst, abs(z)), checks + 1
        failures += abs(z) >= 4
        name = f"{record['graph']} {record['model']} {record['p'] or ''} {record['seedset']} {mode}"
        print(f"{name}: {own['mean']:.3f} and {record['mean']:.3f}, z = {z:+.2f}", flush=True)
print(f"{checks} checks of at least {worlds} worlds, {failures} failed, largest |z| {worst:.2f}")
sys.exit(1 if failures else 0)
