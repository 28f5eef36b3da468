package import AdvocacyModel

/// How one employee is spoken to: in a language of the program's, or by a company's file of strings.
package struct Voice: Hashable, Sendable {
  /// The language, as BCP 47.
  package let tag: String
  /// Says phrases, and writes numbers.
  private let words: Words
  /// The company's own texts, by phrase; empty: the program's.
  private let texts: [Phrase: String]
  private let weekdays: [Substring]
  private let months: [Substring]
  private let calendar: CompanyCalendar
  /// The year that need not be said.
  private let year: Int

  /// Speaks a language of the program.
  package init(_ language: Language, calendar: CompanyCalendar, at present: Instant) {
    self.init(Words(language), tag: language.rawValue, texts: [:], calendar, present)
  }

  /// Speaks by a company's texts, by the keys of `KitPhrases`, all of which are there.
  package init(
    tag: String, texts: [String: String], calendar: CompanyCalendar, at present: Instant
  ) {
    let own = KitPhrases.keyed.compactMap { key, phrase in texts[key].map { (phrase, $0) } }
    self.init(
      .english, tag: tag, texts: Dictionary(own) { first, _ in first }, calendar, present)
  }

  private init(
    _ words: Words, tag: String, texts: [Phrase: String], _ calendar: CompanyCalendar,
    _ present: Instant
  ) {
    self.words = words
    self.tag = tag
    self.texts = texts
    self.calendar = calendar
    year = calendar.civilTime(at: present).year
    let kit = Catalogue.all.kit
    func names(_ phrase: Phrase) -> [Substring] {
      (texts[phrase] ?? phrase[words.language]).split(separator: " ")
    }
    weekdays = names(kit.weekdays)
    months = names(kit.months)
  }

  /// A phrase with its values, as plain text.
  ///
  /// - Complexity: O(length).
  package func callAsFunction(
    _ phrase: KeyPath<KitPhrases, Phrase>, _ values: [String: Spoken] = [:]
  ) -> String {
    let phrase = Catalogue.all.kit[keyPath: phrase]
    guard let own = texts[phrase] else { return words.say(phrase, values) }
    return words.say(own, values)
  }

  /// A number of things.
  package func count(_ value: Int) -> String { words.conventions.count(value) }

  /// An instant on the company's clock, with the year where it isn't the present one.
  package func time(_ instant: Instant) -> String {
    let civil = calendar.civilTime(at: instant)
    let minutes = Int(civil.millisecondOfDay / 60_000)
    let clock = "\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
    var values = names(civil)
    values["clock"] = .text(clock)
    guard civil.year != year else { return self(\.time, values) }
    values["year"] = .text(String(civil.year))
    return self(\.timeOfYear, values)
  }

  /// A day on the company's calendar.
  package func day(_ instant: Instant) -> String {
    self(\.dayOfWeek, names(calendar.civilTime(at: instant)))
  }

  private func names(_ civil: CivilTime) -> [String: Spoken] {
    [
      "weekday": .text(String(weekdays[civil.weekday - 1])), "day": .text(String(civil.day)),
      "month": .text(String(months[civil.month - 1])),
    ]
  }

  /// Texts in a row, the last two joined by a phrase.
  package func list(
    _ texts: [String], by phrase: KeyPath<KitPhrases, Phrase> = \.and
  ) -> String {
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return self(
      phrase,
      ["first": .text(texts.dropLast().joined(separator: ", ")), "last": .text(last)])
  }
}

/// What a company's text in place of a phrase must be.
package enum PhraseForm {
  /// The placeholders of a text, whole and as they are written, sorted; words that go with a number
  /// count by the number's name.
  package static func placeholders(_ text: String) -> [String] {
    var names: Set<String> = []
    for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      guard part.contains("}") else { continue }
      names.insert(String(part.prefix { !"|:}".contains($0) }))
    }
    return names.sorted()
  }

  /// What is wrong with a text in place of a phrase; nil: nothing.
  ///
  /// - Complexity: O(length).
  package static func fault(of text: String, for key: String, _ phrase: Phrase) -> ValidationFault?
  {
    let (own, known) = (placeholders(text), placeholders(phrase[.english]))
    if let unknown = own.first(where: { !known.contains($0) }) {
      let hint =
        known.isEmpty ? "It has none in English" : "Known: \(braced(known).joined(separator: ", "))"
      return ValidationFault(
        "unknown placeholder \"{\(SafeText.excerpt(unknown))}\"",
        hint: NearMiss.of(unknown, among: known).map { "Did you mean \"{\($0)}\"?" } ?? hint)
    }
    if let missing = known.first(where: { !own.contains($0) }) {
      return ValidationFault(
        "the placeholder \"{\(missing)}\" is missing",
        hint: "In English it reads: \(phrase[.english])")
    }
    let counted = ["weekdays": 7, "months": 12][key]
    let words = text.split(separator: " ").count
    if let counted, words != counted {
      return ValidationFault(
        "expected \(counted) words, found \(words)", hint: "For example: \(phrase[.english])")
    }
    return nil
  }

  private static func braced(_ names: [String]) -> [String] { names.map { "{\($0)}" } }

  /// What is wrong with a text, and what to do.
  package struct ValidationFault: Hashable, Sendable {
    package let message: String
    package let hint: String

    fileprivate init(_ message: String, hint: String) {
      self.message = message
      self.hint = hint
    }
  }
}
