import AdvocacyModel
import Testing

@Suite("The time that a post takes by hand")
struct TimeNeededTests {
  private func post(_ text: String) throws -> Post {
    Post(
      id: try #require(PostID("p")), text: text, networks: [], at: Instant(milliseconds: 0))
  }

  @Test("A short text on one network takes two minutes, and a minute more on each further one")
  func shortText() throws {
    let post = try post("We open our Madrid lab")
    #expect(TimeNeeded.seconds(for: post, networks: 1) == 30 + 2 + 60)
    #expect(TimeNeeded.minutes(for: post, networks: 1) == 2)
    #expect(TimeNeeded.minutes(for: post, networks: 2) == 3)
    #expect(TimeNeeded.minutes(for: post, networks: 3) == 4)
  }

  @Test("A long text takes the time to read it, without blanks as well as with them")
  func longText() throws {
    let spaced = try post(String(repeating: "words ", count: 600))
    let unspaced = try post(String(repeating: "字", count: 3600))
    #expect(TimeNeeded.seconds(for: spaced, networks: 1) == 30 + 180 + 60)
    #expect(
      TimeNeeded.seconds(for: unspaced, networks: 1) == TimeNeeded.seconds(for: spaced, networks: 1)
    )
  }

  @Test("Who declines has read the post and sent nothing")
  func declined() throws {
    #expect(TimeNeeded.seconds(for: try post("Six"), networks: 0) == 30 + 1)
    #expect(TimeNeeded.minutes(for: try post("Six"), networks: 0) == 1)
  }
}
