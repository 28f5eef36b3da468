import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("The ids of imported posts are a contract")
struct SlugContractTests {
  @Test("a long name gets the same number in every release")
  func number() {
    let name = Array(repeating: "headline", count: 20).joined(separator: " ")
    let words = Array(repeating: "headline", count: 9).joined(separator: "-")
    #expect(
      Slug.id(written: nil, link: nil, text: name, at: nil, calendar: .utc)?.text
        == "\(words)-he-3c24285f757fd0fd")
  }
}
