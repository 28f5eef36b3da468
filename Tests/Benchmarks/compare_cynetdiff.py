"""Runs `advocacy-bench spread` and CyNetDiff in turn, pinned to one core, and prints ratios.

raw       CPU time a world of CyNetDiff over ours: how fast worlds are walked through.
equal SE  (t * se^2) of CyNetDiff over ours: how fast the same error is reached. Ours subtracts a
          control of known mean zero and stratifies coins, so that a world of ours counts for more.
report    the same, asked as the reach of a post that the seeds share: through the engine for reports,
          with everything that a report works out beside it, in several times as many worlds.
threads   time on the clock with one thread over that with two.

Times are CPU seconds, graph loading left out on both sides and our pilot counted in. Each pair runs
both, one after the other; medians over the pairs are printed with the least and the largest.
"""

import argparse
import array
import gzip
import json
import math
import os
import statistics
import subprocess
import sys
import time

import numpy as np
from cynetdiff.models import IndependentCascadeModel

# name, graph, probability (None: one over in-degree), worlds, ratios required at equal SE and raw
CASES = [
    ("epinions-wc", "epinions", None, 8192, 60, 2),
    ("epinions-0.01", "epinions", 0.01, 16384, 60, 10),
    ("epinions-0.1", "epinions", 0.1, 16384, 60, 20),
    ("large-wc", "large", None, 512, 60, 2),
]
SEEDS = 12
# The draws of a report: so many as `reach-report` makes.
REPORT_DRAWS = 200


def load(path):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    with opened as file:
        edges = np.loadtxt(file, dtype=np.uint32, comments="#", usecols=(0, 1))
    edges = np.unique(edges[edges[:, 0] != edges[:, 1]], axis=0)
    count = int(edges.max()) + 1
    degrees = np.bincount(edges[:, 0], minlength=count)
    starts = np.concatenate([[0], np.cumsum(degrees)[:-1]]).astype(np.uint32)
    seeds = np.argsort(-degrees, kind="stable")[:SEEDS].tolist()
    return starts, edges[:, 1].astype(np.uint32).copy(), seeds


def peer_model(starts, targets, probability, seeds):
    # The model keeps views of these arrays, not copies.
    kept = [array.array("I"), array.array("I")]
    kept[0].frombytes(starts.tobytes())
    kept[1].frombytes(targets.tobytes())
    if probability is None:
        weights = array.array("f")
        in_degrees = np.bincount(targets, minlength=len(starts))
        weights.frombytes((1 / in_degrees[targets]).astype(np.float32).tobytes())
        kept.append(weights)
        model = IndependentCascadeModel(kept[0], kept[1], activation_probs=weights)
    else:
        model = IndependentCascadeModel(kept[0], kept[1], activation_prob=probability)
    model.set_seeds(seeds)
    return model, kept


def peer_run(model, worlds, seed):
    model.set_rng(np.random.default_rng(seed))
    counts = []
    start = time.process_time()
    for _ in range(worlds):
        model.reset_model()
        model.advance_until_completion()
        counts.append(model.get_num_activated_nodes())
    seconds = time.process_time() - start
    return statistics.fmean(counts), statistics.stdev(counts) / math.sqrt(worlds), seconds


def our_run(bench, graph, cache, probability, seeds, worlds, seed, threads, cores, more=()):
    command = [bench, "spread", "--graph", graph, "--cache", cache, "--format", "json"]
    command += ["--model", "wc" if probability is None else f"uniform:{probability}"]
    command += ["--seeds", ",".join(map(str, seeds)), "--worlds", str(worlds)]
    command += ["--seed", str(seed), "--threads", str(threads), *more]
    pin = lambda: os.sched_setaffinity(0, cores)
    return json.loads(subprocess.run(command, capture_output=True, check=True, preexec_fn=pin).stdout)


def told(values):
    low, middle, high = min(values), statistics.median(values), max(values)
    digits = 2 if middle < 10 else 1 if middle < 100 else 0
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("epinions")
    parser.add_argument("large", nargs="?")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--case", action="append")
    options = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    one, two = {cores[-1]}, set(cores[-2:])
    files = {"epinions": options.epinions, "large": options.large}
    graphs = {}
    misses = 0
    head = ["case", "raw", "equal SE", "at least", "raw, least", "report", "two threads", "z"]
    head += ["report's z", "worlds/s", "peer's"]
    print(" | ".join(head), flush=True)
    for name, kind, probability, worlds, least, raw_least in CASES:
        path = files[kind]
        if path is None or options.case and name not in options.case:
            continue
        if kind not in graphs:
            graphs.clear()
            graphs[kind] = load(path)
        starts, targets, seeds = graphs[kind]
        model, kept = peer_model(starts, targets, probability, seeds)
        cache = os.path.join(os.path.dirname(sys.executable), f"{kind}.graph")
        raw, equal, report, threads, zs, report_zs = [], [], [], [], [], []
        ours_rate, peer_rate = [], []
        for pair in range(1, options.pairs + 1):
            os.sched_setaffinity(0, one)
            mean, error, seconds = peer_run(model, worlds, pair)
            os.sched_setaffinity(0, cores)
            run = lambda count, pins, *more: our_run(
                options.bench, path, cache, probability, seeds, worlds, pair, count, pins, more)
            own = run(1, one)
            own_seconds = own["processorSeconds"] * worlds / own["worlds"]
            raw.append(seconds / own_seconds)
            equal.append(
                seconds * error**2 / (own["processorSeconds"] * own["standardError"] ** 2))
            zs.append((own["mean"] - mean) / math.hypot(error, own["standardError"]))
            asked = run(1, one, "--as-reach", "--worlds", str(REPORT_DRAWS * 256))
            report.append(
                seconds * error**2 / (asked["processorSeconds"] * asked["standardError"] ** 2))
            report_zs.append(
                (asked["mean"] - mean) / math.hypot(error, asked["standardError"]))
            ours_rate.append(worlds / own_seconds)
            peer_rate.append(worlds / seconds)
            # Two threads need two cores; on a machine with one there is nothing to compare.
            if len(cores) > 1:
                threads.append(run(1, one)["seconds"] / run(2, two)["seconds"])
        del model, kept
        misses += min(statistics.median(equal), statistics.median(report)) < least
        misses += statistics.median(raw) < raw_least
        row = [name, told(raw), told(equal), str(least), str(raw_least)]
        row += [told(report), told(threads) if threads else "–"]
        row += [f"{max(zs, key=abs):+.1f}", f"{max(report_zs, key=abs):+.1f}"]
        row += [f"{statistics.median(ours_rate):.0f}", f"{statistics.median(peer_rate):.0f}"]
        print(" | ".join(row), flush=True)
    sys.exit(1 if misses else 0)


main()
