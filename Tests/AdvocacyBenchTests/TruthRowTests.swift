import AdvocacyModel
import AdvocacyTestSupport
import Testing

@testable import advocacy_bench

/// Each row holds where the engine is right, and fails where something is done wrong on purpose: a
/// row that can't fail tells nothing.
@Suite("Rows of truth")
struct TruthRowTests {
  private static let town = TruthTown(6)
  private let setting: TruthSetting = {
    var setting = TruthSetting()
    (setting.draws, setting.worlds, setting.truths, setting.reportSeeds) = (150, 150, 400, 2)
    return setting
  }()

  private func groups(_ mutation: TruthMutation?) -> TruthGroupRows {
    TruthGroupRows(cases: Self.town.cases, mutation: mutation, setting: setting)
  }

  @Test("visible reach is right, and isn't where colleagues count as reached")
  func visible() async throws {
    #expect(try await groups(nil).visible().verdict == .met)
    #expect(try await groups(.colleagues).visible().verdict == .missed)
  }

  @Test("the union is right, and isn't where people are equally active")
  func union() async throws {
    #expect(try await groups(nil).union().verdict != .missed)
    #expect(try await groups(.activity).union().verdict == .missed)
  }

  @Test("overlaps are met, and aren't where the page's is lost")
  func overlaps() async throws {
    func row(_ mutation: TruthMutation?) async throws -> TruthRow {
      let cases = Array(Self.town.cases.prefix(2))
      return try await TruthOverlaps(cases: cases, mutation: mutation, setting: setting).row()
    }
    let (right, wrong) = (try await row(nil), try await row(.page))
    #expect(right.counts[0].value > wrong.counts[0].value)
    #expect(right.parts.first { $0.kind.hasSuffix("pageOverlap") }?.within == 6)
    #expect(wrong.parts.first { $0.kind.hasSuffix("pageOverlap") }?.within == 0)
  }

  @Test("intervals cover what is so, and fewer do where ranges are an eighth as wide")
  func coverage() async throws {
    let right = try await groups(nil).coverage()
    let wrong = try await groups(.ranges).coverage()
    #expect(right.counts[0].value > wrong.counts[0].value)
  }

  @Test("colleagues come off the counts, and don't where their shares are left out")
  func colleagues() async throws {
    func row(_ mutation: TruthMutation?) async throws -> TruthRow {
      try await TruthColleagues(cases: [], mutation: mutation, setting: setting).row()
    }
    let right = try await row(nil)
    #expect(right.verdict == .met && right.cases == 2)
    let wrong = try await row(.colleagues)
    // An audit of an engine that left them in found 12 and 26 %.
    #expect(wrong.verdict == .missed)
    #expect(wrong.parts.allSatisfy { ($0.worst ?? 0) > 0.05 })
  }

  @Test("known problems have no interval and are what people drawn say, but not with another model")
  func exact() async throws {
    func row(_ mutation: TruthMutation?) async throws -> TruthRow {
      let scenes = TruthExact.scenes.filter { $0.posts == 10 }
      return try await TruthExact(mutation: mutation, setting: setting, scenes: scenes).row()
    }
    #expect(try await row(nil).verdict == .met)
    #expect(try await row(.looks).verdict == .missed)
    #expect(try await row(.page).verdict == .missed)
  }

  @Test("figures move by the error that is stated, and by more where draws' part of it is left out")
  func statedError() async throws {
    var setting = setting
    setting.errorSeeds = 16
    let companies = [TruthStatedError.Company(employees: 2, posts: 1, draws: 1004)]
    func row(_ mutation: TruthMutation?) async throws -> TruthRow {
      try await TruthStatedError(mutation: mutation, setting: setting, companies: companies).row()
    }
    let right = try await row(nil)
    #expect(right.verdict == .met, "\(right.found)")
    #expect(try await row(.error).verdict == .missed)
  }

  @Test("a month of posts reaches what was published, and doesn't where people look equally often")
  func month() async throws {
    #expect(try await TruthMonth(mutation: nil, setting: setting).row().verdict == .met)
    #expect(try await TruthMonth(mutation: .looks, setting: setting).row().verdict == .missed)
  }

  @Test(
    "as many truths lie inside as the interval says, and fewer where ranges or correlation are wrong",
    arguments: [TruthMutation.ranges, .correlation])
  func ranges(mutation: TruthMutation) async throws {
    // Networks that go closely together, so that the correlation shows in few truths.
    let parameters = ParameterSet().overriding(.networkCorrelation, with: Parameter(0.9))
    func row(_ mutation: TruthMutation?) async throws -> TruthRow {
      try await TruthRanges(mutation: mutation, setting: setting, parameters: parameters).row()
    }
    let (right, wrong) = (try await row(nil), try await row(mutation))
    // 400 truths tell 1.5 points.
    #expect((0.85...0.95).contains(right.share ?? 0), "\(right.found)")
    #expect((wrong.share ?? 1) < (right.share ?? 0) - 0.04, "\(wrong.found)")
    #expect(wrong.verdict == .missed)
  }
}
