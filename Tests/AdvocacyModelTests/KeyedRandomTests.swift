import AdvocacyModel
import Testing

@Suite("Keyed randomness")
struct KeyedRandomTests {
  @Test("a key and a text give the same key for good")
  func texts() {
    let key = RandomKey(9)
    #expect(key.keyed(by: "").bits == 5_683_797_231_007_435_960)
    #expect(key.keyed(by: "behaviour").bits == 15_317_624_048_307_230_975)
    #expect(key.keyed(by: "worlds").bits == 9_262_891_493_781_838_860)
    #expect(key.keyed(by: "ünïcödé text").bits == 5_811_085_102_864_975_743)
    #expect(key.keyed(by: 0).bits == 5_683_797_231_007_435_960)
    #expect(key.keyed(by: .max).uniform == 0.024536513766984847)
  }
}
