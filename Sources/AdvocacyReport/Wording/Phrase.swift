package import AdvocacyModel

/// One thing that the program says, whole, in every language it speaks.
///
/// `{name}` stands for a value, `{posts|post|posts}` for a number with its noun, and
/// `{posts:waits|wait}` for the word that goes with a number. What stands between asterisks is
/// strong where a format can show it; two of them are one. A test compares the placeholders of the languages.
package struct Phrase: Hashable, Sendable {
  private let english: String
  private let spanish: String

  package init(_ english: String, es spanish: String) {
    self.english = english
    self.spanish = spanish
  }

  /// The text in a language, placeholders and all.
  package subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .spanish: spanish
    }
  }
}

/// What takes the place of a placeholder; numbers are written as the language does.
package enum Spoken: Hashable, Sendable {
  /// What somebody wrote, or another phrase.
  case text(String)
  /// A name in quotation marks.
  case quoted(String)
  /// Texts in a row, `LinkedIn, X and blog`.
  case list([String])
  /// An exact number of things.
  case count(Int)
  /// A number of people, rounded to what an estimate deserves.
  case people(Double)
  /// A number of people as it was computed, for tables and what stands beside them.
  case exactPeople(Double)
  /// The same with both ends.
  case peopleRange(ReachReport.Estimate)
  /// A multiple with one decimal, `4.1×`.
  case times(Double)
  /// A multiple for a headline without its sign, `4`.
  case factor(Double)
  /// A multiple for a headline, `4×`.
  case about(Double)
  /// The ends of a multiple, `2.9–6.2`.
  case timesRange(ReachReport.Estimate)
  /// A share of one as a whole per cent.
  case percent(Double)
  /// A share of one in per cent, with two digits where it is no whole number: `9.3 %`.
  case exactPercent(Double)
}

/// Says phrases in one language.
package struct Words: Hashable, Sendable {
  package let language: Language
  /// How it writes numbers and dates.
  package let conventions: Conventions

  package static let english = Words(.english)

  package init(_ language: Language) {
    self.language = language
    conventions = Conventions(language)
  }

  /// A phrase with its values, as plain text.
  ///
  /// - Complexity: O(length).
  package func callAsFunction(
    _ phrase: KeyPath<Catalogue, Phrase>, _ values: [String: Spoken] = [:]
  ) -> String {
    say(Catalogue.all[keyPath: phrase], values)
  }

  /// The same of a phrase that a list holds.
  package func say(_ phrase: Phrase, _ values: [String: Spoken] = [:]) -> String {
    say(phrase[language], values)
  }

  /// The same of a text that is written as phrases are.
  func say(_ text: String, _ values: [String: Spoken]) -> String {
    runs(text, values).map(\.text).joined()
  }

  /// The same as inert HTML: what stands out in `b`, numbers and ranges kept on one line.
  func markup(
    _ phrase: KeyPath<Catalogue, Phrase>, _ values: [String: Spoken] = [:]
  ) -> String {
    runs(Catalogue.all[keyPath: phrase][language], values).map { run in
      let text = PageText().escapeText(run.text)
      let whole = run.isWhole ? "<span class=\"nb\">\(text)</span>" : text
      return run.isStrong ? "<b>\(whole)</b>" : whole
    }.joined()
  }

  /// A part of a phrase.
  private struct Run {
    var text: String
    var isStrong: Bool
    /// Whether it must not be broken over two lines.
    var isWhole: Bool
  }

  private func runs(_ text: String, _ values: [String: Spoken]) -> [Run] {
    var runs: [Run] = []
    var isStrong = false
    var rest = text[...]
    while let index = rest.firstIndex(where: { $0 == "{" || $0 == "*" }) {
      if index > rest.startIndex {
        runs.append(Run(text: String(rest[..<index]), isStrong: isStrong, isWhole: false))
      }
      let next = rest.index(after: index)
      if rest[index] == "*", next < rest.endIndex, rest[next] == "*" {
        runs.append(Run(text: "*", isStrong: isStrong, isWhole: false))
        rest = rest[rest.index(after: next)...]
      } else if rest[index] == "*" {
        isStrong.toggle()
        rest = rest[rest.index(after: index)...]
      } else {
        let end = rest[index...].firstIndex(of: "}") ?? rest.index(before: rest.endIndex)
        let (text, isWhole) = filled(rest[rest.index(after: index)..<end], values)
        runs.append(Run(text: text, isStrong: isStrong, isWhole: isWhole))
        rest = rest[rest.index(after: end)...]
      }
    }
    if !rest.isEmpty { runs.append(Run(text: String(rest), isStrong: isStrong, isWhole: false)) }
    return runs
  }

  /// What a placeholder becomes; a value that is missing shows its name.
  private func filled(
    _ placeholder: Substring, _ values: [String: Spoken]
  ) -> (text: String, isWhole: Bool) {
    let isWord = placeholder.contains(":")
    let parts = placeholder.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "|" || $0 == ":" })
    let name = String(parts[0])
    guard let value = values[name] else { return ("{\(name)}", false) }
    let (text, isOne, isNumber) = written(value)
    guard parts.count == 3 else { return (text, isNumber) }
    let word = String(isOne ? parts[1] : parts[2])
    return isWord ? (word, false) : ("\(text) \(word)", isNumber)
  }

  private func written(_ value: Spoken) -> (text: String, isOne: Bool, isNumber: Bool) {
    switch value {
    case .text(let text): (text, false, false)
    case .quoted(let text): (conventions.quoted(text), false, false)
    case .list(let texts): (conventions.list(texts), texts.count == 1, false)
    case .count(let count): (conventions.count(count), count == 1, true)
    case .people(let people):
      (conventions.people(people), conventions.people(people) == "1", true)
    case .exactPeople(let people):
      (conventions.localized(NumberFormat.people(people)), NumberFormat.people(people) == "1", true)
    case .peopleRange(let people): (conventions.people(people.low, people.high), false, true)
    case .times(let factor): (conventions.times(factor), false, true)
    case .factor(let factor): (String(conventions.about(factor).dropLast()), false, true)
    case .about(let factor): (conventions.about(factor), false, true)
    case .timesRange(let factor):
      ("\(conventions.tenths(factor.low))–\(conventions.tenths(factor.high))", false, true)
    case .percent(let share): (conventions.percent(share), false, true)
    case .exactPercent(let share):
      (conventions.localized(NumberFormat.percent(share)), false, true)
    }
  }
}

/// All that the program says in more than one language: one list for all of them.
///
/// A phrase can't be left out in a language, since it is made of all of them; a test compares their
/// placeholders. A new command adds a section here.
package struct Catalogue: Sendable {
  package static let all = Catalogue()

  package let page = PagePhrases()
  package let posts = PostPhrases()
  package let advice = AdvicePhrases()
  package let appendix = AppendixPhrases()
  package let rules = RulePhrases()
  package let parameters = ParameterPhrases()
  package let report = ReportPhrases()
  package let explain = ExplainPhrases()
  package let kit = KitPhrases()
  package let people = PeoplePhrases()
  package let roster = RosterPhrases()
}
