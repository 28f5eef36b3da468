import AdvocacyModel
import Testing

@Suite("Visibility by an account's size")
struct VisibilityBySizeTests {
  private func visibility(_ followers: Int, _ atThousand: Double = 0.12) -> Double {
    VisibilityBySize.visibility(atThousand: atThousand, followers: Double(followers), exponent: 0.4)
  }

  @Test("it is the given one at 1,000 followers, and falls as their power")
  func power() {
    #expect(visibility(1000) == 0.12)
    #expect(abs(visibility(32_000) - 0.03) < 1e-12)
  }

  @Test("it is level below 300 followers and above 10 million")
  func level() {
    #expect(visibility(0) == visibility(300) && visibility(299) == visibility(300))
    #expect(visibility(301) < visibility(300))
    #expect(visibility(.max) == visibility(10_000_000))
  }

  @Test("a small size lifts it to 0.9 at most, and lowers none that is given")
  func ceiling() {
    #expect(visibility(300, 0.8) == 0.9)
    #expect(visibility(1000, 0.95) == 0.95 && visibility(300, 0.95) == 0.95)
    #expect(visibility(1000, 1.5) == 1)
  }

  @Test("without an exponent every size has the given one")
  func chronological() {
    let all = [0, 300, 1_000_000].map {
      VisibilityBySize.visibility(atThousand: 0.15, followers: $0, exponent: 0)
    }
    #expect(all == [0.15, 0.15, 0.15])
  }
}
