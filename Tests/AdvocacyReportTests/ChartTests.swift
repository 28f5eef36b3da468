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
      let linear = ChartScale.linear(holding: [0, value])
      #expect((2...7).contains(linear.ticks.count), "seed \(seed): \(value)")
      #expect((linear.ticks.last?.value ?? 0) >= value * 0.999_999, "seed \(seed): \(value)")
      #expect((0...100).contains(linear.position(of: value)))
      let logarithmic = ChartScale.logarithmic(holding: [1, value])
      #expect((2...7).contains(logarithmic.ticks.count), "seed \(seed): \(value)")
      #expect((0...100).contains(logarithmic.position(of: value)))
    }
  }

  @Test("Ticks are round: people, counts, powers of ten")
  func labels() {
    #expect(ChartScale.linear(holding: [31_410]).ticks.map(\.label).last == "40,000")
    #expect(
      ChartScale.linear(holding: [5.2e6]).ticks.map(\.label)
        == ["0", "2 M", "4 M", "6 M"])
    #expect(
      ChartScale.linear(holding: [3.2, 0]).ticks.map(\.label) == ["0", "1", "2", "3", "4"])
    #expect(ChartScale.linear(holding: [2], ofCounts: true).ticks.map(\.label) == ["0", "1", "2"])
    #expect(
      ChartScale.logarithmic(holding: [1728]).ticks.map(\.label)
        == ["1×", "10×", "100×", "1,000×", "10,000×"])
    #expect(ChartScale.logarithmic(holding: [1e12]).ticks.last?.label == "10¹²×")
  }

  @Test("What isn't a number stands at the beginning")
  func notFinite() {
    for scale in [ChartScale.linear(holding: [.nan, .infinity]), .logarithmic(holding: [])] {
      #expect(scale.position(of: .nan) == 0)
      #expect(scale.position(of: .infinity) == 0)
      #expect(scale.position(of: -1) == 0)
    }
  }

  @Test("Shares of the leading employees, of the rest and of those not listed sum to all")
  func sums() throws {
    let parts = (1...30).map { Samples.part("e\($0)", Double($0)) }
    var report = try Samples.report(by: .employee, groups: .contributions(parts))
    report.unlisted = Samples.part("", 10)
    let section = try #require(report.groupSection)
    let chart = try #require(section.chart)
    #expect(chart.rows.count == 22)
    #expect(chart.rows.first?.names.map(\.name) == ["e30"])
    #expect(chart.rows.suffix(2).map { $0.names[0].name } == ["10 others together", "not listed"])
    let figures = chart.rows.compactMap { row in
      Double(row.value.split(separator: " ").first ?? "")
    }
    let shares = parts.reduce(12) { $0 + $1.share.mean }
    #expect((figures.reduce(0, +) - shares).magnitude <= 11)
    let table = try #require(section.table)
    #expect(table.lines.count == 32)
    #expect(table.lines[30].cells.first?.content == "not listed")
    #expect(table.lines[31].isTotal)
  }

  @Test("Texts have a contrast of 4.5 to 1, marks of 3 to 1, in light, dark and on paper")
  func contrast() throws {
    let light = try colours(after: ":root { color-scheme: light dark;")
    let dark = light.merging(try colours(after: "(prefers-color-scheme: dark)")) { $1 }
    let paper = light.merging(try colours(after: "@media print")) { $1 }
    for theme in [light, dark, paper] {
      for ground in ["ground", "card"] {
        #expect(try ratio(theme, "ink", ground) >= 4.5)
        #expect(try ratio(theme, "soft", ground) >= 4.5)
      }
      for mark in ["page", "people", "other"] {
        #expect(try ratio(theme, mark, "card") >= 3, "\(mark)")
        #expect(try ratio(theme, mark, "ink") >= 3, "\(mark) under the interval")
      }
    }
  }

  /// The colours set in the rule that begins with some words.
  private func colours(after words: String) throws -> [String: Double] {
    let start = try #require(PageStyle.sheet.firstRange(of: words)).upperBound
    let rest = PageStyle.sheet[start...]
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
