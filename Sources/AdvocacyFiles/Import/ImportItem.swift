package import AdvocacyModel
import Foundation
import StrictJSON

/// One item of a file to be imported: the texts under the keys of a post.
struct ImportItem {
  /// Where it begins.
  var place: Place
  /// The texts of each key; a key without any is left out.
  var values: [PostKey: [String]] = [:]
  /// The language of each variant, as it is written; empty where none has one.
  var variantLanguages: [String?] = []
  /// The date, where the format has understood it.
  var published: WrittenTime?
  /// Whether it is a feed's, whose dates have forms of their own.
  var isOfFeed = false
  /// Who wrote it, as the file has it and whoever that is.
  var byline: String?
  /// What makes the item useless whatever the rest says.
  var error: ValidationError?

  init(place: Place) { self.place = place }

  /// The first text of a key that holds more than white space, without that around it.
  func first(_ key: PostKey) -> String? { values[key]?.first.flatMap(Self.filled) }

  /// The text without the white space around it, or nil where nothing is left.
  static func filled(_ text: String) -> String? {
    let rest = text.trimmed(where: \.isWhitespace)
    return rest.isEmpty ? nil : String(rest)
  }
}

/// The fields of a post as an imported item has them, with the defaults of the import.
struct ImportedPost: PostSource {
  typealias Fault = ValidationError

  let item: ImportItem
  let defaults: ImportDefaults
  let calendar: CompanyCalendar
  /// The networks that there are.
  let networks: [NetworkID]
  /// Whether the file is another program's, whose fields may mean other things.
  let isMapped: Bool

  func id() throws(ValidationError) -> PostID {
    if let error = item.error { throw error }
    let written = item.first(.id)
    if let written, let id = PostID(ofOwnFeed: written) ?? PostID(written) { return id }
    guard let text = item.first(.text) else { throw missing(.text) }
    guard
      let id = Slug.id(
        written: written, link: item.first(.link), text: text, at: try writtenInstant(),
        calendar: calendar)
    else {
      throw ValidationError(
        "it has no id, and none can be made of its text",
        hint: "Name the field that holds one by --map id=NAME")
    }
    return id
  }

  func instant(_ key: PostKey) throws(ValidationError) -> Instant? {
    guard key == .at else { return try written(key) }
    return try writtenInstant() ?? defaults.at
  }

  func text(_ key: PostKey) -> String? {
    let text = item.first(key)
    switch key {
    case .campaign: return text ?? defaults.campaign
    // A name in another program's field of that name is nobody's id, and left out.
    case .author where defaults.authors != nil:
      return (text ?? item.byline).flatMap { defaults.authors?.employee($0)?.text }
    case .author: return text.flatMap { isMapped && EmployeeID($0) == nil ? nil : $0 }
    default: return text
    }
  }

  func list(_ key: PostKey) -> [String] {
    let texts = (item.values[key] ?? []).compactMap(ImportItem.filled)
    switch key {
    case .networks:
      let names = texts.flatMap { Self.words($0) { $0 == "," || $0 == ";" || $0.isWhitespace } }
      return names.isEmpty ? defaults.networks.map(\.text) : names.map(network)
    case .hashtags: return texts.flatMap { Self.words($0) { $0 == "," || $0.isWhitespace } }
    default: return texts
    }
  }

  func variants() throws(ValidationError) -> [(text: String, language: String?)] {
    guard !item.variantLanguages.isEmpty else { return list(.variants).map { ($0, nil) } }
    try PostValidator.refuseMore(item.variantLanguages.count, of: .variants)
    return zip(item.values[.variants] ?? [], item.variantLanguages).compactMap { text, language in
      ImportItem.filled(text).map { ($0, language) }
    }
  }

  func flag(_ key: PostKey) throws(ValidationError) -> Bool {
    switch item.first(key) {
    case nil, "false": return false
    case "true": return true
    case .some(let text):
      throw ValidationError(
        "\(key.rawValue): expected true or false, found \"\(SafeText.excerpt(text))\"")
    }
  }

  func checked<Value>(
    _ text: String, _ check: (String) throws(ValidationError) -> Value
  ) throws(ValidationError) -> Value { try check(text) }

  /// Labels are the same that compare as the same.
  func identity(of entry: String, _ key: PostKey) -> String {
    let labels = LabelComparison(.current)
    return key == .hashtags ? labels.key(ofHashtag: entry) : labels.key(of: entry)
  }

  func fault(_ key: PostKey, _ error: ValidationError) -> ValidationError { error }

  func missing(_ key: PostKey) -> ValidationError {
    guard key != .networks else {
      return ValidationError("it names no network", hint: "Name one by --network")
    }
    guard !item.isOfFeed || key != .text || isMapped else {
      return ValidationError("it has neither title nor text")
    }
    return ValidationError(
      "it has no \(key.rawValue)",
      hint: "Name the field that holds it by --map \(key.rawValue)=NAME")
  }

  /// Whether the item itself has a date.
  var isDated: Bool { ((try? writtenInstant()) ?? nil) != nil }

