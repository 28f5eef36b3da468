"""F35: memory that is not there, at any allocation: a word, a sound ledger, and exactly once afterwards."""

import os
import shutil
import subprocess

from checker import undisturbed, verdict
from commands import AS_USERS, COMMANDS, DEFECT, DOCUMENTED, scene, spoken, told
from trial import Skip

# Gives out memory as ever, but for one call or all from it on; tells how many there were.
SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static atomic_long count;
static long first = -1, least = 0;
static atomic_long last = -1;
static int ready = 0;
static void *(*real_malloc)(size_t), *(*real_calloc)(size_t, size_t), *(*real_realloc)(void *, size_t);
static int (*real_memalign)(void **, size_t, size_t);
static void *(*real_aligned)(size_t, size_t);
/* What dlsym itself asks for before it has told where memory comes from. */
static char early[8192];
static size_t used;

static long number(const char *name, long other) {
  const char *text = getenv(name);
  return text ? atol(text) : other;
}

/* Other libraries ask for memory before this one has begun. */
static int find(void) {
  static int finding;
  if (finding) return real_malloc != NULL;
  finding = 1;
  real_calloc = dlsym(RTLD_NEXT, "calloc");
  real_realloc = dlsym(RTLD_NEXT, "realloc");
  real_memalign = dlsym(RTLD_NEXT, "posix_memalign");
  real_aligned = dlsym(RTLD_NEXT, "aligned_alloc");
  real_malloc = dlsym(RTLD_NEXT, "malloc");
  return real_malloc != NULL;
}

__attribute__((constructor)) static void begin(void) {
  find();
  first = number("FAIL_FIRST", -1);
  last = number("FAIL_LAST", first);
  least = number("FAIL_LEAST", 0);
  ready = 1;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAIL_COUNT");
  if (!path) return;
  ready = 0;
  FILE *file = fopen(path, "w");
  if (!file) return;
  fprintf(file, "%ld\n", atomic_load(&count));
  fclose(file);
}

static int fails(size_t size) {
  if (!ready || size < (size_t)least) return 0;
  long now = atomic_fetch_add(&count, 1) + 1;
  if (first < 0 || now < first || now > last) return 0;
  errno = ENOMEM;
  return 1;
}

static void *scrap(size_t size) {
  size_t at = (used + 15) & ~(size_t)15;
  if (at + size > sizeof early) return NULL;
  used = at + size;
  return early + at;
}

static int is_scrap(void *it) { return (char *)it >= early && (char *)it < early + sizeof early; }

void *malloc(size_t size) {
  if (!real_malloc && !find()) return scrap(size);
  return fails(size) ? NULL : real_malloc(size);
}

void *calloc(size_t many, size_t size) {
  if (!real_malloc && !find()) return scrap(many * size);
  return fails(many * size) ? NULL : real_calloc(many, size);
}

void *realloc(void *old, size_t size) {
  if ((!real_malloc && !find()) || is_scrap(old)) {
    void *new = malloc(size);
    if (new && old) memcpy(new, old, size < 1024 ? size : 1024);
    return new;
  }
  return fails(size) ? NULL : real_realloc(old, size);
}

int posix_memalign(void **out, size_t align, size_t size) {
  if (!real_malloc) find();
  return fails(size) ? ENOMEM : real_memalign(out, align, size);
}

void *aligned_alloc(size_t align, size_t size) {
  if (!real_malloc) find();
  return fails(size) ? NULL : real_aligned(align, size);
}

/* The system's queues wait for memory or a thread, and ask again each second: here it comes back after
   the second time, and all has to go on. Nobody else sleeps by this call. */
unsigned sleep(unsigned seconds) {
  static atomic_int turns;
  struct timespec pause = {0, 10000000};
  (void)seconds;
  if (atomic_fetch_add(&turns, 1) == 1) last = atomic_load(&count);
  nanosleep(&pause, NULL);
  return 0;
}

