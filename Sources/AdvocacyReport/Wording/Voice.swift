package import AdvocacyModel

/// How a language writes numbers, lists and dates.
package struct Conventions: Hashable, Sendable {
  private let language: Language

  package init(_ language: Language) { self.language = language }

  /// A number that `NumberFormat` wrote, with this language's signs: `1.234,5` for `1,234.5`.
  func localized(_ number: String) -> String {
    guard language != .english else { return number }
    return String(number.map { $0 == "," ? "." : $0 == "." ? "," : $0 })
  }

  /// An exact number of things.
  package func count(_ value: Int) -> String { localized(NumberFormat.count(value)) }

  /// A number of people, rounded to what an estimate deserves: to fives below 100, tens below
  /// 2,000, hundreds below 20,000, thousands above.
  package func people(_ value: Double) -> String {
    localized(NumberFormat.people(Self.rounded(value)))
  }

  /// Both ends of a number of people.
  package func people(_ low: Double, _ high: Double) -> String {
    "\(people(low))–\(people(high))"
  }

  /// A multiple with one decimal.
  package func times(_ value: Double) -> String { tenths(value) + "×" }

  /// A number with one decimal; of two significant digits from 100 on, where more would claim what
  /// no estimate has.
  func tenths(_ value: Double) -> String {
    localized(NumberFormat.fixed(Self.leading(value), decimals: value < 99.95 ? 1 : 0))
  }

  /// A multiple as a headline has it: whole from 3 on, where a tenth says nothing any more.
  package func about(_ value: Double) -> String {
    localized(NumberFormat.fixed(Self.leading(value), decimals: value < 2.95 ? 1 : 0)) + "×"
  }

  /// A value of 100 or more with two significant digits; a smaller one as it is.
  private static func leading(_ value: Double) -> Double {
    var step = 1.0
    while value.isFinite, value / step >= 99.95 { step *= 10 }
    return step == 1 ? value : (value / step).rounded() * step
  }

  /// A share of one as a whole per cent: `14 %`, with a narrow space that doesn't break.
  package func percent(_ share: Double) -> String {
    let text = share > 0 && share < 0.005 ? "<1" : NumberFormat.fixed(share * 100, decimals: 0)
    return localized(text) + "\u{202F}%"
  }

  /// A name in quotation marks.
  func quoted(_ name: String) -> String {
    switch language {
    case .english: "“\(name)”"
    case .spanish: "«\(name)»"
    }
  }

  /// Texts in a row: `LinkedIn, X and blog`.
  package func list(_ texts: [String]) -> String { texts.allOf[language] }

  /// People for estimates, before they are written.
  static func rounded(_ value: Double) -> Double {
    let steps: [(below: Double, step: Double)] = [(10, 1), (100, 5), (2000, 10), (20_000, 100)]
    let magnitude = value.magnitude
    guard magnitude >= 0.5, value.isFinite else { return value }
    let step = steps.first { magnitude < $0.below }?.step ?? 1000
    return (value / step).rounded() * step
  }
}

extension Conventions {
  private var months: [String] {
    switch language {
    case .english:
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
      ]
    case .spanish:
      [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
      ]
    }
  }

  /// The months as charts name them.
  private var shortMonths: [String] {
    switch language {
    case .english:
      ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]
    case .spanish:
      [
        "ene.", "feb.", "marzo", "abr.", "mayo", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.",
        "dic.",
      ]
    }
  }

  /// A month of a year: `November 2026`, `noviembre de 2026`.
  package func month(_ day: CivilTime) -> String {
    joined([months[day.month - 1], String(day.year)])
  }

  /// A month as charts name it, with the year where it isn't that of another day.
  func shortMonth(_ day: CivilTime, in present: CivilTime) -> String {
    let month = shortMonths[day.month - 1]
    return day.year == present.year ? month : "\(month) \(day.year)"
  }

  /// A month's name alone: `November`.
  func monthName(_ day: CivilTime) -> String { months[day.month - 1] }

  /// A day of a year: `20 November 2026`, `20 de noviembre de 2026`.
  package func day(_ day: CivilTime) -> String {
    joined([String(day.day), months[day.month - 1], String(day.year)])
  }

  /// The first and the last of some days, what they have in common said once.
  package func days(_ first: CivilTime, _ last: CivilTime) -> String {
    if first.year != last.year { return "\(day(first)) – \(day(last))" }
    if first.month != last.month {
      return joined([String(first.day), months[first.month - 1]]) + " – " + day(last)
    }
    return first.day == last.day
      ? day(last)
      : joined(["\(first.day)–\(last.day)", months[last.month - 1], String(last.year)])
  }

  /// A day as charts name it: `20 Nov`.
  func shortDay(_ day: CivilTime) -> String { "\(day.day) \(shortMonths[day.month - 1])" }

  /// A day and the time on the wall: `1 December 2026, 09:00`.
  func time(_ instant: CivilTime) -> String {
    let minutes = Int(instant.millisecondOfDay / 60_000)
    return "\(day(instant)), \((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
  }

  private func joined(_ parts: [String]) -> String {
    parts.joined(separator: language == .spanish ? " de " : " ")
  }
}

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
