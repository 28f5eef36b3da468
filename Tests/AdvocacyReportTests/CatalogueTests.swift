import AdvocacyModel
import Testing

@testable import AdvocacyReport

@Suite("The catalogue of phrases")
struct CatalogueTests {
  /// Every phrase with the way to it, also those in lists.
  private static let phrases = found(in: Catalogue.all, at: "")

  @Test("It holds every phrase, of every section")
  func holdsAll() {
    #expect(Self.phrases.count > 300)
    let sections = Mirror(reflecting: Catalogue.all).children.compactMap(\.label)
    for section in sections {
      #expect(Self.phrases.contains { $0.name.hasPrefix(".\(section)") }, "\(section)")
    }
  }

  @Test("No phrase is missing in a language, and all languages have the same placeholders")
  func complete() {
    for (name, phrase) in Self.phrases {
      for language in Language.allCases {
        #expect(!phrase[language].isEmpty, "\(name) in \(language)")
        let marks = phrase[language].count { $0 == "*" }
        #expect(marks.isMultiple(of: 2), "\(name) in \(language)")
      }
      let english = Self.placeholders(phrase[.english])
      #expect(Self.placeholders(phrase[.spanish]) == english, "\(name)")
    }
  }

  @Test("Inputs have names of their own", arguments: Language.allCases)
  func inputs(language: Language) {
    let words = Words(language)
    let names = ParameterName.allCases.map { words.name(ofInput: $0.rawValue) }
    #expect(Set(names).count == names.count)
    #expect(zip(names, ParameterName.allCases).allSatisfy { $0 != $1.rawValue })
  }

  @Test("Built-in rules have titles in every language")
  func rules() {
    for rule in BuiltInRule.allCases {
      #expect(Catalogue.all.rules.titles[rule.rawValue] != nil, "\(rule)")
    }
  }

  @Test("Spanish says nothing in English, and fills every placeholder")
  func spanish() throws {
    let style = TerminalStyle.plain.speaking(.spanish)
    for format in [ReportFormat.table, .markdown, .html] {
      let text = try Samples.full().rendered(as: format, style: style)
      let body = text.firstRange(of: "<body>").map { String(text[$0.upperBound...]) } ?? text
      for word in ["people", "employees", "the page", "estimate ", "draws"] {
        #expect(!body.contains(word), "\(format): \(word)")
      }
      #expect(!body.contains("{"), "\(format)")
    }
  }

  @Test("Numbers, rows and dates are written as the language does")
  func conventions() throws {
    let (english, spanish) = (Conventions(.english), Conventions(.spanish))
    #expect(english.count(1728) == "1,728")
    #expect(spanish.count(1728) == "1.728")
    #expect(spanish.times(4.13) == "4,1×")
    #expect(
      [3.4, 47, 471, 2733, 31_410].map(english.people) == ["3", "45", "470", "2,700", "31,000"])
    #expect(spanish.percent(0.14) == "14\u{202F}%")
    #expect(english.list(["LinkedIn", "X", "blog"]) == "LinkedIn, X and blog")
    #expect(spanish.list(["LinkedIn", "Instagram"]) == "LinkedIn e Instagram")
    #expect(spanish.list(["X", "hierro"]) == "X y hierro")
    let days = try [20, 21].map { try #require(CivilTime(year: 2026, month: 11, day: $0)) }
    #expect(english.days(days[0], days[1]) == "20–21 November 2026")
    #expect(spanish.days(days[0], days[1]) == "20–21 de noviembre de 2026")
    #expect(spanish.month(days[0]) == "noviembre de 2026")
  }

  @Test("A number takes the noun that goes with it")
  func plural() {
    #expect(Words.english(\.posts.times, ["count": .count(1)]) == "1 time")
    #expect(Words(.spanish)(\.posts.times, ["count": .count(2)]) == "2 veces")
    #expect(Words.english(\.posts.actions) == "Employees × likes × reposts*")
  }

  private static func found(in value: Any, at path: String) -> [(name: String, phrase: Phrase)] {
    if let phrase = value as? Phrase { return [(path, phrase)] }
    if let titles = value as? [String: Phrase] {
      return titles.sorted { $0.key < $1.key }.map { ("\(path).\($0.key)", $0.value) }
    }
    return Mirror(reflecting: value).children.flatMap { child in
      found(in: child.value, at: "\(path).\(child.label ?? "")")
    }
  }

  /// The names of the placeholders, without their words.
  private static func placeholders(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { part in
        String(part.prefix { !"|:}".contains($0) })
      })
  }
}
