import AdvocacyModel
import Testing

@testable import AdvocacyReport

@Suite("Charts")
struct ChartTests {
  @Test("A scale has two to seven lines and holds its values, small and large")
  func scales() {
    let seed = UInt64(7)
    var random = Scramble(seed: seed)
    for _ in 0..<500 {
      let value = exponential(Double.random(in: -12...40, using: &random))
      let scale = ChartScale(holding: [0, value])
      #expect((2...7).contains(scale.ticks.count), "seed \(seed): \(value)")
      #expect(scale.top >= value, "seed \(seed): \(value)")
      #expect((0...100).contains(scale.position(of: value)))
    }
  }

  @Test("Lines are round")
  func lines() {
    #expect(ChartScale(holding: [31_410]).ticks == [0, 10_000, 20_000, 30_000])
    #expect(ChartScale(holding: [3.2, 0]).ticks == [0, 1, 2, 3])
    #expect(ChartScale(holding: [5300]).ticks == [0, 1000, 2000, 3000, 4000, 5000])
  }

  @Test("What isn't a number stands at the beginning")
  func notFinite() {
    let scale = ChartScale(holding: [.nan, .infinity])
    #expect(scale.position(of: .nan) == 0)
    #expect(scale.position(of: .infinity) == 0)
    #expect(scale.position(of: -1) == 0)
  }

  @Test("The shares of those not listed have a row of their own")
  func unlisted() throws {
    let parts = (1...4).map { Samples.part("e\($0)", Double($0)) }
    var report = try Samples.report(by: .employee, groups: .contributions(parts))
    report.unlisted = Samples.part("", 10)
    let rows = ReportPage(report: report, words: .english).groupRows
    #expect(rows.map(\.name) == ["e1", "e2", "e3", "e4", "Not listed"])
    #expect(rows.last?.people.mean == 12)
  }

  @Test("Texts have a contrast of 4.5 to 1, marks of 3 to 1, in light, dark and on paper")
  func contrast() throws {
    let light = try colours(after: ":root { color-scheme: light dark;")
    let dark = light.merging(try colours(after: "(prefers-color-scheme: dark)")) { $1 }
    let paper = light.merging(try colours(after: "@media print")) { $1 }
    for theme in [light, dark, paper] {
      for text in ["ink", "soft", "accent", "warn"] {
        #expect(try ratio(theme, text, "ground") >= 4.5, "\(text)")
      }
      #expect(try ratio(theme, "neutral", "ground") >= 3)
    }
  }

  /// The colours set in the rule that begins with some words.
  private func colours(after words: String) throws -> [String: Double] {
    let start = try #require(PageStyle.rules.firstRange(of: words)).upperBound
    let rest = PageStyle.rules[start...]
    let end = try #require(rest.firstIndex(of: "}"))
    var colours: [String: Double] = [:]
    for part in rest[..<end].split(separator: ";") where part.contains("--") {
      let pair = part.split(separator: ":").map { $0.filter { !" -{\n".contains($0) } }
      let name = pair.count > 2 ? pair[pair.count - 2] : pair[0]
      let hex = try #require(pair.last.flatMap { UInt32($0.dropFirst(), radix: 16) })
      colours[String(name.drop { $0 == "r" || $0 == "o" || $0 == "t" })] = luminance(hex)
      colours[name] = luminance(hex)
    }
    return colours
  }

  /// WCAG's relative luminance.
  private func luminance(_ hex: UInt32) -> Double {
    let channels = [hex >> 16, hex >> 8, hex].map { Double($0 & 255) / 255 }
    let linear = channels.map { channel in
      channel <= 0.03928
        ? channel / 12.92 : exponential(2.4 * logarithm((channel + 0.055) / 1.055))
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private func ratio(_ theme: [String: Double], _ one: String, _ other: String) throws -> Double {
    let pair = [try #require(theme[one]), try #require(theme[other])].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }
}
