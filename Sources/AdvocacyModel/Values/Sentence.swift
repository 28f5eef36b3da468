/// A language in which the program speaks to the people of a company.
///
/// Keys of files, JSON, the names of rules and of commands are the same in all of them.
package enum Language: String, Hashable, Sendable, CaseIterable, Codable {
  case english = "en"
  case spanish = "es"
}

/// A sentence, or a part of one, whole in every language that the program speaks.
///
/// Rules explain themselves in sentences: each stands in all languages where it is made, so that
/// none can be forgotten and none is put together from words of another language.
package struct Sentence: Hashable, Sendable {
  package let english: String
  package let spanish: String

  package init(_ english: String, es spanish: String) {
    self.english = english
    self.spanish = spanish
  }

  /// What reads alike in all languages, such as a name.
  package init(alike text: String) { self.init(text, es: text) }

  /// The sentence in a language.
  package subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .spanish: spanish
    }
  }

  /// The sentence as it stands in a line of its own: with a capital at its start.
  package func line(in language: Language) -> String {
    let text = self[language]
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension [Sentence] {
  /// The sentences in a row, with what stands between two of them.
  package func joined(by separator: Sentence) -> Sentence {
    Sentence(
      map(\.english).joined(separator: separator.english),
      es: map(\.spanish).joined(separator: separator.spanish))
  }
}

extension [String] {
  /// The texts as a sentence lists alternatives: `a, b or c`; Spanish says `u` before the sound of
  /// o.
  package var anyOf: Sentence {
    let before = last?.lowercased() ?? ""
    let isO = ["o", "ó", "ho", "hó"].contains { before.hasPrefix($0) }
    return Sentence(alternatives, es: alternatives(joinedBy: isO ? "u" : "o"))
  }

  /// The texts as a sentence lists all of them: `a, b and c`; Spanish says `e` before the sound of
  /// i.
  package var allOf: Sentence {
    let before = last?.lowercased() ?? ""
    let isI =
      ["i", "í", "hi", "hí"].contains { before.hasPrefix($0) }
      && !["hie", "hia", "ia", "ie", "io"].contains { before.hasPrefix($0) }
    return Sentence(
      alternatives(joinedBy: "and"), es: alternatives(joinedBy: isI ? "e" : "y"))
  }
}

extension CompanyCalendar {
  private static let weekdays = Sentence(
    "Mon Tue Wed Thu Fri Sat Sun", es: "lun mar mié jue vie sáb dom")
  private static let months = Sentence(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    es: "ene feb mar abr may jun jul ago sept oct nov dic")

  /// The day on the wall: `4 Mar 2029`.
  package func day(_ instant: Instant, in language: Language = .english) -> String {
    let civil = civilTime(at: instant)
    let month = Self.months[language].split(separator: " ")[civil.month - 1]
    return "\(civil.day) \(month) \(civil.year)"
  }

  /// The day and the minute on the wall: `Sun 4 Mar 2029 14:30`.
  package func wallTime(_ instant: Instant, in language: Language = .english) -> String {
    let weekday = Self.weekdays[language].split(separator: " ")[
      civilTime(at: instant).weekday - 1]
    return "\(weekday) \(day(instant, in: language)) \(clock(instant))"
  }

  /// The day and the minute on the wall, with the year where it isn't that of the present.
  package func wallTime(
    _ instant: Instant, in language: Language = .english, present: Instant
  ) -> String {
    let year = civilTime(at: instant).year
    let whole = wallTime(instant, in: language)
    guard year == civilTime(at: present).year else { return whole }
    return whole.replacing(" \(year)", with: "")
  }

  /// The same to the second where it isn't a whole minute: `Thu 10 Dec 2026 12:00`.
  package func spoken(_ instant: Instant) -> String {
    let seconds = civilTime(at: instant).millisecondOfDay / 1000 % 60
    return wallTime(instant) + (seconds == 0 ? "" : ":\(Int(seconds).padded(2))")
  }

  /// The day on the wall in every language.
  package func day(of instant: Instant) -> Sentence {
    Sentence(day(instant), es: day(instant, in: .spanish))
  }

  /// The day and the minute on the wall in every language.
  package func time(of instant: Instant) -> Sentence {
    Sentence(wallTime(instant), es: wallTime(instant, in: .spanish))
  }

  /// The minute on the wall as an option takes it: `2029-03-04 14:30`.
  package func minute(_ instant: Instant) -> String {
    let civil = civilTime(at: instant)
    let date = "\(civil.year.padded(4))-\(civil.month.padded(2))-\(civil.day.padded(2))"
    return "\(date) \(clock(instant))"
  }

  /// The time of day on the wall to the minute: `14:30`.
  package func clock(_ instant: Instant) -> String {
    let minutes = Int(civilTime(at: instant).millisecondOfDay / 60_000)
    return "\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
  }
}
