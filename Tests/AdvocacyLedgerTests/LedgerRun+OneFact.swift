import AdvocacyModel

@testable import AdvocacyLedger

/// Records single facts, each in a transaction of its own, as the program never does.
extension LedgerRun {
  @discardableResult
  func record(
    _ decision: Decision, of post: Post, contentHash: [UInt8]
  ) throws(Failure) -> Bool {
    try record([.decision(decision, post, contentHash: contentHash)]) == [true]
  }

  @discardableResult
  func record(
    _ skip: Skip, of post: Post, contentHash: [UInt8]
  ) throws(Failure) -> Bool {
    try record([.skip(skip, post, contentHash: contentHash)]) == [true]
  }

  func record(setAside posts: [SetAside]) throws(Failure) -> [SetAside] {
    let fresh = try ledger.notSetAside(posts)
    try record([.setAside(fresh)])
    return fresh
  }

  func noteEdited(_ post: PostID, contentHash: [UInt8]) throws(Failure) -> Bool {
    guard try !ledger.knows(contentHash, of: post) else { return false }
    return try record([.edit(post, contentHash: contentHash)]) == [true]
  }
}
