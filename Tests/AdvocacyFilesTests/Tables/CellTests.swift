import AdvocacyModel
import StrictJSON
import Testing

@testable import AdvocacyFiles

@Suite("Cells of tables")
struct CellTests {
  private func date(_ text: String, _ locale: String? = nil) -> String? {
    do {
      let locale = try locale.map { try CellLocale(named: $0, cause: .usage) }
      return try CellDate.canonical(text, locale)
    } catch let error as ValidationError {
      return error.message
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "hold dates as spreadsheets and networks write them",
    arguments: [
      ("2026-01-01", "2026-01-01"), ("2026-01-01 09:00", "2026-01-01T09:00"),
      ("2026-01-01 09:00:30", "2026-01-01T09:00:30"), ("2026-1-2 9:05", "2026-01-02T09:05"),
      ("2026-01-01\u{A0}09:00", "2026-01-01T09:00"), ("2026/08/22", "2026-08-22"),
      ("20260822", "2026-08-22"), ("22.8.2026", "2026-08-22"),
      ("22.08.2026 18:30", "2026-08-22T18:30"),
      ("Sat, Aug 22, 2026", "2026-08-22"), ("Saturday, August 22, 2026", "2026-08-22"),
      ("Aug 22, 2026 at 9:00 PM", "2026-08-22T21:00"), ("22 August 2026", "2026-08-22"),
      ("22-Aug-2026", "2026-08-22"), ("August 1st, 2026 12:05 a.m.", "2026-08-01T00:05"),
      ("2016-06-20 21:56 +0000", "2016-06-20T21:56:00+00:00"),
      ("2026-01-01 09:00:00 UTC", "2026-01-01T09:00:00Z"),
      ("2026-01-01 09:00:00+00", "2026-01-01T09:00:00+00:00"),
      ("2026-07-14T00:00:00", "2026-07-14T00:00:00"),
      ("Wed, 01 Jul 2026 10:00:00 +0200", "2026-07-01T10:00:00+02:00"),
      ("05/05/2026", "2026-05-05"),
    ])
  func dates(text: String, expected: String) {
    #expect(date(text) == expected)
    #expect(WrittenTime(expected) != nil)
  }

  @Test(
    "hold dates in the order of a locale",
    arguments: [
      ("01/02/2026", "es-ES", "2026-02-01"), ("01/02/2026", "en_US", "2026-01-02"),
      ("01/02/2026", "en-GB", "2026-02-01"),
      ("7/14/2026 6:12 PM", "en_US.UTF-8", "2026-07-14T18:12"),
      ("1/2/26", "es-ES", "2026-02-01"), ("1/2/26", "en-US", "2026-01-02"),
      ("26/1/2 9:00 PM", "ja-JP", "2026-01-02T21:00"), ("1.2.99", "de-DE", "1999-02-01"),
      ("22-08-2026", "nl-NL", "2026-08-22"), ("22 de agosto de 2026", "es", "2026-08-22"),
      ("3. März 2026", "de_DE", "2026-03-03"),
    ])
  func localDates(text: String, locale: String, expected: String) {
    #expect(date(text, locale) == expected)
  }

  @Test("are no dates where they might be two, or none")
  func noDates() {
    for text in ["01/02/2026", "20/11/2026 10:00", "11-20-2026"] {
      #expect(date(text)?.contains("doesn't say which number is the day") == true)
    }
    #expect(date("14/07/2026", "en-US")?.contains("no date that begins with the month") == true)
    #expect(date("1/2/26")?.contains("has no year of four digits") == true)
    #expect(date("46256")?.contains("a spreadsheet's number for 2026-08-22") == true)
    #expect(date("46256.375")?.contains("a spreadsheet's number for 2026-08-22") == true)
    #expect(date("Sun, Aug 22, 2026")?.contains("not that day of the week") == true)
    let others = [
      "soon", "", "Lifetime", "31.02.2026", "2026-13-01", "Aug 22", "9:00", "2026-01-01 9",
    ]
    for text in others {
      #expect(date(text) == nil, "\(text)")
    }
  }

  @Test("are of locales that there are, and of one order of dates")
  func locales() {
    #expect(date("2/1/2026", "xx-YY")?.contains("unknown locale \"xx-YY\"") == true)
    #expect(date("2/1/2026", "Spanish!")?.contains("expected a locale") == true)
    #expect(date("2/1/2026", "en")?.contains("\"en\" alone doesn't say") == true)
  }

  private func whole(_ text: String, _ locale: String? = nil) -> Int? {
    let locale = try? locale.map { try CellLocale(named: $0, cause: .usage) }
    return try? CellText.whole(text, locale)
  }

  @Test("hold whole numbers with the marks of people")
  func numbers() {
    #expect(whole("1234") == 1234)
    #expect(whole("1\u{A0}234") == 1234)
    #expect(whole("1\u{202F}234\u{202F}567") == 1_234_567)
    #expect(whole("1'234") == 1234)
    #expect(whole("1,234,567") == 1_234_567)
    #expect(whole("1.234.567") == 1_234_567)
    #expect(whole("410.0") == 410)
    #expect(whole("1,234", "en-US") == 1234)
    #expect(whole("1.234", "es_ES") == 1234)
    #expect(whole("1.234,00", "de-DE") == 1234)
    let others = [
      "1,234", "1.234", "1,2,3", "12,34,567", "1.5", "-1", "+1", "12%", "1.2E+05", "1.1K", "",
    ]
    for text in others {
      #expect(whole(text) == nil, "\(text)")
    }
    #expect(whole("1,234", "de-DE") == nil)
    #expect(whole("1.234", "en-US") == nil)
  }

  @Test("are read without the marks of spreadsheets, and refused where these show errors")
  func marks() {
    #expect(CellText.value("\u{A0}\u{200B}x \u{FEFF}") == "x")
    #expect(CellText.value("'00123") == "00123")
    #expect(CellText.value("'quoted'") == "'quoted'")
    #expect(CellText.error(in: "#N/A") != nil)
    #expect(CellText.error(in: "#########") != nil)
    #expect(CellText.error(in: "#name?") != nil)
    #expect(CellText.error(in: "#AcmeLab") == nil)
    #expect(CellText.rounded("1.2E+05") != nil)
    #expect(CellText.rounded("1,2E15") != nil)
    #expect(CellText.rounded("1E+15") != nil)
    #expect(CellText.rounded("E2E") == nil)
    #expect(CellText.rounded("12E4") == nil)
    #expect(CellText.answer("Sí") == true)
    #expect(CellText.answer("FALSE") == false)
    #expect(CellText.answer("perhaps") == nil)
  }
}
