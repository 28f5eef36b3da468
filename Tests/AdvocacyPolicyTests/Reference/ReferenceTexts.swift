import AdvocacyModel

/// Words as people read them: runs of letters and digits, letter case aside.
enum ReferenceTexts {
  static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// What can be taken for a word in a text: its words, and where labels are folded, what stands
  /// between places where one may end within a run of letters.
  static func pieces(_ text: String, _ labels: ReferenceLabels) -> [String] {
    guard labels.areFolded else { return words(text) }
    return words(ReferenceLabels.read(text)).flatMap { run -> [String] in
      let letters = Array(run)
      let seams = (0...letters.count).filter { place in
        place == 0 || place == letters.count || isHan(letters[place - 1]) || isHan(letters[place])
      }
      return seams.flatMap { start in
        seams.filter { $0 > start }.map { String(letters[start..<$0]) }
      }
    }
  }

  /// The words of a text in a row, where labels are folded each Han letter by itself.
  static func row(_ text: String, _ labels: ReferenceLabels) -> [String] {
    guard labels.areFolded else { return words(text) }
    return words(
      ReferenceLabels.read(text).map { isHan($0) ? " \($0) " : String($0) }.joined())
  }

  private static func isHan(_ letter: Character) -> Bool { ("一"..."龥").contains(letter) }

  /// Whether some words stand in a row in others.
  static func contains(_ words: [String], _ row: [String]) -> Bool {
    guard !row.isEmpty, words.count >= row.count else { return false }
    return (0...(words.count - row.count)).contains { Array(words[$0...].prefix(row.count)) == row }
  }

  /// Whether a word is one that a glob stands for.
  static func matches(_ word: Substring, _ glob: Substring) -> Bool {
    switch glob.first {
    case nil: return word.isEmpty
    case "*":
      return matches(word, glob.dropFirst()) || !word.isEmpty && matches(word.dropFirst(), glob)
    case "?": return !word.isEmpty && matches(word.dropFirst(), glob.dropFirst())
    case let letter: return word.first == letter && matches(word.dropFirst(), glob.dropFirst())
    }
  }

  /// The words of a text that begin with a `#`, letter case aside.
  static func hashtags(_ text: String) -> Set<String> {
    let pieces = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "#" && $0 != "_" }
    return Set(pieces.filter { $0.hasPrefix("#") && $0.count > 1 }.map(String.init))
  }

  /// The places of the texts that are left where those alike count as one, the first of them.
  ///
  /// Two are alike where the runs of three words that both have are a share of all that one or the
  /// other has; a shorter text is one run.
  static func kept(_ texts: [String], similarity: Double) -> [Int] {
    var kept: [Set<[String]>] = []
    var places: [Int] = []
    for (place, text) in texts.enumerated() {
      let own = runs(text)
      let isKnown = kept.contains { other in
        Double(own.intersection(other).count) >= similarity * Double(own.union(other).count)
      }
      guard !isKnown else { continue }
      kept.append(own)
      places.append(place)
    }
    return places
  }

  private static func runs(_ text: String) -> Set<[String]> {
    let words = words(text)
    guard words.count >= 3 else { return [words] }
    return Set((0...(words.count - 3)).map { Array(words[$0..<($0 + 3)]) })
  }
}
