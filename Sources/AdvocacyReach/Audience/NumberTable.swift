/// A map from numbers to people, cleared at once by epochs.
///
/// Open addressing with linear probing. It uses as much of its storage as it has entries for, so
/// that small sets stay in fast memory, and keeps the storage, so that it allocates no more once
/// it has grown to its size.
struct NumberTable {
  private var entries: [(number: Int, person: UInt32)] = []
  private var cells = [Cell](repeating: Cell(), count: Self.smallest)
  private var mask = Self.smallest - 1
  private var epoch: UInt32 = 1

  private struct Cell {
    var number = 0
    var person: UInt32 = 0
    var epoch: UInt32 = 0
  }

  /// The number of entries.
  var count: Int { entries.count }

  /// Forgets everything.
  mutating func clear() {
    entries.removeAll(keepingCapacity: true)
    mask = Self.smallest - 1
    nextEpoch()
  }

  /// The person of a number, whose word is its mix, or nil.
  func person(_ number: Int, word: UInt64) -> UInt32? {
    var place = Int(truncatingIfNeeded: word) & mask
    while cells[place].epoch == epoch {
      if cells[place].number == number { return cells[place].person }
      place = (place + 1) & mask
    }
    return nil
  }

  /// The person of a number; where it has none, the new person is noted and returned.
  mutating func person(_ number: Int, word: UInt64, new: UInt32) -> UInt32 {
    if entries.count * 2 > mask { grow() }
    var place = Int(truncatingIfNeeded: word) & mask
    while cells[place].epoch == epoch {
      if cells[place].number == number { return cells[place].person }
      place = (place + 1) & mask
    }
    cells[place] = Cell(number: number, person: new, epoch: epoch)
    entries.append((number, new))
    return new
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    if mask >= cells.count {
      cells += Array(repeating: Cell(), count: mask + 1 - cells.count)
    }
    nextEpoch()
    for entry in entries {
      var place = Int(truncatingIfNeeded: PersonTable.word(ofNumber: entry.number)) & mask
      while cells[place].epoch == epoch { place = (place + 1) & mask }
      cells[place] = Cell(number: entry.number, person: entry.person, epoch: epoch)
    }
  }

  private mutating func nextEpoch() {
    if epoch == .max {
      cells = Array(repeating: Cell(), count: cells.count)
      epoch = 0
    }
    epoch += 1
  }

  private static let smallest = 1 << 10
}