void free(void *it) {
  static void (*real_free)(void *);
  if (!it || is_scrap(it)) return;
  if (!real_free) real_free = dlsym(RTLD_NEXT, "free");
  real_free(it);
}
"""


# The allocations that a process makes before its own first step, and a few more: each is tried.
START = 40


def library(trial):
    """The library that lets allocations fail, compiled here and now."""
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        raise Skip("no C compiler, to let allocations fail")
    directory = trial.fresh("library")
    source, made = os.path.join(directory, "fail.c"), os.path.join(directory, "fail.so")
    with open(source, "w", encoding="utf-8") as file:
        file.write(SOURCE)
    built = subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", made, source, "-ldl"],
                           capture_output=True, text=True, check=False)
    if built.returncode != 0:
        raise Skip(f"the C compiler makes no library: {built.stderr.strip()[:80]}")
    return made


def allocations(base, made, words, least=0):
    """How many allocations of some size a command makes; 0 where the library is not asked."""
    victim = base.copy("count")
    path = victim.path("count")
    ended = victim.run(*words, environment={
        "LD_PRELOAD": made, "FAIL_COUNT": path, "FAIL_LEAST": str(least)})
    if ended.status not in (0, 1) or not os.path.exists(path):
        return 0
    with open(path, encoding="ascii") as file:
        count = int(file.read())
    victim.remove()
    return count


def memory(trial):
    made = library(trial)
    base = scene(trial)
    twin = undisturbed(base)
    names = [name for name, command in COMMANDS.items() if not command.slow]
    if not trial.full:
        # Those that write always; of those that read a few.
        writers = ["amplify", "post"]
        names = writers + trial.random.sample([name for name in names if name not in writers], 2)
    points, seen = [], 0
    for name in names:
        words = spoken(COMMANDS[name].words)
        for least in (0, 4096, 65_536) if trial.full else (0, trial.random.choice((4096, 65_536))):
            count = allocations(base, made, words, least)
            seen += count
            every = range(1, count + 1)
            chosen = every if count < 60 else trial.random.sample(every, 60)
            points += [(f"{name} {least}", name, least, point, trial.random.random() < 0.3)
                       for point in chosen]
            if least == 0:
                points += [("start", name, 0, point, trial.random.random() < 0.3)
                           for point in range(1, min(count, START) + 1)]
    if not trial.check(seen > 0, "no allocation was counted: the library is not asked"):
        return
    for _, name, least, point, lasts in trial.by_kind(points):
        failed(trial, base, twin, made, name, least, point, lasts)


def failed(trial, base, twin, made, name, least, point, lasts):
    """One command with one allocation that fails, or with none that succeeds from there on."""
    victim = base.copy("memory")
    ended = victim.run(*spoken(COMMANDS[name].words), timeout=60, environment={
        **AS_USERS, "LD_PRELOAD": made, "FAIL_FIRST": str(point), "FAIL_LEAST": str(least),
        "FAIL_LAST": str(1 << 60 if lasts else point)})
    trial.count()
    where = f"{name}, allocation {point}{' and all after it' if lasts else ''} of {least} bytes or more"
    for problem in told(ended, (*DOCUMENTED, DEFECT)):
        trial.check(False, f"{where}: {problem}")
    for problem in remained(victim, ended, name, twin):
        trial.check(False, f"{where}: {problem}")
    victim.remove()


def remained(victim, ended, name, twin):
    """What is wrong with what a command without memory left."""
    if name == "post":
        is_there = b'"new"' in victim.read("queue.json")
        if is_there and ended.status not in (0, DEFECT):
            yield f"exit {ended.status}, and the post is there"
        if not is_there and ended.status == 0:
            yield "exit 0, and the post is not there"
    if name not in ("amplify", "post") or name == "post" and b'"new"' in victim.read("queue.json"):
        return
    yield from verdict(victim, twin)


FAULTS = [("F35", "an allocation that fails, at any", memory)]
