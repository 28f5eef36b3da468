#include "last_words.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

// Written in C because Swift comes too late: before `main`, its own runtime asks for memory to note
// what types there are, and dies without a word where it gets none. Nothing here needs a runtime, or
// memory. Files are replaced whole and the ledger rolls back, so that nothing is half-written then
// either.

const char advocacy_last_words[] =
    "advocacy: stopped by a defect or for lack of memory; nothing is half-written. Run it again; "
    "if it happens again, set SWIFT_BACKTRACE=enable=yes and report what it prints\n";

static void say_last_words(int number) {
  (void)number;
  ssize_t written = write(STDERR_FILENO, advocacy_last_words, sizeof advocacy_last_words - 1);
  (void)written;
  // The exit code of a defect.
  _exit(70);
}

static int begins(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

static int ends(const char *text, const char *with) {
  size_t length = strlen(text), tail = strlen(with);
  return length >= tail && strcmp(text + length - tail, with) == 0;
}

// Whoever asks for Swift's own backtrace, which takes the same signals, gets that instead; and a
// crash of the tests, which link the program, stays what it is.
static int is_wanted(int argc, char **argv, char **environment) {
  if (argc > 0 && (ends(argv[0], "xctest") || ends(argv[0], "swiftpm-testing-helper"))) return 0;
  for (; *environment; environment++) {
    if (begins(*environment, "SWIFT_BACKTRACE=")) return 0;
  }
  return 1;
}

static void prepare(int argc, char **argv, char **environment) {
  static const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  if (!is_wanted(argc, argv, environment)) return;
  for (size_t place = 0; place < sizeof fatal / sizeof *fatal; place++) {
    signal(fatal[place], say_last_words);
  }
}

#if defined(__ELF__)
// Ahead of what every library does when it is loaded.
__attribute__((section(".preinit_array"), used)) static void (*const first)(int, char **, char **) =
    prepare;
#else
__attribute__((constructor)) static void first(int argc, char **argv, char **environment) {
  prepare(argc, argv, environment);
}
#endif
