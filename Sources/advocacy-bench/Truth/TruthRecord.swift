import AdvocacyFiles
import AdvocacyReport
import Foundation

/// How many cases held when they were put on record.
struct TruthRecord: Codable, JSONReport {
  var counts: [TruthCount]
}

extension TruthRecord {
  /// Reads those of some rows.
  init(readFrom path: String, rows: [TruthRowName]) throws {
    let bytes = try FileReading.contents(of: path)
    let known = try JSONDecoder().decode(Self.self, from: Data(bytes))
    counts = known.counts.filter { count in
      rows.contains { count.name == $0.rawValue || count.name.hasPrefix("\($0.rawValue),") }
    }
  }

  /// Prints where fewer or more cases hold than did; whether as many do.
  func compare(_ counts: [TruthCount]) -> Bool {
    let now = Dictionary(counts.map { ($0.name, $0.value) }) { first, _ in first }
    var isKept = true
    for known in self.counts {
      guard let value = now[known.name] else {
        print("\(known.name): on record and not counted any more")
        isKept = false
        continue
      }
      guard value != known.value else { continue }
      let change = value < known.value ? "WORSE" : "better"
      print("\(change) \(known.name): \(value), \(known.value) on record")
      isKept = isKept && value > known.value
    }
    for new in Set(now.keys).subtracting(self.counts.map(\.name)).sorted() {
      print("\(new): not on record")
      isKept = false
    }
    if !isKept { print("if that is meant: advocacy-bench truth --brief --record") }
    return isKept
  }
}
