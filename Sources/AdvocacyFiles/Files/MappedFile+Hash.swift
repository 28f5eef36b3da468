import AdvocacyCore
import Foundation

extension MappedFile {
  /// The hash of all bytes; the number of threads makes no difference.
  ///
  /// - Throws: `inputOutput`.
  /// - Complexity: O(bytes).
  func contentHash(threads: Int) throws(Failure) -> ContentHash {
    let size = size
    let hashes = try Parallel.map(0..<size, by: Self.window, threads: threads) {
      window throws(Failure) in try contentHash(of: window)
    }.get()
    var all = ContentHash()
    for hash in hashes { all.add(hash.first, hash.second) }
    all.add(UInt64(size), 0)
    return all
  }

  private func contentHash(of window: Range<Int>) throws(Failure) -> ContentHash {
    var hash = ContentHash()
    let words = window.count / 8
    try withElements(of: UInt64.self, at: window.lowerBound, count: words) { span in
      hash.add(span)
    }
    let rest = window.lowerBound + words * 8..<window.upperBound
    try withElements(of: UInt8.self, at: rest.lowerBound, count: rest.count) { span in
      hash.add(span.indices.map { UInt64(span[$0]) })
    }
    return hash
  }
}