  /// The instant that the item itself has.
  private func writtenInstant() throws(ValidationError) -> Instant? {
    if let published = item.published { return calendar.instant(of: published) }
    guard !defaults.givesTimes else { return ((try? written(.at)) ?? nil) }
    guard item.isOfFeed, let text = item.first(.at) else { return try written(.at) }
    throw ValidationError(
      "expected a date, found \"\(SafeText.excerpt(text))\"",
      hint: "Feeds write it as Thu, 01 Jan 2026 09:00:00 +0100 or 2026-01-01T09:00:00+01:00")
  }

  private func written(_ key: PostKey) throws(ValidationError) -> Instant? {
    guard let text = item.first(key) else { return nil }
    let given = try TextChecks.time(text)
    return key == .expires ? calendar.end(of: given) : calendar.instant(of: given)
  }

  /// The id of a network whose name may be written in capitals.
  private func network(_ name: String) -> String {
    let id = name.lowercased()
    return networks.contains { $0.text == id } ? id : name
  }

  private static func words(
    _ text: String, separatedBy isSeparator: (Character) -> Bool
  ) -> [String] {
    text.split(whereSeparator: isSeparator).map(String.init)
  }
}

/// Makes the id of an imported post from what the source says of it, always the same one.
package enum Slug {
  /// The longest id made, in bytes; long enough for a headline.
  private static let longest = 100

  /// The id of an item: its day, where it has one, and the words of its name.
  ///
  /// The name is the first that has letters of: the item's own id, the end of its link, its text.
  /// The day is the company's, as people read the date of the item. A name that has to be
  /// cut gets a number made of the whole, so that two long names stay apart.
  ///
  /// - Returns: nil where nothing of the item has a letter or digit of ASCII.
  package static func id(
    written: String?, link: String?, text: String, at: Instant?, calendar: CompanyCalendar
  ) -> PostID? {
    let names = [written.map(lastPart), link.map(lastPart), text].compactMap { $0 }
    guard let name = names.first(where: { !Self.hyphenated($0).isEmpty }) else { return nil }
    let words = hyphenated(name)
    let day = at.map { String(calendar.format($0).prefix(10)) }
    let whole = day.map { words.hasPrefix($0) ? words : "\($0)-\(words)" } ?? words
    guard whole.utf8.count > longest else { return PostID(whole) }
    let number = RandomKey(0).keyed(by: name).bits
    return PostID("\(whole.prefix(longest - 17))-\(String(number, radix: 16))")
  }

  /// What names a thing in a link: the last part of its path with its query; a host names nothing.
  private static func lastPart(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    let parts = text[scheme.upperBound...].prefix { $0 != "#" }.split(separator: "/").dropFirst()
    return parts.last.map(String.init) ?? ""
  }

  /// The words of a text in small letters of ASCII, joined by hyphens; dots stay inside a word.
  ///
  /// Letters lose their accents, apostrophes go, and whatever else isn't ASCII parts words.
  private static func hyphenated(_ text: String) -> String {
    var words: [UInt8] = []
    for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", ".", "_": words.append(UInt8(ascii: scalar))
      case "'", "\u{2019}", "\u{300}"..."\u{36F}": continue
      default: if words.last != ASCII.minus { words.append(ASCII.minus) }
      }
    }
    let edges = [ASCII.minus, ASCII.point, UInt8(ascii: "_")]
    return String(decoding: words.trimmed(where: edges.contains), as: UTF8.self)
  }
}

/// Finds the employees whom other programs name as authors: by id, by name or by handle.
///
/// A name counts only where one employee has it.
package struct ImportAuthors: Hashable, Sendable {
  private var employees: [String: EmployeeID] = [:]

  /// Gathers what a roster's people are called.
  ///
  /// - Complexity: O(roster).
  package init(_ roster: [Employee]) {
    var several: Set<String> = []
    // By index: an employee is too large to be copied for a few names.
    for index in roster.indices {
      let id = roster[index].id
      let handles = roster[index].accounts.compactMap(\.handle)
      for name in [roster[index].name] + handles {
        let key = Self.key(name)
        guard !key.isEmpty else { continue }
        if let other = employees[key], other != id { several.insert(key) }
        employees[key] = id
      }
    }
    for key in several { employees[key] = nil }
    // An id comes before whatever else is written the same.
    for index in roster.indices { employees[Self.key(roster[index].id.text)] = roster[index].id }
  }

  /// The employee whom a byline names, such as `Ana Ruiz`, `ana` or `ana@acme.example (Ana Ruiz)`.
  package func employee(_ byline: String) -> EmployeeID? {
    var names = [byline[...]]
    if let open = byline.firstIndex(of: "("), let close = byline.lastIndex(of: ")"), open < close {
      names += [byline[byline.index(after: open)..<close], byline[..<open]]
    }
    if let sign = byline.firstIndex(of: "@"), sign > byline.startIndex {
      names.append(byline[..<sign])
    }
    return names.lazy.compactMap { employees[Self.key(String($0))] }.first
  }

  private static func key(_ name: String) -> String {
    let key = LabelComparison(.current).key(of: name)
    return key.hasPrefix("@") ? String(key.dropFirst()) : key
  }
}
