// Nothing is to be called: a process that links this has last words from before its first allocation.

/// What the process says when it ends because of a defect, or for lack of memory.
extern const char advocacy_last_words[];
